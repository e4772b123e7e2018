from __future__ import annotations

import io
import time
import zipfile

import openpyxl
import pytest

from kg.answers import workbook as module
from kg.answers.formats import Cell
from kg.answers.workbook import LONGEST_TEXT, workbook
from kg.errors import KgError


def read(content: bytes) -> dict[str, list[list[Cell]]]:
    """Return the cells of each sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_rows_read_back_sheet_by_sheet() -> None:
    content = workbook(
        {"needs": (("县 county", "count"), [["青禾县", 3], [None, 2.5]]), "none": (("x",), [])}
    )
    assert read(content) == {"needs": [["县 county", "count"], ["青禾县", 3], [None, 2.5]], "none": [["x"]]}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "＝1", "=HYPERLINK(\"http://a.example\")", "{=1}", "http://a.example",
        "internal:Sheet1!A1", "mailto:a@b.example", "007", "1e5", "TRUE", "#REF!",
        "<b>&\"'", "_x0041_", "a\nb",
    ],
)  # fmt: skip
def test_texts_are_text_and_nothing_else(text: str) -> None:
    content = workbook({"kg": (("x",), [[text]])})
    cell = openpyxl.load_workbook(io.BytesIO(content))["kg"]["A2"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value == text
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_what_xml_cannot_hold_is_left_out() -> None:
    text = "a\x00\x1b[31m\x9b\u202e\ufffe\uffff\ud800b𠮷"
    assert read(workbook({"kg": (("x",), [[text]])}))["kg"][1] == ["a[31m?b𠮷"]


def test_numbers_that_a_workbook_would_round_or_cannot_hold_are_text() -> None:
    rows: list[list[Cell]] = [[2**53], [2**53 + 1], [float("nan")], [float("-inf")]]
    assert read(workbook({"kg": (("x",), rows)}))["kg"][1:] == [
        [9007199254740992],
        ["9007199254740993"],
        ["nan"],
        ["-inf"],
    ]


@pytest.mark.parametrize(("text", "length"), [("甲" * LONGEST_TEXT, LONGEST_TEXT), ("𠮷" * 20_000, 16_384)])
def test_of_what_a_cell_cannot_hold_the_beginning_is_written(text: str, length: int) -> None:
    (written,) = read(workbook({"kg": (("x",), [[text]])}))["kg"][1]
    assert isinstance(written, str)
    assert len(written) == length
    assert written.rstrip("…") == text[: len(written.rstrip("…"))]
    assert written.endswith("…") == (written != text)


def test_more_rows_than_a_sheet_holds_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 2)
    with pytest.raises(KgError, match="a sheet of xlsx cannot hold 3 rows: use csv, or ask for fewer"):
        workbook({"kg": (("x",), [["a"]] * 3)})


def test_the_same_rows_are_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = {"kg": (("x", "y"), [["甲", 1], ["乙", None]])}
    one = workbook(sheets)
    later = time.localtime(time.time() + 400_000_000)
    monkeypatch.setattr(time, "localtime", lambda *_: later)
    assert workbook(sheets) == one
    assert {member.date_time[0] for member in zipfile.ZipFile(io.BytesIO(one)).infolist()} == {1980}
    assert openpyxl.load_workbook(io.BytesIO(one)).properties.created.year == 1980
