"""Places: mentions by the tables of codes and by the grammar of towns, villages and zones.

Towns and villages are found behind the place that holds them, and where the tagger sees one; zones by their
endings. What stands directly behind a place that can hold it lies in it (陕西省汉中市).
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components import gazetteer, town_names
from extractors.components.place_words import patterns
from extractors.mentions import Mention, Word
from ontologies.places import by_code, towns

Doc.set_extension("places", default=())

_LEVELS = ("Province", "City", "County", "Town", "Village")
_COUNTIES = ("County", "City")
_LIST_JOINS = ("、", "和", "与", "及", "以及")
_CLASS_OF_ZONES = re.compile(
    "(?:全?国|省|市|两个|三个|多个|各|首批|第[一二三]批){0,3}(?:国家级|省级|市级|国家(?!级)|首批|级)(?!高新区|经开区)"
)
"""国家级经济技术开发区: a class of zones."""
_CLASSES = re.compile(
    "(?:.{0,4}小镇|.{1,4}古镇|[乡村城集街]镇|[镇乡]街道|[一二两三四五六七八九十各几多][镇乡]"
    "|小?[山渔农]村|新农村|(?:中心|自然|行政|贫困|示范|城中|试点|特色|重点)村|.{2,8}之[乡村])$"
)
"""Words for towns and villages in general, for so many of them, and honours."""
_NO_NAME = frozenset({"v", "d", "p", "c", "u", "r", "vd", "ad"})
_REACH = 9
"""Characters of a town or village behind its holder."""


def match(text: str, words: tuple[Word, ...]) -> list[Mention]:
    """Return the place mentions in text order; none overlaps another but a zone the place that begins it."""
    found = _add(_bracketed_zones(text), town_names.written_out(text, words))
    found = _add(found, gazetteer.match(text, words))
    acts = _acting(words)
    found = _add(found, _behind_places(text, found, patterns().town, "Town", acts))
    found = _add(found, _tagged(words))
    found = _add(found, _behind_places(text, found, patterns().village, "Village", acts))
    found = _add(found, town_names.rows(text))
    found = _add(found, _zones(text, found, acts))
    found = _add(found, gazetteer.letters(text))
    gazetteer.settle_homonyms(found)
    for before, after in zip(found, found[1:], strict=False):
        if before.end == after.begin and _below(before, after):
            after.place = before
    _share_holders(text, found)
    return found


def _share_holders(text: str, found: list[Mention]) -> None:
    """Let the members of a list lie in the place that the first stands behind: 定西市安定区、渭源县和岷县."""
    for before, after in zip(found, found[1:], strict=False):
        holder = before.place
        if holder is None or after.place is not None or text[before.end : after.begin] not in _LIST_JOINS:
            continue
        alike = before.subtype == after.subtype or (
            before.subtype in _COUNTIES and after.subtype in _COUNTIES
        )
        if alike and holder.end <= before.end and _below(holder, after):
            after.place = holder


def _acting(words: tuple[Word, ...]) -> dict[int, int]:
    """Each offset of a word that no name of a place holds (a verb, an adverb), with the end of that word."""
    return {
        offset: word.end for word in words if word.tag in _NO_NAME for offset in range(word.begin, word.end)
    }


def _behind_places(
    text: str, found: list[Mention], pattern: re.Pattern[str], subtype: str, acts: dict[int, int]
) -> list[Mention]:
    """Towns or villages that stand directly behind a place that holds them; none holds a verb."""
    new = []
    for place in found:
        if place.subtype in ("Province", "Country"):
            continue
        hit = pattern.match(text, place.end, min(len(text), place.end + _REACH))
        if hit is None or not acts.keys().isdisjoint(range(*hit.span(1))):
            continue
        if len(hit[1]) >= 2 and not _CLASSES.match(hit[1]) and not patterns().not_in_names.search(hit[1]):
            new.append(Mention(place.end, hit.end(1), hit[1], "Place", subtype, f"place.{subtype.lower()}"))
    return new


def _tagged(words: tuple[Word, ...]) -> list[Mention]:
    """Towns and villages that the tagger sees, or that begin what it takes for a body."""
    new = []
    for word in words:
        if word.tag not in ("LOC", "ORG"):
            continue
        for pattern, subtype in ((patterns().town, "Town"), (patterns().village, "Village")):
            hit = pattern.match(word.text)
            if hit is None or len(hit[1]) < 3 or patterns().not_in_names.search(hit[1]):
                continue
            if _CLASSES.fullmatch(hit[1]):
                continue
            form = hit[1]
            if form in towns() or (word.tag == "LOC" and form == word.text):
                new.append(
                    Mention(word.begin, word.begin + len(form), form, "Place", subtype, "place.tagged")
                )
                break
    return new


def _zones(text: str, found: list[Mention], acts: dict[int, int]) -> list[Mention]:
    """Zones, with the place that stands before them as the beginning of their names; none holds a verb."""
    new = []
    place_at = {place.end: place for place in found}
    for hit in patterns().zone.finditer(text):
        begin, end = hit.span()
        begin = max((offset for offset in range(begin + 1, end) if offset in place_at), default=begin)
        begin = max((min(acts[offset], end) for offset in range(begin, end) if offset in acts), default=begin)
        for stop in patterns().not_in_names.finditer(text, begin, end - len(hit[1])):
            begin = stop.end()
        holder = place_at.get(begin)
        own = text[begin:end]
        if len(own) < (3 if holder is None else 2) or _CLASS_OF_ZONES.match(own):
            continue
        mention = Mention(begin, end, own, "Place", "Zone", "place.zone")
        if holder is not None:
            mention.aliases.append((own, "without the place that it lies in"))
            mention.begin, mention.form = holder.begin, text[holder.begin : end]
            mention.name, mention.place = holder.name + own, holder
        new.append(mention)
    return new


def _bracketed_zones(text: str) -> list[Mention]:
    """Zones whose names hold places: 中国（上海）自由贸易试验区."""
    hits = patterns().bracketed_zone.finditer(text)
    return [Mention(*hit.span(), hit.group(), "Place", "Zone", "place.zone") for hit in hits]


def _add(found: list[Mention], new: list[Mention]) -> list[Mention]:
    """Return `found` with those of `new` that overlap none before them but the place that they begin with."""
    taken = {offset for mention in found for offset in range(mention.begin, mention.end)}
    kept = list(found)
    for mention in new:
        own = mention.begin if mention.place is None else mention.place.end
        if taken.isdisjoint(range(own, mention.end)):
            kept.append(mention)
            taken.update(range(mention.begin, mention.end))
    return sorted(kept, key=lambda mention: mention.span)


def _below(holder: Mention, held: Mention) -> bool:
    """Tell whether the one place can lie in the other: by their codes, else by their levels."""
    if holder.code is not None and held.code is not None:
        place = by_code(held.code)
        return place is not None and holder.code in gazetteer.holders(place)
    if held.subtype == "Zone":
        return holder.subtype in _LEVELS[:3]
    if holder.subtype in _LEVELS and held.subtype in _LEVELS:
        return _LEVELS.index(holder.subtype) < _LEVELS.index(held.subtype)
    return False


@Language.component("kg_places", requires=["doc._.words"], assigns=["doc._.places"])
def component(doc: Doc) -> Doc:
    """Set `doc._.places`."""
    doc._.places = match(doc._.text, doc._.words)
    return doc
