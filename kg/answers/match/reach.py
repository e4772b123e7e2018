"""Places of needs and of bodies: which holds which, which lie in one city, and for which a body is there.

Codes decide where places have them, else what the reports put where (`kx:locatedIn`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

import pyoxigraph as ox

from kg.answers.graph import things
from kg.answers.query import select, values
from kg.store.patterns import values as store_values
from kg.store.quads import Quads
from kg.vocabulary import ID, KX
from ontologies.places import LEVELS, by_code, by_name

_SEATS = """
SELECT DISTINCT ?body ?place { %s ?body kx:locatedIn ?place . ?place a kx:Place }"""

# One query for each: with UNION the engine looks at every pair of a body and a place.
_WORK = """
SELECT DISTINCT ?body ?place {
  %s FILTER (EXISTS { ?body a kx:Organization } && EXISTS { ?place a kx:Place })
}"""
_WORKING = (
    "?body kx:serves ?place",
    "?body kx:cooperatesWith ?place",
    "?body kx:builds ?site . ?site a kx:Facility ; kx:locatedIn ?place",
    "?site kx:partOf ?body ; a kx:Facility ; kx:locatedIn ?place",
    "?site kx:partOf ?body ; a kx:Facility ; kx:serves ?place",
)

_NATIONAL = ("中国", "全国", "国家")
_LONGEST_NAME = 12

_DISTRICTS = ("01", "02")
"""In a county's code: it lies in no city but in a municipality; other counties (90) lie in no city at all."""

Levels = dict[str, str]
"""Province, city, county → the code of that place, or its IRI where it has none."""


class Reach:
    """The places around some places, and the bodies' seats and work, read once."""

    def __init__(self, quads: Quads, places: Collection[str], bodies: Collection[str]) -> None:
        self._seats: dict[str, set[str]] = defaultdict(set)
        for row in select(quads, _SEATS % values("body", bodies)).texts():
            self._seats[str(row["body"])].add(str(row["place"]))
        self.work: dict[str, set[str]] = defaultdict(set)
        """Body → places in which the reports have it at work."""
        for way in _WORKING:
            for row in select(quads, _WORK % way).texts():
                self.work[str(row["body"])].add(str(row["place"]))
        wanted = {*places, *(seat for seats in self._seats.values() for seat in seats)}
        wanted |= {place for worked in self.work.values() for place in worked}
        self._around: dict[str, set[str]] = defaultdict(set)
        self._levels: dict[str, Levels] = defaultdict(dict)
        self._keys: dict[str, str] = {}
        self._names: dict[str, str] = {}
        holding = {place: _holding(quads, place) for place in sorted(wanted)}
        known = things(quads, {place for group in holding.values() for place in group})
        for place, group in holding.items():
            for outer in group:
                if outer in known:
                    self._add(place, outer, known[outer])
        self._labels = {iri: about["label"] for iri, about in things(quads, bodies).items()}
        for body in self._labels.keys() - self._seats.keys():
            self._seat_by_name(body)

    def _seat_by_name(self, body: str) -> None:
        code = _code_in(self._labels[body])
        if code is not None:
            seat = str(ID[f"place/{code}"])
            self._seats[body] = {seat}
            self._keys[seat], self._levels[seat] = code, _levels(code)
            self._around[seat] = set(self._levels[seat].values())

    def _add(self, place: str, outer: str, about: Mapping[str, Any]) -> None:
        """Take in that a place lies in another one, or is it."""
        key = about["code"] or outer
        self._names[outer] = about["label"]
        self._keys[outer] = key
        levels = _levels(about["code"] or "")
        if not levels and (about["subtype"] or "").lower() in LEVELS:
            levels = {about["subtype"].lower(): key}
        self._levels[place] = levels | self._levels[place]
        self._around[place] |= {key, *levels.values()}

    def seats(self, body: str) -> set[str]:
        """Return the places in which a body has its seat: as the reports have it, else as its name begins."""
        return self._seats[body]

    def within(self, inner: str, outer: str) -> bool:
        """Return whether a place is the other, or lies in it."""
        return inner == outer or self._keys.get(outer) in self._around[inner]

    def neighbours(self, one: str, other: str) -> bool:
        """Return whether two places lie in one city."""
        city = self._levels[one].get("city")
        return city is not None and city == self._levels[other].get("city")

    def level(self, body: str, place: str | None) -> str:
        """Return for whom a body is there, seen from a place: a key of [level] in matching.toml."""
        label = self._labels.get(body, "")
        if label.startswith(_NATIONAL):
            return "national"
        around = self._levels.get(place or "", {})
        named = self._named_for(body, label)
        lowest = next((level for level in reversed(LEVELS) if level in named), None)
        if lowest is not None and around.get(lowest) == named[lowest]:
            return f"own_{lowest}"
        provinces = {
            levels.get("province") for levels in (named, *map(self._levels.get, self.seats(body))) if levels
        }
        provinces.discard(None)
        if not provinces or "province" not in around:
            return "unknown"
        return "same_province" if around["province"] in provinces else "elsewhere"

    def _named_for(self, body: str, label: str) -> Levels:
        """Return the place whose name the body's name begins with; nothing where that is not clear."""
        seats = [seat for seat in self.seats(body) if label.startswith(self._names.get(seat, f"{label}-"))]
        if seats:
            return self._levels[max(seats, key=lambda seat: (len(self._names[seat]), seat))]
        return _levels(_code_in(label) or "")


def _code_in(label: str) -> str | None:
    """Return the code of the place whose name a body's name begins with; None where that is not clear."""
    for size in range(min(_LONGEST_NAME, len(label)), 1, -1):
        found = [place for place in by_name(label[:size]) if place.until is None]
        provinces = [place for place in found if place.level == "province"]
        if len(found) == 1 or len(provinces) == 1:
            return (provinces or found)[0].code
    return None


def _holding(quads: Quads, place: str) -> list[str]:
    """Return a place and all that the reports have it lie in, the nearest first."""
    found = [place]
    for one in found:
        outer = store_values(quads, ox.NamedNode(one), KX.locatedIn, ox.DefaultGraph())
        found += sorted(set(outer) - set(found))
    return found


def _levels(code: str) -> Levels:
    """Return the place of a code and those around it; nothing for a code that no table has."""
    found: Levels = {}
    place = by_code(code[:6])
    while place is not None:
        found[place.level] = place.code
        place = by_code(place.parent) if place.parent is not None else None
    if "county" in found and found["county"][2:4] in _DISTRICTS:
        found.setdefault("city", found["province"])  # of Beijing and the like
    return found
