"""Look-ups of single values in a store whose subjects are IRIs and whose objects are IRIs or literals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import cast

import pyoxigraph as ox

from kg.store.quads import DistantQuads, Pattern, Quads, WritableQuads

Graph = ox.NamedNode | ox.DefaultGraph


@cache
def term(iri: str) -> ox.NamedNode:
    """Return a term of the vocabulary, or a named graph, as pyoxigraph's node."""
    return ox.NamedNode(iri)


def subjects(
    quads: Quads, predicate: str, value: ox.NamedNode | None, graph: Graph | None
) -> Iterator[ox.NamedNode]:
    """Give the subjects of the quads with this predicate and object (None: any)."""
    for quad in quads.quads_for_pattern(None, term(predicate), value, graph):
        yield cast(ox.NamedNode, quad.subject)


def values(quads: Quads, subject: ox.NamedNode, predicate: str, graph: Graph | None) -> Iterator[str]:
    """Give the objects of a subject and predicate: an IRI, or the text of a literal."""
    for quad in quads.quads_for_pattern(subject, term(predicate), None, graph):
        yield cast(ox.NamedNode | ox.Literal, quad.object).value


def rows(quads: Quads, subject: ox.NamedNode, graph: Graph) -> Iterator[tuple[str, str]]:
    """Give predicate and object of each quad of a subject, both as text."""
    for quad in quads.quads_for_pattern(subject, None, None, graph):
        yield quad.predicate.value, cast(ox.NamedNode | ox.Literal, quad.object).value


def remove(quads: WritableQuads, which: Iterable[ox.Quad]) -> None:
    """Remove the quads, which may be a running look-up in the same store."""
    for quad in list(which):
        quads.remove(quad)


def foresee(quads: Quads, patterns: Iterable[Pattern]) -> None:
    """Say which look-ups are to follow: a server is then asked for all of them at once."""
    if isinstance(quads, DistantQuads):
        quads.foresee(patterns)
