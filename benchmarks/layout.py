"""Where the things of a graph stand: kg's layout beside spring_layout of networkx, on invented graphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import networkx as nx

from benchmarks.measuring import timed
from benchmarks.tables import Cell, Table
from benchmarks.workload import Workload
from kg.view.layout import place
from tests.kg.view.invented import demo_graph

COLUMNS = ("things", "links", "layout of", "s", "CPU s")
SPRING_UP_TO = 1_000
"""Things: spring_layout takes minutes for 5,000."""


def tables(workload: Workload, sizes: Sequence[int]) -> Iterator[Table]:
    """Give both at each size, which is a number of things here."""
    rows = [row for size in sizes for row in _rows(size)]
    note = "A graph of as many things as elsewhere reports. "
    note += f"networkx with its defaults, up to {SPRING_UP_TO:,} things: it does not keep symbols apart."
    yield Table("Layout", COLUMNS, rows, note)


def _rows(size: int) -> Iterator[list[Cell]]:
    graph = demo_graph(size)
    counts = len(graph), graph.number_of_edges()
    yield [*counts, "kg view", *timed(lambda: place(graph))[1][:2]]
    if size <= SPRING_UP_TO:
        simple = nx.Graph(graph)
        yield [*counts, "networkx", *timed(lambda: nx.spring_layout(simple, seed=1))[1][:2]]
