"""Heads, kinds and words of names."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.components.names import grammar
from extractors.components.names.grammar import (
    acts,
    heads,
    is_generic,
    kinds,
    name_words,
    needs_field,
    school_of_university,
    shorter_head,
)
from extractors.errors import DataFileError

ROW = {"id": "a", "type": "Organization", "subtype": "Society", "unit": True, "heads": ["甲"]}


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the file hold these kinds."""

    def set_rows(*rows: dict[str, Any]) -> None:
        monkeypatch.setattr(grammar, "_file", lambda: {"kind": list(rows)})
        monkeypatch.setattr(grammar, "kinds", grammar.kinds.__wrapped__)

    return set_rows


def test_a_head_gives_its_kinds_in_order_of_the_file(given: Any) -> None:
    given(ROW, {**ROW, "id": "b", "alone": ["甲"], "acts": True})
    (first, second) = grammar.kinds()["甲"]
    assert (first.rule, first.alone, first.acts) == ("name.a", frozenset(), False)
    assert (second.rule, second.alone, second.acts) == ("name.b", frozenset({"甲"}), True)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({**ROW, "units": True}, "kind 'a' has unknown keys ['units']"),
        ({**ROW, "heads": ["甲", "甲"]}, "'甲' stands twice in kind 'a'"),
    ],
)
def test_a_wrong_kind_is_refused(given: Any, row: dict[str, Any], message: str) -> None:
    given(row)
    with pytest.raises(DataFileError) as caught:
        grammar.kinds()
    assert str(caught.value) == f"extractors/data/names.toml: {message}"


def test_words_that_heads_are_told_by_are_heads() -> None:
    assert sorted(needs_field() - kinds().keys()) == []
    assert (school_of_university().id, school_of_university().only_unit) == ("school-of-university", True)


def test_words_that_end_names_are_no_field_verbs() -> None:
    assert sorted(name_words()["stops"] & name_words()["field_verbs"]) == []


def test_what_may_not_follow_belongs_to_a_head() -> None:
    ends = name_words()["not_before"]
    assert [end for end in ends if not any(head.endswith(end) for head in kinds())] == []


@pytest.mark.parametrize(
    ("field", "expected"),
    [("各级", True), ("全国行业", True), ("“科技”", True), ("", True), ("花生", False), ("各级花生", False)],
)
def test_generic_words_make_no_name(field: str, expected: bool) -> None:
    assert is_generic(field) is expected


def test_the_longest_head_and_the_next_shorter_one() -> None:
    text = "科学技术协会"
    assert heads().longest(text, 0) == 6
    assert shorter_head(text, 0, 6) == 1
    assert heads().longest("工程学院", 0) == 4
    assert shorter_head("研究院院长", 0, 3) == 0
    assert shorter_head("科技部长", 0, 3) == 2


@pytest.mark.parametrize(("text", "expected"), [("联合主办", True), ("承办", True), ("开放", False)])
def test_what_a_place_does_that_acts(text: str, expected: bool) -> None:
    assert (acts().match(text) is not None) is expected
