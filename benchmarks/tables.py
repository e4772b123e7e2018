"""Tables of figures as Markdown, and the machine on which they were measured."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Cell = str | int | float | None


@dataclass(frozen=True)
class Table:
    """Rows of figures; each column's name has its unit. `note` says what a reader must know to compare."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""

    @property
    def markdown(self) -> str:
        """The table for a page of documentation."""
        aligned = ["---:" if self._has_numbers(place) else "---" for place in range(len(self.columns))]
        lines = [self.columns, aligned, *([shown(cell) for cell in row] for row in self.rows)]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return f"### {self.title}\n{self.note}{chr(10) if self.note else ''}\n{table}\n"

    def _has_numbers(self, place: int) -> bool:
        return any(isinstance(row[place], int | float) for row in self.rows)


def shown(cell: Cell) -> str:
    """Return a figure with three digits that count, thousands apart: 0.031, 4.25, 17,305."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.replace("|", "\\|")
    if isinstance(cell, int) or abs(cell) >= 100:
        return f"{cell:,.0f}"
    return f"{cell:.3g}" if abs(cell) < 0.1 else f"{cell:.2f}" if abs(cell) < 10 else f"{cell:.1f}"


def machine() -> dict[str, str | int]:
    """Return what the figures depend on; the load is the mean of the last minute."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "python": platform.python_version(),
        "load average": f"{os.getloadavg()[0]:.1f}",
    }


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{platform.machine()} {names[0]}" if names else platform.machine()
