"""What an update touched against the shapes, before anybody sees it.

The cost is that of what was touched: an entity of ten thousand reports is checked by its description and by
the facts that the update wrote, not by all that is said of it. `kg validate` checks whole stores.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import DCTERMS, RDF, RDFS

from kg.errors import StoreError
from kg.store.entities import DESCRIPTION, profile_node
from kg.store.patterns import foresee, subjects, term, values
from kg.store.quads import Pattern, Quads
from kg.store.rdf import fact_quads, report_iri
from kg.store.shapes import Broken, SmallGraph, load_shapes
from kg.store.update import Touched
from kg.vocabulary import KX, KXG, OA

_IDENTITY = term(KXG.identity)
_NAMES = (RDFS.label, KX.formText, DCTERMS.title)
_SENTENCES = (KX.sentence, OA.exact, DCTERMS.title)
_LEAD_TO_SENTENCE = (KX.asserts, OA.hasTarget, OA.hasSelector, RDF.subject, RDF.object, KX.form)
"""From the assertion to the statement, from the statement to its ends: followed backwards to a sentence."""


def check_structure(quads: Quads, touched: Touched) -> None:
    """Raise StoreError, naming the thing and its sentence, where what an update touched breaks a shape."""
    shapes, graph = load_shapes(), SmallGraph(quads)
    foresee(quads, _look_ups(touched))
    for part in _parts(quads, touched):
        graph.replace(part)
        broken = min(shapes.broken(graph), key=str, default=None)
        if broken is not None:
            raise StoreError(_told(quads, broken))


def _look_ups(touched: Touched) -> Iterator[Pattern]:
    """Give the look-ups that most of the checks need."""
    ends = {end for key in touched.statements for end in (key.head, key.tail)}
    for entity in sorted(touched.entities | ends):
        for predicate in DESCRIPTION:
            yield ox.NamedNode(entity), term(predicate), None, None
    for node in map(profile_node, touched.profiles):
        yield node, None, None, None
    for key in touched.statements:
        yield ox.NamedNode(key.iri), None, None, None
        for quad in fact_quads(key):
            yield quad.subject, quad.predicate, quad.object, quad.graph_name


def _parts(quads: Quads, touched: Touched) -> Iterator[Iterable[ox.Quad]]:
    """Give small graphs that together hold all that was touched, things first."""
    gone = []
    for entity in sorted(touched.entities):
        node = ox.NamedNode(entity)
        rows = [
            quad
            for predicate in DESCRIPTION
            for quad in quads.quads_for_pattern(node, term(predicate), None, None)
        ]
        yield rows
        gone += [] if rows else [node]
    for node in map(profile_node, touched.profiles):
        rows = list(quads.quads_for_pattern(node, None, None, _IDENTITY))
        yield rows
        gone += [] if rows else [node]
    for key in sorted(touched.statements, key=str):
        node = ox.NamedNode(key.iri)
        rows = list(quads.quads_for_pattern(node, None, None, None))
        yield [*rows, *(quad for quad in fact_quads(key) if quad in quads)]
        gone += [] if rows else [node]
    for report in sorted(touched.reports):
        yield _report(quads, ox.NamedNode(report_iri(report)))
    for node in gone:
        # Whoever still points to it has lost what it points to.
        for quad in quads.quads_for_pattern(None, None, node, None):
            yield quads.quads_for_pattern(quad.subject, None, None, None)


def _report(quads: Quads, report: ox.NamedNode) -> Iterator[ox.Quad]:
    """Give the graph of a report and its report-entities with their forms."""
    rows = list(quads.quads_for_pattern(None, None, None, report))
    foresee(quads, ((node, None, None, None) for node in {quad.subject for quad in rows} - {report}))
    yield from rows
    entities = list(subjects(quads, KX.report, report, _IDENTITY))
    foresee(quads, ((entity, None, None, None) for entity in entities))
    forms = [ox.NamedNode(form) for entity in entities for form in values(quads, entity, KX.form, _IDENTITY)]
    foresee(quads, ((form, None, None, None) for form in forms))
    for node in (*entities, *forms):
        yield from quads.quads_for_pattern(node, None, None, _IDENTITY)


def _told(quads: Quads, broken: Broken) -> str:
    names = (name for predicate in _NAMES for name in values(quads, broken.node, predicate, None))
    name = next(names, None)
    sentence = _sentence(quads, broken.node)
    thing = broken.node.value if name is None else f"{name} ({broken.node.value})"
    where = "" if sentence is None else f", in 「{sentence}」"
    told = f"{broken.english} {broken.chinese} This is not so of {thing}{where}"
    return " ".join(
        f"nothing was changed, for the store would break its shape {broken.shape}: {told}".split()
    )


def _sentence(quads: Quads, node: ox.NamedNode) -> str | None:
    """Return a sentence that a node stands for or follows from."""
    for predicate in _SENTENCES:
        for sentence in values(quads, node, predicate, None):
            return sentence
    for predicate in _LEAD_TO_SENTENCE:
        for source in subjects(quads, predicate, node, None):
            return _sentence(quads, source)
    for entity in values(quads, node, KX.resolvedTo, None):
        return _sentence(quads, ox.NamedNode(entity))
    return None
