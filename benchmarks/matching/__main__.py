"""Needs and who could meet them, on invented reports: `python -m benchmarks.matching`.

The reports go the normal way: extraction, store, match; `needs.csv` says what a reader sees in them. The
first set was read while the weights and the lists of names were made; from the second nothing was learnt.
"""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from typing import NamedTuple

from extractors import pipeline
from extractors.reading import find_reports
from kg.answers.match import Need, match
from kg.store import open_store
from kg.store.build import build

HERE = Path(__file__).resolve().parent
SETS = (HERE / "first", HERE / "second")


class Judged(NamedTuple):
    """A need as a reader sees it: names of what is needed, and who of all should come first.

    No body: nobody can meet it. An empty name among the bodies: that nobody can would be right too.
    """

    who: str
    industries: frozenset[str]
    bodies: frozenset[str]

    def is_of(self, need: Need) -> bool:
        """Whether a need of the graph is this one."""
        return need.who.label == self.who and bool(self.industries & {need.what.label, need.name})


class Figures(NamedTuple):
    """Of the needs that somebody can meet: mean reciprocal rank, the share with the right body first.

    Of those that nobody can: the share left without a body. `read`: how many needs extraction found at all;
    one that it did not find counts as wrong. Shares of 1.
    """

    mrr: float
    first: float
    unmet: float
    read: int
    judged: int
    errors: list[str]


def judged(folder: Path) -> list[Judged]:
    with (folder / "needs.csv").open(encoding="utf-8", newline="") as file:
        return [
            Judged(
                row["need"],
                frozenset(row["industry"].split("|")),
                frozenset(row["bodies"].split("|")) if row["bodies"] else frozenset(),
            )
            for row in csv.DictReader(file)
        ]


def matched(folder: Path) -> list[Need]:
    with tempfile.TemporaryDirectory() as scratch:
        store = Path(scratch) / "kg-store"
        build(store, find_reports([folder / "reports"]), version=pipeline.VERSION, load=pipeline.load)
        with open_store(store) as opened:
            return match(opened.quads).needs


def measure(needs: list[Need], gold: list[Judged]) -> Figures:
    ranks: list[float] = []
    unmet: list[bool] = []
    errors, read = [], 0
    for row in gold:
        need = next((need for need in needs if row.is_of(need)), None)
        read += need is not None
        found = [] if need is None else [one.body.label for one in need.matches]
        if not row.bodies:
            unmet.append(need is not None and not found)
            right = unmet[-1]
        else:
            rank = next((n for n, body in enumerate(found, start=1) if body in row.bodies), None)
            left = need is not None and not found and "" in row.bodies
            ranks.append(1.0 if left else 0.0 if rank is None else 1 / rank)
            right = ranks[-1] == 1
        if not right:
            wanted = " or ".join(sorted(row.bodies)) or "nobody"
            shown = "not read" if need is None else ", ".join(found) or "nobody"
            errors.append(f"{row.who} {min(row.industries)}: {shown}; wanted {wanted}")
    first = sum(rank == 1 for rank in ranks) / len(ranks)
    return Figures(sum(ranks) / len(ranks), first, sum(unmet) / len(unmet), read, len(gold), errors)


def main() -> None:
    for folder in SETS:
        gold = judged(folder)
        figures = measure(matched(folder), gold)
        reports = len(list((folder / "reports").iterdir()))
        unmet = sum(not row.bodies for row in gold)
        print(
            f"{folder.name} set: {reports} reports, "
            f"{figures.judged} needs ({unmet} that nobody can meet), {figures.read} read\n"
        )
        print("| MRR | right body first | rightly left unmet |\n|---|---|---|")
        print(f"| {figures.mrr:.2f} | {figures.first:.2f} | {figures.unmet:.2f} |\n")
        print("\n".join(figures.errors), end="\n\n")


if __name__ == "__main__":
    main()
