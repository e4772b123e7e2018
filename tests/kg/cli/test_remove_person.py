from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import Kg


@pytest.fixture
def store(example_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example_store, tmp_path / "kg-store"))


def test_a_person_is_removed_for_good(kg: Kg, store: Path, reports: Path) -> None:
    tried = kg("remove", "--person", "沈若兰", "--dry-run", "--store", store)
    assert tried.exit_code == 0
    planned = re.search(r"Reports: the name would be hidden in 2\. Statements: (\d+) would", tried.stdout)
    assert planned is not None
    result = kg("remove", "--person", "沈若兰", "--store", store)
    assert result.exit_code == 0
    done = f"Reports: the name hidden in 2. Statements: {planned[1]} removed. Judgements: 0 removed\n"
    assert done in result.stdout
    assert "2025-01-20-summary.md still holds the name: kg changes no reports" in result.stderr
    assert "backups, exports and pages made before: delete them" in result.stderr
    assert kg("validate", "--store", store).exit_code == 0
    assert kg("build", reports, "--store", store).exit_code == 0
    assert [
        path for path in store.rglob("*") if path.is_file() and "沈若兰".encode() in path.read_bytes()
    ] == []


def test_one_of_reports_and_a_person_must_be_named(kg: Kg, store: Path) -> None:
    for arguments in ([], ["2025-01-20-summary", "--person", "沈若兰"]):
        result = kg("remove", *arguments, "--store", store)
        assert result.exit_code == 2
        assert "name reports, or persons with --person" in result.output


def test_who_is_not_known_is_not_removed(kg: Kg, store: Path) -> None:
    result = kg("remove", "--person", "无此人", "--store", store)
    assert "knows no Person named 无此人" in str(result.exception)
