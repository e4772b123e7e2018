from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import group
from kg.store.generation import building
from tests.kg.store.lines import VERSION, Extractor

Kg = Callable[..., Result]


@pytest.fixture(autouse=True)
def extractor(monkeypatch: pytest.MonkeyPatch) -> Extractor:
    """Replace the pipeline by the extractor of the store's tests."""
    used = Extractor()
    monkeypatch.setattr("extractors.pipeline.load", lambda: used)
    monkeypatch.setattr("extractors.VERSION", VERSION)
    monkeypatch.delenv("KG_STORE", raising=False)
    return used


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "reports"
    root.mkdir()
    (root / "a.txt").write_text("2025年3月8日\n云岭省茶叶学会 serves 茶叶\n", encoding="utf-8")
    (root / "b.txt").write_text("甲\n李明远 holdsPost 云岭省茶叶学会\n", encoding="utf-8")
    return root


def run(*arguments: object, **more: str) -> Result:
    return CliRunner(env=more).invoke(group, [str(argument) for argument in arguments])


COUNTS = """
entities
------------  -
Organization  1
Person        1
Place         0
Initiative    0
Facility      0
Event         0
Industry      1
total         3

statements      actual  planned  wished
--------------  ------  -------  ------
holdsPost            1        0       0
partOf               0        0       0
locatedIn            0        0       0
organizes            0        0       0
participatesIn       0        0       0
visits               0        0       0
advances             0        0       0
builds               0        0       0
cooperatesWith       0        0       0
serves               1        0       0
hasIndustry          0        0       0
needs                0        0       0
offers               0        0       0
total                2        0       0
"""


def test_a_build_prints_its_summary_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    result = run("build", folder, "--store", tmp_path / "store")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "Reports: 2 new, 0 changed, 0 unchanged, 0 failed\n" + COUNTS


def test_built_again_nothing_is_new(folder: Path, tmp_path: Path) -> None:
    run("build", folder, "--store", tmp_path / "store")
    result = run("build", folder, KG_STORE=str(tmp_path / "store"))
    assert result.stdout == "Reports: 0 new, 0 changed, 2 unchanged, 0 failed\n"


def test_a_later_build_prints_what_it_changed(folder: Path, tmp_path: Path) -> None:
    run("build", folder, "--store", tmp_path / "store")
    (folder / "a.txt").write_text(
        "改写\n云岭省茶叶学会 offers 制茶\n云岭省茶叶学会 offers 茶叶\n", encoding="utf-8"
    )
    result = run("build", folder, "--store", tmp_path / "store")
    assert "\nentities ±" in result.stdout and "\nstatements ±" in result.stdout
    found = {name: numbers for name, *numbers in map(str.split, filter(None, result.stdout.splitlines()))}
    assert (found["Organization"], found["Industry"]) == (["0"], ["1"])
    assert (found["serves"], found["offers"]) == (["-1", "0", "0"], ["2", "0", "0"])
    assert found["total"] == ["1", "0", "0"]


def test_a_dry_run_names_the_files(folder: Path, tmp_path: Path) -> None:
    run("build", folder, "--store", tmp_path / "store")
    (folder / "a.txt").write_text("改写\n", encoding="utf-8")
    (folder / "c.txt").write_text("丙\n", encoding="utf-8")
    result = run("build", folder, "--store", tmp_path / "store", "--dry-run")
    assert result.stdout == (
        f"new  {folder / 'c.txt'}\n     title  丙  (text)\n"
        f"changed  {folder / 'a.txt'}\n     title  改写  (text)\n"
        "Reports: 1 new, 1 changed, 1 unchanged, 0 failed\n"
    )
    assert run("build", folder, "--store", tmp_path / "none", "--dry-run").exit_code == 0
    assert not (tmp_path / "none").exists()


def test_a_dry_run_tells_moved_and_missing_files_apart(folder: Path, tmp_path: Path) -> None:
    (folder / "c.txt").write_text("丙\n", encoding="utf-8")
    run("build", folder, "--store", tmp_path / "store")
    (folder / "a.txt").rename(folder / "d.txt")
    (folder / "b.txt").unlink()
    result = run("build", folder, "--store", tmp_path / "store", "--dry-run")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"moved  {folder / 'd.txt'}  from {folder / 'a.txt'}\n"
        f"missing  {folder / 'b.txt'}\n"
        "Reports: 0 new, 0 changed, 1 moved, 1 unchanged, 0 failed, 1 missing\n"
    )
    result = run("build", folder, "--store", tmp_path / "store")
    gone = folder / "b.txt"
    assert result.exit_code == 0
    assert result.stderr == f"kg: {gone} is gone; what it said stays (kg remove {gone} takes it out)\n"
    assert result.stdout == "Reports: 0 new, 0 changed, 1 moved, 1 unchanged, 0 failed, 1 missing\n"


def test_what_an_older_extractor_read_is_read_anew_when_it_is_asked_for(
    folder: Path, tmp_path: Path, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    run("build", folder, "--store", store)
    monkeypatch.setattr("extractors.VERSION", "lines-2")
    extractor.version = "lines-2"
    result = run("build", folder, "--store", store)
    assert result.stderr == (
        "kg: 2 of the unchanged were read by another version of the extractor: "
        "kg build --again reads them anew\n"
    )
    assert "stale          2\n  extractor lines-1  2\n" in run("status", "--store", store).stdout
    held = json.loads(run("status", "--format", "json", "--store", store).stdout)
    assert held["extractors"] == {"lines-1": 2}
    assert sum(held["reports"].values()) == 2
    (folder / "b.txt").unlink()
    result = run("build", "--again", "--store", store, "--dry-run")
    assert result.stdout == (
        f"read again  {folder / 'a.txt'}\nread again  {folder / 'b.txt'}\n"
        "Reports: 0 new, 0 changed, 2 read again, 0 unchanged, 0 failed\n"
    )
    result = run("build", "--again", "--store", store)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "Reports: 0 new, 0 changed, 2 read again, 0 unchanged, 0 failed\n"
    assert "current        2\nstale          0\nmissing files  1\n" in run("status", "--store", store).stdout


def test_nothing_to_build_is_wrong_use(tmp_path: Path) -> None:
    assert run("build", "--store", tmp_path / "store").exit_code == 2
    again = run("build", "--again", "--store", tmp_path / "store")
    assert str(again.exception).startswith("no store at ")
    assert list(tmp_path.iterdir()) == []


def test_one_bad_file_is_one_line_and_exit_code_2(folder: Path, tmp_path: Path) -> None:
    (folder / "bad\x1b[31m.txt").write_bytes(b"")
    result = run("build", folder, "--store", tmp_path / "store")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1 and result.stderr.startswith("kg: ") and "\x1b" not in result.stderr
    assert result.stdout == "Reports: 2 new, 0 changed, 0 unchanged, 1 failed\n" + COUNTS


def test_a_report_at_which_the_extractor_fails_is_one_line_and_exit_code_2(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "bad.txt").write_text("crash\n", encoding="utf-8")
    result = run("build", folder, "--store", tmp_path / "store")
    told = (
        f"{folder / 'bad.txt'}: the extractor failed (RuntimeError: a bug of the extractor); "
        f"kg --debug extract {folder / 'bad.txt'} --explain shows where"
    )
    assert (result.exit_code, result.stderr) == (2, f"kg: {told}\n")
    assert result.stdout == "Reports: 2 new, 0 changed, 0 unchanged, 1 failed\n" + COUNTS
    assert f"failed         1\n  {told}\n" in run("status", "--store", tmp_path / "store").stdout


def test_where_all_fail_there_is_no_store(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01")
    result = run("build", tmp_path / "bad.txt", "--store", tmp_path / "store")
    assert (result.exit_code, result.stdout) == (2, "Reports: 0 new, 0 changed, 0 unchanged, 1 failed\n")
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_paths_without_reports_are_an_error(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("build", tmp_path / name, "--store", tmp_path / "store")
    assert result.exit_code != 0
    assert type(result.exception).__name__ == "ReportError"
    assert not (tmp_path / "store").exists()


def test_no_text_keeps_the_quotes_only(folder: Path, tmp_path: Path) -> None:
    from kg.store import open_store
    from kg.store.patterns import term
    from kg.vocabulary import KX

    run("build", folder, "--store", tmp_path / "store", "--no-text")
    with open_store(tmp_path / "store") as opened:
        assert list(opened.quads.quads_for_pattern(None, term(KX.text), None, None)) == []
        quotes = {
            quad.object.value for quad in opened.quads.quads_for_pattern(None, term(KX.quote), None, None)
        }
        assert quotes == {"云岭省茶叶学会 serves 茶叶", "李明远 holdsPost 云岭省茶叶学会"}
        assert not any(
            "2025年3月8日" in quad.object.value for quad in opened.quads if quad.predicate == term(KX.text)
        )


def test_status_says_what_is_there(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    (folder / "bad.txt").write_bytes(b"")
    run("build", folder, "--store", store)
    (folder / "b.txt").unlink()
    result = run("status", "--store", store)
    assert (result.exit_code, result.stderr) == (0, "")
    bad = f"{folder / 'bad.txt'}: the file is empty; remove it or write the report into it"
    assert result.stdout == (
        f"store          {store}\n"
        "building now   nobody\n"
        "reports        2\n"
        "  2025-03      1\n"
        "  no date      1\n"
        "current        2\n"
        "stale          0\n"
        "missing files  1\n"
        "failed         1\n"
        f"  {bad}\n"
        "entities       3\n"
        "  Organization  1\n"
        "  Person       1\n"
        "  Place        0\n"
        "  Initiative   0\n"
        "  Facility     0\n"
        "  Event        0\n"
        "  Industry     1\n"
        "statements     2\n"
        "  actual       2\n"
        "  planned      0\n"
        "  wished       0\n"
        "judgements     0\n"
        "  taken back   0\n"
        f"extractor      {VERSION}\n"
    )


def test_status_says_who_builds(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    run("build", folder, "--store", store)
    with building(store):
        assert f"building now   process {os.getpid()} on " in run("status", "--store", store).stdout


def test_status_never_makes_a_store(tmp_path: Path) -> None:
    assert type(run("status", "--store", tmp_path / "none").exception).__name__ == "StoreError"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_says_what_another_says_is_known_already(folder: Path, tmp_path: Path) -> None:
    (folder / "copy.txt").write_bytes((folder / "a.txt").read_bytes())
    result = run("build", folder, "--store", tmp_path / "store")
    assert result.stdout == "Reports: 2 new, 0 changed, 1 already known, 0 unchanged, 0 failed\n" + COUNTS
