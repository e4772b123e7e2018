"""The graph seen as a network: what facts link, what the links pass through, which circles they make.

Only facts count: plans and wishes link nobody yet. Calls of networkx whose result is the same on each of its
backends go to the one that the user has chosen (NETWORKX_BACKEND_PRIORITY); the others stay with networkx.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.answers.graph import load_graph
from kg.store.quads import Quads

if TYPE_CHECKING:
    import networkx as nx

EXACT_UP_TO = 2000
"""Above this number of things betweenness is estimated from as many shortest-path trees as below."""

SAMPLES = 200
SEED = 20250101

_SMALLEST_COMMUNITY = 3


class Structure:
    """A graph with what several tables need of it, each computed once."""

    def __init__(self, quads: Quads) -> None:
        self.quads = quads

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """All things and statements, as `kg.answers.graph` has them."""
        return load_graph(self.quads)

    @cached_property
    def links(self) -> nx.Graph:
        """What is linked by facts."""
        return facts_between_things(self.graph)

    @cached_property
    def betweenness(self) -> dict[str, float]:
        """The betweenness of each thing that is linked."""
        return betweenness(self.links)

    @cached_property
    def by_code(self) -> dict[str, str]:
        """The place of each code."""
        return {code: thing for thing, code in self.graph.nodes(data="code") if code is not None}

    def label(self, thing: str) -> str:
        """Return the name of a thing."""
        return str(self.graph.nodes[thing]["label"])

    def type(self, thing: str) -> str:
        """Return the type of a thing."""
        return str(self.graph.nodes[thing]["type"])

    def facts_of(self, thing: str) -> tuple[str, ...]:
        """Return the facts (statements) of which a thing is one end, in order."""
        ends = [
            *self.graph.out_edges(thing, keys=True, data=True),
            *self.graph.in_edges(thing, keys=True, data=True),
        ]
        return tuple(sorted({key for _, _, key, data in ends if data["modality"] == "actual"}))


def facts_between_things(graph: nx.MultiDiGraph) -> nx.Graph:
    """Return what is linked by facts: undirected, without parallel edges and things without a link."""
    import networkx as nx  # late: it takes as long to import as a command does to answer

    pairs = {
        (min(head, tail), max(head, tail))
        for head, tail, modality in graph.edges(data="modality")
        if modality == "actual" and head != tail
    }
    simple = nx.Graph()
    simple.add_nodes_from(sorted({node for pair in pairs for node in pair}))
    simple.add_edges_from(sorted(pairs))
    return simple


def betweenness(simple: nx.Graph) -> dict[str, float]:
    """Return the share of shortest paths that pass through each thing (0 to 1, six digits).

    Method: Brandes 2001; sampled with a fixed seed above EXACT_UP_TO things (Brandes and Pich 2007).
    """
    import networkx as nx  # late: it takes as long to import as a command does to answer

    if simple.number_of_nodes() > EXACT_UP_TO:
        # Each backend draws another sample.
        found = nx.betweenness_centrality(simple, k=SAMPLES, seed=SEED, backend="networkx")
    else:
        found = nx.betweenness_centrality(simple)
    # Sums of fractions may differ in their last digits by machine and backend: rounded before comparison.
    return {node: round(found[node], 6) for node in simple}


def communities(simple: nx.Graph) -> list[list[str]]:
    """Return the circles of things that are linked more among themselves than with others, largest first.

    Method: Louvain (Blondel et al. 2008) with a fixed seed; circles of one or two things are left out.
    """
    import networkx as nx  # late: it takes as long to import as a command does to answer

    if simple.number_of_edges() == 0:
        return []
    found = nx.community.louvain_communities(simple, seed=SEED, backend="networkx")
    sizeable = [sorted(members) for members in found if len(members) >= _SMALLEST_COMMUNITY]
    return sorted(sizeable, key=lambda members: (-len(members), members))


def central_first(simple: nx.Graph, members: list[str]) -> list[str]:
    """Return the members of a community, those with most links inside it first."""
    inside = simple.subgraph(members)
    return sorted(members, key=lambda thing: (-inside.degree[thing], thing))
