"""Whether what was promised and what was done are one thing, though two reports may name it differently.

Names alone prove little: a body may build a 科技小院 in two counties. Two sites of one kind are one where the
names agree, but for the name of the place or of the owner in front, and no report puts them in another place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from typing import Any, NamedTuple

from kg.answers.followup.answering import load_answering, plain_name
from kg.answers.query import select, values
from kg.store.quads import Quads

_KIND_LENGTH = 4
"""Names up to this length are kinds (科技小院, 培训班): alone they do not say which one is meant."""

_SHORTEST = 3
"""A name must have this many characters to be looked for at the end of another."""

_PLACED = ("Facility", "Event", "Organization")
"""What a report may put in a place."""

_LOCATED = """
SELECT DISTINCT ?thing ?place ?report {
  %s
  GRAPH kxg:statements { ?statement rdf:subject ?thing ; rdf:predicate kx:locatedIn ; rdf:object ?place }
  GRAPH ?report { ?assertion kx:asserts ?statement }
}"""

_WITHIN = """
SELECT DISTINCT ?place ?outer ?code ?name {
  %s
  ?place kx:locatedIn* ?outer . ?outer a kx:Place ; rdfs:label|skos:altLabel ?name
  OPTIONAL { ?outer skos:notation ?code }
}"""


class Mention(NamedTuple):
    """A thing as one report speaks of it."""

    thing: str
    report: str


class Objects:
    """What statements are about, as `kg.answers.graph.things` has it, and where the reports put it."""

    def __init__(self, quads: Quads, described: Mapping[str, dict[str, Any]]) -> None:
        self._described = described
        self._event_name = load_answering().event_name
        self._places: dict[Mention, set[str]] = defaultdict(set)
        for row in select(quads, _LOCATED % values("thing", described)).texts():
            self._places[Mention(str(row["thing"]), str(row["report"]))].add(str(row["place"]))
        places = {place for group in self._places.values() for place in group}
        places |= {iri for iri, thing in described.items() if thing["type"] == "Place"}
        self._outer: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = defaultdict(set)
        self._codes: dict[str, str] = {}
        for row in select(quads, _WITHIN % values("place", places)).texts():
            place, outer = str(row["place"]), str(row["outer"])
            self._outer[place].add(outer)
            self._names[place].add(plain_name(str(row["name"])))
            if row["code"] is not None:
                self._codes[outer] = row["code"]

    def alike(self, promised: str, later: str, circle: Set[str]) -> str | None:
        """Return why the names of two things may mean one, or None; `circle` acts for the promised one."""
        one, other = self._described[promised], self._described[later]
        if promised == later:
            return "the same thing"
        if later in circle:
            return "who acts for it"
        if one["type"] != other["type"]:
            return None
        if one["type"] == "Place":
            return "a place within it" if self._within(later, promised) else None
        if one["type"] == "Industry":
            return "a field within it" if one["label"] in other["label"] else None
        if one["type"] == "Event":
            return self._series(one["label"], other["label"])
        if one["type"] == "Facility" or one["subtype"] == other["subtype"] == "Alliance":
            return _same_ending(plain_name(one["label"]), plain_name(other["label"]))
        return None

    def same(self, promised: Mention, later: Mention, circle: Set[str], owners: Iterable[str]) -> str | None:
        """Return why the later thing is the promised one by what the reports say of both, or None.

        `circle` holds those who act for the promised thing, `owners` those who act for its owner.
        """
        reason = self.alike(promised.thing, later.thing, circle)
        one, other = self._described[promised.thing], self._described[later.thing]
        if reason is None or later.thing in circle - {promised.thing} or one["type"] not in _PLACED:
            return reason
        together = self._together(promised, later)
        if promised.thing == later.thing:
            return None if together is False and one["type"] == "Facility" else reason
        if together is False:
            return None
        short, long = sorted((self._bare(one), self._bare(other)), key=len)
        if short == long:
            sure = together is True if one["type"] != "Event" else self._same_edition(one, other)
            return reason if sure or len(short) > _KIND_LENGTH else None
        front = long.removesuffix(short)
        if any(front in (name, name[:-1]) for name in self._names_in_front(promised, later, owners)):
            return "the same name, with its place or owner in front"
        return "the same kind in the same place" if together is True else None

    def number(self, thing: str) -> int | None:
        """Return how many events an event's name says that it is: 2 for 2期培训班."""
        one = self._described[thing]
        return self._event_name(one["label"]).number if one["type"] == "Event" else None

    def _series(self, one_label: str, other_label: str) -> str | None:
        one, other = self._event_name(one_label), self._event_name(other_label)
        pairs = ((one.edition, other.edition), (one.year, other.year))
        if any(None not in pair and pair[0] != pair[1] for pair in pairs):
            return None
        return _same_ending(one.series, other.series)

    def _same_edition(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        names = self._event_name(one["label"]), self._event_name(other["label"])
        return any(mark in names[1] for mark in (names[0].edition, names[0].year) if mark is not None)

    def _bare(self, thing: Mapping[str, Any]) -> str:
        label: str = thing["label"]
        return self._event_name(label).series if thing["type"] == "Event" else plain_name(label)

    def _names_in_front(self, promised: Mention, later: Mention, owners: Iterable[str]) -> set[str]:
        places = self._places[promised] | self._places[later]
        names = {name for place in places for name in self._names[place]}
        owned = (self._described[owner] for owner in owners if owner in self._described)
        return names | {plain_name(name) for owner in owned for name in (owner["label"], *owner["names"])}

    def _together(self, promised: Mention, later: Mention) -> bool | None:
        """Return whether the reports put both in one place; None where one does not say, or not surely."""
        pairs = [(one, other) for one in self._places[promised] for other in self._places[later]]
        if any(self._within(one, other) or self._within(other, one) for one, other in pairs):
            return True
        # Of a place without a code of its own or of what holds it nothing says where it lies.
        sure = pairs and all(self._code(place) is not None for pair in pairs for place in pair)
        return False if sure else None

    def _within(self, inner: str, outer: str) -> bool:
        if outer in self._outer[inner]:
            return True
        code, of_outer = self._code(inner), self._codes.get(outer)
        return code is not None and of_outer is not None and code.startswith(_significant(of_outer))

    def _code(self, place: str) -> str | None:
        """Return the longest code of the place and of what holds it."""
        codes = [self._codes[outer] for outer in self._outer[place] if outer in self._codes]
        return max(codes, key=lambda code: (len(_significant(code)), code), default=None)


def _same_ending(one: str, other: str) -> str | None:
    short, long = sorted((one, other), key=len)
    if short == long:
        return "the same name"
    return "a name with the same ending" if len(short) >= _SHORTEST and long.endswith(short) else None


def _significant(code: str) -> str:
    """Return a GB/T 2260 code without the pairs of zeros of levels that it does not reach."""
    while code.endswith("00") and len(code) > 2:
        code = code[:-2]
    return code
