from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extractors.reading import Report, find_reports
from extractors.reading.content import Content, report
from kg.errors import ReportError
from kg.store import open_store
from kg.store.generation import current
from kg.store.ledger import Ledger, write_ledger
from tests.kg.store.builds import REPORTS, again, lines, names, run, sources, versions, write
from tests.kg.store.lines import Extractor


def test_built_twice_changes_nothing(folder: Path, store: Path) -> None:
    first = run(store, folder)
    assert names(first) == {"new": ["a.txt", "b.txt", "c.md"]}
    before, generation = lines(store), (store / "CURRENT").read_bytes()
    extractor = Extractor()
    second = run(store, folder, extractor=extractor)
    assert names(second) == {"unchanged": ["a.txt", "b.txt", "c.md"]}
    assert extractor.read == []
    assert lines(store) == before
    assert (store / "CURRENT").read_bytes() == generation


def test_an_unchanged_file_is_not_looked_at_twice(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(store, folder)
    looked_at: list[str] = []

    def look(content: Content, path: Path, *more: object) -> Report:
        looked_at.append(path.name)
        return report(content, path, *more)  # type: ignore[arg-type]

    monkeypatch.setattr("extractors.reading.files.report", look)
    run(store, folder)
    assert looked_at == []
    write(folder / "a.txt", "改写\n")
    (folder / "b.txt").rename(folder / "d.txt")
    assert names(run(store, folder)) == {"changed": ["a.txt"], "moved": ["d.txt"], "unchanged": ["c.md"]}
    assert looked_at == ["a.txt", "d.txt"]
    # Another version may find another title or date.
    run(store, folder, extractor=Extractor("lines-2"))
    assert len(looked_at) == 5


def test_one_by_one_gives_the_same_store_as_all_at_once(folder: Path, store: Path, tmp_path: Path) -> None:
    run(store, folder)
    other = tmp_path / "elsewhere" / "store"
    shutil.copytree(folder, tmp_path / "copy")
    for number in (3, 1, 2):
        shutil.copytree(tmp_path / "copy", tmp_path / "part", dirs_exist_ok=True)
        for name in list(REPORTS)[number:]:
            (tmp_path / "part" / name).unlink()
        run(other, tmp_path / "part")
    assert lines(other) == lines(store)


def test_a_changed_file_replaces_what_it_said(folder: Path, store: Path, tmp_path: Path) -> None:
    run(store, folder)
    write(folder / "a.txt", "改写\n云岭省茶叶学会 offers 制茶\n")
    extractor = Extractor()
    assert names(run(store, folder, extractor=extractor))["changed"] == ["a.txt"]
    assert extractor.read == ["a"]
    run(tmp_path / "anew", folder)
    assert lines(store) == lines(tmp_path / "anew")


def test_one_text_in_two_files_is_one_report_until_both_have_changed(folder: Path, store: Path) -> None:
    shutil.copy(folder / "a.txt", folder / "z.txt")
    assert names(run(store, folder))["known"] == ["z.txt"]

    assert sources(store) == {"a.txt", "b.txt", "deep/c.md", "z.txt"}
    write(folder / "a.txt", "改写\n")
    run(store, folder)
    assert any("第一篇" in line for line in lines(store))
    write(folder / "z.txt", "改写\n")
    run(store, folder)
    assert not any("第一篇" in line for line in lines(store))
    assert sources(store) == {"a.txt", "b.txt", "deep/c.md", "z.txt"}


def test_a_moved_file_is_no_new_report(folder: Path, store: Path) -> None:
    run(store, folder)
    (folder / "b.txt").rename(folder / "deep" / "d.txt")
    extractor = Extractor()
    outcome = run(store, folder, extractor=extractor)
    assert outcome.moved == {folder / "deep" / "d.txt": folder / "b.txt"}
    assert names(outcome) == {"moved": ["d.txt"], "unchanged": ["a.txt", "c.md"]}
    assert extractor.read == []
    assert sources(store) == {"a.txt", "deep/c.md", "deep/d.txt"}
    assert names(run(store, folder)) == {"unchanged": ["a.txt", "c.md", "d.txt"]}


def test_a_file_that_is_gone_is_missing_and_what_it_said_stays(folder: Path, store: Path) -> None:
    run(store, folder)
    before = lines(store)
    write(folder / "bad.txt", "")
    run(store, folder)
    for name in ("b.txt", "bad.txt"):
        (folder / name).unlink()
    # Who names a file does not ask for the others.
    assert names(run(store, folder / "a.txt")) == {"unchanged": ["a.txt"]}
    for _ in range(2):
        outcome = run(store, folder)
        assert names(outcome) == {"unchanged": ["a.txt", "c.md"], "missing": ["b.txt"]}
        assert outcome.missing == [folder / "b.txt"]
    assert lines(store) == before
    with open_store(store) as opened:
        assert opened.ledger.failed == {}
    write(folder / "b.txt", REPORTS["b.txt"])
    assert names(run(store, folder)) == {"unchanged": ["a.txt", "b.txt", "c.md"]}


def test_a_new_extractor_reads_again_only_where_it_is_told_to(folder: Path, store: Path) -> None:
    run(store, folder)
    before = lines(store)
    newer = Extractor("lines-2")
    outcome = run(store, folder, extractor=newer)
    assert names(outcome)["stale"] == names(outcome)["unchanged"] == ["a.txt", "b.txt", "c.md"]
    assert (newer.read, lines(store)) == ([], before)
    assert names(run(store, folder / "a.txt", extractor=newer, again=True)) == {"again": ["a.txt"]}
    assert newer.read == ["a"]
    assert versions(store) == {"lines-1", "lines-2"}


def test_all_stored_reports_are_read_again_though_their_files_are_gone(
    folder: Path, store: Path, tmp_path: Path
) -> None:
    newer = Extractor("lines-2")
    run(tmp_path / "anew", folder, extractor=newer)
    run(store, folder)
    shutil.rmtree(folder)
    newer.read.clear()
    assert names(again(store, newer, dry_run=True)) == {"again": ["a.txt", "b.txt", "c.md"]}
    assert (newer.read, versions(store)) == ([], {"lines-1"})
    assert names(again(store, newer)) == {"again": ["a.txt", "b.txt", "c.md"]}
    assert sorted(newer.read) == ["a", "b", "c"]
    assert lines(store) == lines(tmp_path / "anew")
    generation = (store / "CURRENT").read_bytes()
    assert names(again(store, newer)) == {}
    assert (store / "CURRENT").read_bytes() == generation


def test_sources_stay_though_no_file_is_known(folder: Path, store: Path) -> None:
    """As after an import of another machine's store."""
    run(store, folder)
    before = sources(store)
    generation = current(store)
    assert generation is not None
    write_ledger(generation.sources, Ledger())
    assert len(again(store, Extractor("lines-2")).again) == 3
    assert sources(store) == before


def test_without_stored_text_the_file_is_read_again(folder: Path, store: Path, tmp_path: Path) -> None:
    newer = Extractor("lines-2")
    run(tmp_path / "anew", folder, extractor=newer, keep_text=False)
    run(store, folder, keep_text=False)
    (folder / "b.txt").unlink()
    write(folder / "a.txt", "改写\n")
    outcome = again(store, newer)
    assert names(outcome) == {"again": ["c.md"], "failed": ["a.txt", "b.txt"]}
    assert outcome.failed[folder / "b.txt"] == (
        f"{folder / 'b.txt'}: its text is not kept and the file is gone or changed; build the file again"
    )
    assert versions(store) == {"lines-1", "lines-2"}
    for name in ("a.txt", "b.txt"):
        write(folder / name, REPORTS[name])
    assert names(again(store, newer)) == {"again": ["a.txt", "b.txt"]}
    assert lines(store) == lines(tmp_path / "anew")
    with open_store(store) as opened:
        assert opened.ledger.failed == {}


def test_one_bad_file_does_not_stop_the_rest(folder: Path, store: Path, tmp_path: Path) -> None:
    run(tmp_path / "good", folder)
    write(folder / "bad.txt", "")
    outcome = run(store, folder)
    assert names(outcome)["failed"] == ["bad.txt"]
    assert lines(store) == lines(tmp_path / "good")
    with open_store(store) as opened:
        assert list(opened.ledger.failed) == [str(folder / "bad.txt")]
    write(folder / "bad.txt", "补上了\n")
    assert names(run(store, folder))["new"] == ["bad.txt"]
    with open_store(store) as opened:
        assert opened.ledger.failed == {}


def test_a_file_that_went_bad_keeps_what_it_said(folder: Path, store: Path) -> None:
    run(store, folder)
    before = lines(store)
    write(folder / "a.txt", "")
    run(store, folder)
    assert lines(store) == before


def test_a_report_at_which_the_extractor_fails_does_not_stop_the_rest(
    folder: Path, store: Path, tmp_path: Path
) -> None:
    run(tmp_path / "good", folder)
    write(folder / "bad.txt", "crash\n")
    outcome = run(store, folder)
    assert names(outcome) == {"new": ["a.txt", "b.txt", "c.md"], "failed": ["bad.txt"]}
    assert outcome.failed[folder / "bad.txt"] == (
        f"{folder / 'bad.txt'}: the extractor failed (RuntimeError: a bug of the extractor); "
        f"kg --debug extract {folder / 'bad.txt'} --explain shows where"
    )
    assert lines(store) == lines(tmp_path / "good")
    with open_store(store) as opened:
        assert list(opened.ledger.failed) == [str(folder / "bad.txt")]
    # What a file said stays until a new text of it can be read.
    write(folder / "a.txt", "crash\n第一篇\n")
    assert names(run(store, folder))["failed"] == ["a.txt", "bad.txt"]
    assert lines(store) == lines(tmp_path / "good")
    write(folder / "a.txt", REPORTS["a.txt"])
    (folder / "bad.txt").unlink()
    assert names(run(store, folder)) == {"unchanged": ["a.txt", "b.txt", "c.md"]}
    with open_store(store) as opened:
        assert opened.ledger.failed == {}


def test_where_all_fail_nothing_changes(folder: Path, store: Path, tmp_path: Path) -> None:
    write(tmp_path / "bad" / "x.txt", "")
    assert names(run(store, tmp_path / "bad"))["failed"] == ["x.txt"]
    assert not store.exists()
    run(store, folder)
    generation = (store / "CURRENT").read_bytes()
    run(store, tmp_path / "bad")
    assert (store / "CURRENT").read_bytes() == generation


def test_a_dry_run_changes_and_extracts_nothing(folder: Path, store: Path) -> None:
    extractor = Extractor()
    assert names(run(store, folder, extractor=extractor, dry_run=True))["new"] == ["a.txt", "b.txt", "c.md"]
    assert not store.exists()
    run(store, folder)
    before, generation = lines(store), (store / "CURRENT").read_bytes()
    write(folder / "a.txt", "改写\n")
    outcome = names(run(store, folder, extractor=extractor, dry_run=True))
    assert outcome == {"changed": ["a.txt"], "unchanged": ["b.txt", "c.md"]}
    assert (lines(store), (store / "CURRENT").read_bytes()) == (before, generation)
    assert extractor.read == []


def test_a_reader_keeps_its_state_and_the_old_state_is_swept_after_it(folder: Path, store: Path) -> None:
    run(store, folder)
    with open_store(store) as opened:
        before = sorted(str(quad) for quad in opened.quads)
        for number in range(3):
            write(folder / "a.txt", f"改写{number}\n")
            run(store, folder)
        assert sorted(str(quad) for quad in opened.quads) == before
        assert sorted(path.name for path in (store / "generations").iterdir()) == ["1", "4"]
    write(folder / "a.txt", "再改\n")
    run(store, folder)
    assert [path.name for path in (store / "generations").iterdir()] == ["5"]


def test_inputs_are_each_file_once_with_its_path_below_the_folder(folder: Path) -> None:
    found = find_reports([folder, folder / "a.txt", folder / "deep"])
    assert [(file.path.relative_to(folder).as_posix(), file.source) for file in found] == [
        ("a.txt", "a.txt"),
        ("b.txt", "b.txt"),
        ("deep/c.md", "c.md"),
    ]
    with pytest.raises(ReportError):
        find_reports([folder / "missing.txt"])
