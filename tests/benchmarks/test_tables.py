from __future__ import annotations

import pytest

from benchmarks.tables import Cell, Table, shown


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (0.03127, "0.0313"),
        (4.246, "4.25"),
        (42.46, "42.5"),
        (17305.4, "17,305"),
        (17305, "17,305"),
        (0, "0"),
        ("a|b", "a\\|b"),
    ],
)
def test_a_figure_has_the_digits_that_count(cell: Cell, text: str) -> None:
    assert shown(cell) == text


def test_a_table_aligns_its_figures() -> None:
    table = Table("Time", ("step", "s"), [("read", 1.5), ("write", None)], "One run.")
    assert table.markdown == (
        "### Time\nOne run.\n\n| step | s |\n| --- | ---: |\n| read | 1.50 |\n| write |  |\n"
    )
