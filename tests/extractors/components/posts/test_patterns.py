"""The patterns that the words of the data file make."""

from __future__ import annotations

import re
from dataclasses import astuple

import pytest

from extractors.components.posts.patterns import patterns
from tests.extractors.growth import LINEAR, ratio


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("当选为主席", "当选为"),
        ("分别当选主席", "分别当选"),
        ("受聘担任顾问", "受聘担任"),
        ("再次任主席", "再次任"),
        ("参加", None),
    ],
)
def test_the_longest_verb_is_taken(text: str, expected: str | None) -> None:
    hit = patterns().appointed.match(text)
    assert (hit.group() if hit is not None else None) == expected


def test_a_biography_ends_before_the_posts() -> None:
    hit = patterns().biography.match("，男，汉族，1970年3月出生，中共党员，大学学历，现任")
    assert hit is not None
    assert hit.group() == "，男，汉族，1970年3月出生，中共党员，大学学历，"


@pytest.mark.parametrize(
    ("role", "expected"),
    [("副主席", True), ("秘书", True), ("秘书长", False), ("董事长", False), ("主席", False)],
)
def test_which_titles_several_can_hold(role: str, expected: bool) -> None:
    assert (patterns().shared.search(role) is not None) is expected


@pytest.mark.parametrize("unit", ["，男", "，一一一一族", "第一", "也", "，19", "学会", "（"])
def test_patterns_are_linear(unit: str) -> None:
    all_of_them = [value for value in astuple(patterns()) if isinstance(value, re.Pattern)]
    assert len(all_of_them) > 9
    assert (
        ratio(lambda text: [sum(1 for _ in one.finditer(text)) for one in all_of_them], unit, 5_000) < LINEAR
    )
