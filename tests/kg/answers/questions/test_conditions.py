"""When and where, beside what a question is about: 2025年, 在青禾县."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.answers.questions import ask, understand
from kg.answers.questions.conditions import periods
from kg.errors import NotFoundError, QuestionError


def answers(quads: ox.Store, text: str) -> list[str]:
    return ask(quads, *understand(quads, text)).names


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2025年谁服务青禾县", ["2025"]),
        ("2025年3月", ["2025-03"]),
        ("2024年以来", ["2024/9999"]),
        ("2024年以前", ["0001/2023"]),
        ("2025年1月之前", ["0001/2024-12"]),
        ("2025年度", ["2025"]),
        ("2023年和2025年", ["2023", "2025"]),
        # What these mean is not known to the day, or they are no years.
        ("2024年底", []),
        ("1980年代", []),
        ("25年", []),
    ],
)
def test_periods(text: str, dates: list[str]) -> None:
    assert [period.dates for _, period in periods(text)] == dates


def test_answers_are_of_the_time_of_their_statement_else_of_the_event_or_the_reports(quads: ox.Store) -> None:
    assert answers(quads, "2024年谁服务青禾县") == ["云岭省茶叶学会"]  # the report of 2024
    assert answers(quads, "2023年谁服务青禾县") == []
    assert answers(quads, "茶叶学会2025年3月举办了什么活动") == ["茶叶种植培训班"]
    assert answers(quads, "茶叶学会2025年3月之前举办了什么活动") == []
    assert answers(quads, "云岭省科协2026年有什么计划") == ["青禾县"]
    assert answers(quads, "云岭省科协2025年有什么计划") == []
    assert answers(quads, "2024年有哪些报告") == ["去年的简报"]


def test_who_held_a_post_in_a_year_need_not_hold_it_now(quads: ox.Store) -> None:
    understood = understand(quads, "2024年云岭省科协主席是谁")
    assert understood.wanted.roles == ("主席",) and not understood.wanted.current
    assert ask(quads, *understood).names == ["周明远"]


def test_what_is_asked_of_a_place_lies_in_it(quads: ox.Store) -> None:
    understood = understand(quads, "茶叶学会在青禾县举办了什么活动")
    assert [place.label for place in understood.wanted.places] == ["青禾县"]
    answer = ask(quads, *understood)
    assert answer.names == ["茶叶种植培训班"]
    assert "在青禾县" in answer.understood[0]


def test_an_event_does_not_lie_in_another_place(quads: ox.Store) -> None:
    with pytest.raises((QuestionError, NotFoundError)):
        understand(quads, "茶叶学会在松柏县举办了什么活动")


def test_times_that_no_report_dates_are_not_passed_over(quads: ox.Store) -> None:
    for when in ("昨天", "上半年", "去年", "2024年底"):
        with pytest.raises((QuestionError, NotFoundError)):
            understand(quads, f"茶叶学会{when}举办了什么活动")
