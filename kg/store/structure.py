"""Quads on their way into the store, against the shapes: what breaks one is told before anybody sees it.

    writer = CheckedWriter(quads, in_bulk=True)
    writer.replace(old, new)
    if writer.broken is not None:
        raise refusal(quads, writer.broken)

The cost is that of what is written: an entity of ten thousand reports is checked by its description and by
the facts that came, not by all that is said of it. `kg validate` checks whole stores.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

import pyoxigraph as ox
from rdflib import DCTERMS, RDF, RDFS

from kg.errors import StoreError
from kg.store.patterns import foresee, remove, subjects, values
from kg.store.quads import Quads, WritableQuads
from kg.store.shapes import Broken, SmallGraph, load_shapes
from kg.vocabulary import KX, OA

_CHUNK = 200_000
_NAMES = (RDFS.label, KX.formText, DCTERMS.title)
_SENTENCES = (KX.sentence, OA.exact, DCTERMS.title)
_LEAD_TO_SENTENCE = (KX.asserts, OA.hasTarget, OA.hasSelector, RDF.subject, RDF.object, KX.form)
"""From the assertion to the statement, from the statement to its ends: followed backwards to a sentence."""


class CheckedWriter:
    """Writes quads and checks them from memory, without reading them back.

    With `in_bulk` it makes new database files, which from some thousand quads on are cheaper than the
    write-ahead log. `broken` is the first demand of a shape that something broke.
    """

    def __init__(self, quads: WritableQuads, *, in_bulk: bool) -> None:
        self._quads, self._in_bulk = quads, in_bulk
        self.broken: Broken | None = None

    def replace(
        self, old: Collection[ox.Quad], new: Collection[ox.Quad], beside: Iterable[ox.Quad] = ()
    ) -> None:
        """Write `new` in place of `old`, which is stored; `beside` is stored too and checked with it.

        What the quads say of a node must be all that a shape demands of it. What they lead to beyond may be
        looked up in the store: it must have been written before.
        """
        stored = set(old)
        remove(self._quads, stored.difference(new))
        self._write(quad for quad in new if quad not in stored)
        self._check([*new, *beside])

    def gone(self, nodes: Iterable[ox.NamedNode]) -> None:
        """Check what still points to nodes that are no more: it has lost what it points to."""
        nodes = list(nodes)
        foresee(self._quads, ((None, None, node, None) for node in nodes))
        for node in nodes:
            for quad in list(self._quads.quads_for_pattern(None, None, node, None)):
                self._check(self._quads.quads_for_pattern(quad.subject, None, None, None))

    def _write(self, quads: Iterator[ox.Quad]) -> None:
        if not self._in_bulk:
            self._quads.extend(quads)
            return
        while chunk := list(islice(quads, _CHUNK)):  # a bulk load holds all that it is given
            self._quads.bulk_extend(chunk)

    def _check(self, quads: Iterable[ox.Quad]) -> None:
        if self.broken is None:
            self.broken = min(load_shapes().broken(SmallGraph(self._quads, quads)), key=str, default=None)


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
