"""The options of reading: metadata, columns, limits."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rdflib import DCTERMS

from kg.cli import group
from tests.kg.store.builds import sources, texts
from tests.kg.store.lines import VERSION, Extractor


@pytest.fixture(autouse=True)
def _lines_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.pipeline.load", Extractor)
    monkeypatch.setattr("extractors.VERSION", VERSION)


def build(store: Path, *arguments: object, given: bytes = b"", **environment: str) -> Result:
    words = ["build", *map(str, arguments), "--store", str(store)]
    return CliRunner(env=environment).invoke(group, words, input=given)


def test_a_dry_run_shows_whose_word_each_is(tmp_path: Path) -> None:
    path = tmp_path / "visit.txt"
    path.write_text("甲学会到东县调研\n3月8日，甲学会到东县调研。\n", encoding="utf-8")
    (tmp_path / "visit.toml").write_text("date = 2025-03-08\n", encoding="utf-8")
    given = ["--metadata", "place=东县", "--metadata", "date=2024"]
    result = build(tmp_path / "store", path, *given, "--dry-run")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"new  {path}\n     title  甲学会到东县调研  (text)\n     date  2025-03-08  (sidecar)\n"
        "     place  东县  (option)\nReports: 1 new, 0 changed, 0 unchanged, 0 failed\n"
    )
    build(tmp_path / "store", path, *given)
    assert texts(tmp_path / "store", DCTERMS.spatial) == {"东县"}


def test_other_metadata_is_a_change(tmp_path: Path) -> None:
    path = tmp_path / "visit.txt"
    path.write_text("甲学会到东县调研\n", encoding="utf-8")
    store = tmp_path / "store"
    assert "1 new" in build(store, path).stdout
    assert "1 unchanged" in build(store, path).stdout
    assert "1 changed" in build(store, path, "--metadata", "date=2025-03").stdout
    (tmp_path / "visit.toml").write_text('publisher = "甲学会"', encoding="utf-8")
    assert "1 changed" in build(store, path).stdout


def test_the_columns_of_a_table_are_named(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("what,who\n甲,乙\n丙,丁\n", encoding="utf-8")
    assert "which column holds the texts?" in str(build(tmp_path / "store", path).exception)
    result = build(tmp_path / "store", path, "--column", "text=what", "--column", "publisher=who")
    assert (result.exit_code, result.stderr) == (0, "")
    assert sources(tmp_path / "store") == {"news.csv/2", "news.csv/3"}
    assert texts(tmp_path / "store", DCTERMS.publisher) == {"乙", "丁"}


def test_standard_input_is_a_report(tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert "1 new" in build(store, "-", given="甲".encode()).stdout
    assert "1 new" in build(store, "-", given="乙".encode()).stdout
    assert "1 unchanged" in build(store, "-", given="乙".encode()).stdout
    path = tmp_path / "later.txt"
    path.write_text("甲", encoding="utf-8")
    assert "1 moved" in build(store, path).stdout


def test_limits_are_raised_by_an_option_or_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "visit.txt"
    path.write_text("甲" * 20, encoding="utf-8")
    told = f"{path}: 20 characters, more than 10; split the file, or raise the limit (--limit characters=20)"
    result = build(tmp_path / "store", path, KG_LIMITS="characters=10 pages=3")
    assert (result.exit_code, result.stderr) == (2, f"kg: {told}\n")
    assert build(tmp_path / "store", path, "--limit", "characters=20").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--limit", "pages"], "write NAME=VALUE with one of the names characters, size, unpacked"),
        (["--limit", "pages=many"], "pages=many: write a whole number"),
        (["--limit", "pages=0"], "pages=0: write a whole number"),
        (["--limit", "characters=10000001"], "write a whole number up to 10000000"),
        (["--metadata", "when=2025"], "write NAME=VALUE with one of the names title, date, publisher, place"),
        (["--metadata", "date=下周"], "no date: '下周'"),
        (["--column", "正文"], "write NAME=VALUE with one of the names text, title"),
    ],
)
def test_wrong_options_are_told(tmp_path: Path, arguments: list[str], message: str) -> None:
    result = build(tmp_path / "store", "-", *arguments, given="甲".encode())
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
