"""The measure of growth tells quadratic time from linear time."""

from __future__ import annotations

from tests.extractors.growth import LINEAR, ratio


def test_quadratic_time_is_over_the_bound_and_linear_time_is_not() -> None:
    assert ratio(lambda text: sum(1 for _ in text for _ in text), "甲", 700) > LINEAR
    assert ratio(lambda text: sum(1 for _ in text for _ in range(1_000)), "甲", 500) < LINEAR
