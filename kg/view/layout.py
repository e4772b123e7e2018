"""Where each thing of a graph stands on the page: whole numbers, the same for the same graph on every run.

Each connected component is placed for itself and the components are then packed side by side, largest first.
Inside a component: pivot MDS gives the overall shape from graph distances (Brandes and Pich, "Eigensolver
Methods for Progressive Multidimensional Scaling of Large Data", 2006), then spring forces (Fruchterman and
Reingold, "Graph Drawing by Force-directed Placement", 1991) untangle the neighbourhoods. Where communities
are given, each is placed so for itself, and their discs then side by side (discs.py). networkx' own layouts
need 6 s for 1,000 things and over a minute for 5,000; this one takes 1 and 5 s of one core, and 18 s
for 20,000.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import shortest_path
from scipy.spatial import cKDTree

from kg.view.discs import disc, side_by_side

Points = NDArray[np.float64]
Edges = NDArray[np.int64]

SEED = 20250308
LENGTH = 110
"""The length a lone edge would like to have, in units of the page (CSS pixels at scale 1)."""
SPACE = 46
"""The least distance between two things, in the same units: the largest symbols are 60 wide, most are 20."""
ROOM = 100
"""The side of the square that each thing has, on the average, in the disc of its community."""
GAP = (240, 110)
"""Between components, across and down: names are wider than high."""
HUBS = 60
HUB_SPACE, WIDE = 0.1, 2.0
"""So many of the best linked things keep so far apart, as a share of the side of a square in which all have
LENGTH, and WIDE times as far across: a large graph opens on them alone (state.js), their names need room."""

_STEPS = 120
_PIVOTS = 40
_SAMPLE = 24


def place(graph: nx.Graph, communities: Sequence[Sequence[str]] = ()) -> dict[str, tuple[int, int]]:
    """The coordinates of every node; direction and parallel edges of the graph do not matter.

    Of `communities` (groups of nodes, none in two) each stands in a disc of its own.
    """
    simple = nx.Graph()
    simple.add_nodes_from(sorted(graph.nodes))
    simple.add_edges_from(sorted({(min(u, v), max(u, v)) for u, v in graph.edges() if u != v}))
    hubs = set(sorted(graph.nodes, key=lambda node: (-graph.degree(node), node))[:HUBS])
    numbers = {node: number for number, members in enumerate(communities) for node in members}
    return _place(simple, hubs, numbers)


def _place(graph: nx.Graph, hubs: set[str], communities: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p[0]))
    boxes = [_part(graph, part, hubs, communities) for part in parts]
    places: dict[str, tuple[int, int]] = {}
    for part, points, corner in zip(parts, boxes, _pack([_extent(points) for points in boxes]), strict=True):
        for node, (x, y) in zip(part, points - points.min(axis=0) + corner, strict=True):
            places[node] = (round(x), round(y))
    return places


def _part(graph: nx.Graph, nodes: list[str], hubs: set[str], communities: Mapping[str, int]) -> Points:
    groups = _groups(graph, nodes, communities)
    if len(groups) < 2:
        return _component(graph, nodes, hubs)
    number = {node: place for place, group in enumerate(groups) for node in group}
    weights = np.zeros((len(groups), len(groups)))
    for u, v in graph.edges(nodes):
        weights[number[u], number[v]] += 1
    rounded = [_rounded(_place(graph.subgraph(group), hubs, {})) for group in groups]
    discs = [disc(points) for points in rounded]
    centres = side_by_side([radius for _, _, radius in discs], weights + weights.T)
    places: dict[str, Points] = {}
    for group, points, (x, y, _), centre in zip(groups, rounded, discs, centres, strict=True):
        places.update(zip(group, points - (x, y) + centre, strict=True))
    return np.array([places[node] for node in nodes])


def _rounded(places: dict[str, tuple[int, int]]) -> Points:
    """Things, in their order, in as small a disc as leaves each ROOM: what lies far out comes to its edge."""
    points = np.array([places[node] for node in sorted(places)], dtype=np.float64)
    points -= points.mean(axis=0)
    way = np.maximum(_length(points), 1e-9)
    radius = ROOM / 2 * math.sqrt(len(points))
    shrunk = way * min(1, radius / np.quantile(way, 0.85))
    return _separate(points * (np.minimum(shrunk, radius) / way)[:, None])


def _groups(graph: nx.Graph, nodes: list[str], communities: Mapping[str, int]) -> list[list[str]]:
    """The nodes of a component by community; one that belongs to none goes with the nearest that does."""
    nearest = {node: communities[node] for node in nodes if node in communities}
    front = list(nearest)
    while front:
        reached = [(other, node) for node in front for other in sorted(graph[node]) if other not in nearest]
        for other, node in reached:
            nearest.setdefault(other, nearest[node])
        front = list(dict.fromkeys(other for other, _ in reached))
    groups: dict[int, list[str]] = {}
    for node in nodes if nearest else []:
        groups.setdefault(nearest[node], []).append(node)
    return [groups[number] for number in sorted(groups)]


def _component(graph: nx.Graph, nodes: list[str], hubs: set[str]) -> Points:
    if len(nodes) == 1:
        return np.zeros((1, 2))
    if len(nodes) == 2:
        return np.array([[0.0, 0.0], [LENGTH, 0.0]])
    index = {node: i for i, node in enumerate(nodes)}
    pairs = sorted((index[u], index[v]) for u, v in graph.edges(nodes))
    edges = np.array([(min(pair), max(pair)) for pair in pairs], dtype=np.int64)
    random = np.random.default_rng(SEED)
    points = _lay_flat(_overall_shape(len(nodes), edges, random))
    points = _springs(points, edges, [i for i, node in enumerate(nodes) if node in hubs], random)
    return _separate(points)


def _overall_shape(size: int, edges: Edges, random: np.random.Generator) -> Points:
    """Pivot MDS: distances to a few pivots far from one another, doubly centred, their two main axes."""
    ones = np.ones(len(edges))
    matrix = csr_matrix((ones, (edges[:, 0], edges[:, 1])), shape=(size, size))
    rows: list[Points] = []
    nearest = np.full(size, np.inf)
    pivot = int(np.argmax(np.bincount(edges.ravel(), minlength=size)))
    for _ in range(min(_PIVOTS, size)):
        row = shortest_path(matrix, method="D", directed=False, unweighted=True, indices=pivot)
        rows.append(row)
        nearest = np.minimum(nearest, row)
        pivot = int(np.argmax(nearest))
    squares = np.array(rows).T ** 2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1, keepdims=True) + squares.mean()
    values, axes = np.linalg.eigh(centred.T @ centred)
    points = centred @ axes[:, -2:]
    # The sign of an eigenvector is arbitrary: fixed, so that another numerical library draws the same.
    points *= np.where(points[np.abs(points).argmax(axis=0), [0, 1]] < 0, -1, 1)
    spread = points.std(axis=0)
    points = points / np.where(spread > 1e-9, spread, 1) * LENGTH * math.sqrt(size) / 2
    # Leaves of one hub have equal distances to everything: without some noise they would stay on one point.
    return points + random.normal(scale=LENGTH / 2, size=(size, 2))


def _springs(points: Points, edges: Edges, hubs: list[int], random: np.random.Generator) -> Points:
    """Attraction along edges, repulsion from near things and from a random sample of all the others."""
    size = len(points)
    degree = np.bincount(edges.ravel(), minlength=size)
    mass: Points = np.power(1.0 + degree, 0.7)
    head, tail = edges[:, 0], edges[:, 1]
    strength = 1 / np.sqrt(np.minimum(degree[head], degree[tail])) / LENGTH
    one, other = (np.array(hubs, dtype=np.int64)[side] for side in np.triu_indices(len(hubs), 1))
    few = size <= 150
    first, second = np.triu_indices(size, 1) if few else (np.repeat(np.arange(size), _SAMPLE), np.arange(0))
    steps = _STEPS if size > 30 else _STEPS // 2
    for step in range(steps):
        force = points * -0.05 * mass[:, None]
        difference = points[tail] - points[head]
        _add(force, head, tail, difference, _length(difference) * strength)
        if few:
            _repel(force, points, mass, first, second, 1.0)
        else:
            near = cKDTree(points).query_pairs(2 * LENGTH, output_type="ndarray")
            _repel(force, points, mass, near[:, 0], near[:, 1], 1.0)
            second = random.integers(size, size=len(first))
            _repel(force, points, mass, first, second, size / _SAMPLE / 2)
        heat = LENGTH * math.sqrt(size) / 4 * (1 - step / steps) ** 2 + 1
        points = points + force * np.minimum(1, heat / np.maximum(_length(force), 1e-9))[:, None]
        points = _push_apart(points, one, other, HUB_SPACE * LENGTH * math.sqrt(size), WIDE)
    return points


def _length(vectors: Points) -> Points:
    length: Points = np.sqrt(vectors[:, 0] ** 2 + vectors[:, 1] ** 2)
    return length


def _repel(force: Points, points: Points, mass: Points, first: Edges, second: Edges, weight: float) -> None:
    difference = points[first] - points[second]
    square = np.maximum(difference[:, 0] ** 2 + difference[:, 1] ** 2, 25.0)
    _add(force, first, second, difference, weight * LENGTH**2 / 4 * mass[first] * mass[second] / square)


def _add(vectors: Points, first: Edges, second: Edges, difference: Points, factor: Points) -> None:
    """Add to the vectors of `first` what is taken from those of `second`."""
    for axis in (0, 1):
        part = difference[:, axis] * factor
        vectors[:, axis] += np.bincount(first, part, minlength=len(vectors))
        vectors[:, axis] -= np.bincount(second, part, minlength=len(vectors))


def _lay_flat(points: Points) -> Points:
    """Turned so that the longest axis is level: screens are wider than high."""
    centred = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    main = axes[:, 1] if axes[0, 1] >= 0 else -axes[:, 1]
    return centred @ np.column_stack([main, [-main[1], main[0]]])


def _separate(points: Points) -> Points:
    """Pushed apart until each has SPACE (some rounds do; the last overlaps are harmless)."""
    for _ in range(60):
        close = cKDTree(points).query_pairs(SPACE, output_type="ndarray")
        if len(close) == 0:
            break
        points = _push_apart(points, close[:, 0], close[:, 1], SPACE * 1.02)
    return points


def _push_apart(points: Points, first: Edges, second: Edges, distance: float, wide: float = 1.0) -> Points:
    """Pairs nearer than `distance` moved to it, half by each; across it counts `wide` times."""
    difference = (points[first] - points[second]) / (wide, 1)
    length = np.maximum(_length(difference), 1e-6)
    moved = points.copy()
    _add(moved, first, second, difference * (wide, 1), np.maximum(distance - length, 0) / 2 / length)
    return moved


def _extent(points: Points) -> tuple[float, float]:
    width, height = points.max(axis=0) - points.min(axis=0)
    return float(width), float(height)


def _pack(sizes: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The upper left corners of boxes: the first beside or above the others, which stand on shelves.

    Beside it where the whole then still fits a screen, which is about half as wide again as high.
    """
    if len(sizes) < 2:
        return [(0.0, 0.0)] * len(sizes)
    (width, height), *rest = [(w + GAP[0], h + GAP[1]) for w, h in sizes]
    area = sum(w * h for w, h in rest)
    widest = max(w for w, _ in rest)
    beside = max(widest, area / height)
    if width + beside <= 1.6 * height:
        return [(0.0, 0.0), *_shelves(rest, (width, 0.0), beside)]
    below = max(width, widest, math.sqrt(1.6 * area))
    return [(0.0, 0.0), *_shelves(rest, (0.0, height), below)]


def _shelves(
    sizes: list[tuple[float, float]], corner: tuple[float, float], limit: float
) -> list[tuple[float, float]]:
    corners: list[tuple[float, float]] = []
    left, top = corner
    x = shelf = 0.0
    for width, height in sizes:
        if x > 0 and x + width > limit + 1:
            x, top, shelf = 0.0, top + shelf, 0.0
        corners.append((left + x, top))
        x += width
        shelf = max(shelf, height)
    return corners
