from __future__ import annotations

import networkx as nx
import pytest

from kg.answers.analysis import structure as module
from kg.answers.analysis.communities import communities as table_of_communities
from kg.answers.analysis.hubs import brokers, hubs
from kg.answers.analysis.structure import betweenness, communities, facts_between_things
from tests.kg.answers.analysis.networks import chain_of_circles, of_graph


def test_links_are_facts_without_parallels_or_loops() -> None:
    graph = chain_of_circles(2, 3)
    graph.add_edge("n00-00", "n00-00", key="loop", relation="serves", modality="actual")
    graph.add_node("alone", label="ALONE", type="Person")
    simple = facts_between_things(graph)
    assert simple.number_of_edges() == 3 + 3 + 1
    assert not simple.has_edge("n00-01", "n01-01")
    assert "alone" not in simple


def test_hubs_have_most_links_and_brokers_stand_between() -> None:
    graph = chain_of_circles(3, 4)
    for number in range(1, 4):  # one that has many links, none of which it alone has
        graph.add_edge("n02-03", f"n01-{number:02}", key=f"h{number}", relation="serves", modality="actual")
    structure = of_graph(graph)
    assert hubs(structure).rows[0].cells[:3] == ("N02-03", "Organization", 6)
    assert brokers(structure).rows[0].cells[0] == "N01-00"


def test_betweenness_is_the_share_of_shortest_paths() -> None:
    table = brokers(of_graph(chain_of_circles(3, 4)))
    assert [row.cells[0] for row in table.rows] == ["N01-00", "N00-00", "N02-00"]
    # Through the middle: every pair of the outer circles, and its own members with both: of 55 pairs.
    assert table.rows[0].cells[2:] == (round((4 * 4 + 3 * 4 * 2) / 55, 6), 5)


def test_a_broker_rests_on_its_facts_alone() -> None:
    graph = chain_of_circles(2, 3)
    assert brokers(of_graph(graph)).rows[0].statements == ("again", "s0", "s1", "s6")


def test_communities_are_the_circles_named_by_their_best_connected() -> None:
    assert [row.cells for row in table_of_communities(of_graph(chain_of_circles(3, 5))).rows] == [
        ("N00-00、N00-01、N00-02", 5, 10, 1),
        ("N01-00、N01-01、N01-02", 5, 10, 2),
        ("N02-00、N02-01、N02-02", 5, 10, 1),
    ]


def test_pairs_are_no_community() -> None:
    assert communities(nx.Graph([("a", "b"), ("c", "d")])) == []


def test_large_graphs_are_sampled_with_a_fixed_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    simple = facts_between_things(chain_of_circles(20, 5))
    exact = betweenness(simple)
    monkeypatch.setattr(module, "EXACT_UP_TO", 50)
    monkeypatch.setattr(module, "SAMPLES", 40)
    sampled = betweenness(simple)
    assert sampled == betweenness(simple)
    assert sampled != exact
    middle = max(exact, key=lambda node: exact[node])
    assert sampled[middle] == pytest.approx(exact[middle], rel=0.3)
