"""Archives and tables in a build: their parts are files of the store, which come, go and move."""

from __future__ import annotations

from pathlib import Path

from extractors.reading import document
from kg.store.ledger import is_there
from kg.store.records import report_id
from tests.extractors.reading.made import archive
from tests.kg.store.builds import REPORTS, lines, names, run, sources
from tests.kg.store.lines import Extractor


def zipped(path: Path, **changes: str | None) -> Path:
    texts = {**REPORTS, **{f"{name}.txt": text for name, text in changes.items()}}
    path.write_bytes(archive({name: text.encode() for name, text in texts.items() if text is not None}))
    return path


def test_an_archive_gives_the_same_store_as_its_folder_but_for_the_sources(
    tmp_path: Path, folder: Path, store: Path
) -> None:
    run(store, folder)
    run(tmp_path / "other", zipped(tmp_path / "reports.zip"))
    assert sources(tmp_path / "other") == {f"reports.zip/{name}" for name in REPORTS}
    assert [line.replace("reports.zip/", "") for line in lines(tmp_path / "other")] == lines(store)


def test_parts_come_change_and_go(tmp_path: Path, store: Path) -> None:
    path = zipped(tmp_path / "reports.zip")
    assert names(run(store, path)) == {"new": ["a.txt", "b.txt", "c.md"]}
    assert names(run(store, path)) == {"unchanged": ["a.txt", "b.txt", "c.md"]}
    zipped(path, a="改写\n", b=None)
    assert names(run(store, path)) == {"changed": ["a.txt"], "unchanged": ["c.md"], "missing": ["b.txt"]}


def test_what_was_unpacked_has_moved(tmp_path: Path, folder: Path, store: Path) -> None:
    path = zipped(tmp_path / "reports.zip")
    run(store, path)
    path.unlink()
    assert names(run(store, folder)) == {"moved": ["a.txt", "b.txt", "c.md"]}


def test_the_rows_of_a_table_in_a_folder_are_not_missing_where_it_is_not_read(
    folder: Path, store: Path
) -> None:
    table = folder / "more.csv"
    table.write_text("text\n丁\n", encoding="utf-8")
    extractor = Extractor()
    run(store, folder, table, extractor=extractor)
    assert names(run(store, folder)) == {"unchanged": ["a.txt", "b.txt", "c.md"]}


def test_a_part_is_there_while_its_file_is(tmp_path: Path) -> None:
    path = zipped(tmp_path / "reports.zip")
    assert is_there(str(path / "deep" / "c.md")) and is_there(str(path))
    assert not is_there(str(tmp_path / "none.zip" / "a.txt"))
    assert not is_there(str(tmp_path / "none.txt")) and not is_there("stdin-0123")


def test_a_report_without_a_place_has_the_id_that_it_always_had() -> None:
    text = "甲学会到东县调研\n来源：甲学会 2025-03-10\n2025年3月8日，甲学会到东县调研。\n"
    assert (
        report_id(document(text, Path("x.txt")))
        == "375a781cc5326f934f2e54dffb55b73a8c3b7d0a141b2c26196c4a064a203ca2"
    )
