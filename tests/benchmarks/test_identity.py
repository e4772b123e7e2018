"""Identity across reports against the collection made for it: what was reached stays reached."""

from __future__ import annotations

import pytest

from benchmarks.identity.__main__ import COLLECTION, concordance
from benchmarks.identity.scores import (
    Found,
    Score,
    b_cubed,
    match,
    missed_merges,
    pairwise,
    pairwise_across,
    read_gold,
    wrong_merges,
)

FOUND, PRECISION, RECALL = 0.94, 0.995, 0.96
"""A point or less below what was measured."""


def test_things_are_one_by_proof() -> None:
    gold = read_gold(COLLECTION)
    found = match(gold, concordance(COLLECTION / "reports"))
    assert len(found) / len(gold) >= FOUND
    for score in (pairwise(found), pairwise_across(found), b_cubed(found)):
        assert score.precision >= PRECISION
        assert score.recall >= RECALL


def test_every_report_and_every_form_of_the_gold_is_used() -> None:
    gold = read_gold(COLLECTION)
    assert {mention.report for mention in gold} == {path.stem for path in (COLLECTION / "reports").iterdir()}
    rows = (COLLECTION / "gold.tsv").read_text("utf-8").splitlines()[1:]
    named = {(row.split("\t")[0], row.split("\t")[2]) for row in rows}
    assert {(mention.report, mention.thing) for mention in gold} == named


def found(*rows: tuple[str, str, str]) -> list[Found]:
    """Mentions as (report, thing, entity)."""
    return [Found(report, 0, "f", thing, entity, entity, "r") for report, thing, entity in rows]


MIXED = found(("a", "甲", "x"), ("a", "甲", "x"), ("b", "甲", "y"), ("b", "乙", "y"))


def test_pairs_are_counted_over_all_and_across_reports() -> None:
    # Merged: aa of 甲, and the 甲 and the 乙 of b. Of 甲 there are three pairs.
    assert pairwise(MIXED) == Score(1 / 2, 1 / 3)
    assert pairwise_across(MIXED) == Score(1.0, 0.0)
    assert pairwise([]) == Score(1.0, 1.0)


def test_b_cubed_is_a_mean_over_mentions() -> None:
    score = b_cubed(MIXED)
    assert score.precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert score.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


def test_wrong_and_missed_merges_are_those_of_two() -> None:
    assert {name: len(mentions) for name, mentions in wrong_merges(MIXED).items()} == {"y": 2}
    assert {name: len(mentions) for name, mentions in missed_merges(MIXED).items()} == {"甲": 3}


def test_a_row_is_of_the_mention_that_ends_with_it() -> None:
    (mention, *_) = [one for one in read_gold(COLLECTION) if one.form == "学会部"]
    header = "report,begin,end,form,type,entity,label,reason\n"
    rows = [
        f"{mention.report},{mention.begin - 3},{mention.end},省科协学会部,Organization,longer,l,r\n",
        f"{mention.report},{mention.begin},{mention.end},学会部,Organization,exact,l,r\n",
        f"{mention.report},{mention.begin},{mention.end + 1},学会部部,Organization,other,l,r\n",
    ]
    assert [one.entity for one in match([mention], header + "".join(rows))] == ["exact"]
    assert [one.entity for one in match([mention], header + rows[0] + rows[2])] == ["longer"]
    assert match([mention], header + rows[2]) == []
