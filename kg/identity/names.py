"""What a name says by itself: the place that it begins with, and whether it means one thing everywhere.

>>> placed("云浮市郁南县科学技术协会")
Placed(code='445322', own='科学技术协会', clear=True)
>>> placed("朝阳区科学技术协会")          # of Beijing, of Changchun
Placed(code=None, own='科学技术协会', clear=False)
>>> is_full("Organization", "Society", "果树学会")
False
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from importlib import resources
from typing import NamedTuple

from extractors.components.gazetteer import holders
from extractors.components.place_words import common_zones, place_words
from ontologies.places import Place, by_code, by_name, countries

OWN_NAMED = frozenset({"University", "Company", "Media", None})
"""Subtypes of bodies with names that are given, in which a place is part of the name: 湖南农业大学."""

_MARKS = re.compile(r"[\s“”‘’\"'《》〈〉「」『』·]")
_RELATIVE = re.compile(r"[省市县区州](?![场政民域块际])|我|该")
"""省科协, 该区: whose province it is depends on the report (but 市场…, 县域… begin full names)."""
_DIVISION = re.compile("[\u4e00-\u9fff]{2,5}?[省市县州旗](?=.)")
"""A province, city or county by its form: one that the tables do not know."""
_TERM = re.compile("(?:第[一二三四五六七八九十百0-9]+|首)[届次期]")
_YEAR = re.compile("[12][0-9]{3}年?(?:度|中国)?|今年|本届")
_UNIT = re.compile("(?:分会|专业委员会|工作委员会|理事会)$")
"""Bodies within a body, which many bodies have."""
_UNIVERSITY_UNIT = re.compile("大学.")
_NATIONAL_LABORATORY = re.compile("..国家(?:重点|工程|技术|地方|联合|研究){1,4}(?:实验室|中心)$")
_LONGEST_PLACE = 15
_GENERIC_LENGTH = {"Organization": 2, "Place": 3, "Facility": 4, "Event": 4}
"""Names up to this length are kinds (学会, 高新区, 科技小院, 启动仪式) and not names of one thing."""
_QUALIFIED = frozenset({"County", "City", "Town", "Village"})
_DOCUMENTS = frozenset({"Policy", "Mechanism"})


class Placed(NamedTuple):
    """A name that begins with a place: the code, where the tables know just one so named, and what follows.

    `clear` is False where several places are called so.
    """

    code: str | None
    own: str
    clear: bool


def normal(name: str) -> str:
    """Return the name as names are compared: widths folded, without spaces and quotation marks."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name))


@functools.lru_cache(maxsize=10_000)
def placed(name: str) -> Placed | None:
    """Return the place that a name (see `normal`) begins with, the last of several, or None."""
    held: Place | None = None
    begin = 0
    while found := _place_at(name, begin, held):
        form, places = found
        if len(places) > 1:
            return Placed(None, name[begin + len(form) :], clear=False)
        begin, held = begin + len(form), places[0]
    if held is not None:
        return Placed(held.code, name[begin:], clear=True)
    unknown = _DIVISION.match(name)
    return None if unknown is None else Placed(None, name[unknown.end() :], clear=True)


def behind_place(name: str, code: str) -> str:
    """Return what stands in a name behind the place of this code, the name where it does not begin so."""
    place = by_code(code)
    forms = () if place is None or name in place.forms else place.forms
    return next((name[len(form) :] for form in forms if name.startswith(form)), name)


def lies_in(code: str, holder: str) -> bool:
    """Tell whether the place of one code lies in that of another."""
    place = by_code(code)
    return place is not None and code != holder and holder in holders(place)


def is_kind(type_: str, name: str) -> bool:
    """Tell whether a name is no name of one thing: 学会, 启动仪式, 市科协."""
    return _RELATIVE.match(name) is not None or len(name) <= _GENERIC_LENGTH.get(type_, 0)


def is_unit(name: str) -> bool:
    """Tell whether a name is that of a body within a body: 保鲜专业委员会."""
    return _UNIT.search(name) is not None


def is_full(type_: str, subtype: str | None, name: str) -> bool:
    """Tell whether a name (see `normal`) means one thing in the whole country.

    A kind and a field do not (果树学会, 柑橘科技小院, 科技局): a place has to stand before them.
    """
    if type_ == "Industry":
        return name != ""
    if name == "" or is_kind(type_, name):
        return False
    if type_ == "Place":
        return subtype not in _QUALIFIED and name not in common_zones()
    if type_ == "Initiative":
        return subtype not in _DOCUMENTS or not name.endswith(_words("documents")) or begins_somewhere(name)
    if type_ == "Organization":
        return _is_full_body(subtype, name)
    where = placed(name)
    return where is not None and where.clear


def begins_somewhere(name: str) -> bool:
    """Tell whether a name begins with one place, or with words that stand for one: 广东省…, 中国…."""
    where = placed(name)
    return name.startswith(_regions()) or (where is not None and where.clear)


def without_term(name: str) -> tuple[str, bool]:
    """Return an event's name without its year (2025年甲大赛), and whether it is numbered (第三届甲大赛)."""
    year = _YEAR.match(name)
    bare = name[year.end() :] if year is not None else name
    return bare, _TERM.match(bare) is not None


def behind_term(name: str) -> str:
    """Return what stands behind the number of an event."""
    term = _TERM.match(name)
    return name if term is None else name[term.end() :]


def _is_full_body(subtype: str | None, name: str) -> bool:
    if subtype == "Department" or is_unit(name):
        return _UNIVERSITY_UNIT.search(name) is not None
    if name in _words("central") or name.endswith(_words("given")) or _NATIONAL_LABORATORY.search(name):
        return True
    if subtype in OWN_NAMED and subtype != "University":
        return True
    return begins_somewhere(name)


def _place_at(name: str, begin: int, holder: Place | None) -> tuple[str, tuple[Place, ...]] | None:
    """The longest form of a place at `begin` that something follows, and which of `holder` it may be."""
    for end in range(min(len(name) - 1, begin + _LONGEST_PLACE), begin + 1, -1):
        form = name[begin:end]
        if form in place_words()["words_too"]:
            continue
        places = by_name(form)
        if holder is not None:
            places = tuple(place for place in places if holder.code in holders(place))
        if places:
            return form, _meant(form, places)
    return None


def _meant(form: str, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those of the places of a form that it most likely means: today's, of that full name, the highest."""
    places = tuple(place for place in places if place.until is None) or places
    places = tuple(place for place in places if place.name == form) or places
    codes = {place.code for place in places}
    provinces = tuple(place for place in places if place.level == "province")
    return provinces or tuple(place for place in places if codes.isdisjoint(holders(place)))


@functools.cache
def _regions() -> tuple[str, ...]:
    """What stands for a place at the beginning of a name: regions, and countries by their names."""
    return (*_words("regions"), *sorted(country for country in countries() if len(country) > 1))


@functools.cache
def _words(which: str) -> tuple[str, ...]:
    data = resources.files("kg.identity").joinpath("names.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(data)[which])
