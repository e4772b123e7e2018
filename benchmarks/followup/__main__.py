"""The ledger of promises on invented reports: `python -m benchmarks.followup`.

The reports go the normal way: extraction, store, ledger; `promises.csv` says what a reader sees in them.
"""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from typing import NamedTuple

from extractors import pipeline
from extractors.reading import find_reports
from kg.answers.followup import Promise, follow_up
from kg.store import open_store
from kg.store.build import build

HERE = Path(__file__).resolve().parent


class Expected(NamedTuple):
    """A promise as a reader sees it; other names of owner and object count too. No status: arguable."""

    report: str
    owners: frozenset[str]
    objects: frozenset[str]
    words: str
    status: str
    later: frozenset[str]

    def is_of(self, promise: Promise) -> bool:
        """Whether a row of the ledger is this promise."""
        return (
            promise.report == self.report
            and promise.owner in self.owners
            and promise.object in self.objects
            and self.words in promise.sentence
        )


class Figures(NamedTuple):
    """Links found: precision, recall. Of the promises read: the share with the right status. Shares of 1."""

    precision: float
    recall: float
    status: float
    read: int
    expected: int
    errors: list[str]


def expected() -> list[Expected]:
    with (HERE / "promises.csv").open(encoding="utf-8", newline="") as file:
        return [
            Expected(
                row["report"],
                frozenset(row["owner"].split("|")),
                frozenset(row["object"].split("|")),
                row["words"],
                row["status"],
                frozenset(row["later"].split()),
            )
            for row in csv.DictReader(file)
        ]


def ledger() -> list[Promise]:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "kg-store"
        build(store, find_reports([HERE / "reports"]), version=pipeline.VERSION, load=pipeline.load)
        with open_store(store) as opened:
            return follow_up(opened.quads)


def measure(promises: list[Promise], gold: list[Expected]) -> Figures:
    arguable = [row for row in gold if not row.status]
    wanted = [row for row in gold if row.status]
    errors, found, right, status_right = [], 0, 0, 0
    for promise in promises:
        if any(row.is_of(promise) for row in arguable):
            continue
        later = {report for row in wanted if row.is_of(promise) for report in row.later}
        for report in sorted({link.report for link in promise.links}):
            found += 1
            right += report in later
            if report not in later:
                errors.append(f"wrong link: {_shown(promise)} -> {report}")
    links, links_found, read = 0, 0, 0
    for row in wanted:
        rows = [promise for promise in promises if row.is_of(promise)]
        reached = {link.report for promise in rows for link in promise.links} & row.later
        links, links_found = links + len(row.later), links_found + len(reached)
        if not rows:
            errors.append(f"promise not read: {row.report} {row.words}")
            continue
        errors.extend(f"link missed: {_shown(rows[0])} -> {report}" for report in sorted(row.later - reached))
        read += 1
        status = min((promise.status for promise in rows), key=("done", "moving", "silent").index)
        status_right += status == row.status
        if status != row.status:
            errors.append(f"status {status}, not {row.status}: {_shown(rows[0])}")
    return Figures(right / found, links_found / links, status_right / read, read, len(wanted), errors)


def _shown(promise: Promise) -> str:
    return f"{promise.report} {promise.owner} {promise.text}"


def main() -> None:
    figures = measure(ledger(), expected())
    reports = len(list((HERE / "reports").iterdir()))
    print(f"{reports} reports, {figures.expected} promises, {figures.read} read\n")
    print("| links: precision | links: recall | status right |\n|---|---|---|")
    print(f"| {figures.precision:.2f} | {figures.recall:.2f} | {figures.status:.2f} |\n")
    print("\n".join(figures.errors))


if __name__ == "__main__":
    main()
