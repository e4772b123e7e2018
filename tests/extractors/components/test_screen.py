"""What a pattern needs, and that no pattern is sorted out which matches."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.components.frame_patterns import frames
from extractors.components.screen import Screen


@pytest.mark.parametrize(
    ("pattern", "passes", "fails"),
    [
        ("甲乙", ["乙甲"], ["甲", "乙", ""]),
        ("甲(?:乙丙|丁)", ["甲丁", "甲乙丙"], ["甲", "甲丙", "丁"]),
        ("甲[乙丙]{1,3}", ["甲丙"], ["甲"]),
        ("甲乙?", ["甲"], ["乙"]),
        ("甲(?=乙)(?!丙)", ["甲乙丙"], ["甲"]),
        ("(?P<head>(?>甲))乙", ["乙甲"], ["乙"]),
        ("甲|[^乙]", ["", "乙"], []),
        ("[丁-甲]", ["", "乙"], []),
    ],
)
def test_a_pattern_passes_with_all_that_it_needs(pattern: str, passes: list[str], fails: list[str]) -> None:
    screen = Screen([pattern])
    assert [text for text in (*passes, *fails) if screen.passing(text) == [0]] == passes


def test_patterns_pass_in_their_order() -> None:
    assert Screen(["甲", "乙", "[甲丙]"]).passing("丙甲") == [0, 2]


pieces = st.sampled_from(
    [chr(code) for code in range(0xF001, 0xF009)] + list("将在与、，的由等举办签约服务建设需要提供产业")
)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.lists(pieces, max_size=12).map("".join))
def test_no_frame_is_sorted_out_that_matches(text: str) -> None:
    passing = set(Screen([frame.expression for frame in frames()]).passing(text))
    matching = {number for number, frame in enumerate(frames()) if frame.pattern.search(text)}
    assert matching <= passing
