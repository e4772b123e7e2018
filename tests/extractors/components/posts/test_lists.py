"""Titles with the list of their holders, in a sentence and under a line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[O:甲学会]会长：[P:马骏]", ["马骏/甲学会/会长"]),
        ("[O:甲学会]会长为[P:马骏]，[P:许婷]到会。", ["马骏/甲学会/会长"]),
        ("[O:甲学会]副会长分别为[P:马骏]、[P:许婷]。", ["马骏/甲学会/副会长", "许婷/甲学会/副会长"]),
        (
            "[O:甲学会]副会长为[O:乙大学]教授[P:马骏]和[P:许婷]（女）、[P:何丽娟]。",
            ["马骏/甲学会/副会长", "许婷/甲学会/副会长", "何丽娟/甲学会/副会长"],
        ),
        ("[O:甲学会]换届。会长：[P:马骏]", ["马骏/甲学会/会长"]),
        (
            "[O:甲考察团]成员[O:乙大学][P:马骏]教授、[O:丙大学][P:许婷]教授到会。",
            ["马骏/甲考察团/成员", "许婷/甲考察团/成员"],
        ),
        ("[O:甲学会]教授：[P:马骏]", []),
        ("会长：[P:马骏]", []),
        ("[O:甲学会]会长为[P:马骏]颁奖。", []),
        ("[O:甲学会]会长为[P:马骏]同志。", ["马骏/甲学会/会长"]),
        ("[O:甲学会]会长为[P:马骏]", ["马骏/甲学会/会长"]),
    ],
)
def test_names_behind_a_title(found: Found, sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


def test_a_list_ends_where_another_title_opens_one(found: Found) -> None:
    text = "[O:甲考察团]成员[O:乙大学][P:马骏]、[O:甲考察团]顾问[O:丙大学][P:许婷]到会。"
    assert found(text) == ["马骏/甲考察团/成员", "许婷/甲考察团/顾问"]


@pytest.mark.parametrize("colon", ["：", "", "（2名）：", "（2名）"])
def test_lines_under_a_title(found: Found, colon: str) -> None:
    text = f"[O:甲学会]领导名单\n副会长{colon}\n[P:马骏]、[P:许婷]\n[P:何丽娟]\n理事会很忙\n[P:艾力]"
    assert found(text) == ["马骏/甲学会/副会长", "许婷/甲学会/副会长", "何丽娟/甲学会/副会长"]


@pytest.mark.parametrize(
    "text",
    [
        "名单\n副会长：\n[P:马骏]",
        "[O:甲学会]领导名单\n副会长讲话\n[P:马骏]",
        "[O:甲学会]领导名单\n教授：\n[P:马骏]",
        "[O:甲学会]领导名单\n副会长：\n会员[P:马骏]",
        "[F:甲学会]领导名单\n副会长：\n[P:马骏]",
    ],
)
def test_lines_that_open_no_list(found: Found, text: str) -> None:
    assert found(text) == []


def test_the_first_line_may_name_the_body_anywhere(found: Found) -> None:
    assert found("关于[O:甲学会]的名单\n副会长：\n[P:马骏]") == ["马骏/甲学会/副会长"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[O:甲学会]理事会名单\n会长 [P:马骏] [O:甲大学]校长\n副会长（按序）\n[P:许婷]\n林间\n[P:何丽娟]",
            ["马骏/甲学会/会长", "马骏/甲大学/校长", "许婷/甲学会/副会长", "何丽娟/甲学会/副会长"],
        ),
        ("[O:甲学会]换届\n▶会长：[P:马骏]", ["马骏/甲学会/会长"]),
        (
            "[O:甲学会]成立。选出副会长2人，依次为：\n[P:马骏]\n[P:许婷]",
            ["马骏/甲学会/副会长", "许婷/甲学会/副会长"],
        ),
        (
            "[O:甲学会]理事会\n理事当选名单\n（2名）\n[P:马骏]（东县） [P:许婷]（西县）",
            ["马骏/甲学会/理事", "许婷/甲学会/理事"],
        ),
        ("[P:马骏] [O:甲大学]校长", ["马骏/甲大学/校长"]),
        ("[O:甲大学] [P:马骏] 校长", ["马骏/甲大学/校长"]),
    ],
)
def test_rosters_and_rows(found: Found, text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[P:马骏]受聘为[O:甲会]会长。名单为：[P:马骏]、[P:许婷]。",
        "[P:马骏]受聘为[O:甲会]委员。名单为：[P:何丽娟]、[P:许婷]。",
        "[P:马骏]受聘为[O:甲会]委员。会上有[P:马骏]、[P:许婷]。",
    ],
)
def test_a_list_names_again_only_what_several_hold_and_who_was_named(found: Found, text: str) -> None:
    assert [row for row in found(text) if row.startswith("许婷")] == []
