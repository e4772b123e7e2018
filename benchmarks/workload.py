"""The reports and the stores that the subjects measure: each made once, when the first subject needs it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from benchmarks.measuring import kg
from benchmarks.recombined import Recombined, read_templates


class Workload:
    """Recombined reports and what `kg build` makes of them, in a folder, by number of reports."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def recombined(self) -> Recombined:
        """The reports by number, without end."""
        return Recombined(read_templates())

    def reports(self, begin: int, end: int) -> Path:
        """Return a folder with the reports of these numbers."""
        folder = self.folder / f"reports-{begin}-{end}"
        if not folder.exists():
            folder.mkdir()
            for number in range(begin, end):
                text = self.recombined.text(number)
                (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        return folder

    def store(self, size: int) -> Path:
        """Return a store of the first `size` reports."""
        store = self.folder / f"store-{size}"
        if not store.exists():
            kg("build", self.reports(0, size), "--store", store, limit=36_000)
        return store


def characters(folder: Path) -> int:
    """Return how many characters the reports of a folder have."""
    return sum(len(path.read_text(encoding="utf-8")) for path in folder.iterdir())
