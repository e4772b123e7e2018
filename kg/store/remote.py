"""The quads of a SPARQL server, with the face of pyoxigraph's `Store`.

quads = RemoteQuads(Endpoint(address))
quads.query("SELECT …", prefixes=PREFIXES)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.endpoint import Answer, Endpoint
from kg.store.quads import Graph, Pattern, Subject, Value
from kg.vocabulary import BASE

BOOKKEEPING = ox.NamedNode(f"{BASE}graph/server")
"""The graph for what a folder keeps beside its quads: format, lock, ledger, changes under way.

It is no part of what the store says: only a look-up that names it sees it.
"""

_NAMES = ("?s", "?p", "?o")


class RemoteQuads:
    """The quads of a server as they are at each look-up."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    def __iter__(self) -> Iterator[ox.Quad]:
        return self.quads_for_pattern(None, None, None)

    def __contains__(self, quad: ox.Quad, /) -> bool:
        return any(self.quads_for_pattern(quad.subject, quad.predicate, quad.object, quad.graph_name))

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """Give the names of the graphs that hold something, beside the default graph."""
        for (graph,) in self.rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"):
            if graph != BOOKKEEPING:
                yield cast(ox.NamedNode, graph)

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: ox.NamedNode | None,
        object: Value | None,
        graph_name: Graph | None = None,
        /,
    ) -> Iterator[ox.Quad]:
        """Give the quads with these terms, None for any: one request. Raises StoreError."""
        return self._found("", (subject, predicate, object), graph_name)

    def quads_for_patterns(self, patterns: Sequence[Pattern]) -> Iterator[ox.Quad]:
        """Give the quads of any of the patterns, all with the same terms None and one graph: one request."""
        columns = list(zip(*patterns, strict=True))[:3]
        shared = [column[0] if len(set(column)) == 1 else None for column in columns]
        varied = [n for n, column in enumerate(columns) if len(set(column)) > 1]
        rows = " ".join(f"({' '.join(str(pattern[n]) for n in varied)})" for pattern in patterns)
        which = f"VALUES ({' '.join(_NAMES[n] for n in varied)}) {{ {rows} }} " if varied else ""
        return self._found(which, shared, patterns[0][3])

    def _found(self, which: str, terms: Sequence[Value | None], graph: Graph | None) -> Iterator[ox.Quad]:
        """Give the quads with these terms, None for any, among `which`: a clause on those of _NAMES."""
        triple = " ".join(
            name if term is None else str(term) for name, term in zip(_NAMES, terms, strict=True)
        )
        if graph is None:
            elsewhere = f"{which}GRAPH ?g {{ {triple} }} FILTER (?g != {BOOKKEEPING})"
            pattern = f"{{ {which}{triple} }} UNION {{ {elsewhere} }}"
        elif isinstance(graph, ox.DefaultGraph):
            pattern = which + triple
        else:
            pattern = f"{which}GRAPH {graph} {{ {triple} }}"
        asked = [name for name, term in zip(_NAMES, terms, strict=True) if term is None]
        asked += ["?g"] if graph is None else []
        if not asked:
            if self._bindings(f"ASK {{ {pattern} }}"):
                yield _quad(terms, graph)
            return
        for row in self.rows(f"SELECT {' '.join(asked)} {{ {pattern} }}"):
            values = iter(row)
            found = [next(values) if term is None else term for term in terms]
            # Without a graph of its own a row is of the default graph.
            yield _quad(found, next(values) if graph is None else graph)

    def query(
        self,
        query: str,
        /,
        *,
        prefixes: Mapping[str, str] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]:
        """Return the server's answer to a query.

        Raises SyntaxError for what is not SPARQL, which is not sent, and StoreError.
        """
        here = ox.Store().query(query, prefixes=dict(prefixes or {}))
        text = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in (prefixes or {}).items()) + query
        if isinstance(here, ox.QueryTriples):
            answer = self.endpoint.query(text, Answer.TRIPLES)
            return [quad.triple for quad in ox.parse(answer, format=ox.RdfFormat.N_TRIPLES)]
        return self._bindings(text)

    def rows(self, query: str) -> Iterator[tuple[Value | None, ...]]:
        """Give the rows of a SELECT that needs no prefixes."""
        solutions = self._bindings(query)
        if isinstance(solutions, ox.QuerySolutions):
            yield from map(tuple, solutions)

    def _bindings(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean:
        answer = self.endpoint.query(query, Answer.BINDINGS)
        try:
            return ox.parse_query_results(answer, ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError):
            raise StoreError(
                f"{self.endpoint.address} answers, but not as a SPARQL server does: check the address"
            ) from None


def _quad(terms: Sequence[Any], graph: Any) -> ox.Quad:
    subject, predicate, object_ = terms
    return ox.Quad(subject, predicate, object_, graph or ox.DefaultGraph())
