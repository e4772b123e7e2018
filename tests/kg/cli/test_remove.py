from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import group
from tests.kg.store.builds import REPORTS, lines, run, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in REPORTS.items():
        write(tmp_path / "reports" / name, text)
    return tmp_path / "reports"


@pytest.fixture
def store(folder: Path, tmp_path: Path) -> Path:
    """A store of the reports in the folder."""
    run(tmp_path / "kg-store", folder)
    return tmp_path / "kg-store"


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(argument) for argument in arguments])


def test_a_removal_says_what_goes_and_what_stays(folder: Path, store: Path) -> None:
    before = lines(store)
    planned = kg("remove", "b", "--store", store, "--dry-run")
    assert (planned.exit_code, planned.stderr) == (0, "")
    assert planned.stdout.startswith("would be removed  b.txt (第二篇, id ")
    assert planned.stdout.endswith(
        ")\nReports: 1 would be removed. "
        "Statements: 1 would be removed; 1 stay, for other reports make them\n"
    )
    assert lines(store) == before
    result = kg("remove", folder / "b.txt", "--store", store)
    assert result.exit_code == 0
    assert result.stdout == planned.stdout.replace("would be removed", "removed")
    assert result.stderr == f"kg: {folder / 'b.txt'} is still there: a build of its folder reads it again\n"
    assert kg("remove", "b", "--store", store).exit_code == 1


def test_a_removed_file_that_is_gone_needs_no_warning(folder: Path, store: Path) -> None:
    (folder / "b.txt").unlink()
    assert kg("remove", folder / "b.txt", "--store", store).stderr == ""


@pytest.mark.parametrize("arguments", [[], ["unknown.txt"]])
def test_nothing_is_removed_without_a_name_that_fits(arguments: list[str], store: Path) -> None:
    before = lines(store)
    result = kg("remove", *arguments, "--store", store)
    assert result.exit_code != 0
    assert result.stdout == ""
    assert lines(store) == before
