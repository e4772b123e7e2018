"""The same reports give the same bytes: other hash seeds, another folder, the files in another order."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

# All in one process: only its start takes the hash seed, and the model loads once.
RUN = """
import json, sys
from kg.cli import group
for arguments in json.loads(sys.argv[1]):
    group.main(arguments, standalone_mode=False)
"""


def _everything(reports: Path, home: Path, seed: int, backwards: bool) -> dict[str, bytes]:
    """Return what the commands write about the examples, by file name, run in `home`."""
    shutil.copytree(reports, home / "reports")
    paths = sorted((f"reports/{path.name}" for path in reports.iterdir()), reverse=backwards)
    commands = [
        ["extract", *paths, "-o", "records"],
        ["build", *paths],
        ["export", "nquads", "-o", "graph.nq"],
        ["export", "graphml", "-o", "graph.graphml"],
        ["view", "-o", "graph.html"],
    ]
    subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(commands)],
        cwd=home,
        env={**os.environ, "PYTHONHASHSEED": str(seed), "KG_STORE": "kg-store"},
        capture_output=True,
        check=True,
    )
    written = [
        home / "graph.nq",
        home / "graph.graphml",
        home / "graph.html",
        *(home / "records").rglob("*.json"),
    ]
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in written}


@pytest.fixture(scope="module")
def runs(
    reports: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    first = _everything(reports, tmp_path_factory.mktemp("a"), seed=1, backwards=False)
    second = _everything(reports, tmp_path_factory.mktemp("another folder"), seed=4711, backwards=True)
    return first, second


def test_all_files_are_written(reports: Path, runs: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    first, second = runs
    assert set(first) == set(second)
    assert len([name for name in first if name.endswith(".json")]) == len(list(reports.iterdir()))
    assert [name for name, content in first.items() if content == b""] == []


def test_the_bytes_are_the_same(runs: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    first, second = runs
    assert [name for name in first if first[name] != second.get(name)] == []
