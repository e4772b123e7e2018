"""The structure of the graph: how much there is of what, who links the rest, which circles stand out.

    analysis = analyse(load_graph(store.quads))

Hubs and communities are those of the facts, as a simple undirected graph: plans and wishes link nobody yet.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import networkx as nx

from extractors.model import ENTITY_TYPES, MODALITIES, RELATION_TYPES

EXACT_UP_TO = 2000
"""Above this number of things betweenness is estimated from as many shortest-path trees as below."""

SAMPLES = 200
SEED = 20250101

_HUBS = 10
_NAMED_BY = 3
_SMALLEST_COMMUNITY = 3


@dataclass(frozen=True, slots=True)
class Table:
    """A part of the analysis: its name, one sentence on what it means (Chinese, English), header and rows."""

    name: str
    chinese: str
    english: str
    header: tuple[str, ...]
    rows: list[list[str | int | float | None]]


def analyse(graph: nx.MultiDiGraph) -> list[Table]:
    """Return the tables things, statements, hubs, communities: the same for equal graphs."""
    simple = facts_between_things(graph)
    return [_things(graph), _statements(graph), _hubs(graph, simple), _communities(graph, simple)]


def facts_between_things(graph: nx.MultiDiGraph) -> nx.Graph:
    """Return what is linked by facts: undirected, without parallel edges and things without a link."""
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
    """Return the share of shortest paths that pass through each thing (0 to 1).

    Method: Brandes 2001; sampled with a fixed seed above EXACT_UP_TO things (Brandes and Pich 2007).
    """
    samples = SAMPLES if simple.number_of_nodes() > EXACT_UP_TO else None
    result: dict[str, float] = nx.betweenness_centrality(simple, k=samples, seed=SEED)
    return result


def communities(simple: nx.Graph) -> list[list[str]]:
    """Return the circles of things that are linked more among themselves than with others, largest first.

    Method: Louvain (Blondel et al. 2008) with a fixed seed; circles of one or two things are left out.
    """
    found = nx.community.louvain_communities(simple, seed=SEED) if simple.number_of_edges() > 0 else []
    sizeable = [sorted(members) for members in found if len(members) >= _SMALLEST_COMMUNITY]
    return sorted(sizeable, key=lambda members: (-len(members), members))


def _things(graph: nx.MultiDiGraph) -> Table:
    counts = Counter(kind for _, kind in graph.nodes(data="type"))
    return Table(
        "things",
        "图谱中各类事物的数量。",
        "How many things of each type the graph knows.",
        ("type", "count"),
        [[kind, counts[kind]] for kind in ENTITY_TYPES],
    )


def _statements(graph: nx.MultiDiGraph) -> Table:
    counts = Counter((data["relation"], data["modality"]) for _, _, data in graph.edges(data=True))
    return Table(
        "statements",
        "各类关系的陈述数量:事实、计划、愿望分开计算。",
        "How many statements of each relation there are: facts, plans and wishes apart.",
        ("relation", *MODALITIES),
        [[relation, *(counts[relation, modality] for modality in MODALITIES)] for relation in RELATION_TYPES],
    )


def _hubs(graph: nx.MultiDiGraph, simple: nx.Graph) -> Table:
    # Sums of fractions may differ in their last digits by machine: rounded before they are compared.
    scores = {node: round(score, 6) for node, score in betweenness(simple).items()}
    ranked = sorted((node for node in scores if scores[node] > 0), key=lambda node: (-scores[node], node))
    return Table(
        "hubs",
        "中介中心性最高的事物:没有它们,许多事物之间的最短联系就会断开。",
        "The things that most shortest links between others pass through: without them circles fall apart.",
        ("thing", "type", "betweenness", "links"),
        [
            [graph.nodes[node]["label"], graph.nodes[node]["type"], scores[node], simple.degree[node]]
            for node in ranked[:_HUBS]
        ],
    )


def _communities(graph: nx.MultiDiGraph, simple: nx.Graph) -> Table:
    rows: list[list[str | int | float | None]] = []
    for members in communities(simple):
        inside = simple.subgraph(members)
        central = sorted(members, key=lambda node: (-inside.degree[node], node))[:_NAMED_BY]
        rows.append(["、".join(graph.nodes[node]["label"] for node in central), len(members)])
    return Table(
        "communities",
        "内部联系多于对外联系的圈子,以其中联系最多的三个成员命名。",
        "Circles with more links inside than outside, named by their three best connected members.",
        ("community", "things"),
        rows,
    )
