from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractors.annotation import to_json
from extractors.reading import read
from kg.cli import group
from tests.extractors.reading.made import PICTURE, archive, pdf
from tests.kg.store.lines import Extractor


@pytest.fixture(autouse=True)
def extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.pipeline.load", Extractor)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "reports"
    (root / "deep").mkdir(parents=True)
    (root / "a.txt").write_text("甲\n云岭省茶叶学会 serves 茶叶\n", encoding="utf-8")
    (root / "deep" / "a.md").write_text("乙\n", encoding="utf-8")
    return root


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(argument) for argument in arguments])


def written(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_records_lie_where_their_reports_lie(folder: Path, tmp_path: Path) -> None:
    result = run("extract", folder, "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert written(tmp_path / "out") == ["a.json", "deep/a.json"]
    record = (tmp_path / "out" / "a.json").read_text(encoding="utf-8")
    assert record == to_json(Extractor().extract(read(folder / "a.txt")))
    assert json.loads(record)["relations"][0]["evidence"] == "云岭省茶叶学会 serves 茶叶"


def test_a_file_named_itself_is_written_under_its_stem(folder: Path, tmp_path: Path) -> None:
    run("extract", folder / "deep" / "a.md", "-o", tmp_path / "out")
    assert written(tmp_path / "out") == ["a.json"]


def test_the_parts_of_an_archive_are_written_below_its_name(tmp_path: Path) -> None:
    path = tmp_path / "news.zip"
    path.write_bytes(archive({"a.txt": "甲".encode(), "b/a.pdf": pdf(["乙", PICTURE])}))
    result = run("extract", path, "-o", tmp_path / "out")
    told = f"kg: {path}/b/a.pdf: page 2 without text: a picture, which is not read\n"
    assert (result.exit_code, result.stderr) == (0, told)
    assert written(tmp_path / "out") == ["news.zip/a.json", "news.zip/b/a.json"]


def test_two_inputs_with_one_output_name_write_nothing(folder: Path, tmp_path: Path) -> None:
    result = run("extract", folder / "a.txt", folder / "deep" / "a.md", "-o", tmp_path / "out")
    assert result.exit_code != 0
    assert "would both be written to" in str(result.exception)
    assert not (tmp_path / "out").exists()


def test_a_bad_file_does_not_stop_the_rest(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.txt").write_bytes(b"")
    result = run("extract", folder, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1 and "bad.txt" in result.stderr
    assert written(tmp_path / "out") == ["a.json", "deep/a.json"]


def test_an_output_folder_that_cannot_be_is_an_error(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    result = run("extract", folder, "-o", tmp_path / "out")
    assert str(result.exception).startswith(f"cannot write {tmp_path / 'out'}")


def test_explain_prints_sentence_rule_and_reasons(folder: Path) -> None:
    (folder / "a.txt").write_text("\u202e甲\n云岭省茶叶学会 serves 茶\x9b叶\n", encoding="utf-8")
    result = run("extract", folder / "a.txt", "--explain")
    assert result.stdout == (
        f"# {folder / 'a.txt'}\n"
        "serves: 云岭省茶叶学会 → 茶叶 (actual)\n"
        "  sentence  云岭省茶叶学会 serves 茶叶\n"
        "  rule      line\n"
        "  Organization 云岭省茶叶学会 = 云岭省茶叶学会: written so\n"
        "  Industry  茶叶 = 茶叶: written so\n"
        "\n"
    )


def test_it_wants_to_know_where_the_records_go(folder: Path) -> None:
    result = run("extract", folder)
    assert result.exit_code == 2
    assert "-o DIR" in result.stderr
