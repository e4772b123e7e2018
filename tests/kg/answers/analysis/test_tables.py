"""All tables of the analysis together, on the small store."""

from __future__ import annotations

import pyoxigraph as ox

from kg.answers.analysis import COMPARISONS, TABLES, Table, analyse
from kg.answers.analysis.table import Row, most_first
from kg.answers.as_of import as_of
from tests.hash_seeds import outputs


def test_every_table_says_what_it_means_in_both_languages(quads: ox.Store) -> None:
    tables = analyse(quads, earlier=as_of(quads, "2024"))
    assert [table.name for table in tables] == [*TABLES, *COMPARISONS]
    for table in tables:
        chinese, english = table.meaning
        assert chinese.endswith("。") and english.endswith("."), table.name
        assert all(table.title) and all(table.columns.values()), table.name
        assert all(len(row.cells) == len(table.columns) for row in table.rows), table.name


def test_tables_are_given_by_name_in_their_order(quads: ox.Store) -> None:
    assert [table.name for table in analyse(quads, ["unreached", "things"])] == ["things", "unreached"]
    earlier = as_of(quads, "2024")
    assert [table.name for table in analyse(quads, ["movers", "hubs"], earlier)] == ["hubs", "movers"]
    assert [table.name for table in analyse(quads)] == list(TABLES)


def test_an_empty_graph_has_empty_tables() -> None:
    tables = analyse(ox.Store(), earlier=ox.Store())
    counted = {"things": 7, "statements": 13}
    assert {table.name: len(table.rows) for table in tables} == {
        **dict.fromkeys([*TABLES, *COMPARISONS], 0), **counted,
    }  # fmt: skip


def test_counts(quads: ox.Store) -> None:
    things, statements = analyse(quads, ["things", "statements"])
    assert [row.cells for row in things.rows] == [
        ("Organization", 4),
        ("Person", 2),
        ("Place", 1),
        ("Initiative", 1),
        ("Facility", 0),
        ("Event", 1),
        ("Industry", 1),
    ]
    assert {row.cells[0]: row.cells[1:] for row in statements.rows if any(row.cells[1:])} == {
        "holdsPost": (2, 0, 0),
        "partOf": (1, 0, 0),
        "locatedIn": (1, 0, 0),
        "organizes": (1, 0, 0),
        "advances": (1, 0, 0),
        "cooperatesWith": (1, 0, 1),
        "serves": (1, 1, 0),
        "hasIndustry": (1, 0, 0),
        "needs": (1, 0, 0),
        "offers": (1, 0, 0),
    }


def test_a_header_has_chinese_with_english_beside_it() -> None:
    table = Table("x", ("甲", "A"), ("。", "."), {"county": "县", "needs": "需求"}, ())
    assert table.header == ["县 county", "需求 needs"]


def test_rows_go_by_their_numbers_then_by_their_texts() -> None:
    rows = [Row(("b", 1, None)), Row(("a", 1, 3)), Row(("a", 2, 1)), Row(("a", 1, None)), Row(("a", 2, 4))]
    assert [row.cells for row in most_first(rows)] == [
        ("a", 2, 4), ("a", 2, 1), ("a", 1, None), ("b", 1, None), ("a", 1, 3),
    ]  # fmt: skip


def test_tables_do_not_depend_on_the_hash_seed() -> None:
    program = """
from kg.answers.analysis import analyse
from kg.answers.as_of import as_of
from tests.kg.small import small_store
quads = small_store()
print(*analyse(quads, earlier=as_of(quads, "2024")), sep="\\n")
"""
    assert len(outputs(program)) == 1
