"""Statements, reports and assertions as quads; `docs/rdf.md` shows each form.

Every function here is pure. There are no blank nodes: each node is named by its content.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

import pyoxigraph as ox
from rdflib import DCTERMS, ORG, RDF, SDO, XSD, URIRef

from extractors.annotation import evidence
from extractors.model import SYMMETRIC_RELATIONS, Extraction, Span, Statement
from kg.identity.keys import content_hash
from kg.store.patterns import rows, term
from kg.store.quads import Quads
from kg.store.records import dump, sentences_around
from kg.vocabulary import (
    ASSERTION,
    DEMAND,
    KX,
    KXG,
    MEMBERSHIP,
    OA,
    OFFER,
    POST,
    REPORT,
    STATEMENT,
    local_name,
)

FACTS = ox.DefaultGraph()
_INTEGER = term(XSD.integer)
Pair = tuple[URIRef, str | int | ox.NamedNode | None]
"""A predicate and its object: a text, a whole number, a node, or nothing."""


class StatementKey(NamedTuple):
    """What makes a statement the same in all reports; `head` and `tail` are entity IRIs."""

    head: str
    relation: str
    tail: str
    role: str | None
    modality: str
    time: str | None

    @property
    def iri(self) -> str:
        """The statement's IRI."""
        return STATEMENT + _statement_hash(self)


def report_iri(report: str) -> str:
    """Return the IRI of a report, which is also that of its graph."""
    return f"{REPORT}{report}"


def report_entity_iri(report: str, entity: str) -> str:
    """Return the IRI of a report-entity: its local id as a fragment of the report."""
    return f"{REPORT}{report}#{quote(entity, safe='')}"


def span_iri(report: str, kind: str, span: Span) -> str:
    """Return the IRI of a stretch of a report's text (RFC 5147 where `kind` is `char`)."""
    return f"{REPORT}{report}#{kind}={span[0]},{span[1]}"


def span_of(iri: str) -> Span:
    """Return the stretch that an IRI of `span_iri` stands for."""
    begin, _, end = iri.rpartition("=")[2].partition(",")
    return int(begin), int(end)


def quads_of(subject: str, pairs: Iterable[Pair], graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    """Give a quad for each pair of predicate and object; an object that is None gives none."""
    node = ox.NamedNode(subject)
    for predicate, value in pairs:
        if value is None:
            continue
        if isinstance(value, ox.NamedNode):
            yield ox.Quad(node, term(predicate), value, graph)
        elif isinstance(value, int):
            yield ox.Quad(node, term(predicate), ox.Literal(str(value), datatype=_INTEGER), graph)
        else:
            yield ox.Quad(node, term(predicate), ox.Literal(value), graph)


def chinese(text: str) -> ox.Literal:
    """Return a text in Chinese."""
    return ox.Literal(text, language="zh")


def report_quads(extraction: Extraction, report: str, *, with_text: bool) -> Iterator[ox.Quad]:
    """Give what a report is, with the record that all else is written from, but not where it was read."""
    document = extraction.document
    iri = report_iri(report)
    graph = ox.NamedNode(iri)
    pairs: list[Pair] = [
        (RDF.type, term(SDO.Report)),
        (DCTERMS.title, document.title),
        (DCTERMS.date, document.date),
        (DCTERMS.publisher, document.publisher),
        (DCTERMS.spatial, document.place),
        (KX.extractor, extraction.extractor),
        (KX.text, document.text if with_text else None),
        (KX.record, dump(extraction)),
    ]
    yield from quads_of(iri, pairs, graph)


def source_quads(report: str, sources: Iterable[str]) -> Iterator[ox.Quad]:
    """Give where a report was read from: paths below the folder that the build was given."""
    graph = ox.NamedNode(report_iri(report))
    for source in sorted(set(sources)):
        yield ox.Quad(graph, term(DCTERMS.source), ox.Literal(source), graph)


def statement_keys(extraction: Extraction, entity_of: Mapping[str, str]) -> list[StatementKey | None]:
    """Return for each statement of an extraction what it is in the graph.

    `entity_of` gives the IRI of each entity id. A statement whose ends became one thing says nothing: None.
    """
    return [_statement_key(statement, entity_of) for statement in extraction.statements]


def stated(extraction: Extraction, entity_of: Mapping[str, str]) -> dict[StatementKey, set[int]]:
    """Return the statements that an extraction makes, each with the numbers that are counted in it."""
    counts: dict[StatementKey, set[int]] = defaultdict(set)
    for key, statement in zip(statement_keys(extraction, entity_of), extraction.statements, strict=True):
        if key is not None:
            counts[key].update(() if statement.count is None else (statement.count,))
    return counts


def assertion_node(key: StatementKey, report: str, statement: Statement) -> ox.NamedNode:
    """Return the node of a report's assertion: of what, where in the report, and by which rule."""
    parts = key.iri, report_iri(report), statement.spans, statement.rule
    return ox.NamedNode(ASSERTION + content_hash(*parts))


def assertion_quads(extraction: Extraction, report: str, entity_of: Mapping[str, str]) -> Iterator[ox.Quad]:
    """Give the report's assertions; all lie in the report's graph, as do the targets that they point to."""
    graph = ox.NamedNode(report_iri(report))
    text = extraction.document.text
    keys = statement_keys(extraction, entity_of)
    for statement, key in zip(extraction.statements, keys, strict=True):
        if key is None:
            continue
        speaker = None if statement.speaker is None else entity_of.get(statement.speaker)
        pairs: list[Pair] = [
            (RDF.type, term(KX.Assertion)),
            (RDF.type, term(OA.Annotation)),
            (KX.asserts, ox.NamedNode(key.iri)),
            (KX.report, graph),
            (KX.quote, evidence(text, statement.spans)),
            (KX.sentence, sentences_around(text, statement.spans)),
            (KX.rule, statement.rule),
            (KX.trigger, statement.trigger),
            (KX.count, statement.count),
            (KX.speaker, None if speaker is None else ox.NamedNode(speaker)),
            (KX.extractor, extraction.extractor),
        ]
        pairs += [(OA.hasTarget, ox.NamedNode(span_iri(report, "span", span))) for span in statement.spans]
        yield from quads_of(assertion_node(key, report, statement).value, pairs, graph)


def asserted_spans(extraction: Extraction, entity_of: Mapping[str, str]) -> set[Span]:
    """Return the stretches of a report's text that its assertions point to."""
    made = (one for one in extraction.statements if entity_of[one.head] != entity_of[one.tail])
    return {span for statement in made for span in statement.spans}


def target_nodes(report: str, span: Span) -> tuple[str, str, str]:
    """Return the IRIs of a stretch as what is annotated, and of the two ways in which it is told."""
    target, exact, position = (span_iri(report, kind, span) for kind in ("span", "quote", "char"))
    return target, exact, position


def target_quads(report: str, span: Span, text: str) -> Iterator[ox.Quad]:
    """Give a stretch of a report's `text` as the target of assertions, by its words and by its place."""
    graph = ox.NamedNode(report_iri(report))
    target, exact, position = target_nodes(report, span)
    yield from quads_of(
        target,
        [
            (RDF.type, term(OA.SpecificResource)),
            (OA.hasSource, graph),
            (OA.hasSelector, ox.NamedNode(exact)),
            (OA.hasSelector, ox.NamedNode(position)),
        ],
        graph,
    )
    words = text[span[0] : span[1]]
    yield from quads_of(exact, [(RDF.type, term(OA.TextQuoteSelector)), (OA.exact, words)], graph)
    yield from quads_of(
        position, [(RDF.type, term(OA.TextPositionSelector)), (OA.start, span[0]), (OA.end, span[1])], graph
    )


def statement_quads(key: StatementKey, counts: Iterable[int]) -> Iterator[ox.Quad]:
    """Give the statement's node in `kxg:statements`; `counts` are those of all its assertions."""
    pairs: list[Pair] = [
        (RDF.type, term(RDF.Statement)),
        (RDF.subject, ox.NamedNode(key.head)),
        (RDF.predicate, term(KX[key.relation])),
        (RDF.object, ox.NamedNode(key.tail)),
        (KX.modality, term(KX[key.modality])),
        (KX.time, key.time),
    ]
    pairs += [(KX.count, count) for count in sorted(set(counts))]
    graph = term(KXG.statements)
    yield from quads_of(key.iri, pairs, graph)
    if key.role is not None:
        yield ox.Quad(ox.NamedNode(key.iri), term(KX.role), chinese(key.role), graph)


def fact_quads(key: StatementKey) -> Iterator[ox.Quad]:
    """Give what the statement implies: its direct triple (both ways where symmetric), and its n-ary nodes.

    Those of an actual statement are facts in the default graph; a plan's or a wish's lie in its own graph.
    """
    head, relation, tail = ox.NamedNode(key.head), term(KX[key.relation]), ox.NamedNode(key.tail)
    # The default graph is left out rather than named: pyoxigraph takes ten times as long for that.
    graph = () if key.modality == "actual" else (term(KXG[key.modality]),)
    yield ox.Quad(head, relation, tail, *graph)
    if key.relation in SYMMETRIC_RELATIONS:
        yield ox.Quad(tail, relation, head, *graph)
    if key.relation == "needs":
        demand = ox.NamedNode(DEMAND + _statement_hash(key))
        yield ox.Quad(demand, term(RDF.type), term(SDO.Demand), *graph)
        yield ox.Quad(head, term(SDO.seeks), demand, *graph)
        yield ox.Quad(demand, term(SDO.itemOffered), tail, *graph)
        if key.time is not None:
            yield ox.Quad(demand, term(KX.time), ox.Literal(key.time), *graph)
    if key.relation == "offers":
        offer = ox.NamedNode(OFFER + _statement_hash(key))
        yield ox.Quad(offer, term(RDF.type), term(SDO.Offer), *graph)
        yield ox.Quad(offer, term(SDO.offeredBy), head, *graph)
        yield ox.Quad(offer, term(SDO.itemOffered), tail, *graph)
        if key.time is not None:
            yield ox.Quad(offer, term(KX.time), ox.Literal(key.time), *graph)
    if key.relation == "holdsPost" and key.modality == "actual":
        membership = ox.NamedNode(MEMBERSHIP + _statement_hash(key))
        yield ox.Quad(membership, term(RDF.type), term(ORG.Membership))
        yield ox.Quad(membership, term(ORG.member), head)
        yield ox.Quad(membership, term(ORG.organization), tail)
        if key.time is not None:
            yield ox.Quad(membership, term(KX.time), ox.Literal(key.time))
        if key.role is not None:
            post = post_node(key)
            yield ox.Quad(membership, term(ORG.role), chinese(key.role))
            yield ox.Quad(post, term(RDF.type), term(ORG.Post))
            yield ox.Quad(post, term(ORG.role), chinese(key.role))
            yield ox.Quad(post, term(ORG.postIn), tail)
            yield ox.Quad(post, term(ORG.heldBy), head)


def post_node(key: StatementKey) -> ox.NamedNode:
    """Return the post that a statement is about: a role in a body, whoever holds it."""
    return ox.NamedNode(POST + content_hash(key.tail, key.role))


def read_statement(quads: Quads, statement: ox.NamedNode) -> StatementKey:
    """Return the key of a statement that stands in `kxg:statements`."""
    values = dict(rows(quads, statement, term(KXG.statements)))
    return StatementKey(
        head=values[str(RDF.subject)],
        relation=local_name(values[str(RDF.predicate)]),
        tail=values[str(RDF.object)],
        role=values.get(str(KX.role)),
        modality=local_name(values[str(KX.modality)]),
        time=values.get(str(KX.time)),
    )


@lru_cache(maxsize=100_000)
def _statement_hash(key: StatementKey) -> str:
    return content_hash(*key)


def _statement_key(statement: Statement, entity_of: Mapping[str, str]) -> StatementKey | None:
    head, tail = entity_of[statement.head], entity_of[statement.tail]
    if head == tail:
        return None
    if statement.type in SYMMETRIC_RELATIONS:
        head, tail = sorted((head, tail))
    return StatementKey(head, statement.type, tail, statement.role, statement.modality, statement.time)
