"""The collection of hostile files: each one clear line or none, the right exit code, the store intact."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractors.pipeline import load
from extractors.reading import find_reports
from kg.cli import group
from tests.hostile.case import READ, complaints
from tests.hostile.make import FILES, write
from tests.kg.store.builds import lines, run
from tests.kg.store.lines import VERSION, Extractor

GOOD = "云岭省茶叶学会 serves 茶叶\n"


def test_the_collection_is_as_large_as_it_should_be(tmp_path: Path) -> None:
    assert len(write(tmp_path)) >= 150


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_or_refused_in_one_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name].data)
    told = complaints(path)
    if not told:
        assert re.fullmatch(FILES[name].told, "") is not None
        return
    assert len(told) == 1 and re.search(FILES[name].told, told[0]) and FILES[name].told != READ, told
    assert told[0].startswith(str(path)) and "\n" not in told[0].removeprefix(str(path)).replace("a\nb", "")


@pytest.fixture
def _lines_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.pipeline.load", Extractor)
    monkeypatch.setattr("extractors.VERSION", VERSION)


def build(store: Path, *paths: Path) -> Result:
    # Other processes know nothing of the stand-in for the extractor.
    return CliRunner().invoke(group, ["build", *map(str, paths), "--store", str(store), "--workers", "1"])


@pytest.mark.usefixtures("_lines_extractor")
def test_a_build_of_the_whole_collection(tmp_path: Path) -> None:
    folder, store = tmp_path / "hostile", tmp_path / "store"
    told = write(folder)
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    result = build(store, folder)
    assert (result.exit_code, result.exception.__class__) == (2, SystemExit)
    found = result.stderr.splitlines()
    assert len(found) == int(re.search(r"(\d+) failed", result.stdout)[1])  # type: ignore[index]
    assert all(line.startswith(f"kg: {folder}/") for line in found)
    assert "\x1b" not in result.stderr and "\u202e" not in result.stderr
    # What is read is the same whatever lies beside it, and failures leave the store as it is.
    before = lines(store)
    assert any("云岭省茶叶学会" in line for line in before)
    for path in told:
        if path.is_symlink() or not path.is_file() or complaints(path):
            path.unlink()
    assert build(tmp_path / "other", folder).exit_code == 0
    assert lines(tmp_path / "other") == before
    (folder / "bad.txt").write_bytes(b"\x00")
    assert build(store, folder / "bad.txt").exit_code == 2
    assert lines(store) == before


def test_a_folder_that_changes_while_it_is_read(tmp_path: Path) -> None:
    from kg.store.build import build as build_store

    folder, store = tmp_path / "reports", tmp_path / "store"
    folder.mkdir()
    for name in "abcd":
        (folder / f"{name}.txt").write_text(f"{name}\n{GOOD}", encoding="utf-8")

    def meddling(work: list[object]) -> object:
        for number, file in enumerate(work):
            if number == 0:
                (folder / "b.txt").unlink()
                (folder / "c.txt").write_text(f"改写\n{GOOD}", encoding="utf-8")
                (folder / "d.txt").unlink()
                (folder / "d.txt").mkdir()
                (folder / "e.txt").write_text(f"e\n{GOOD}", encoding="utf-8")
            yield file

    outcome = build_store(store, find_reports([folder]), version=VERSION, load=Extractor, progress=meddling)
    assert [path.name for path in outcome.new] == ["a.txt", "c.txt"]
    told = "cannot be read ({}); check the file and its permissions"
    assert outcome.failed == {
        folder / "b.txt": f"{folder}/b.txt: {told.format('No such file or directory')}",
        folder / "d.txt": f"{folder}/d.txt: {told.format('Is a directory')}",
    }
    (folder / "d.txt").rmdir()
    assert [path.name for path in run(store, folder).new] == ["e.txt"]


ODD = [name for name, case in FILES.items() if case.told == READ and not name.endswith("xlsx")]


@pytest.mark.parametrize("name", ODD)
def test_the_extractor_reads_what_is_odd(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name].data)
    for file in find_reports([path]):
        document = file.read().document
        for entity in load().extract(document).entities:
            assert all(document.text[begin:end] for begin, end in entity.mentions)
