"""Places and countries of the tables of codes, where the text means them, and which of several a form means.

Full names (东源县) are taken wherever they stand. Short forms (东源) are names of much else as well, so they
count where the tagger sees a place or a body there, or directly behind a place that holds them.
"""

from __future__ import annotations

import functools
from collections import Counter

from extractors.components.place_words import cities, patterns, place_words
from extractors.mentions import Mention, Word
from ontologies.places import Place, by_code, by_name, places
from ontologies.tables import read_table

_SUBTYPES = {"province": "Province", "city": "City", "county": "County"}
IN_NAME = "place.in-name"
"""The rule of a country that only opens a name: 中国 of 中国药都."""
COUNTRY = "place.country"
"""The rule of a country."""
_HOME = "中国"
_NOT_OF_NAME = frozenset({"w", "v", "p", "c", "u", "d", "f", "r"})
_IN_NAMES = frozenset("（-—·－")
_MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
"""Provinces by their code, cities by what they are."""


def match(text: str, words: tuple[Word, ...]) -> list[Mention]:
    """Return the mentions of places and countries of the tables in text order; none overlaps another."""
    named = {
        offset: word
        for word in words
        if word.tag in ("ORG", "LOC", "PER")
        for offset in range(word.begin, word.end)
    }
    begins = {word.begin: word for word in words}
    found: list[Mention] = []
    offset = 0
    while offset < len(text):
        before = found[-1] if found and found[-1].end == offset else None
        for form in _forms().get(text[offset : offset + 2], ()):
            end = offset + len(form)
            if text.startswith(form, offset) and _is_place(text, offset, end, named.get(offset), before):
                found.append(_mention(form, offset, before))
                if form == _HOME and not _stands_alone(text, end, begins.get(end)):
                    found[-1].rule = IN_NAME
                offset = end
                break
        else:
            offset += 1
    return found


def _stands_alone(text: str, end: int, behind: Word | None) -> bool:
    """Tell whether the country is meant, and no name or honour that begins with it: 中国药都."""
    return behind is not None and behind.tag in _NOT_OF_NAME and text[end : end + 1] not in _IN_NAMES


def letters(text: str) -> list[Mention]:
    """Return the cities that one character stands for, where the text says that something was held there."""
    found = []
    for hit in patterns().letter.finditer(text):
        mention = Mention(*hit.span(1), hit[1], "Place", "City", "place.letter")
        _settle(mention, by_name(cities()[hit[1]])[0], "character that stands for it")
        found.append(mention)
    return found


def holders(place: Place) -> tuple[str, ...]:
    """Return the codes of the places that hold `place`, nearest first."""
    return _holders(place.parent)


def settle_homonyms(mentions: list[Mention]) -> None:
    """Give a code to places that several places share a name with, by the other places of the report."""
    weights: Counter[str] = Counter()
    for mention in mentions:
        if mention.code is not None:
            weights.update(_holders(mention.code))
    for mention in mentions:
        if mention.code is None and mention.rule == "place.gazetteer":
            scored = sorted(
                (-sum(weights[code] for code in holders(place)), place.until is not None, place.code, place)
                for place in by_name(mention.form)
            )
            if scored[0][0] < 0 and (len(scored) == 1 or scored[0][:2] < scored[1][:2]):
                _settle(mention, scored[0][3], "other places of the report")


@functools.cache
def _holders(code: str | None) -> tuple[str, ...]:
    """The code itself and those of the places that hold it."""
    if code is None:
        return ()
    place = by_code(code)
    return (code, *_holders(place.parent if place is not None else None))


@functools.cache
def _countries() -> dict[str, str]:
    """The usual name of a country for each of its forms."""
    rows = read_table("ontologies", "countries.tsv", ("code", "name", "other"))
    return {form: row.cells[1] for row in rows for form in (row.cells[1], *row.cells[2].split())}


@functools.cache
def _forms() -> dict[str, tuple[str, ...]]:
    """The written forms of all places and countries by their first two characters, longest first."""
    forms = {form for place in places() for form in place.forms} | set(_countries())
    by_start: dict[str, list[str]] = {}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        if len(form) >= 2:
            by_start.setdefault(form[:2], []).append(form)
    return {start: tuple(found) for start, found in by_start.items()}


@functools.cache
def _full_names() -> frozenset[str]:
    return frozenset(form for place in places() for form in place.forms if form != place.short)


def _is_place(text: str, begin: int, end: int, word: Word | None, before: Mention | None) -> bool:
    """Tell whether a form is meant as a place.

    `word` is what the tagger takes for a name where it begins, `before` the place that ends there.
    """
    if text[begin:end] in _full_names():
        return _full_is_place(text, begin, end, word, before)
    return _short_is_place(text, begin, end, word, before)


def _full_is_place(text: str, begin: int, end: int, word: Word | None, before: Mention | None) -> bool:
    form = text[begin:end]
    if before is None and form in place_words()["only_joined"]:
        return False
    if before is None and form in place_words()["verbs_too"] and not _names_holder(text, form):
        return False
    if before is None and len(form) == 2:
        return word is not None and word.begin == begin and word.tag in ("LOC", "ORG")
    if form[0] in "南北" and form.endswith("山区") and text[begin - 1 : begin] in ("东", "西"):
        return False  # 浙西南山区
    if form.endswith("区") and text.startswith(place_words()["not_after_area"], end):
        return False
    return word is None or word.tag != "PER" or end > word.end


def _names_holder(text: str, form: str) -> bool:
    """Tell whether a text names what holds a place: 湖南 or 怀化 for 会同县."""
    found = (by_code(code) for place in by_name(form) for code in holders(place) if code != place.code)
    return any(holder is not None and (holder.short or holder.name) in text for holder in found)


def _short_is_place(text: str, begin: int, end: int, word: Word | None, before: Mention | None) -> bool:
    form = text[begin:end]
    if patterns().after_short.match(text, end):
        return False
    if form in place_words()["words_too"] and not any(place.name in text for place in by_name(form)):
        return False
    if before is not None and before.code is not None:
        return any(before.code in holders(place) for place in by_name(form))
    if word is not None and word.tag == "PER" and (word.begin, word.end) == (begin, end):
        # 高平 is taken for a name; where the report also writes 高平市 it is the place.
        return any(place.name != text[begin:end] and place.name in text for place in by_name(text[begin:end]))
    if word is None or word.begin != begin or word.tag == "PER":
        return False
    if word.end == end:
        return word.tag == "LOC"
    if word.tag == "LOC" and end < word.end:
        return any(place.short == form and place.level != "county" for place in by_name(form))
    return word.tag == "ORG"


def _mention(form: str, begin: int, before: Mention | None) -> Mention:
    end = begin + len(form)
    candidates = by_name(form)
    if not candidates:
        return Mention(begin, end, form, "Place", "Country", COUNTRY, name=_countries()[form])
    mention = Mention(begin, end, form, "Place", _subtype(candidates[0]), "place.gazetteer")
    if before is not None and before.code is not None:
        held = tuple(place for place in candidates if before.code in holders(place))
        candidates = held or candidates
    _identify(mention, candidates)
    return mention


def _identify(mention: Mention, candidates: tuple[Place, ...]) -> None:
    """Set code and full name where the form leaves one of the candidates."""
    current = tuple(place for place in candidates if place.until is None) or candidates
    full = tuple(place for place in current if place.name == mention.form)
    higher = tuple(place for place in current if place.level != "county")
    for group in (full, current, higher):
        if len({place.code for place in group}) == 1:
            _settle(mention, group[0], "gazetteer")
            return


def _settle(mention: Mention, place: Place, why: str) -> None:
    mention.code = place.code
    mention.subtype = _subtype(place)
    mention.name = place.name
    mention.reason = f"place {place.code}, by the {why}"


def _subtype(place: Place) -> str:
    return "City" if place.code in _MUNICIPALITIES else _SUBTYPES[place.level]
