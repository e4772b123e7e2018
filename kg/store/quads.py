"""What the program needs of a set of quads, wherever these lie: in a folder, in memory, on a SPARQL server.

pyoxigraph's `Store` has all of it, `kg.store.remote` what reads, `kg.store.pending` what writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

import pyoxigraph as ox

Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph

Pattern = tuple[Subject | None, ox.NamedNode | None, Value | None, Graph | None]
"""What quads are looked up by: subject, predicate, object, graph; None stands for any."""


class Quads(Protocol):
    """A set of quads that can be looked up and queried; each method does what `pyoxigraph.Store`'s does."""

    def __iter__(self) -> Iterator[ox.Quad]:
        """Give all quads."""
        ...

    def __contains__(self, quad: ox.Quad, /) -> bool:
        """Return whether the quad is there."""
        ...

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """Give the names of the graphs beside the default graph."""
        ...

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: ox.NamedNode | None,
        object: Value | None,
        graph_name: Graph | None = None,
        /,
    ) -> Iterator[ox.Quad]:
        """Give the quads with these terms; None stands for any."""
        ...

    def query(
        self,
        query: str,
        /,
        *,
        prefixes: dict[str, str] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]:
        """Return the answer of a SPARQL query."""
        ...


class WritableQuads(Quads, Protocol):
    """A set of quads that can be changed too."""

    def extend(self, quads: Iterable[ox.Quad], /) -> None:
        """Add the quads."""
        ...

    def bulk_extend(self, quads: Iterable[ox.Quad], /) -> None:
        """Add many quads."""
        ...

    def remove(self, quad: ox.Quad, /) -> None:
        """Remove the quad, if it is there."""
        ...

    def remove_graph(self, graph_name: Graph, /) -> None:
        """Remove a named graph with all its quads."""
        ...


@runtime_checkable
class DistantQuads(Protocol):
    """A set of quads so far away that what is looked up is better asked for at once."""

    def foresee(self, patterns: Iterable[Pattern], /) -> None:
        """Ask for all that these look-ups, which are to follow, will give."""
        ...
