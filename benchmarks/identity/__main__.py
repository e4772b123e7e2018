"""Measures identity on a collection made for it: python -m benchmarks.identity [FOLDER]

Builds a store of the reports in a temporary folder, exports its mentions, and prints precision and recall of
what it merged, then every wrong merge and every missed one with the reasons that the store gives.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.identity.scores import (
    Found,
    b_cubed,
    match,
    missed_merges,
    pairwise,
    pairwise_across,
    read_gold,
    wrong_merges,
)
from extractors import pipeline
from extractors.reading import find_reports
from kg.exchange.mentions import mentions_table
from kg.store import open_store
from kg.store.build import build
from kg.vocabulary import ID

COLLECTION = Path(__file__).parent


def concordance(reports: Path) -> str:
    """Return the mentions of a store built of the reports, as CSV."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "kg-store"
        build(store, find_reports([reports]), version=pipeline.VERSION, load=pipeline.load)
        with open_store(store) as opened:
            return mentions_table(opened.quads)


def main(folder: Path) -> None:
    gold = read_gold(folder)
    found = match(gold, concordance(folder / "reports"))
    reports, things = {mention.report for mention in gold}, {mention.thing for mention in gold}
    print(f"{len(reports)} reports, {len(things)} things, {len(gold)} mentions, {len(found)} of them found\n")
    print("| over the mentions found | precision | recall |\n|---|---:|---:|")
    for name, score in (
        ("pairs of mentions", pairwise(found)),
        ("pairs in two reports", pairwise_across(found)),
        ("B-cubed", b_cubed(found)),
    ):
        print(f"| {name} | {score.precision:.4f} | {score.recall:.4f} |")
    _list("Wrong merges", wrong_merges(found), "thing")
    _list("Missed merges", missed_merges(found), "entity")


def _list(title: str, torn: Mapping[str, list[Found]], part: str) -> None:
    print(f"\n{title}: {len(torn)}")
    for name, mentions in torn.items():
        print(f"\n{name.removeprefix(ID)}")
        for line in dict.fromkeys(
            f"  {getattr(one, part).removeprefix(ID)} ← {one.report}: {one.form} ({one.reason})"
            for one in mentions
        ):
            print(line)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else COLLECTION)
