"""A report whose things got other names through other reports: what of its quads that changes.

Nothing new was said: a report-entity became another thing, and so what its statements are about is another.
All else of the report stays unread, which is most of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

import pyoxigraph as ox

from extractors.model import Extraction, Statement
from kg.identity.judgements import Judgements
from kg.identity.keys import report_entities
from kg.store.patterns import foresee, term, values
from kg.store.quads import Pattern, Quads
from kg.store.rdf import (
    StatementKey,
    asserted_spans,
    assertion_node,
    assertion_quads,
    report_entity_iri,
    report_iri,
    stated,
    statement_keys,
    target_nodes,
    target_quads,
)
from kg.vocabulary import ID, KX, KXG

_IDENTITY = term(KXG.identity)
_RESOLVED_TO = term(KX.resolvedTo)


class Renamed(NamedTuple):
    """The quads of a report that were, those that are to be in their place, and the statements of these.

    Both hold all quads of the nodes that change. The statements come with the numbers counted in them.
    """

    old: list[ox.Quad]
    new: list[ox.Quad]
    statements: dict[StatementKey, set[int]]


def rename(
    quads: Quads, extraction: Extraction, report: str, judgements: Judgements, names: Mapping[str, str]
) -> Renamed:
    """Return what changes in a report by the keys that `names` gives to profiles (their ids).

    `extraction` is what the report says by the `judgements`.
    """
    nodes = {one.id: ox.NamedNode(report_entity_iri(report, one.id)) for one in extraction.entities}
    foresee(quads, ((node, _RESOLVED_TO, None, _IDENTITY) for node in nodes.values()))
    before = {id_: next(values(quads, node, KX.resolvedTo, _IDENTITY)) for id_, node in nodes.items()}
    known = report_entities(extraction, report, judgements.keys_apart(extraction, report))
    after = before | {one.id: ID + names[one.profile.id] for one in known if one.profile.id in names}
    moved = [id_ for id_ in nodes if before[id_] != after[id_]]
    called = {name for id_ in moved for name in (before[id_], after[id_])}
    # Whoever bore or bears one of these names: two things of the report may become one, or cease to be.
    touched = {id_ for id_ in nodes if before[id_] in called or after[id_] in called}
    part = replace(extraction, statements=tuple(_about(extraction.statements, touched)))
    graph = ox.NamedNode(report_iri(report))
    were, are = asserted_spans(extraction, before), asserted_spans(extraction, after)
    lost = {ox.NamedNode(iri) for span in were - are for iri in target_nodes(report, span)}
    asserted = statement_keys(part, before)
    lost |= {
        assertion_node(key, report, statement)
        for key, statement in zip(asserted, part.statements, strict=True)
        if key is not None
    }
    patterns: list[Pattern] = [(nodes[id_], None, None, _IDENTITY) for id_ in moved]
    patterns += [(node, None, None, graph) for node in lost]
    foresee(quads, patterns)
    old = [quad for pattern in patterns for quad in quads.quads_for_pattern(*pattern)]
    became: dict[object, ox.NamedNode] = {nodes[id_]: ox.NamedNode(after[id_]) for id_ in moved}
    new = [_resolved(quad, became) for quad in old if quad.subject in became]
    new += assertion_quads(part, report, after)
    for span in sorted(are - were):
        new += target_quads(report, span, extraction.document.text)
    return Renamed(old, new, stated(part, after))


def _about(statements: Iterable[Statement], entities: set[str]) -> Iterable[Statement]:
    """Give the statements in which one of the entities stands."""
    return (one for one in statements if not entities.isdisjoint((one.head, one.tail, one.speaker)))


def _resolved(quad: ox.Quad, became: Mapping[object, ox.NamedNode]) -> ox.Quad:
    """Return a quad of a report-entity as it is by what the entity became."""
    if quad.predicate != _RESOLVED_TO:
        return quad
    return ox.Quad(quad.subject, quad.predicate, became[quad.subject], quad.graph_name)
