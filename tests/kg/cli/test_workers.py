"""`kg build` by several processes, and by a Dask cluster: the same store, and nothing left of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import group
from kg.store import open_store

ROOT = Path(__file__).resolve().parents[3]
REPORTS = 30
PLACES = ("东源县", "阳东区", "德庆县", "饶平县", "诏安县", "云城区")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(REPORTS):
        place = PLACES[number % len(PLACES)]
        text = f"2025年3月{number + 1}日\n云岭省茶叶学会到{place}调研茶产业，与{place}科协签订合作协议。\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def command(*arguments: object) -> list[str]:
    # Where the tests run in the background of a shell, Ctrl-C is ignored by all that they start.
    heeded = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    program = f"{heeded}; from kg.cli import main; main({list(map(str, arguments))!r})"
    return [sys.executable, "-c", program]


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def test_the_store_is_the_same_however_many_processes_extract(reports: Path, tmp_path: Path) -> None:
    alone = CliRunner().invoke(
        group, ["build", str(reports), "--store", str(tmp_path / "1"), "--workers", "1"]
    )
    assert alone.output.startswith(f"Reports: {REPORTS} new, 0 changed, 0 unchanged, 0 failed")
    by_two = command("build", reports, "--store", tmp_path / "2", "--workers", 2)
    found = subprocess.run(by_two, env=ENVIRONMENT, capture_output=True, text=True, timeout=120)
    assert (found.returncode, found.stderr, found.stdout) == (0, "", alone.output)
    with open_store(tmp_path / "1") as one, open_store(tmp_path / "2") as two:
        assert set(one.quads) == set(two.quads)


def test_ctrl_c_ends_all_processes_and_leaves_no_store(reports: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    process = subprocess.Popen(
        command("build", reports, "--store", store, "--workers", 2), env=ENVIRONMENT,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    _wait_for(lambda: len(_group(process.pid)) >= 3, "no worker began")
    os.killpg(process.pid, signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, output, errors.strip()) == (130, "", "")
    _wait_for(lambda: not _group(process.pid), "processes are left")
    assert not (store / "CURRENT").exists()


def test_processes_end_with_a_parent_that_is_killed(reports: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("build", reports, "--store", tmp_path / "store", "--workers", 2), env=ENVIRONMENT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    _wait_for(lambda: len(_group(process.pid)) >= 3, "no worker began")
    process.kill()
    process.wait()
    _wait_for(lambda: not _group(process.pid), "processes are left")


def test_a_cluster_that_is_not_there_is_told_in_one_line(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractors.cluster.CONNECT_SECONDS", 1)
    arguments = ["build", str(reports), "--store", str(tmp_path / "s"), "--engine", "dask://127.0.0.1:9"]
    error = CliRunner().invoke(group, arguments).exception
    assert str(error).startswith("no Dask scheduler answers at dask://127.0.0.1:9 (")
    assert str(error).endswith("): start dask scheduler there")
    assert not (tmp_path / "s").exists()


def test_an_engine_has_its_own_workers(reports: Path) -> None:
    arguments = ["build", str(reports), "--engine", "dask://127.0.0.1:9", "--workers", "2"]
    assert CliRunner().invoke(group, arguments).exit_code == 2


def _group(leader: int) -> list[str]:
    """Return the processes of a process group."""
    found = subprocess.run(
        ["ps", "-o", "pid=", "--no-headers", "-g", str(leader)], capture_output=True, text=True
    )
    return found.stdout.split()


def _wait_for(happens: Callable[[], bool], told: str) -> None:
    deadline = time.monotonic() + 60
    while not happens():
        if time.monotonic() > deadline:
            pytest.fail(told)
        time.sleep(0.05)
