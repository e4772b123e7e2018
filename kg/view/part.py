"""Parts of a graph, each for a page of its own: around one thing, a community, certain statements."""

from __future__ import annotations

from collections.abc import Collection

import networkx as nx

from kg.answers.analysis.structure import communities, facts_between_things
from kg.errors import NotFoundError


def around(graph: nx.MultiDiGraph, thing: str, depth: int) -> nx.MultiDiGraph:
    """Return what is at most `depth` links from a thing (its IRI), with all links between."""
    near = nx.single_source_shortest_path_length(nx.Graph(graph), thing, cutoff=depth)
    return graph.subgraph(near).copy()


def community(graph: nx.MultiDiGraph, number: int) -> nx.MultiDiGraph:
    """Return the community of a number as `kg analyze` lists them: 1 is the largest.

    Raises NotFoundError where there are not so many.
    """
    found = communities(facts_between_things(graph))
    if not 1 <= number <= len(found):
        known = f"there are {len(found)} (kg analyze lists them)" if found else "the graph has none"
        raise NotFoundError(f"no community {number}: {known}")
    return graph.subgraph(found[number - 1]).copy()


def of_statements(graph: nx.MultiDiGraph, statements: Collection[str]) -> nx.MultiDiGraph:
    """Return the statements (their IRIs) and the things they link."""
    kept = [(head, tail, iri) for head, tail, iri in graph.edges(keys=True) if iri in statements]
    return graph.edge_subgraph(kept).copy()
