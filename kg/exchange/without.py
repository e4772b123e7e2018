"""The graph without the things of some types: without persons, for a page or an export that others read.

    shown = without(store.quads, ["Person"])

With a thing go its statements and all else that is about it. Where persons are left out, their names are
hidden in every text (`kg.store.masking`), and IRIs that hold one are replaced. Every format and page reads
the result, so that none of them has to know what was left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

import pyoxigraph as ox
from rdflib import ORG, OWL, RDF, RDFS, SDO, SKOS

from kg.identity.keys import content_hash
from kg.store.masking import Names, hide, names_pattern
from kg.store.patterns import subjects, term, values
from kg.store.quads import Quads
from kg.store.rdf import FACTS
from kg.vocabulary import KX, KXG, OA

_ABOUT = (
    RDF.subject, RDF.object, KX.asserts, ORG.member, ORG.organization, ORG.postIn, ORG.heldBy,
    SDO.offeredBy, SDO.itemOffered, KX.resolvedTo, OWL.sameAs,
)  # fmt: skip
"""The predicates whose subject says nothing without their object, as a statement without its tail."""

_PARTS = (KX.profile, KX.form, SDO.seeks, OA.hasTarget, OA.hasSelector)
"""The predicates whose object goes with the last of its subjects, as a name's form with the thing."""

_ONLY_TO_BUILD = {term(KX.record), term(KX.leftOf), term(KX.rightOf)}
_JUDGED = {term(KXG.judgements), term(KXG.forgotten)}
"""What a store is derived from; it would tell of whom it leaves out."""


def without(quads: Quads, types: Collection[str]) -> ox.Store:
    """Return the graph without the things of the types (Person, Place, …), as a store in memory.

    Reports keep their texts, but not the records that all is derived from; nor are there any judgements.
    """
    gone = _gone(quads, types)
    kept = (
        quad
        for quad in quads.quads_for_pattern(None, None, None, None)
        if quad.subject not in gone
        and quad.object not in gone
        and quad.predicate not in _ONLY_TO_BUILD
        and quad.graph_name not in _JUDGED
    )
    shown = ox.Store()
    shown.bulk_extend(_hidden(kept, names_pattern(_names_of_persons(quads))) if "Person" in types else kept)
    return shown


def _gone(quads: Quads, types: Iterable[str]) -> set[ox.NamedNode]:
    """Return the nodes of the things, and of all that is only about them."""
    gone: set[ox.NamedNode] = set()
    new = {thing for type_ in types for thing in subjects(quads, RDF.type, term(KX[type_]), FACTS)}
    while new:
        gone |= new
        about = {
            node for thing in new for predicate in _ABOUT for node in subjects(quads, predicate, thing, None)
        }
        new = about - gone
    for predicate in _PARTS:
        parts = {ox.NamedNode(part) for node in gone for part in values(quads, node, predicate, None)}
        gone |= {part for part in parts if gone.issuperset(subjects(quads, predicate, part, None))}
    return gone


def _names_of_persons(quads: Quads) -> Iterator[str]:
    for person in subjects(quads, RDF.type, term(KX.Person), FACTS):
        for predicate in (RDFS.label, SKOS.altLabel):
            yield from values(quads, person, predicate, FACTS)


def _hidden(quads: Iterable[ox.Quad], names: Names) -> Iterator[ox.Quad]:
    """Give the quads with the names hidden in literals and IRIs."""

    @lru_cache(maxsize=100_000)
    def iri(node: ox.NamedNode) -> ox.NamedNode:
        found = names.search(node.value)
        if found is None:
            return node
        # Its name hidden, it could be taken for a thing of another name.
        folder = node.value[: node.value.rindex("/", 0, found.start()) + 1]
        return ox.NamedNode(folder + content_hash(node.value, digits=16))

    def text(literal: ox.Literal) -> ox.Literal:
        shown = hide(literal.value, names)
        if shown == literal.value:
            return literal
        if literal.language is not None:
            return ox.Literal(shown, language=literal.language)
        return ox.Literal(shown, datatype=literal.datatype)

    for quad in quads:
        value = text(quad.object) if isinstance(quad.object, ox.Literal) else iri(quad.object)
        yield ox.Quad(iri(quad.subject), quad.predicate, value, quad.graph_name)
