"""Whatever ends a build or a removal, the store is as it was before or as it is after."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kg.errors import StoreError
from kg.store.generation import building, current
from kg.store.removal import remove
from tests.kg.store.builds import lines, names, run, write

PROGRAM = Path(__file__).with_name("lines.py")
KILLS = int(os.environ.get("KG_KILLS", "3"))
"""How often a process is killed at a random moment; `make kills` says 100."""


class Work(NamedTuple):
    """A change of the store: its command and what that is given, and the store's lines before and after."""

    command: str
    names: list[str]
    before: list[str]
    after: list[str]


@pytest.fixture(params=["build", "remove"])
def work(request: pytest.FixtureRequest, folder: Path, store: Path) -> Work:
    run(store, folder)
    small = lines(store)
    grow(folder)
    if request.param == "remove":
        run(store, folder)
        return Work("remove", [f"n{number}" for number in range(20)], lines(store), small)
    run(store.with_name("large"), folder)
    return Work("build", [str(folder)], small, lines(store.with_name("large")))


def grow(folder: Path) -> None:
    for number in range(20):
        text = "\n".join(f"学会第{number % 7}{line}号 serves 产业{line}" for line in range(20))
        write(folder / f"n{number}.txt", f"第{number}篇\n{text}\n")


def start(work: Work, store: Path, die_before: int | None = None, **more: Any) -> subprocess.Popen[str]:
    """Start a process that changes the store, and return when it begins to."""
    environment = {**os.environ, "PYTHONPATH": str(PROGRAM.parents[3])}
    if die_before is not None:
        environment["KG_DIE_BEFORE"] = str(die_before)
    process = subprocess.Popen(
        [sys.executable, str(PROGRAM), work.command, str(store), *work.names],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "building\n"
    return process


def finish(work: Work, store: Path) -> None:
    """Do the work after a process died of it: its lock and leavings are in nobody's way."""
    if lines(store) == work.before and work.command == "build":
        run(store, *map(Path, work.names))
    elif lines(store) == work.before:
        remove(store, work.names)
    assert lines(store) == work.after


def test_a_killed_change_leaves_the_store_before_or_after(work: Work, store: Path, tmp_path: Path) -> None:
    shutil.copytree(store, tmp_path / "first")
    with start(work, store) as process:
        began = time.monotonic()
        assert process.wait() == 0
    seconds = time.monotonic() - began
    moments = random.Random(KILLS)
    for _ in range(KILLS):
        shutil.rmtree(store)
        shutil.copytree(tmp_path / "first", store)
        with start(work, store) as process:
            time.sleep(moments.uniform(0, 1.1) * seconds)
            process.kill()
        assert lines(store) in (work.before, work.after)
        finish(work, store)


def test_a_change_killed_while_it_is_published(work: Work, store: Path, tmp_path: Path) -> None:
    """It dies before each of its last steps in turn, until one lets it end; few of them without KG_KILLS."""
    shutil.copytree(store, tmp_path / "first")
    found = []
    for step in range(1, 99) if KILLS > 3 else (3, 6, 99):
        shutil.rmtree(store)
        shutil.copytree(tmp_path / "first", store)
        with start(work, store, die_before=step) as process:
            ended = process.wait()
        assert ended in (0, -signal.SIGKILL)
        found.append(lines(store))
        assert found[-1] in (work.before, work.after)
        finish(work, store)
        if ended == 0:
            break
    assert found[-1] == work.after
    # Once it shows, it shows at every later step.
    shown = [state == work.after for state in found]
    assert shown == sorted(shown) and False in shown


def test_a_full_disk_leaves_the_store_as_it_was(work: Work, store: Path) -> None:
    generation = current(store)

    def no_large_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    with start(work, store, preexec_fn=no_large_files) as process:
        _, told = process.communicate()
    assert process.returncode != 0
    assert f"cannot write the store at {store}" in told
    assert lines(store) == work.before
    after = current(store)
    assert generation is not None and after is not None and generation.name == after.name


def test_an_exception_leaves_the_store_as_it_was(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a bug")

    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr("kg.store.change.update", fail)
        run(store, folder)
    assert not store.exists()
    run(store, folder)
    before = lines(store)
    write(folder / "d.txt", "又一篇\n云岭省茶叶学会 offers 制茶\n")
    with monkeypatch.context() as patch:
        patch.setattr("kg.store.change.update", fail)
        with pytest.raises(RuntimeError):
            run(store, folder)
        with pytest.raises(RuntimeError):
            remove(store, ["a.txt"])
    assert lines(store) == before
    assert [path.name for path in (store / "generations").iterdir()] == ["1"]
    assert names(run(store, folder))["new"] == ["d.txt"]


def test_a_second_builder_says_who_holds_the_store(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.store.generation.LOCK_WAIT_SECONDS", 0)
    run(store, folder)
    told = f"is being built by process {os.getpid()} on "
    with building(store):
        with pytest.raises(StoreError, match=told):
            run(store, folder)
        with pytest.raises(StoreError, match=told):
            remove(store, ["a.txt"])
    run(store, folder)


def test_two_builds_at_once(folder: Path, store: Path) -> None:
    grow(folder)
    both = [start(Work("build", [str(folder)], [], []), store) for _ in range(2)]
    told = [process.communicate()[1] for process in both]
    for process, text in zip(both, told, strict=True):
        assert process.returncode == 0 or "is being built by process" in text
    assert 0 in [process.returncode for process in both]
    assert list(names(run(store, folder))) == ["unchanged"]
