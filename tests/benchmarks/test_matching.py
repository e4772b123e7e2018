"""Needs against offers on the project's invented reports: what it reached stays reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.matching.__main__ import SETS, judged, matched, measure

FLOORS = {
    "first": (0.9, 0.88, 0.95, 38),
    "second": (0.65, 0.65, 0.65, 35),
}
"""Set → the least MRR, share with the right body first, share rightly left unmet, number of needs read."""


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_who_could_meet_a_need_stands_first(folder: Path) -> None:
    figures = measure(matched(folder), judged(folder))
    reached = (figures.mrr, figures.first, figures.unmet, figures.read)
    floors = FLOORS[folder.name]
    assert all(one >= floor for one, floor in zip(reached, floors, strict=True)), (reached, figures.errors)


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_the_judged_needs_and_bodies_stand_in_the_reports(folder: Path) -> None:
    text = "".join(path.read_text("utf-8") for path in (folder / "reports").iterdir())
    rows = judged(folder)
    assert len(rows) >= 30
    for row in rows:
        assert row.who in text, row
        assert all(body in text for body in row.bodies), row
        assert any(industry in text for industry in row.industries), row


def test_the_two_sets_share_no_needer_and_no_body() -> None:
    first, second = (
        {name for row in judged(folder) for name in (row.who, *row.bodies) if name} for folder in SETS
    )
    assert first.isdisjoint(second)
