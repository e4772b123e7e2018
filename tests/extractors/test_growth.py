"""The measure of growth tells quadratic time from linear time."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.extractors.growth import LINEAR, ratio


def test_quadratic_time_is_over_the_bound_and_linear_time_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(time, "process_time", lambda: clock[0])

    def taking(seconds: Callable[[int], float]) -> Callable[[str], object]:
        def run(text: str) -> None:
            clock[0] += seconds(len(text))

        return run

    assert ratio(taking(lambda length: (length / 1_000) ** 2), "甲") > LINEAR
    assert ratio(taking(lambda length: length / 1_000), "甲") < LINEAR
