from __future__ import annotations

import pyoxigraph as ox

from kg.answers.analysis import analyse
from kg.answers.analysis.changes import movers
from kg.answers.as_of import as_of
from tests.kg.answers.analysis.networks import chain_of_circles, of_graph


def test_changes_are_those_of_two_dates_by_kind_and_relation(quads: ox.Store) -> None:
    (table,) = analyse(quads, ["changes"], as_of(quads, "2024"))
    rows = {row.cells[:3]: row.cells[3:] for row in table.rows}
    assert rows["cooperation", "cooperatesWith", "actual"] == (1, "云岭农业大学 → 云岭省茶叶学会")
    assert rows["new", "holdsPost", "actual"] == (
        2, "周明远 → 云岭农业大学、周明远 → 云岭省科学技术协会",
    )  # fmt: skip
    assert rows["new thing", None, None][0] == 7
    assert rows["new", "serves", "planned"] == (1, "云岭省科学技术协会 → 青禾县")
    assert ("new", "partOf", "actual") not in rows


def test_nothing_changes_between_equal_graphs(quads: ox.Store) -> None:
    assert [table.rows for table in analyse(quads, ["changes", "movers"], quads)] == [(), ()]


def test_movers_are_what_rose_and_fell_most() -> None:
    graph = chain_of_circles(3, 4)
    before = graph.copy()
    before.remove_edge("n01-00", "n02-00")
    rows = {row.cells[0]: row.cells[2:] for row in movers(of_graph(before), of_graph(graph)).rows}
    assert set(rows) == {"N00-00", "N01-00", "N02-00"}
    for first, then, difference in rows.values():
        assert isinstance(first, float) and isinstance(then, float)
        assert difference == round(then - first, 6) != 0
    fallen = movers(of_graph(graph), of_graph(before)).rows
    assert all(
        isinstance(row.cells[4], float) and row.cells[4] < 0 for row in fallen if row.cells[0] == "N02-00"
    )
