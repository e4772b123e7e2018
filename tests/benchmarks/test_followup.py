"""The ledger of promises on the project's invented reports: what it reached stays reached."""

from __future__ import annotations

from benchmarks.followup.__main__ import HERE, expected, ledger, measure


def test_the_ledger_finds_what_a_reader_finds() -> None:
    figures = measure(ledger(), expected())
    assert figures.precision >= 0.95, figures.errors
    assert figures.recall >= 0.65, figures.errors
    assert figures.status >= 0.88, figures.errors
    assert figures.read >= 38, figures.errors


def test_the_words_of_each_promise_stand_in_its_report() -> None:
    rows = expected()
    assert len({row.report for row in rows}) > 25
    for row in rows:
        assert row.words in (HERE / "reports" / f"{row.report}.txt").read_text("utf-8"), row
        assert row.status in ("done", "moving", "silent", ""), row
        assert bool(row.later) is (row.status in ("done", "moving")), row
        for later in row.later:
            assert (HERE / "reports" / f"{later}.txt").exists(), row
