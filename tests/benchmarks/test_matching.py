"""Needs against offers on the project's invented reports: what it reached stays reached."""

from __future__ import annotations

from benchmarks.matching.__main__ import HERE, judged, matched, measure


def test_who_could_meet_a_need_stands_first() -> None:
    figures = measure(matched(), judged())
    assert figures.mrr >= 0.9, figures.errors
    assert figures.first >= 0.88, figures.errors
    assert figures.unmet >= 0.95, figures.errors
    assert figures.read >= 38, figures.errors


def test_the_judged_needs_and_bodies_stand_in_the_reports() -> None:
    text = "".join(path.read_text("utf-8") for path in (HERE / "reports").iterdir())
    rows = judged()
    assert len(rows) >= 30
    for row in rows:
        assert row.who in text, row
        assert all(body in text for body in row.bodies), row
        assert any(industry in text for industry in row.industries), row
