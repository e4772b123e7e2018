from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kg.cli.followup import COLUMNS
from tests.kg.answers.followup.told import told
from tests.kg.cli.test_answers import stored

Run = Callable[..., Result]
PLAN = "茶叶学会 serves 青禾县 planned"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    quads = told(PLAN, "茶叶学会 visits 青禾县", "茶叶学会 serves 青禾县;云岭省农学会 serves 白石县 planned")
    return stored(tmp_path_factory.mktemp("promises") / "kg-store", quads)


@pytest.fixture
def run(kg: Run, store: Path) -> Run:
    return lambda *arguments: kg("followup", *arguments, "--store", store)


def test_csv_has_exactly_the_columns_and_whole_sentences(run: Run) -> None:
    result = run()
    assert result.exit_code == 0
    header, *rows = csv.reader(io.StringIO(result.stdout))
    assert tuple(header) == COLUMNS
    served = "茶叶学会serves青禾县"
    assert rows == [
        ["云岭省农学会", "服务 白石县", "report2", "2025-03-05", "silent", "",
         "云岭省农学会serves白石县planned。", ""],
        ["茶叶学会", "服务 青禾县", "report0", "2024-03-05", "done", "report2",
         f"{served}planned。", f"{served}。"],
    ]  # fmt: skip


def test_json_has_the_columns_and_every_link(run: Run) -> None:
    (record,) = json.loads(run("茶叶学会", "--format", "json").stdout)
    assert tuple(record)[: len(COLUMNS)] == COLUMNS
    assert (record["months"], record["modality"], record["speaker"]) == (None, "planned", None)
    assert [(link["shows"], link["report"]) for link in record["links"]] == [
        ("done", "report2"),
        ("moving", "report1"),
    ]
    assert record["links"][1]["reason"] == "by itself; visits answers serves; the same thing"


def test_a_table_shortens_the_sentences_and_says_how_long_nothing_was_heard(run: Run) -> None:
    header, _, silent, done = run("--format", "table").stdout.splitlines()
    assert header.split() == list(COLUMNS)
    assert silent.split()[5:8] == ["silent", "0", "months"]
    assert silent.split()[-1] == "云岭省农学会serves白石县plann…"
    assert done.split()[5:7] == ["done", "report2"]


def test_as_of_takes_later_reports_away_and_ends_the_silence(run: Run) -> None:
    (record,) = json.loads(run("--as-of", "2024-12", "--format", "json").stdout)
    assert (record["status"], record["later_report"], record["months"]) == ("moving", "report1", 3)
    (record,) = json.loads(run("--as-of", "2024-08-04", "--format", "json").stdout)
    assert (record["status"], record["later_report"], record["months"]) == ("silent", None, 4)


def test_no_promise_and_no_such_body_are_exit_code_1(run: Run) -> None:
    nothing = run("白石县")
    assert (nothing.exit_code, nothing.stderr) == (1, "nothing found\n")
    assert nothing.stdout == ",".join(COLUMNS) + "\n"
    unknown = run("茶业学会")
    assert unknown.exit_code == 1
    assert "茶叶学会" in str(unknown.exception)


def test_a_wrong_date_is_wrong_use(run: Run) -> None:
    assert run("--as-of", "去年").exit_code == 2
