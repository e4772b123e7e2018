"""Start of the program: commands on little, each in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.measuring import ROOT, best, kg
from benchmarks.tables import Table
from benchmarks.workload import Workload

REPORTS = ROOT / "examples" / "reports"
REPORT = ROOT / "examples" / "one-report.txt"


def tables(workload: Workload, sizes: Sequence[int]) -> Iterator[Table]:
    """Give the table; the sizes do not matter."""
    store = workload.folder / "example-store"
    if not store.exists():
        kg("build", REPORTS, "--store", store)
    commands = {
        "kg --help": ["--help"],
        "kg ask 谁任职 云浮市科协": ["ask", "谁任职", "云浮市科协", "--store", store],
        "kg status": ["status", "--store", store],
        "kg extract one-report.txt": ["extract", REPORT, "-o", workload.folder / "records"],
    }
    rows = [(f"`{name}`", *best(lambda: kg(*command).cost)) for name, command in commands.items()]  # noqa: B023
    yield Table(
        "Start of the program", ("command", "s", "CPU s", "peak MB"), rows,
        f"On a store of the {len(list(REPORTS.iterdir()))} example reports; the best of several rounds.",
    )  # fmt: skip
