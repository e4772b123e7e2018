"""Exports in all formats and the check against the shapes, each command in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.build import megabytes
from benchmarks.measuring import NotEndedError, kg
from benchmarks.tables import Cell, Table
from benchmarks.workload import Workload
from kg.exchange.formats import FORMATS

COLUMNS = ("reports", "command", "s", "CPU s", "peak MB", "written MB")


def tables(workload: Workload, sizes: Sequence[int]) -> Iterator[Table]:
    """Give one table of all formats at all sizes."""
    rows = [row for size in sizes for row in _rows(workload, size)]
    yield Table("Exports and validation", COLUMNS, rows, "The start of the program counts.")


def _rows(workload: Workload, size: int) -> Iterator[list[Cell]]:
    store = workload.store(size)
    for name in [*FORMATS, "backup", "validate"]:
        file = workload.folder / f"exported-{size}-{name}"
        command = ["validate"] if name == "validate" else ["export", name, "-o", file]
        try:
            cost = kg(*command, "--store", store).cost
        except NotEndedError as error:
            yield [size, name, str(error), None, None, None]
            continue
        yield [size, name, *cost, megabytes(file) if file.exists() else None]
