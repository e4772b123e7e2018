"""All that is known of one thing: its names and codes, and every statement about it with its sentences.

    portrait = show(store.quads, resolve(store.quads, "省科协", ENTITY_TYPES).iri)

Each statement has the time that it speaks of (`time`) and, in each entry of `said`, the time at which it was
said (`date`, that of the report). A post has since when, and until when and by whom, as `tenures` finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from rdflib import OWL

from extractors.model import MODALITIES, RELATION_TYPES, SYMMETRIC_RELATIONS
from kg.answers.evidence import evidence
from kg.answers.graph import things
from kg.answers.names import Thing
from kg.answers.statements import statements
from kg.answers.tenures import Tenure, tenures
from kg.store.patterns import subjects, term
from kg.store.quads import Quads
from kg.store.rdf import StatementKey
from kg.vocabulary import KXG

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Said:
    """One statement about the thing shown.

    `outgoing`: the thing is its head (or the relation has no direction). `tenure` is given for posts held.
    `when` is the time that it speaks of (of a post, that since when it is held), else the date of an event,
    else that of the first report, which `reported` tells. `said` is as `kg.answers.evidence` has it, newest
    report first.
    """

    statement: str
    key: StatementKey
    outgoing: bool
    other: Thing
    tenure: Tenure | None
    when: str | None
    reported: bool
    said: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Portrait:
    """A thing by `iri`, what is known of it (as `kg.answers.graph.things`), `aliases`, and the statements.

    Statements are grouped by relation, posts first, facts before plans and wishes, newest first; those of a
    person are in the order of time, the undated last.
    """

    iri: str
    thing: dict[str, Any]
    aliases: list[str]
    statements: list[Said]
    labels: dict[str, str]


def show(quads: Quads, iri: str) -> Portrait:
    """Return what the reports say of a thing of the store."""
    keys = statements(quads, [iri])
    bodies = {key.tail for key in keys.values() if key.relation == "holdsPost"}
    held = _by_statement(tenures(quads, bodies) if bodies else [])
    return _portrait(quads, iri, keys, evidence(quads, keys), things(quads, _around(iri, keys, held)), held)


def portraits(quads: Quads, graph: nx.MultiDiGraph) -> Iterator[Portrait]:
    """Give what `show` gives of each thing of a store, whose `load_graph` is `graph`."""
    sentences = {statement: data["evidence"] for _, _, statement, data in graph.edges(keys=True, data=True)}
    held = _by_statement(tenures(quads, said=sentences))
    for iri in graph:
        edges = {
            statement: StatementKey(
                head, data["relation"], tail, data["role"], data["modality"], data["time"]
            )
            for around in (graph.out_edges, graph.in_edges)
            for head, tail, statement, data in around(iri, keys=True, data=True)
        }
        keys = dict(sorted(edges.items()))
        yield _portrait(quads, iri, keys, sentences, graph.nodes, held)


def _by_statement(found: Iterable[Tenure]) -> dict[str, Tenure]:
    return {statement: tenure for tenure in found for statement in tenure.statements}


def _around(iri: str, keys: Mapping[str, StatementKey], held: Mapping[str, Tenure]) -> set[str]:
    """Return the things that a portrait names: the ends of its statements, who followed in a post."""
    ends = {end for key in keys.values() for end in (key.head, key.tail)}
    followed = {held[statement].successor for statement in keys if statement in held}
    return {iri, *ends, *(successor for successor in followed if successor is not None)}


def _portrait(
    quads: Quads,
    iri: str,
    keys: Mapping[str, StatementKey],
    sentences: Mapping[str, list[dict[str, Any]]],
    around: Mapping[str, Mapping[str, Any]],
    held: Mapping[str, Tenure],
) -> Portrait:
    said = []
    for statement, key in keys.items():
        other = key.tail if key.head == iri else key.head
        tenure = held.get(statement)
        entries = sentences.get(statement, [])
        reported = next((entry["date"] for entry in entries if entry["date"] is not None), None)
        event = around[other]["date"] if around[other]["type"] == "Event" else None
        when = tenure.since if tenure is not None else key.time or event or reported
        said.append(
            Said(
                statement,
                key,
                outgoing=key.head == iri or key.relation in SYMMETRIC_RELATIONS,
                other=Thing(other, around[other]["label"]),
                tenure=tenure,
                when=when,
                reported=when == reported and not (key.time or "").startswith(when or "-"),
                said=entries[::-1],
            )
        )
    chronological = around[iri]["type"] == "Person"
    return Portrait(
        iri=iri,
        thing=dict(around[iri]),
        aliases=sorted(
            alias.value for alias in subjects(quads, OWL.sameAs, ox.NamedNode(iri), term(KXG.identity))
        ),
        statements=sorted(said, key=_time_order) if chronological else _grouped(said),
        labels={node: around[node]["label"] for node in sorted(_around(iri, keys, held)) if node in around},
    )


def _time_order(said: Said) -> tuple[bool, str, int, str, str]:
    when, relation = said.when or "", RELATION_TYPES.index(said.key.relation)
    undated = not when[:1].isdigit()  # also a day without its year
    return undated, when, relation, said.other.label, said.statement


def _grouped(said: list[Said]) -> list[Said]:
    by_name = sorted(said, key=lambda one: (one.other.label, one.other.iri, one.statement))
    newest_first = sorted(by_name, key=lambda one: one.when or "", reverse=True)
    return sorted(
        newest_first,
        key=lambda one: (
            RELATION_TYPES.index(one.key.relation),
            not one.outgoing,
            MODALITIES.index(one.key.modality),
        ),
    )
