"""Where reports contradict each other: statements that cannot all be true, kept side by side.

    for conflict in conflicts(store.quads):
        conflict.kind, conflict.about, conflict.sides

A report that names both sides itself (the former president and the new one, a site in three counties) knows
both and contradicts nothing; a post or a number that is another at another time has changed. So only what
different reports say conflicts, and on posts and numbers only where they speak of one time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal, TypeVar

import pyoxigraph as ox
from rdflib import SKOS

from kg.answers.evidence import evidence
from kg.answers.graph import things
from kg.answers.names import Thing, labels
from kg.answers.query import select
from kg.answers.statements import statements
from kg.answers.tenures import Post, Tenure, tenures
from kg.answers.times import dates_in, is_later, may_meet
from kg.identity.keys import content_hash
from kg.store.patterns import values
from kg.store.quads import Quads
from kg.store.rdf import FACTS, StatementKey
from ontologies.places import by_code
from ontologies.posts import is_single

Kind = Literal["holders", "counts", "places", "dates"]
Statements = Mapping[str, StatementKey]
Item = TypeVar("Item")

_SEVERAL_SEATS = frozenset({"Company", "Media", "Alliance", "Other", None})
"""Subtypes of organisations that may well have seats in many places; None: the subtype is not known."""

_COUNTED = """
SELECT ?statement (COUNT(?count) AS ?counts) { GRAPH kxg:statements { ?statement kx:count ?count } }
GROUP BY ?statement HAVING (COUNT(?count) > 1)"""

_DATED = """
SELECT ?event ?date ?report {
  GRAPH kxg:identity {
    ?entity kx:resolvedTo ?event ; kx:report ?report ; kx:profile ?profile .
    ?profile kx:type kx:Event ; kx:date ?date
  }
}"""


@dataclass(frozen=True, slots=True)
class Side:
    """What some of the reports say: a holder or a place (its IRI, its label), a number or a date (twice).

    `statements` are those that say it, `said` their evidence as `kg.answers.evidence` has it.
    """

    value: str
    label: str
    statements: tuple[str, ...]
    said: list[dict[str, Any]]

    @property
    def reports(self) -> set[str]:
        """The reports that say it."""
        return {entry["report"] for entry in self.said}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sides of which each contradicts at least one other, in one matter of one thing.

    `kind` is `holders` (of one post at one time; `about` is the body, `role` the post), `counts` (how many
    things one statement speaks of; `about` is its head), `places` (of one thing, neither within the other) or
    `dates` (of one event).
    """

    kind: Kind
    about: Thing
    role: str | None
    sides: tuple[Side, ...]

    @property
    def id(self) -> str:
        """A hash of what contradicts what: the same while the same statements do."""
        return content_hash(self.kind, [[side.value, sorted(side.statements)] for side in self.sides])

    @property
    def worth(self) -> int:
        """How many times reports say one side or another: so much hangs on the answer."""
        return sum(len(side.said) for side in self.sides)


def conflicts(quads: Quads) -> list[Conflict]:
    """Return the contradictions between the facts of a store, those first on which most hangs."""
    facts = {iri: key for iri, key in statements(quads).items() if key.modality == "actual"}
    found = [
        *_two_holders(quads, facts),
        *_two_counts(quads, facts),
        *_two_places(quads, facts),
        *_two_dates(quads, facts),
    ]
    return sorted(found, key=lambda one: (-one.worth, one.kind, one.about, one.role or "", one.id))


def _two_holders(quads: Quads, facts: Statements) -> Iterator[Conflict]:
    holders: dict[Post, set[str]] = defaultdict(set)
    for key in facts.values():
        if key.relation == "holdsPost":
            holders[key.tail, key.role].add(key.head)
    shared = {post for post, persons in holders.items() if len(persons) > 1}
    names = labels(quads, {body for body, _ in shared})
    contested = {post for post in shared if post[1] is not None and is_single(post[1], names[post[0]])}
    held: dict[Post, list[Tenure]] = defaultdict(list)
    for tenure in tenures(quads, {body for body, _ in contested}):
        if tenure.post in contested:
            held[tenure.post].append(tenure)
    for (body, role), all_holders in held.items():
        rivals = _contradicting(all_holders, _at_one_time)
        persons = labels(quads, {rival.holder for rival in rivals})
        said = evidence(quads, {statement for rival in rivals for statement in rival.statements})
        sides = [_side(rival.holder, persons[rival.holder], rival.statements, said) for rival in rivals]
        yield from _conflict("holders", Thing(body, names[body]), role, sides)


def _at_one_time(one: Tenure, other: Tenure) -> bool:
    """Return whether two are seen in a post at one time, by reports that do not know both."""
    if one.since is None or one.last is None or other.since is None or other.last is None:
        return False
    meet = _reaches(one.last, other.since) and _reaches(other.last, one.since)
    return meet and not one.reports & other.reports


def _reaches(last: str, since: str) -> bool:
    """Return whether one was seen as late as another; in a year there is room for two, in a month hardly."""
    exact = min(len(last), len(since)) >= len("2025-03")
    return is_later(last, since) or (exact and not is_later(since, last))


def _two_counts(quads: Quads, facts: Statements) -> Iterator[Conflict]:
    several = {str(row["statement"]) for row in select(quads, _COUNTED).texts()} & facts.keys()
    names = labels(quads, {facts[statement].head for statement in several})
    for statement, entries in sorted(evidence(quads, several).items()):
        key = facts[statement]
        counts = sorted({entry["count"] for entry in entries if entry["count"] is not None})
        sides = [
            Side(
                str(count), str(count), (statement,), [entry for entry in entries if entry["count"] == count]
            )
            for count in counts
        ]
        timeless = not dates_in(key.time)

        def differ(one: Side, other: Side, timeless: bool = timeless) -> bool:
            return not one.reports & other.reports and not (timeless and _said_apart(one, other))

        yield from _conflict(
            "counts", Thing(key.head, names[key.head]), key.role, _contradicting(sides, differ)
        )


def _said_apart(one: Side, other: Side) -> bool:
    """Return whether no two reports of the sides are of one date."""
    return not any(may_meet(a["date"], b["date"]) for a in one.said for b in other.said)


def _two_places(quads: Quads, facts: Statements) -> Iterator[Conflict]:
    located: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    codes: dict[str, str] = {}
    for statement, key in facts.items():
        if key.relation == "locatedIn":
            for code in values(quads, ox.NamedNode(key.tail), SKOS.notation, FACTS):
                codes[key.tail] = code
                located[key.head][key.tail].append(statement)
    located = {head: places for head, places in located.items() if len(places) > 1}
    known = things(quads, {*located, *(place for places in located.values() for place in places)})

    def differ(one: Side, other: Side) -> bool:
        return not one.reports & other.reports and _are_apart(codes[one.value], codes[other.value])

    for head, places in sorted(located.items()):
        about = known[head]
        if about["type"] == "Organization" and about["subtype"] in _SEVERAL_SEATS:
            continue
        said = evidence(quads, {statement for stated in places.values() for statement in stated})
        sides = [
            _side(place, known[place]["label"], tuple(stated), said)
            for place, stated in sorted(places.items())
        ]
        yield from _conflict("places", Thing(head, about["label"]), None, _contradicting(sides, differ))


def _are_apart(code: str, other: str) -> bool:
    """Return whether two places are known to lie apart: neither is the other, or in it, by the codes."""
    chains = _chain(code), _chain(other)
    return all(chains) and code not in chains[1] and other not in chains[0]


def _chain(code: str) -> list[str]:
    """Return the code and those of all places around it (a town's begins with its county's), if known."""
    if len(code) == 9:
        return [code, *_chain(code[:6])]
    place = by_code(code)
    return [] if place is None else [code, *(_chain(place.parent) if place.parent is not None else [])]


def _two_dates(quads: Quads, facts: Statements) -> Iterator[Conflict]:
    dated: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in select(quads, _DATED).texts():
        if dates_in(row["date"]):
            dated[str(row["event"])][str(row["date"])].add(str(row["report"]))
    dated = {event: dates for event, dates in dated.items() if len(dates) > 1}
    about: dict[str, list[str]] = {event: [] for event in dated}
    for statement, key in facts.items():
        for end in {key.head, key.tail} & dated.keys():
            about[end].append(statement)
    names = labels(quads, dated)

    def differ(one: Side, other: Side) -> bool:
        return not one.reports & other.reports and not may_meet(one.value, other.value)

    for event, dates in sorted(dated.items()):
        said = evidence(quads, about[event])
        sides = []
        for date, reports in sorted(dates.items()):
            of_date = {
                statement: [entry for entry in entries if entry["report"] in reports]
                for statement, entries in sorted(said.items())
            }
            stated = tuple(statement for statement, entries in of_date.items() if entries)
            sides.append(_side(date, date, stated, of_date))
        yield from _conflict("dates", Thing(event, names[event]), None, _contradicting(sides, differ))


def _contradicting(items: Sequence[Item], differ: Callable[[Item, Item], bool]) -> list[Item]:
    """Return the items that differ from at least one other, in their order."""
    found = {
        number
        for a, b in combinations(range(len(items)), 2)
        if differ(items[a], items[b])
        for number in (a, b)
    }
    return [items[number] for number in sorted(found)]


def _side(value: str, label: str, stated: tuple[str, ...], said: Mapping[str, list[dict[str, Any]]]) -> Side:
    return Side(value, label, stated, [entry for statement in stated for entry in said.get(statement, [])])


def _conflict(kind: Kind, about: Thing, role: str | None, sides: Sequence[Side]) -> Iterator[Conflict]:
    if sides:
        yield Conflict(kind, about, role, tuple(sides))
