from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from rdflib import DCTERMS

from kg.errors import ReportError, StoreError
from kg.store import open_store
from kg.store.build import Outcome, build, inputs
from kg.store.generation import building, current
from kg.store.patterns import term
from kg.vocabulary import KX
from tests.kg.store.lines import Extractor

REPORTS = {
    "a.txt": "第一篇\n云岭省茶叶学会 serves 茶叶\n李明远 holdsPost 云岭省茶叶学会\n",
    "b.txt": "第二篇\n云岭省茶叶学会 cooperatesWith 云岭农业大学\n云岭省茶叶学会 serves 茶叶\n",
    "deep/c.md": "第三篇\n云岭农业大学 offers 茶树育种\n李明远 holdsPost 云岭省茶叶学会\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "reports"
    for name, text in REPORTS.items():
        write(root / name, text)
    return root


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "kg-store"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(store: Path, *paths: Path, extractor: Extractor | None = None, **more: bool) -> Outcome:
    used = Extractor() if extractor is None else extractor
    return build(store, inputs(paths), version=used.version, load=lambda: used, **more)


def lines(store: Path) -> list[str]:
    with open_store(store) as opened:
        return sorted(str(quad) for quad in opened.quads)


def names(outcome: Outcome) -> dict[str, list[str]]:
    return {
        state: [path.name for path in getattr(outcome, state)]
        for state in ("new", "changed", "unchanged", "failed")
    }


def test_built_twice_changes_nothing(folder: Path, store: Path) -> None:
    first = run(store, folder)
    assert names(first) == {"new": ["a.txt", "b.txt", "c.md"], "changed": [], "unchanged": [], "failed": []}
    before, generation = lines(store), (store / "CURRENT").read_bytes()
    extractor = Extractor()
    second = run(store, folder, extractor=extractor)
    assert names(second) == {"new": [], "changed": [], "unchanged": ["a.txt", "b.txt", "c.md"], "failed": []}
    assert extractor.read == []
    assert lines(store) == before
    assert (store / "CURRENT").read_bytes() == generation


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
    assert names(run(store, folder))["unchanged"] == ["z.txt"]

    def sources() -> set[str]:
        with open_store(store) as opened:
            found = opened.quads.quads_for_pattern(None, term(DCTERMS.source), None, None)
            return {quad.object.value for quad in found}

    assert sources() == {"a.txt", "b.txt", "deep/c.md", "z.txt"}
    write(folder / "a.txt", "改写\n")
    run(store, folder)
    assert any("第一篇" in line for line in lines(store))
    write(folder / "z.txt", "改写\n")
    run(store, folder)
    assert not any("第一篇" in line for line in lines(store))
    assert sources() == {"a.txt", "b.txt", "deep/c.md", "z.txt"}


def test_a_new_extractor_reads_again(folder: Path, store: Path) -> None:
    run(store, folder)
    extractor = Extractor("lines-2")
    assert names(run(store, folder / "a.txt", extractor=extractor))["changed"] == ["a.txt"]
    with open_store(store) as opened:
        versions = {
            quad.object.value for quad in opened.quads.quads_for_pattern(None, term(KX.extractor), None, None)
        }
    assert versions == {"lines-1", "lines-2"}


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
    assert outcome == {"new": [], "changed": ["a.txt"], "unchanged": ["b.txt", "c.md"], "failed": []}
    assert (lines(store), (store / "CURRENT").read_bytes()) == (before, generation)
    assert extractor.read == []


def test_an_exception_leaves_the_store_as_it_was(folder: Path, store: Path) -> None:
    with pytest.raises(RuntimeError):
        write(folder / "d.txt", "crash\n")
        run(store, folder)
    assert not store.exists()
    (folder / "d.txt").unlink()
    run(store, folder)
    before = lines(store)
    write(folder / "d.txt", "又一篇\n云岭省茶叶学会 offers 制茶\n")
    write(folder / "e.txt", "crash\n")
    with pytest.raises(RuntimeError):
        run(store, folder)
    assert lines(store) == before
    assert [path.name for path in (store / "generations").iterdir()] == ["1"]
    (folder / "e.txt").unlink()
    assert names(run(store, folder))["new"] == ["d.txt"]


def test_a_second_build_says_who_holds_the_store(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.store.generation.LOCK_WAIT_SECONDS", 0)
    with building(store), pytest.raises(StoreError, match=f"is being built by process {os.getpid()} on "):
        run(store, folder)
    run(store, folder)


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
    found = inputs([folder, folder / "a.txt", folder / "deep"])
    assert [(file.path.relative_to(folder).as_posix(), file.source) for file in found] == [
        ("a.txt", "a.txt"),
        ("b.txt", "b.txt"),
        ("deep/c.md", "c.md"),
    ]
    with pytest.raises(ReportError):
        inputs([folder / "missing.txt"])


def _process(store: Path, folder: Path, **more: Any) -> subprocess.Popen[str]:
    """Start a build in a process of its own, and return when it begins to work."""
    root = Path(__file__).resolve().parents[3]
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("lines.py")), str(store), str(folder)],
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "building\n"
    return process


def _grown(folder: Path, count: int) -> None:
    for number in range(count):
        text = "\n".join(f"学会第{number % 7}{line}号 serves 产业{line}" for line in range(20))
        write(folder / f"n{number}.txt", f"第{number}篇\n{text}\n")


def test_a_killed_build_leaves_the_store_before_or_after(folder: Path, store: Path, tmp_path: Path) -> None:
    """KG_KILLS says how many kills at random moments (`make kills` runs 100)."""
    kills = int(os.environ.get("KG_KILLS", "3"))
    run(store, folder)
    shutil.copytree(store, tmp_path / "first")
    before = lines(store)
    _grown(folder, 20)
    with _process(tmp_path / "whole", folder) as process:
        began = time.monotonic()
        assert process.wait() == 0
    seconds = time.monotonic() - began
    after = lines(tmp_path / "whole")
    moments = random.Random(kills)
    for _ in range(kills):
        shutil.rmtree(store)
        shutil.copytree(tmp_path / "first", store)
        with _process(store, folder) as process:
            time.sleep(moments.uniform(0, 1.1) * seconds)
            process.kill()
        assert lines(store) in (before, after)
        # The dead builder's lock and leavings are in nobody's way.
        run(store, folder)
        assert lines(store) == after
        assert len(list((store / "generations").iterdir())) == 1


def test_a_full_disk_leaves_the_store_as_it_was(folder: Path, store: Path) -> None:
    run(store, folder)
    before = lines(store)
    _grown(folder, 20)

    def no_large_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    with _process(store, folder, preexec_fn=no_large_files) as process:
        _, told = process.communicate()
    assert process.returncode != 0
    assert f"cannot write the store at {store}" in told
    assert lines(store) == before
    generation = current(store)
    assert generation is not None and generation.name == "1"


def test_two_builds_at_once(folder: Path, store: Path) -> None:
    _grown(folder, 20)
    first, second = _process(store, folder), _process(store, folder)
    told = [process.communicate()[1] for process in (first, second)]
    for process, text in zip((first, second), told, strict=True):
        assert process.returncode == 0 or "is being built by process" in text
    assert 0 in (first.returncode, second.returncode)
    assert names(run(store, folder))["unchanged"] == sorted(path.name for path in folder.rglob("*.[tm]*"))
