"""What `kg export` does for every format; tests/kg/exchange tests what is in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.exchange.formats import FORMATS, FolderFormat
from tests.conftest import Kg


def written(path: Path) -> bytes:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return b"".join(file.read_bytes() for file in files if file.is_file())


def test_help_names_every_format_and_what_it_holds(kg: Kg) -> None:
    lines = [" ".join(line.split()) for line in kg("export", "--help").output.splitlines()]
    assert [name for name, one in FORMATS.items() if f"{name} {one.holds}" not in lines] == []
    assert [line for line in lines if line.startswith("backup all that kg import needs")] != []


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_bytes_twice(kg: Kg, example_store: Path, tmp_path: Path, format_: str) -> None:
    for name in ("one", "two"):
        result = kg("export", format_, "-o", tmp_path / name, "--store", example_store)
        assert (result.exit_code, result.output) == (0, "")
    assert written(tmp_path / "one") == written(tmp_path / "two")


@pytest.mark.parametrize("format_", FORMATS)
def test_any_format_as_of_a_date_and_without_persons(
    kg: Kg, example_store: Path, tmp_path: Path, format_: str
) -> None:
    if not FORMATS[format_].is_text:
        pytest.skip("what it holds is compressed; its own tests read it")
    options = {"all": [], "early": ["--as-of", "2024"], "bare": ["--without", "Person"]}
    texts = {}
    for name, more in options.items():
        result = kg("export", format_, "-o", tmp_path / name, *more, "--store", example_store)
        assert result.exit_code == 0
        texts[name] = written(tmp_path / name).decode()
    assert "沈若兰" in texts["all"]
    assert "沈若兰" not in texts["early"] + texts["bare"]
    assert "果树学会" in texts["early"]
    assert "果树学会" in texts["bare"]


@pytest.mark.parametrize("format_", [name for name, one in FORMATS.items() if isinstance(one, FolderFormat)])
def test_a_folder_is_no_stream(kg: Kg, example_store: Path, format_: str) -> None:
    result = kg("export", format_, "-o", "-", "--store", example_store)
    assert result.exit_code == 2
    assert f"kg export {format_} -o PATH" in result.output


def test_a_backup_is_of_no_date(kg: Kg, example_store: Path, tmp_path: Path) -> None:
    result = kg("export", "backup", "-o", tmp_path / "a.zip", "--store", example_store, "--as-of", "2024")
    assert result.exit_code == 2
    assert "a backup holds everything" in result.output


def test_facts_are_brought_in(kg: Kg, example_store: Path, tmp_path: Path) -> None:
    facts, again, other = tmp_path / "facts.ttl", tmp_path / "again.ttl", tmp_path / "other"
    kg("export", "turtle", "-o", facts, "--store", example_store)
    assert kg("import", facts, "--store", other).output.startswith("Reports: 2 new, 0 changed, 0 unchanged.")
    kg("export", "turtle", "-o", again, "--store", other)
    assert again.read_bytes() == facts.read_bytes()
    assert kg("validate", "--store", other).exit_code == 0
    assert "holdsPost" in kg("show", "沈若兰", "--store", other).output
