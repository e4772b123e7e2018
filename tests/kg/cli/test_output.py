"""The formats and files that all commands with rows write alike."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from kg.cli.options import ENDINGS, ROW_FORMATS
from kg.errors import KgError

Run = Callable[..., Result]
COMMANDS: dict[str, tuple[str, ...]] = {
    "query": ("query", "SELECT ?x ?name { ?x a kx:Society ; rdfs:label ?name } ORDER BY ?x"),
    "ask": ("ask", "谁任职", "云浮市科协"),
    "ask with evidence": ("ask", "谁任职", "云浮市科协", "--evidence"),
    "match": ("match",),
    "followup": ("followup", "云浮市科协"),
    "diff": ("diff", "2024", "2025"),
    "analyze": ("analyze",),
    "review": ("review",),
}


@pytest.fixture(scope="module")
def run(kg: Run, example_store: Path) -> Run:
    return lambda command, *more: kg(*COMMANDS[command], *more, "--store", example_store)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_format_is_written_to_a_file_by_its_ending(run: Run, command: str, tmp_path: Path) -> None:
    for ending in (".txt", ".csv", ".json", ".xlsx", ".md"):
        file = tmp_path / f"answer{ending}"
        result = run(command, "-o", file)
        assert (result.exit_code, result.stdout) == (0, f"{file.resolve()}\n")
        written = file.read_bytes()
        printed = run(command, "--format", ENDINGS[ending])
        # A spreadsheet takes a file of CSV for UTF-8 by the mark at its begin; a pipe has none.
        mark = b"\xef\xbb\xbf" if ending == ".csv" else b""
        assert written == mark + printed.stdout_bytes
    rows = list(csv.reader(io.StringIO((tmp_path / "answer.csv").read_text("utf-8-sig"))))
    assert len(rows) > 1 and {len(row) for row in rows} == {len(rows[0])}
    assert json.loads((tmp_path / "answer.json").read_text("utf-8"))
    assert all(sheet.max_row > 1 for sheet in openpyxl.load_workbook(tmp_path / "answer.xlsx"))
    assert "| --- |" in (tmp_path / "answer.md").read_text("utf-8")


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "analyze"])
def test_csv_and_xlsx_have_the_same_cells(run: Run, command: str) -> None:
    comma_separated = list(csv.reader(io.StringIO(run(command, "--format", "csv").stdout)))
    book = openpyxl.load_workbook(io.BytesIO(run(command, "--format", "xlsx").stdout_bytes))
    cells = [["" if cell is None else str(cell) for cell in row] for row in book["kg"].values]
    assert cells == comma_separated


def test_format_overrules_the_ending(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "answer.data"
    assert run("query", "-o", file, "--format", "json").exit_code == 0
    assert json.loads(file.read_text("utf-8"))["head"]["vars"] == ["x", "name"]


def test_another_ending_and_a_folder_that_is_not_there_are_told(run: Run, tmp_path: Path) -> None:
    result = run("ask", "-o", tmp_path / "answer.pdf")
    assert result.exit_code == 2
    assert "answer.pdf ends in none of .txt .csv .json .xlsx .md" in result.output
    result = run("ask", "-o", tmp_path / "none" / "answer.csv")
    assert isinstance(result.exception, KgError)
    assert "name a file in an existing folder" in str(result.exception)
    assert list(tmp_path.iterdir()) == []


def test_no_workbook_is_written_on_a_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("kg.cli.options.sys", Terminal())
    result = run("query", "--format", "xlsx")
    assert result.exit_code == 2
    assert "a terminal cannot show xlsx: name a file with -o" in result.output
    assert run("query", "--format", "xlsx", "-o", tmp_path / "answer.xlsx").exit_code == 0


class Terminal:
    """Stands for `sys`, its standard output on a terminal."""

    stdout = type("Stdout", (), {"isatty": staticmethod(lambda: True)})


def test_turtle_is_of_graphs_alone(run: Run, kg: Run, example_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    construct = "CONSTRUCT WHERE { ?x kx:needs ?y }"
    assert kg("query", construct, "-o", file, "--store", example_store).exit_code == 0
    assert "kx:needs" in file.read_text("utf-8")
    for format_ in ROW_FORMATS:
        assert kg("query", construct, "--format", format_, "--store", example_store).exit_code == 2
    assert run("query", "--format", "turtle").exit_code == 2
    assert run("ask", "--format", "turtle").exit_code == 2


def test_a_count_is_a_number_in_a_workbook(kg: Run, example_store: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?x a kx:Society }"
    result = kg("query", query, "--format", "xlsx", "--store", example_store)
    assert openpyxl.load_workbook(io.BytesIO(result.stdout_bytes))["kg"]["A2"].data_type == "n"
