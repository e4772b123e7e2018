"""One report added to a store, changed and removed: what it costs, and the quads looked up and written.

    python -m benchmarks.add build FILE --store DIR

runs `kg` with the arguments and prints as JSON what it cost: the start (Python, imports, models) does not
count.
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyoxigraph as ox

from benchmarks.measuring import run, timed
from benchmarks.tables import Cell, Table
from benchmarks.workload import Workload

COLUMNS = (
    "reports", "change", "s", "CPU s", "MB at start", "MB at most", "quads looked up", "quads written",
    "to copy the store, s",
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


def tables(workload: Workload, sizes: Sequence[int]) -> Iterator[Table]:
    """Give the three changes at each size."""
    rows = [row for size in sizes for row in _rows(workload, size)]
    note = "The start of the program and the loading of the models are not counted; reading the report is."
    yield Table("One report more, changed, less", COLUMNS, rows, note)


def _rows(workload: Workload, size: int) -> Iterator[list[Cell]]:
    store, report = workload.folder / "changed-store", workload.folder / "one-more.txt"
    copied = timed(lambda: shutil.copytree(workload.store(size), store))[1].seconds
    changes = {"added": ("build", size), "changed": ("build", size + 1), "removed": ("remove", size + 1)}
    for change, (command, number) in changes.items():
        report.write_text(workload.recombined.text(number), encoding="utf-8")
        told = run(sys.executable, "-m", "benchmarks.add", command, report, "--store", store).output
        yield [size, change, *json.loads(told.splitlines()[-1]), copied]
    shutil.rmtree(store)


def _main(arguments: list[str]) -> None:
    from benchmarks.start import REPORT
    from extractors import pipeline
    from extractors.reading import read
    from kg.cli import build, group, remove  # noqa: F401  (imported before the time is taken)

    if arguments[0] == "build":
        pipeline.load().extract(read(REPORT))  # loads the models
    ox.Store = Counted  # type: ignore[assignment,misc]
    before = _megabytes()
    _, cost = timed(lambda: group.main(arguments, standalone_mode=False))
    print(json.dumps([*cost[:2], before, _megabytes(), Counted.looked_up, Counted.written]))


def _megabytes() -> float:
    """Return the most memory that this process has used."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


if __name__ == "__main__":
    _main(sys.argv[1:])
