from __future__ import annotations

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.answers import analysis
from kg.answers.analysis import analyse, betweenness, communities, facts_between_things
from kg.answers.graph import load_graph


def chain_of_circles(circles: int, size: int) -> nx.MultiDiGraph:
    """Return full circles, each linked to the next by one fact; a plan links the first with the last."""
    graph = nx.MultiDiGraph()
    names = [[f"n{circle:02}-{member:02}" for member in range(size)] for circle in range(circles)]
    for circle in names:
        for name in circle:
            graph.add_node(name, label=name.upper(), type="Organization")
    pairs = [(one, other) for circle in names for one in circle for other in circle if one < other]
    pairs += [(names[n][0], names[n + 1][0]) for n in range(circles - 1)]
    for number, (head, tail) in enumerate(pairs):
        graph.add_edge(head, tail, key=f"s{number}", relation="cooperatesWith", modality="actual")
    graph.add_edge(names[0][1], names[-1][1], key="plan", relation="serves", modality="planned")
    graph.add_edge(names[0][0], names[0][1], key="again", relation="serves", modality="actual")
    return graph


def test_counts(quads: ox.Store) -> None:
    things, statements, _, _ = analyse(load_graph(quads))
    assert things.rows == [
        ["Organization", 4],
        ["Person", 2],
        ["Place", 1],
        ["Initiative", 1],
        ["Facility", 0],
        ["Event", 1],
        ["Industry", 1],
    ]
    assert {str(row[0]): row[1:] for row in statements.rows if any(row[1:])} == {
        "holdsPost": [2, 0, 0],
        "partOf": [1, 0, 0],
        "locatedIn": [1, 0, 0],
        "organizes": [1, 0, 0],
        "advances": [1, 0, 0],
        "cooperatesWith": [1, 0, 1],
        "serves": [1, 1, 0],
        "hasIndustry": [1, 0, 0],
        "needs": [1, 0, 0],
        "offers": [1, 0, 0],
    }


def test_every_table_says_what_it_means_in_both_languages(quads: ox.Store) -> None:
    tables = analyse(load_graph(quads))
    assert [table.name for table in tables] == ["things", "statements", "hubs", "communities"]
    assert all(table.chinese.endswith("。") and table.english.endswith(".") for table in tables)
    assert all(len(row) == len(table.header) for table in tables for row in table.rows)


def test_links_are_facts_without_parallels_or_loops() -> None:
    graph = chain_of_circles(2, 3)
    graph.add_edge("n00-00", "n00-00", key="loop", relation="serves", modality="actual")
    graph.add_node("alone", label="ALONE", type="Person")
    simple = facts_between_things(graph)
    assert simple.number_of_edges() == 3 + 3 + 1
    assert not simple.has_edge("n00-01", "n01-01")
    assert "alone" not in simple


def test_hubs_are_what_links_the_circles() -> None:
    _, _, hubs, _ = analyse(chain_of_circles(3, 4))
    assert [row[0] for row in hubs.rows] == ["N01-00", "N00-00", "N02-00"]
    # Through the middle: every pair of the outer circles, and its own members with both: of 55 pairs.
    assert hubs.rows[0][2] == round((4 * 4 + 3 * 4 * 2) / 55, 6)
    assert hubs.rows[0][3] == 5


def test_communities_are_the_circles_named_by_their_best_connected() -> None:
    table = analyse(chain_of_circles(3, 5))[3]
    assert table.rows == [
        ["N00-00、N00-01、N00-02", 5],
        ["N01-00、N01-01、N01-02", 5],
        ["N02-00、N02-01、N02-02", 5],
    ]


def test_pairs_are_no_community() -> None:
    assert communities(nx.Graph([("a", "b"), ("c", "d")])) == []


def test_large_graphs_are_sampled_with_a_fixed_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    simple = facts_between_things(chain_of_circles(20, 5))
    exact = betweenness(simple)
    monkeypatch.setattr(analysis, "EXACT_UP_TO", 50)
    monkeypatch.setattr(analysis, "SAMPLES", 40)
    sampled = betweenness(simple)
    assert sampled == betweenness(simple)
    assert sampled != exact
    middle = max(exact, key=lambda node: exact[node])
    assert sampled[middle] == pytest.approx(exact[middle], rel=0.3)


def test_an_empty_graph_has_empty_tables() -> None:
    tables = analyse(load_graph(ox.Store()))
    assert [len(table.rows) for table in tables] == [7, 13, 0, 0]
