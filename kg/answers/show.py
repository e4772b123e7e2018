"""All that is known of one thing: its names and codes, and every statement about it with its sentences.

    portrait = show(store.quads, resolve(store.quads, "省科协", ENTITY_TYPES).iri)

Each statement has the time that it speaks of (`time`) and, in each entry of `said`, the time at which it was
said (`date`, that of the report). A post has since when, and until when and by whom, as `tenures` finds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
    sentences = evidence(quads, keys)
    around = things(quads, {iri, *(end for key in keys.values() for end in (key.head, key.tail))})
    bodies = {key.tail for key in keys.values() if key.relation == "holdsPost"}
    held = {
        statement: tenure
        for tenure in (tenures(quads, bodies) if bodies else [])
        for statement in tenure.statements
    }
    labels = {node: about["label"] for node, about in around.items()}
    labels |= _successors(quads, [held[statement] for statement in keys if statement in held])
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
                other=Thing(other, labels[other]),
                tenure=tenure,
                when=when,
                reported=when == reported and not (key.time or "").startswith(when or "-"),
                said=entries[::-1],
            )
        )
    chronological = around[iri]["type"] == "Person"
    return Portrait(
        iri=iri,
        thing=around[iri],
        aliases=sorted(
            alias.value for alias in subjects(quads, OWL.sameAs, ox.NamedNode(iri), term(KXG.identity))
        ),
        statements=sorted(said, key=_time_order) if chronological else _grouped(said),
        labels=labels,
    )


def _successors(quads: Quads, held: list[Tenure]) -> dict[str, str]:
    found = things(quads, {tenure.successor for tenure in held if tenure.successor is not None})
    return {iri: about["label"] for iri, about in found.items()}


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
