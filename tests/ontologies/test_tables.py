from __future__ import annotations

import pytest

from extractors.errors import DataFileError
from ontologies.tables import parse_table, read_table

COLUMNS = ("code", "name")


def test_rows_know_their_line() -> None:
    rows = parse_table("# source\n\ncode\tname\nAD\t安道尔\n# note\nAE\t\n", "t.tsv", COLUMNS)
    assert [(row.line, row.cells) for row in rows] == [(4, ("AD", "安道尔")), (6, ("AE", ""))]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code\tname\textra\n", "t.tsv, line 1: the columns are code, name, extra; wanted code, name"),
        ("# only a comment\n", "t.tsv: no header line; wanted code, name"),
        ("code\tname\nAD\n", "t.tsv, line 2: 1 cells; wanted 2"),
        ("code\tname\nAD\t安道尔\t\n", "t.tsv, line 2: 3 cells; wanted 2"),
    ],
)
def test_another_shape_is_an_error(text: str, message: str) -> None:
    with pytest.raises(DataFileError) as caught:
        parse_table(text, "t.tsv", COLUMNS)
    assert str(caught.value) == message


def test_a_shipped_table_is_named_by_its_path() -> None:
    assert read_table("ontologies", "countries.tsv", ("code", "name", "other"))[0].file == (
        "ontologies/countries.tsv"
    )
