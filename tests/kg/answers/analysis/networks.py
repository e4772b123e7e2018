"""Graphs of a few things for tests of the analysis; a thing's name is its IRI and its label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx
import pyoxigraph as ox

from kg.answers.analysis.structure import Structure

Fact = tuple[str, str, str]
"""Head, relation, tail."""


def network(
    things: Mapping[str, str],
    facts: Sequence[Fact],
    plans: Sequence[Fact] = (),
    codes: Mapping[str, str] | None = None,
) -> Structure:
    """Return the structure of things (name → type or type/subtype), facts and plans.

    Statements are numbered, facts first: s0, s1, …; each is said by a report of its own: r0, r1, …
    """
    graph = nx.MultiDiGraph()
    for name, kind in sorted(things.items()):
        type_, _, subtype = kind.partition("/")
        graph.add_node(name, label=name, type=type_, subtype=subtype or None, code=(codes or {}).get(name))
    for number, (head, relation, tail) in enumerate([*facts, *plans]):
        modality = "actual" if number < len(facts) else "planned"
        said = [{"report": f"r{number}"}]
        graph.add_edge(head, tail, key=f"s{number}", relation=relation, modality=modality, evidence=said)
    return of_graph(graph)


def of_graph(graph: nx.MultiDiGraph) -> Structure:
    """Return the structure of a graph."""
    structure = Structure(ox.Store())
    structure.graph = graph
    return structure


def chain_of_circles(circles: int, size: int) -> nx.MultiDiGraph:
    """Return full circles, each linked to the next by one fact; a plan links the first with the last."""
    graph = nx.MultiDiGraph()
    names = [[f"n{circle:02}-{member:02}" for member in range(size)] for circle in range(circles)]
    for circle in names:
        for name in circle:
            graph.add_node(name, label=name.upper(), type="Organization", subtype=None, code=None)
    pairs = [(one, other) for circle in names for one in circle for other in circle if one < other]
    pairs += [(names[n][0], names[n + 1][0]) for n in range(circles - 1)]
    for number, (head, tail) in enumerate(pairs):
        graph.add_edge(head, tail, key=f"s{number}", relation="cooperatesWith", modality="actual")
    graph.add_edge(names[0][1], names[-1][1], key="plan", relation="serves", modality="planned")
    graph.add_edge(names[0][0], names[0][1], key="again", relation="serves", modality="actual")
    return graph
