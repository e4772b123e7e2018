from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from kg.answers.analysis.structure import communities, facts_between_things
from kg.view.discs import disc
from kg.view.layout import HUB_SPACE, HUBS, LENGTH, SPACE, WIDE, place
from tests.hash_seeds import outputs

Demo = Callable[[int], nx.MultiDiGraph]


def test_every_node_has_whole_numbers(demo: Demo) -> None:
    graph = demo(60)
    places = place(graph)
    assert set(places) == set(graph.nodes)
    assert {type(number) for point in places.values() for number in point} == {int}


def test_tiny_graphs() -> None:
    assert place(nx.Graph()) == {}
    assert place(nx.empty_graph(["a"])) == {"a": (0, 0)}


def test_a_self_loop_and_parallel_edges_change_nothing() -> None:
    plain = nx.MultiDiGraph([("a", "b"), ("b", "c")])
    rich = nx.MultiDiGraph([("a", "b"), ("b", "a"), ("b", "c"), ("b", "c"), ("c", "c")])
    assert place(plain) == place(rich)


def test_the_order_of_insertion_does_not_matter() -> None:
    edges = [(f"n{i}", f"n{(i * 7 + 3) % 40}") for i in range(40)]
    assert place(nx.Graph(edges)) == place(nx.Graph(list(reversed(edges))))


@pytest.mark.parametrize(
    "graph",
    [
        nx.star_graph([f"leaf{i:03}" for i in range(200)]),
        nx.empty_graph([f"lone{i:03}" for i in range(50)]),
        nx.path_graph([f"step{i:03}" for i in range(60)]),
        nx.relabel_nodes(nx.barabasi_albert_graph(500, 2, seed=3), str),
    ],
    ids=["star", "islands", "path", "hubs"],
)
def test_no_two_things_stand_on_one_another(graph: nx.Graph) -> None:
    points = list(place(graph).values())
    assert min(math.dist(a, b) for a, b in combinations(points, 2)) > SPACE * 0.8


def test_hubs_keep_room_for_their_names(demo: Demo) -> None:
    graph = demo(1000)
    places = place(graph)
    hubs = sorted(graph.nodes, key=lambda node: (-graph.degree(node), node))[:HUBS]
    wanted = HUB_SPACE * LENGTH * math.sqrt(max(map(len, nx.weakly_connected_components(graph))))
    for a, b in combinations(hubs, 2):
        across, down = (abs(one - other) for one, other in zip(places[a], places[b], strict=True))
        assert math.hypot(across / WIDE, down) > 0.9 * wanted


def test_each_community_has_a_disc_of_its_own(demo: Demo) -> None:
    graph = demo(400)
    groups = communities(facts_between_things(graph))
    places = place(graph, groups)
    assert set(places) == set(graph.nodes)
    discs = [disc(np.array([places[thing] for thing in group])) for group in groups]
    for (x, y, radius), (left, top, other) in combinations(discs, 2):
        assert math.hypot(x - left, y - top) > 0.9 * (radius + other)
    assert min(math.dist(a, b) for a, b in combinations(places.values(), 2)) > SPACE * 0.8


def test_what_belongs_to_no_community_stands_with_the_nearest() -> None:
    graph = nx.Graph([("a1", "a2"), ("a2", "a3"), ("b1", "b2"), ("b2", "b3"), ("a3", "b1")])
    graph.add_edges_from([("b3", "leaf"), ("leaf", "tip")])
    places = place(graph, [["a1", "a2", "a3"], ["b1", "b2", "b3"]])
    way = {group: math.dist(places["tip"], places[group]) for group in ("a2", "b2")}
    assert way["b2"] < way["a2"]


def test_components_do_not_overlap() -> None:
    graph = nx.Graph()
    for part in range(5):
        graph.add_edges_from((f"{part}-{i}", f"{part}-{(i + 1) % 9}") for i in range(9))
    places = place(graph)
    boxes = []
    for part in range(5):
        xs, ys = zip(*(places[f"{part}-{i}"] for i in range(9)), strict=True)
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    for a, b in combinations(boxes, 2):
        assert a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]


def test_the_same_in_another_process_with_another_hash_seed() -> None:
    code = (
        "import networkx as nx; from kg.view.layout import place;"
        "graph = nx.Graph(); graph.add_nodes_from({f'事物{i}' for i in range(80)});"
        "graph.add_edges_from({(f'事物{i}', f'事物{i * i % 80}') for i in range(80)});"
        "print(sorted(place(graph).items()))"
    )
    assert len(outputs(code)) == 1
