"""Quads on their way into the store, against the shapes: what breaks one is told before anybody sees it.

    checker = Checker(quads)
    checker.check(part)                      # any number of times
    if checker.broken is not None:
        raise refusal(quads, checker.broken)

The cost is that of what is written: an entity of ten thousand reports is checked by its description and by
the facts that came, not by all that is said of it. Nothing is read back. `kg validate` checks whole stores.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import DCTERMS, RDF, RDFS

from kg.errors import StoreError
from kg.store.patterns import foresee, subjects, values
from kg.store.quads import Quads
from kg.store.shapes import Broken, SmallGraph, Surroundings, load_shapes
from kg.vocabulary import KX, OA

_NAMES = (RDFS.label, KX.formText, DCTERMS.title)
_SENTENCES = (KX.sentence, OA.exact, DCTERMS.title)
_LEAD_TO_SENTENCE = (KX.asserts, OA.hasTarget, OA.hasSelector, RDF.subject, RDF.object, KX.form)
"""From the assertion to the statement, from the statement to its ends: followed backwards to a sentence."""


class Checker:
    """Checks what is written; `broken` is the first demand of a shape that something broke."""

    def __init__(self, quads: Quads) -> None:
        self._quads = quads
        self._surroundings = Surroundings(quads)
        self.broken: Broken | None = None

    def foresee(self, nodes: Iterable[ox.NamedNode]) -> None:
        """Say what the parts to be checked lead to: a server is then asked for all of it at once."""
        self._surroundings.foresee(nodes)

    def check(self, part: Iterable[ox.Quad]) -> SmallGraph:
        """Check quads, which must be all that a shape demands of their subjects.

        What they lead to beyond is looked up in the store: it must have been written, or remembered.
        """
        graph = SmallGraph(self._surroundings, part)
        if self.broken is None:
            self.broken = min(load_shapes().broken(graph), key=str, default=None)
        return graph

    def check_thing(self, part: Iterable[ox.Quad]) -> None:
        """Check all that is to be said of a thing, and remember what it is."""
        self._surroundings.remember(self.check(part))

    def check_lost(self, gone: Iterable[ox.NamedNode]) -> None:
        """Check what still points to nodes that are gone: it has lost what it points to."""
        nodes = list(gone)
        foresee(self._quads, ((None, None, node, None) for node in nodes))
        for node in nodes:
            for quad in list(self._quads.quads_for_pattern(None, None, node, None)):
                self.check(self._quads.quads_for_pattern(quad.subject, None, None, None))


def refusal(quads: Quads, broken: Broken) -> StoreError:
    """Return the error that names what is broken, the thing and its sentence, when all has been written."""
    names = (name for predicate in _NAMES for name in values(quads, broken.node, predicate, None))
    name = next(names, None)
    sentence = _sentence(quads, broken.node)
    thing = broken.node.value if name is None else f"{name} ({broken.node.value})"
    where = "" if sentence is None else f", in 「{sentence}」"
    told = f"{broken.english} {broken.chinese} This is not so of {thing}{where}"
    return StoreError(
        " ".join(f"nothing was changed, for the store would break its shape {broken.shape}: {told}".split())
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
