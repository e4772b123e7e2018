"""What came, went and changed from one graph to another: of two dates (`kg.answers.as_of`), or of two stores.

    for change in compare(as_of(store.quads, "2024"), as_of(store.quads, "2025")):
        change.kind, change.subject, change.relation, change.object

A fact is compared by head, relation, tail, role and modality: told again, or of another time, it is no other.
Things go by the names of the second graph, also where the first knows them by what is an alias there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from extractors.model import MODALITIES, RELATION_TYPES
from kg.answers.evidence import evidence
from kg.answers.graph import things
from kg.answers.names import Thing
from kg.answers.query import select, values
from kg.answers.statements import statements
from kg.answers.tenures import tenures
from kg.store.quads import Quads

Kind = Literal["handover", "fulfilled", "cooperation", "new", "gone", "new thing", "gone thing"]

KINDS: tuple[Kind, ...] = get_args(Kind)
"""A post changed hands; a plan became a fact; a cooperation, any other statement, a thing is new, or gone."""

_ALIASES = "SELECT ?alias ?thing { GRAPH kxg:identity { ?alias owl:sameAs ?thing } }"

_MENTIONED = """
SELECT ?thing ?report ?title ?date {
  %s
  GRAPH kxg:identity { ?entity kx:resolvedTo ?thing ; kx:report ?report }
  OPTIONAL { GRAPH ?report { ?report dcterms:title ?title } }
  OPTIONAL { GRAPH ?report { ?report dcterms:date ?date } }
}"""

Entry = dict[str, Any]


class Fact(NamedTuple):
    """What a statement says, whenever; `head` and `tail` are IRIs, those of the second graph where it can."""

    head: str
    relation: str
    tail: str
    role: str | None
    modality: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; of a thing that came or went only `subject` is given.

    `times` are those of which the statements speak. `before` is the former holder of a post. `said_before` is
    what reports said of what went or was before (the former holder, the plan), `said` what they say of what
    came: as `kg.answers.evidence` has it, oldest report first. Of a thing without statements a report stands
    without a sentence.
    """

    kind: Kind
    subject: Thing
    relation: str | None = None
    object: Thing | None = None
    role: str | None = None
    modality: str | None = None
    times: tuple[str, ...] = ()
    before: Thing | None = None
    said_before: tuple[Entry, ...] = ()
    said: tuple[Entry, ...] = ()


def compare(before: Quads, after: Quads) -> list[Change]:
    """Return the differences between two graphs, by kind, relation and names."""
    first, second = _Graph(before, _names_now(before, after)), _Graph(after, {})
    came, gone = second.facts.keys() - first.facts.keys(), first.facts.keys() - second.facts.keys()
    handovers = dict(_handovers(second, first.facts.keys(), came, gone))
    plans = {fact[:3]: fact for fact in first.facts if fact.modality == "planned"}
    fulfilled = {fact: plans[fact[:3]] for fact in came if fact.modality == "actual" and fact[:3] in plans}
    origins = fulfilled | handovers
    gone -= set(handovers.values())
    said = second.said({*came, *origins.values()})
    said_before = said | first.said({*gone, *origins.values()})
    labels = {iri: about["label"] for graph in (first, second) for iri, about in graph.things.items()}

    def change(fact: Fact, kind: Kind) -> Change:
        origin = fact if kind == "gone" else origins.get(fact)
        return Change(
            kind,
            Thing(fact.head, labels[fact.head]),
            fact.relation,
            Thing(fact.tail, labels[fact.tail]),
            fact.role,
            fact.modality,
            times=(first if kind == "gone" else second).times(fact),
            before=Thing(origin.head, labels[origin.head]) if origin and kind == "handover" else None,
            said_before=() if origin is None else said_before[origin],
            said=() if kind == "gone" else said[fact],
        )

    changes = [
        *(change(fact, _kind(fact, handovers, fulfilled)) for fact in came),
        *(change(fact, "gone") for fact in gone),
        *_things("new thing", second, second.things.keys() - first.things.keys(), said),
        *_things("gone thing", first, first.things.keys() - second.things.keys(), said_before),
    ]
    return sorted(changes, key=_order)


class _Graph:
    """One of the two graphs: its things, and its facts with their statements and the times of these.

    `names` gives what its IRIs are called in the other graph, where that calls them otherwise.
    """

    def __init__(self, quads: Quads, names: Mapping[str, str]) -> None:
        self.quads = quads
        known = things(quads)
        self.own_names = {names.get(iri, iri): iri for iri in known}
        self.things = {names.get(iri, iri): about for iri, about in known.items()}
        self.facts: dict[Fact, dict[str, str | None]] = defaultdict(dict)
        for statement, key in statements(quads).items():
            head, tail = names.get(key.head, key.head), names.get(key.tail, key.tail)
            self.facts[Fact(head, key.relation, tail, key.role, key.modality)][statement] = key.time

    def times(self, fact: Fact) -> tuple[str, ...]:
        """Return the times of which a fact's statements speak."""
        return tuple(sorted({time for time in self.facts[fact].values() if time is not None}))

    def said(self, facts: Collection[Fact]) -> dict[Fact, tuple[Entry, ...]]:
        """Return who says each of the facts that this graph has."""
        known = sorted((fact for fact in facts if fact in self.facts), key=str)
        said = evidence(self.quads, {statement for fact in known for statement in self.facts[fact]})
        return {
            fact: _oldest_first(said.get(statement, []) for statement in self.facts[fact]) for fact in known
        }

    def mentioned(self, names: Collection[str]) -> dict[str, tuple[Entry, ...]]:
        """Return the reports that speak of each thing, as evidence without a sentence."""
        of_own = {self.own_names[name]: name for name in names}
        entries: dict[str, list[Entry]] = defaultdict(list)
        for row in select(self.quads, _MENTIONED % values("thing", of_own)).texts():
            entry = {**{name: row[name] for name in ("report", "title", "date")}, "sentence": None}
            entries[of_own[str(row["thing"])]].append(entry)
        return {name: _oldest_first([found]) for name, found in entries.items()}


def _names_now(before: Quads, after: Quads) -> dict[str, str]:
    """Return the IRIs of the first graph that the second has under another one, with that one."""
    known_before, known = things(before).keys(), things(after).keys()
    names: dict[str, str] = {}
    for row in select(before, _ALIASES).texts():
        alias, thing = str(row["alias"]), str(row["thing"])
        if alias in known and alias not in known_before and thing not in known:
            names[thing] = min(alias, names.get(thing, alias))
    for row in select(after, _ALIASES).texts():
        alias, thing = str(row["alias"]), str(row["thing"])
        if alias in known_before and alias not in known:
            names[alias] = thing
    return names


def _handovers(
    after: _Graph, known: Collection[Fact], came: Collection[Fact], gone: Collection[Fact]
) -> Iterator[tuple[Fact, Fact]]:
    """Give each fact that a post has a new holder, and that of the holder before.

    One comes before another where the reports show it, or where the second graph no longer has the first.
    """
    bodies = {fact.tail for fact in came if fact.relation == "holdsPost"}
    seen = set(known)
    in_time = sorted(tenures(after.quads, bodies), key=lambda one: (one.since or "", one.holder))
    for tenure in in_time:
        fact = Fact(tenure.holder, "holdsPost", tenure.body, tenure.role, "actual")
        if not tenure.single or tenure.former or fact not in came:
            continue
        before = [
            fact._replace(head=one.holder)
            for one in in_time
            if one.post == tenure.post and one.successor == tenure.holder
        ]
        before += sorted(one for one in gone if one[1:] == fact[1:])
        former = next((one for one in before if one in seen), None)
        seen.add(fact)
        if former is not None:
            yield fact, former


def _kind(fact: Fact, handovers: Collection[Fact], fulfilled: Collection[Fact]) -> Kind:
    if fact in handovers:
        return "handover"
    if fact in fulfilled:
        return "fulfilled"
    return "cooperation" if fact.relation == "cooperatesWith" and fact.modality == "actual" else "new"


def _things(
    kind: Kind, graph: _Graph, which: Collection[str], said: Mapping[Fact, tuple[Entry, ...]]
) -> Iterator[Change]:
    """Give the things that one graph alone has, each with the oldest sentence of a statement about it."""
    spoken: dict[str, list[tuple[Entry, ...]]] = defaultdict(list)
    for fact, entries in said.items():
        for end in {fact.head, fact.tail}.intersection(which):
            spoken[end].append(entries)
    mentioned = graph.mentioned([iri for iri in which if iri not in spoken])
    for iri in which:
        entries = _oldest_first(spoken[iri])[:1] if iri in spoken else mentioned.get(iri, ())
        thing = Thing(iri, graph.things[iri]["label"])
        yield (
            Change(kind, thing, said_before=entries)
            if kind == "gone thing"
            else Change(kind, thing, said=entries)
        )


def _oldest_first(groups: Iterable[Iterable[Entry]]) -> tuple[Entry, ...]:
    entries = [entry for group in groups for entry in group]
    return tuple(
        sorted(entries, key=lambda entry: (entry["date"] or "", entry["report"], entry.get("begin", 0)))
    )


def _order(change: Change) -> tuple[int, int, str, str, str, int, str, str]:
    return (
        KINDS.index(change.kind),
        -1 if change.relation is None else RELATION_TYPES.index(change.relation),
        change.subject.label,
        "" if change.object is None else change.object.label,
        change.role or "",
        0 if change.modality is None else MODALITIES.index(change.modality),
        change.subject.iri,
        "" if change.object is None else change.object.iri,
    )
