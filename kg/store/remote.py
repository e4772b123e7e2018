"""The quads of a SPARQL server, with the face of pyoxigraph's `Store`.

quads = RemoteQuads(Endpoint(address))
quads.query("SELECT …", prefixes=PREFIXES)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.endpoint import Answer, Endpoint
from kg.store.quads import Graph, Subject, Value
from kg.vocabulary import BASE

BOOKKEEPING = ox.NamedNode(f"{BASE}graph/server")
"""The graph for what a folder keeps beside its quads: format, lock, ledger, changes under way.

It is no part of what the store says: only a look-up that names it sees it.
"""


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
        terms: dict[str, Value | None] = {"s": subject, "p": predicate, "o": object}
        triple = " ".join(f"?{name}" if term is None else str(term) for name, term in terms.items())
        if graph_name is None:
            terms["g"] = None
            pattern = f"{{ {triple} }} UNION {{ GRAPH ?g {{ {triple} }} FILTER (?g != {BOOKKEEPING}) }}"
        elif isinstance(graph_name, ox.DefaultGraph):
            pattern = triple
        else:
            pattern = f"GRAPH {graph_name} {{ {triple} }}"
        asked = [name for name, term in terms.items() if term is None]
        if not asked:
            if self._bindings(f"ASK {{ {pattern} }}"):
                yield _quad(terms, graph_name)
            return
        for row in self.rows(f"SELECT {' '.join(f'?{name}' for name in asked)} {{ {pattern} }}"):
            yield _quad(terms | dict(zip(asked, row, strict=True)), graph_name)

    def query(
        self,
        query: str,
        /,
        *,
        prefixes: Mapping[str, str] | None = None,
        substitutions: Mapping[ox.Variable, Value] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]:
        """Return the server's answer to a query; `substitutions` are for variables that it selects.

        Raises SyntaxError for what is not SPARQL, which is not sent, and StoreError.
        """
        here = ox.Store().query(query, prefixes=dict(prefixes or {}))
        text = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in (prefixes or {}).items()) + query
        if substitutions:
            names = " ".join(map(str, substitutions))
            text += f"\nVALUES ({names}) {{ ({' '.join(map(str, substitutions.values()))}) }}"
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


def _quad(terms: Mapping[str, Any], graph_name: Graph | None) -> ox.Quad:
    # No graph in a row stands for the default graph.
    return ox.Quad(terms["s"], terms["p"], terms["o"], graph_name or terms["g"] or ox.DefaultGraph())
