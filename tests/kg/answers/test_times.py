from __future__ import annotations

import pytest

from kg.answers.times import dates_in, is_date, is_later, may_meet, whole_months


@pytest.mark.parametrize("text", ["2025", "2025-03", "2024-02-29"])
def test_dates(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    ["", "25", "2025-3", "2025-13", "2025-02-29", "2025-03-08T10", "２０２５", "0000", "--03-08", "2025-"],
)
def test_what_is_no_date(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize(
    ("time", "than", "later"),
    [
        ("2025-03-08", "2025-03-07", True),
        ("2025", "2024-12-31", True),
        ("2025-03-08", "2025-03", False),
        ("2025-03", "2025-03-08", False),
        ("2025-03", "2025-03", False),
        ("2024", "2025", False),
    ],
)
def test_a_day_is_not_later_than_its_month(time: str, than: str, later: bool) -> None:
    assert is_later(time, than) is later


def test_dates_of_a_time() -> None:
    assert dates_in("2025-03") == ["2025-03"]
    assert dates_in("2023/2025-03-08") == ["2023", "2025-03-08"]
    assert dates_in("--05-20") == dates_in("") == dates_in(None) == []


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("2025-03", "2025-03-08", True),
        ("2025-03-08", "2025", True),
        ("2025-03", "2025-04", False),
        ("2023/2025", "2024-06-01", True),
        ("2023/2024-05", "2024-06-01", False),
        ("2025-03", None, False),
        ("--03-08", "--03-08", False),
    ],
)
def test_times_meet_where_one_may_be_within_the_other(one: str, other: str | None, meet: bool) -> None:
    assert may_meet(one, other) is may_meet(other, one) is meet


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        ("2024-03-08", "2025-03-08", 12),
        ("2024-03-08", "2025-03-07", 11),
        ("2024-03", "2025-03-15", 11),
        ("2024", "2025-03", 3),
        ("2025-01-31", "2025-02-28", 1),
        ("2025-03-08", "2025", 9),
        ("2025-03-08", "2024-01", 0),
    ],
)
def test_whole_months_are_those_that_surely_passed(since: str, until: str, months: int) -> None:
    assert whole_months(since, until) == months
