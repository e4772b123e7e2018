"""Titles: the examples of the data file, prefixes, honours, words that only begin like a title."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.components import titles
from extractors.data import load_toml
from tests.extractors.growth import LINEAR, ratio

KEYS = {**dict.fromkeys(("heads", "prefixes", "dropped", "honours", "example"), list), "not_before": dict}
WORDS: dict[str, Any] = load_toml("titles.toml", KEYS)


def posts(text: str) -> list[str]:
    return [title.role for title in titles.match(text) if title.is_post]


def honours(text: str) -> list[str]:
    return [title.role for title in titles.match(text) if not title.is_post]


@pytest.mark.parametrize("example", WORDS["example"], ids=lambda example: example["text"])
def test_an_example_gives_its_titles(example: dict[str, Any]) -> None:
    assert posts(example["text"]) == example["titles"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("党组成员、副主席", ["党组成员", "副主席"]),
        ("执行副会长兼秘书长", ["执行副会长", "秘书长"]),
        ("四级调研员", ["四级调研员"]),
        ("院长助理", ["院长助理"]),
        ("常务副主任委员", ["常务副主任委员"]),
        ("副教授", []),
        ("院长、系主任", ["院长", "系主任"]),
        ("兼任系主任", ["系主任"]),
        ("信息安全系主任", ["主任"]),
        ("会长单位", []),
        ("主任医师", []),
        ("书记处", []),
        ("首席", []),
    ],
)
def test_the_longest_title_wins(text: str, expected: list[str]) -> None:
    assert posts(text) == expected


def test_a_dropped_prefix_is_in_the_span_and_not_in_the_role() -> None:
    (title,) = titles.match("市科协原副主席")
    assert (title.begin, title.end, title.role) == (3, 7, "副主席")


def test_a_rank_is_a_title_and_no_post() -> None:
    assert honours("大学教授、博士生导师") == ["教授", "博士生导师"]
    assert (posts("副主任医师"), honours("副主任医师")) == ([], ["副主任医师"])


def test_more_than_four_prefixes_are_no_title() -> None:
    assert [title.begin for title in titles.match("副" * 4 + "主席")] == [0]
    assert [title.begin for title in titles.match("副" * 5 + "主席")] == [1]


@pytest.mark.parametrize("word", sorted(WORDS["not_before"]))
def test_what_may_not_follow_belongs_to_a_title(word: str) -> None:
    known = {*WORDS["heads"], *WORDS["honours"], *WORDS["prefixes"]}
    assert any(word == one or one + word in known or word.endswith(one) for one in known)
    assert all(
        word not in {title.role for title in titles.match(word + tail)} for tail in WORDS["not_before"][word]
    )


@settings(max_examples=100, derandomize=True)
@given(st.text("副原主席任会长教授书记处、王", max_size=30))
def test_titles_stand_apart_and_end_their_span(text: str) -> None:
    found = titles.match(text)
    assert all(text[title.begin : title.end].endswith(title.role) for title in found)
    assert all(one.end <= other.begin for one, other in zip(found, found[1:], strict=False))


@pytest.mark.parametrize("unit", ["主席", "副", "原", "常务", "主任", "总", "、", "（"])
def test_time_is_linear(unit: str) -> None:
    assert ratio(titles.match, unit, 3_000) < LINEAR
