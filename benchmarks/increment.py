"""One report added to a store of many, changed and removed: seconds, memory, quads, as a Markdown table.

    python -m benchmarks.increment [REPORTS...]        # sizes of the store; default 100 1000 10000

The reports are those of benchmarks/recombined.py, so that no time goes into reading them for meaning; all
else is what `kg build FILE` and `kg remove FILE` do, in a process of their own. Its start (Python, the
imports) is not counted. `CPU s`: of all cores, also on a machine that is busy with other things. `looked up`
and `written` are quads. A copy of the store is timed beside.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from benchmarks.recombined import VERSION, Recombined, Template, read_templates

SIZES = (100, 1_000, 10_000)
COLUMNS = (
    "reports", "step", "s", "CPU s", "MB at start", "MB at most", "looked up", "written", "copy of it, s",
)  # fmt: skip


class Counted:
    """Stands for pyoxigraph's store, and counts the quads that look-ups gave and that writers took."""

    read_only = staticmethod(ox.Store.read_only)
    looked_up = 0
    written = 0

    def __init__(self, *path: str) -> None:
        self._store = _Store(*path)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def __contains__(self, quad: ox.Quad) -> bool:
        Counted.looked_up += 1
        return quad in self._store

    # ruff: noqa: D102 - the names are pyoxigraph's
    def quads_for_pattern(self, *pattern: Any) -> Iterator[ox.Quad]:
        for quad in self._store.quads_for_pattern(*pattern):
            Counted.looked_up += 1
            yield quad

    def remove(self, quad: ox.Quad) -> None:
        Counted.written += 1
        self._store.remove(quad)

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        self._store.extend(map(self._counted, quads))

    def bulk_extend(self, quads: Iterable[ox.Quad]) -> None:
        self._store.bulk_extend(map(self._counted, quads))

    @staticmethod
    def _counted(quad: ox.Quad) -> ox.Quad:
        Counted.written += 1
        return quad


_Store = ox.Store


def run(folder: Path, arguments: list[str]) -> None:
    """Run `kg` with the arguments in this process; print as JSON what it took, the start left out."""
    import extractors
    from extractors import pipeline
    from kg.cli import build, group, remove  # noqa: F401  (imported before the time is taken)

    templates = [
        Template(*row) for row in json.loads((folder / "templates.json").read_text(encoding="utf-8"))
    ]
    recombined = Recombined(templates)
    pipeline.load = lambda: recombined  # type: ignore[assignment,return-value]
    extractors.VERSION = VERSION
    ox.Store = Counted  # type: ignore[assignment,misc]
    before, began, cores = megabytes(), time.perf_counter(), time.process_time()
    group.main(arguments, standalone_mode=False)
    seconds, cores = time.perf_counter() - began, time.process_time() - cores
    figures = [round(seconds, 2), round(cores, 2), before, megabytes(), Counted.looked_up, Counted.written]
    print(json.dumps(figures))


def megabytes() -> int:
    """Return the most memory that this process has used."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measured(folder: Path, *arguments: str) -> list[float]:
    """Run `kg` in a process of its own and return what `run` printed."""
    program = [sys.executable, "-m", "benchmarks.increment", "run", str(folder), *arguments]
    told = subprocess.run(program, capture_output=True, encoding="utf-8", check=True).stdout
    found: list[float] = json.loads(told.splitlines()[-1])
    return found


def main(sizes: list[int]) -> None:
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    templates = read_templates()
    recombined = Recombined(templates)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports, store = folder / "reports", folder / "kg-store"
        reports.mkdir()
        (folder / "templates.json").write_text(json.dumps(templates, ensure_ascii=False), encoding="utf-8")

        def write(number: int, of: int | None = None) -> str:
            path = reports / f"{number}.txt"
            path.write_text(recombined.text(number if of is None else of), encoding="utf-8")
            return str(path)

        done = 0
        for size in sizes:
            for number in range(done, size):
                write(number)
            done = size
            build = measured(folder, "build", str(reports), "--store", str(store), "--workers", "1")
            began = time.perf_counter()
            shutil.copytree(store, folder / "copy")
            copied = f"{time.perf_counter() - began:.2f}"
            shutil.rmtree(folder / "copy")
            steps = {
                "all built": build,
                "one added": measured(folder, "build", write(size), "--store", str(store)),
                "one changed": measured(folder, "build", write(size, size + 1), "--store", str(store)),
                "one removed": measured(
                    folder, "remove", str(reports / f"{size}.txt"), "--store", str(store)
                ),
            }
            for step, figures in steps.items():
                print(f"| {size} | {step} | {' | '.join(map(str, figures))} | {copied} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        run(Path(sys.argv[2]), sys.argv[3:])
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
