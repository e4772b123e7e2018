"""Each subject of `python -m benchmarks` measures a few reports in one round."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest

from benchmarks import __main__, exports, extraction, measuring, page, questions
from benchmarks.recombined import Recombined, read_templates
from benchmarks.tables import Cell, Table
from benchmarks.workload import Workload

SIZE = 2


@pytest.fixture(scope="module")
def workload(tmp_path_factory: pytest.TempPathFactory) -> Workload:
    made = Workload(tmp_path_factory.mktemp("workload"))
    made.recombined = Recombined(read_templates(2))
    return made


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (measuring, extraction):
        monkeypatch.setattr(module, "ROUNDS", 1)
    monkeypatch.setattr(questions, "THINGS", 1)
    monkeypatch.setattr(questions, "QUERY_LIMIT", 1)


def measured(subject: str, workload: Workload) -> list[Table]:
    tables: list[Table] = list(import_module(f"benchmarks.{subject}").tables(workload, [SIZE]))
    for table in tables:
        assert {len(row) for row in table.rows} == {len(table.columns)}
        assert table.title in table.markdown
    return tables


def column(table: Table, name: str) -> list[Cell]:
    return [row[table.columns.index(name)] for row in table.rows]


def above_zero(table: Table, *names: str) -> bool:
    return all(isinstance(cell, int | float) and cell > 0 for name in names for cell in column(table, name))


def test_the_start(workload: Workload) -> None:
    (workload.folder / "example-store").symlink_to(workload.store(SIZE))
    (table,) = measured("start", workload)
    assert column(table, "command")[0] == "`kg --help`"
    assert above_zero(table, "s", "CPU s", "peak MB")


def test_the_extraction_and_what_finds_less(workload: Workload) -> None:
    steps, peers = measured("extraction", workload)
    assert {"whole extraction", "kg_words", "kg_frames"} <= set(column(steps, "step"))
    assert above_zero(steps, "characters/s", "characters/s of a core")
    assert above_zero(peers, "characters/s")
    assert all(isinstance(found, int) and found > 0 for found in column(peers, "found")[1:])


def test_a_peer_that_is_not_installed_is_said_to_be_so() -> None:
    def peer() -> tuple[str, str, object]:
        raise ImportError(name="jieba")

    assert extraction._peer(peer, ["甲"])[0] == "jieba is not installed"  # type: ignore[arg-type]


def test_the_building(workload: Workload) -> None:
    whole, parsed = measured("build", workload)
    assert above_zero(whole, *whole.columns)
    assert column(parsed, "quads") == column(whole, "quads")
    # With the models, Python, and what one process of several took: never the sum.
    assert 100 < float(str(column(whole, "peak MB")[0])) < 1500


def test_the_building_in_halves(workload: Workload) -> None:
    (table,) = measured("halves", workload)
    assert above_zero(table, *table.columns)


def test_one_report_more_changed_less(workload: Workload) -> None:
    (table,) = measured("add", workload)
    assert column(table, "change") == ["added", "changed", "removed"]
    assert above_zero(table, *table.columns[2:])


def test_the_questions_and_the_same_queries_elsewhere(workload: Workload) -> None:
    asked, peers = measured("questions", workload)
    assert above_zero(asked, "asked", "with answers", "p50 ms", "p95 ms")
    ours, pyoxigraph, rdflib = peers.rows
    assert ours[1:3] == pyoxigraph[1:3] == [34, 34]
    assert rdflib[1] == 34


def test_the_exports(workload: Workload, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "FORMATS", ["csv"])
    (table,) = measured("exports", workload)
    assert column(table, "command") == ["csv", "backup", "validate"]
    assert column(table, "written MB")[-1] is None
    assert above_zero(table, "s", "CPU s", "peak MB")


@pytest.mark.browser
def test_the_page_and_that_of_pyvis(workload: Workload, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "ROUNDS", 1)
    (table,) = measured("page", workload)
    assert column(table, "page of") == ["kg view", "pyvis"]
    assert above_zero(table, "page MB", "first paint s", "frame ms", "highlight ms")


def test_the_command_prints_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "figures.json"
    __main__.main(["layout", "--sizes", "30,10", "--json", str(file)])
    printed = capsys.readouterr().out
    assert "cores" in printed.splitlines()[0] and "load average" in printed.splitlines()[0]
    assert "| things | links | layout of | s | CPU s |" in printed
    told = json.loads(file.read_text(encoding="utf-8"))
    assert {"processor", "cores", "python", "load average"} <= set(told["machine"])
    assert [row[2] for row in told["tables"][0]["rows"]] == ["kg view", "networkx"] * 2


def test_an_unknown_subject_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        __main__.main(["layuot"])
    assert "no subject is named layuot" in capsys.readouterr().err
