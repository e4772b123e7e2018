"""Building in two halves: what the second costs that is added to a store with the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.build import FOREVER, megabytes
from benchmarks.measuring import kg
from benchmarks.tables import Cell, Table
from benchmarks.workload import Workload, characters

COLUMNS = (
    "reports", "characters", "first half, s", "second half, s", "both, s", "second/first",
    "CPU s", "CPU second/first", "peak MB", "store MB",
)  # fmt: skip


def tables(workload: Workload, sizes: Sequence[int]) -> Iterator[Table]:
    """Give the table; the stores are those of other subjects where no earlier one has made them."""
    yield Table(
        "The second half on top of the first", COLUMNS, [_row(workload, size) for size in sizes],
        "Recombined reports, the full pipeline; half of them, then the other half into the same store. "
        "CPU: of all processes; peak: of the largest of them.",
    )  # fmt: skip


def _row(workload: Workload, size: int) -> list[Cell]:
    store = workload.folder / f"store-{size}"
    if store.exists():
        store = workload.folder / f"halves-{size}"
    halves = [workload.reports(0, size // 2), workload.reports(size // 2, size)]
    first, second = (kg("build", half, "--store", store, limit=FOREVER).cost for half in halves)
    peak = max(cost.megabytes or 0 for cost in (first, second))
    seconds, cpu = first.seconds + second.seconds, first.cpu + second.cpu
    ratios = second.seconds / first.seconds, second.cpu / first.cpu
    return [
        size, sum(map(characters, halves)), first.seconds, second.seconds, seconds, ratios[0],
        cpu, ratios[1], peak, megabytes(store),
    ]  # fmt: skip
