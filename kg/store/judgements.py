"""Judgements ↔ quads: the graph `kxg:judgements`, which builds read and never change.

put_judgements(quads, [judgement])       # update(quads, ...) then writes all that follows
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import DCTERMS, PROV, RDF, SDO

from kg.identity.judgements import Judgement, from_json, to_json
from kg.store.patterns import remove, subjects, term, values
from kg.store.quads import Quads, WritableQuads
from kg.store.rdf import quads_of, report_iri, span_iri
from kg.vocabulary import JUDGEMENT, KX, KXG

_JUDGEMENTS = term(KXG.judgements)


def judgement_quads(judgement: Judgement) -> Iterator[ox.Quad]:
    """Give a judgement: its record, and what of it a query asks for."""
    undone = judgement.undone
    mentions = sorted({*judgement.left, *judgement.right})
    return quads_of(
        JUDGEMENT + judgement.id,
        [
            (RDF.type, term(KX.Judgement)),
            (KX.decision, judgement.kind),
            (DCTERMS.creator, judgement.by),
            (DCTERMS.created, judgement.at),
            (KX.undoneBy, None if undone is None else undone.by),
            (PROV.invalidatedAtTime, None if undone is None else undone.at),
            (KX.record, to_json(judgement)),
            *(
                (KX.mention, ox.NamedNode(span_iri(one.report, "char", (one.begin, one.end))))
                for one in mentions
            ),
        ],
        _JUDGEMENTS,
    )


def read_judgements(quads: Quads) -> list[Judgement]:
    """Return all judgements, also those taken back, the oldest first."""
    nodes = subjects(quads, RDF.type, term(KX.Judgement), _JUDGEMENTS)
    found = [from_json(record) for node in nodes for record in values(quads, node, KX.record, _JUDGEMENTS)]
    return sorted(found, key=lambda judgement: (judgement.at, judgement.id))


def put_judgements(quads: WritableQuads, judgements: Iterable[Judgement]) -> set[str]:
    """Store judgements, each in place of what was known of it; return the stored reports they point to.

    `update` must follow with these reports among the added ones.
    """
    reports: set[str] = set()
    for judgement in judgements:
        node = ox.NamedNode(JUDGEMENT + judgement.id)
        remove(quads, quads.quads_for_pattern(node, None, None, _JUDGEMENTS))
        quads.extend(judgement_quads(judgement))
        reports |= judgement.reports
    return {report for report in reports if is_stored(quads, report)}


def remove_judgements(quads: WritableQuads, judgements: Iterable[Judgement]) -> set[str]:
    """Remove judgements without a trace; return the stored reports they pointed to, for `update`."""
    reports: set[str] = set()
    for judgement in judgements:
        node = ox.NamedNode(JUDGEMENT + judgement.id)
        remove(quads, quads.quads_for_pattern(node, None, None, _JUDGEMENTS))
        reports |= judgement.reports
    return {report for report in reports if is_stored(quads, report)}


def is_stored(quads: Quads, report: str) -> bool:
    """Return whether a store has a report."""
    iri = ox.NamedNode(report_iri(report))
    return ox.Quad(iri, term(RDF.type), term(SDO.Report), iri) in quads
