"""Places of China with GB/T 2260 codes: provinces, cities, counties, now and since 2000; towns; countries.

>>> [place.code for place in by_name("朝阳区")]
['110105', '220104']
>>> by_code("441704").name
'阳东区'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from ontologies.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontologies.tables import Row

LEVELS = ("province", "city", "county")


@dataclass(frozen=True, slots=True)
class Place:
    """A province, city or county.

    `short` is the usual short form (广东, 阳东) or None where there is none that could be understood alone;
    `parent` the code of the place that holds it; `until` the year in which the name ended, None for today's.
    """

    code: str
    name: str
    short: str | None
    level: str
    parent: str | None
    until: int | None

    @property
    def forms(self) -> tuple[str, ...]:
        """All written forms, longest first: 景东彝族自治县, 景东县, 景东."""
        forms = [self.name]
        if self.short is not None:
            autonomous = re.search(r"自治([州县旗])$", self.name)
            if autonomous is not None:
                forms.append(self.short + autonomous[1])
            forms.append(self.short)
        return tuple(forms)


@cache
def places() -> tuple[Place, ...]:
    """Return all places, by code, today's and former ones of one code side by side.

    Raises DataFileError, naming file and line, for a row that is wrong in itself or given twice.
    """
    rows = read_table("ontologies", "places.tsv", ("code", "name", "short", "level", "parent", "until"))
    return parse_places(rows)


def parse_places(rows: list[Row]) -> tuple[Place, ...]:
    """Return the places of `rows`. Raises as `places`."""
    seen: set[tuple[str, str]] = set()
    current: set[str] = set()
    result = []
    for row in rows:
        code, name, short, level, parent, until = row.cells
        if len(code) != 6 or not code.isdigit():
            raise row.error(f"the code {code!r} is not six digits")
        if level not in LEVELS:
            raise row.error(f"the level {level!r} is not one of {', '.join(LEVELS)}")
        if until != "" and (len(until) != 4 or not until.isdigit()):
            raise row.error(f"until {until!r} is not a year")
        if (code, name) in seen or (until == "" and code in current):
            raise row.error(f"the code {code} is given twice")
        seen.add((code, name))
        if until == "":
            current.add(code)
        result.append(
            Place(code, name, short or None, level, parent or None, int(until) if until != "" else None)
        )
    codes = {place.code for place in result}
    for row, place in zip(rows, result, strict=True):
        if place.parent is not None and place.parent not in codes:
            raise row.error(f"the parent {place.parent} is not a place of the table")
    return tuple(result)


def by_code(code: str) -> Place | None:
    """Return the place of a code (today's, else the last that had it), or None."""
    return _codes().get(code)


def by_name(name: str) -> tuple[Place, ...]:
    """Return every place with this written form (see `Place.forms`), today's before former ones, by code."""
    return _names().get(name, ())


@cache
def towns() -> Mapping[str, tuple[str, ...]]:
    """Return the nine-digit codes for each town name (镇, 乡, 街道), by code; the first six are its county's.

    Raises DataFileError, naming file and line, for a town without digits or a code given twice.
    """
    return parse_towns(read_table("ontologies", "towns.tsv", ("county", "towns")))


def parse_towns(rows: list[Row]) -> Mapping[str, tuple[str, ...]]:
    """Return the towns of `rows`. Raises as `towns`."""
    names: dict[str, tuple[str, ...]] = {}
    codes: set[str] = set()
    for row in rows:
        county, cell = row.cells
        for town in cell.split(" "):
            code, name = county + town[:3], town[3:]
            if len(code) != 9 or not code.isdigit() or name == "":
                raise row.error(f"the town {town!r} is not three digits and a name")
            if code in codes:
                raise row.error(f"the code {code} is given twice")
            codes.add(code)
            names[name] = (*names.get(name, ()), code)
    return MappingProxyType(names)


@cache
def countries() -> Mapping[str, str]:
    """Return the ISO 3166-1 code for each usual name of a country. Raises DataFileError as `places`."""
    names: dict[str, str] = {}
    for row in read_table("ontologies", "countries.tsv", ("code", "name", "other")):
        code, name, other = row.cells
        for form in (name, other):
            if form in names:
                raise row.error(f"the name {form} is given twice")
            if form != "":
                names[form] = code
    return MappingProxyType(names)


@cache
def _codes() -> dict[str, Place]:
    oldest_first = sorted(places(), key=lambda place: 9999 if place.until is None else place.until)
    return {place.code: place for place in oldest_first}


@cache
def _names() -> dict[str, tuple[Place, ...]]:
    names: dict[str, list[Place]] = {}
    for place in sorted(places(), key=lambda place: (place.until is not None, place.code)):
        for form in place.forms:
            names.setdefault(form, []).append(place)
    return {form: tuple(found) for form, found in names.items()}
