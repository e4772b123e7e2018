from __future__ import annotations

import re
from typing import Any

import networkx as nx
import pytest

from kg.errors import NotFoundError
from kg.view.part import around, community, of_statements
from tests.kg.view.pages import COUNTY, KEXIE, SOCIETY, key_of

BASE = "https://kexie-kg.example/"
PERSON = "id/person/欧阳雅琴"


def keys(graph: nx.MultiDiGraph) -> set[str]:
    return {iri.removeprefix(BASE) for iri in graph.nodes}


@pytest.mark.parametrize(
    ("depth", "near"),
    [
        (0, {PERSON}),
        (1, {PERSON, SOCIETY}),
        (2, {PERSON, SOCIETY, KEXIE, COUNTY}),
        (9, {PERSON, SOCIETY, KEXIE, COUNTY}),
    ],
)
def test_around_a_thing_both_ways(small: nx.MultiDiGraph, depth: int, near: set[str]) -> None:
    part = around(small, BASE + PERSON, depth)
    assert keys(part) == near
    assert part.number_of_edges() == small.subgraph(part.nodes).number_of_edges()


def test_the_statements_of_an_answer_with_their_ends(small: nx.MultiDiGraph) -> None:
    part = of_statements(small, {BASE + key_of(small, "serves"), BASE + "statement/none"})
    assert keys(part) == {SOCIETY, COUNTY}
    assert part.number_of_edges() == 1


def test_communities_are_numbered_as_the_analysis_lists_them(make: Any) -> None:
    for group, size in (("甲", 5), ("乙", 4)):
        bodies = [make.thing("Organization", f"{group}{number}") for number in range(size)]
        for number, one in enumerate(bodies):
            for other in bodies[number + 1 :]:
                make.say(one, "cooperatesWith", other, "合作", "合作。")
    graph = make.graph()
    assert [len(community(graph, number)) for number in (1, 2)] == [5, 4]
    for number in (0, 3):
        with pytest.raises(NotFoundError, match=re.escape(f"no community {number}: there are 2")):
            community(graph, number)


def test_a_graph_without_communities(small: nx.MultiDiGraph) -> None:
    with pytest.raises(NotFoundError, match="the graph has none"):
        community(nx.MultiDiGraph(), 1)
