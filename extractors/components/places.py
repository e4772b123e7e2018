"""Places: mentions by the gazetteer of codes and by the grammar of towns, villages and zones.

Full names (东源县) are taken wherever they stand. Short forms (东源) are names of much else as well, so they
count where the tagger sees a place or a body there, or where another place or a place-only word stands beside them.
"""

from __future__ import annotations

import functools
import re

from spacy.language import Language
from spacy.tokens import Doc

from extractors.mentions import Mention, Word
from ontologies.places import Place, by_code, by_name, places, towns
from ontologies.tables import read_table

Doc.set_extension("places", default=())

_SUBTYPES = {"province": "Province", "city": "City", "county": "County"}
_MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
_TOWN = re.compile(r"([\u4e00-\u9fff]{1,6}?(?:街道|苏木|镇|乡))(?!村|长|级|办|党|企|政|域|土|里|亲|愁|情|音|贤)")
_VILLAGE = re.compile(r"([\u4e00-\u9fff]{1,5}?(?:社区|嘎查|村))(?!局|厅|部|民|委|书|级|里|口|庄|落|干|医|支|两|集|居|科|超|e|镇|寨)")
_ZONE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?)"
    r"(?:高新技术产业开发区|经济技术开发区|经济开发区|生态经济开发区|高新技术开发区|高新区|经开区|开发区|保税区"
    r"|自贸区|自由贸易试验区|自由贸易港|自贸港|国家级新区|(?<![片街社地市校园战老灾林牧特])新区|大湾区)"
)
_NOT_IN_NAMES = re.compile(r"部分|农业|[的在到和与及等各个该本全为由对从向以并被把是有了赴往至入于、，。“”]|所属|下辖|深入|走进|来到|前往|位于|地处|来自")
_SHORT_FOLLOWED_BY = re.compile(r"镇|乡|街道|村|路|大道|话")


def match(text: str, words: tuple[Word, ...]) -> list[Mention]:
    """Return the place mentions in text order; none overlaps another."""
    found = _gazetteer_hits(text, words)
    found = _add(found, _after_places(text, found, _TOWN, "Town", "place.town"))
    found = _add(found, _tagged(text, words, found))
    found = _add(found, _after_places(text, found, _VILLAGE, "Village", "place.village"))
    found = _add(found, _zones(text, found))
    _link(text, found)
    return found


@functools.cache
def _forms() -> tuple[dict[str, bool], int]:
    """Every written form of a place or country with whether it is a short form, and the length of the longest."""
    forms: dict[str, bool] = {}
    for place in places():
        for form in place.forms:
            if len(form) >= 2:
                forms[form] = form == place.short and forms.get(form, True)
    for row in read_table("ontologies", "countries.tsv", ("code", "name", "other")):
        for form in (row.cells[1], *filter(None, row.cells[2].split(" "))):
            if len(form) >= 2:
                forms.setdefault(form, True)
    return forms, max(map(len, forms))


@functools.cache
def _countries() -> dict[str, str]:
    rows = read_table("ontologies", "countries.tsv", ("code", "name", "other"))
    return {form: row.cells[1] for row in rows for form in (row.cells[1], *filter(None, row.cells[2].split(" ")))}


def _gazetteer_hits(text: str, words: tuple[Word, ...]) -> list[Mention]:
    forms, longest = _forms()
    begins = {word.begin: word for word in words}
    ends = {word.end for word in words}
    inside = {offset: word for word in words if word.tag in ("ORG", "LOC", "PER") for offset in range(word.begin, word.end)}
    found: list[Mention] = []
    offset = 0
    while offset < len(text):
        for length in range(min(longest, len(text) - offset), 1, -1):
            form = text[offset : offset + length]
            if form in forms and (
                _short_is_place(text, offset, offset + length, begins, ends, inside, found)
                if forms[form]
                else _full_is_place(text, offset, offset + length, found, inside)
            ):
                found.append(_mention(form, offset, found))
                offset += length
                break
        else:
            offset += 1
    return found


def _full_is_place(text: str, begin: int, end: int, found: list[Mention], inside: dict[int, Word]) -> bool:
    form = text[begin:end]
    joined = bool(found) and found[-1].end == begin
    if form in ("城区", "郊区", "矿区", "市中区") and not joined:
        return False
    if len(form) == 2 and not joined:
        word = inside.get(begin)
        return word is not None and word.begin == begin and word.tag in ("LOC", "ORG")
    if form.endswith("区") and text[end : end + 1] in ("域", "间"):
        return False
    word = inside.get(begin)
    return not (word is not None and word.tag == "PER" and word.begin <= begin and end <= word.end)


def _short_is_place(
    text: str,
    begin: int,
    end: int,
    begins: dict[int, Word],
    ends: set[int],
    inside: dict[int, Word],
    found: list[Mention],
) -> bool:
    if _SHORT_FOLLOWED_BY.match(text, end):
        return False
    if found and found[-1].end == begin and found[-1].code is not None:
        return _holds(found[-1].code, text[begin:end])
    word = inside.get(begin)
    if word is None or word.begin != begin or word.tag == "PER":
        return False
    if word.end == end:
        return word.tag == "LOC"
    if word.tag == "LOC" and end < word.end:
        return any(place.short == text[begin:end] and place.level != "county" for place in by_name(text[begin:end]))
    return word.tag == "ORG"


def _holds(code: str, form: str) -> bool:
    """Tell whether a place of this form lies directly or indirectly in the place with `code`."""
    return any(code in _chain(place) for place in by_name(form))


def _chain(place: Place) -> list[str]:
    """The codes of the places that hold `place`, nearest first."""
    chain = []
    parent = place.parent
    while parent is not None:
        chain.append(parent)
        holder = by_code(parent)
        parent = holder.parent if holder is not None else None
    return chain


def _mention(form: str, begin: int, found: list[Mention]) -> Mention:
    candidates = by_name(form)
    if not candidates:
        return Mention(begin, begin + len(form), form, "Place", "Country", "place.country", name=_countries()[form])
    mention = Mention(begin, begin + len(form), form, "Place", _subtype(candidates[0]), "place.gazetteer")
    _identify(mention, candidates, found[-1] if found and found[-1].end == begin else None)
    return mention


def _subtype(place: Place) -> str:
    return "City" if place.code in _MUNICIPALITIES else _SUBTYPES[place.level]


def _identify(mention: Mention, candidates: tuple[Place, ...], holder: Mention | None) -> None:
    """Set code and full name where the form, or the place before it, leaves one candidate."""
    if holder is not None and holder.code is not None:
        held = tuple(place for place in candidates if holder.code in _chain(place))
        candidates = held or candidates
    current = tuple(place for place in candidates if place.until is None) or candidates
    full = tuple(place for place in current if place.name == mention.form)
    higher = [place for place in current if place.level != "county"]
    for group in (full, current, higher):
        if len({place.code for place in group}) == 1:
            _settle(mention, group[0], "gazetteer")
            return


def _settle(mention: Mention, place: Place, why: str) -> None:
    mention.code = place.code
    mention.subtype = _subtype(place)
    mention.name = place.name
    mention.reason = f"place {place.code}, by the {why}"


def resolve_homonyms(mentions: list[Mention]) -> None:
    """Give a code to places that several places share a name with, by the other places of the report."""
    codes = [mention.code for mention in mentions if mention.code is not None]
    weights: dict[str, int] = {}
    for code in codes:
        place = by_code(code)
        for holder in [code, *(_chain(place) if place is not None else [])]:
            weights[holder] = weights.get(holder, 0) + 1
    for mention in mentions:
        if mention.code is None and mention.rule == "place.gazetteer":
            scored = sorted(
                (-sum(weights.get(code, 0) for code in _chain(place)), place.until is not None, place.code, place)
                for place in by_name(mention.form)
            )
            if scored and scored[0][0] < 0 and (len(scored) == 1 or scored[0][:2] < scored[1][:2]):
                _settle(mention, scored[0][3], "other places of the report")


def _after_places(text: str, found: list[Mention], pattern: re.Pattern[str], subtype: str, rule: str) -> list[Mention]:
    """Towns and villages that stand directly behind a place that holds them."""
    new = []
    for place in found:
        if place.subtype in ("Province", "Country"):
            continue
        hit = pattern.match(text, place.end, min(len(text), place.end + 9))
        if hit is not None and not _NOT_IN_NAMES.search(hit.group(1)) and len(hit.group(1)) >= 2:
            new.append(Mention(place.end, hit.end(1), hit.group(1), "Place", subtype, rule))
    return new


def _tagged(text: str, words: tuple[Word, ...], found: list[Mention]) -> list[Mention]:
    """Towns and villages that the tagger sees, or that begin what it takes for a body."""
    new = []
    known = towns()
    for word in words:
        if word.tag not in ("LOC", "ORG"):
            continue
        for pattern, subtype in ((_TOWN, "Town"), (_VILLAGE, "Village")):
            hit = pattern.match(word.text)
            if hit is None or len(hit.group(1)) < 3 or _NOT_IN_NAMES.search(hit.group(1)):
                continue
            form = hit.group(1)
            if form in known or (word.tag == "LOC" and form == word.text):
                new.append(Mention(word.begin, word.begin + len(form), form, "Place", subtype, "place.tagged"))
                break
    return new


def _zones(text: str, found: list[Mention]) -> list[Mention]:
    new = []
    place_ends = {place.end: place for place in found}
    for hit in _ZONE.finditer(text):
        begin, end = hit.span()
        for place in found:
            if begin < place.end < end:
                begin = place.end
        name = text[begin:end]
        stopped = None
        for stopped in _NOT_IN_NAMES.finditer(name):
            pass
        if stopped is not None:
            begin += stopped.end()
        if end - begin < 3 and begin not in place_ends:
            continue
        if end - begin >= 2:
            holder = place_ends.get(begin)
            mention = Mention(begin, end, text[begin:end], "Place", "Zone", "place.zone")
            if holder is not None:
                mention.aliases.append((mention.form, "without the place that it lies in"))
                mention.begin, mention.form = holder.begin, text[holder.begin : end]
                mention.name, mention.place = holder.name + text[begin:end], holder
            new.append(mention)
    return new


def _add(found: list[Mention], new: list[Mention]) -> list[Mention]:
    taken = {offset for mention in found for offset in range(mention.begin, mention.end)}
    kept = list(found)
    for mention in new:
        own = mention.begin if mention.place is None else mention.place.end
        if not any(offset in taken for offset in range(own, mention.end)):
            kept.append(mention)
            taken.update(range(mention.begin, mention.end))
    return sorted(kept, key=lambda mention: mention.span)


def _link(text: str, found: list[Mention]) -> None:
    """A place that stands directly behind another lies in it (陕西省汉中市)."""
    resolve_homonyms(found)
    for before, after in zip(found, found[1:], strict=False):
        if before.end == after.begin and before.subtype != "Country" and _below(before, after):
            after.place = before


def _below(holder: Mention, held: Mention) -> bool:
    if holder.code is not None and held.code is not None:
        place = by_code(held.code)
        return place is not None and holder.code in _chain(place)
    order = ("Province", "City", "County", "Town", "Village")
    if held.subtype == "Zone":
        return holder.subtype in order[:3]
    if holder.subtype in order and held.subtype in order:
        return order.index(holder.subtype) < order.index(held.subtype)
    return False


@Language.component("kg_places", requires=["doc._.words"], assigns=["doc._.places"])
def component(doc: Doc) -> Doc:
    """Set `doc._.places`."""
    doc._.places = match(doc.text, doc._.words)
    return doc
