"""Posts behind the name: verbs, brackets, appositions, careers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.mentions import Claim

Found = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[P:马骏]当选[O:甲市科协]主席。", ["马骏/甲市科协/主席"]),
        ("[P:马骏]再次当选为[O:甲市科协]新一届主席。", ["马骏/甲市科协/主席"]),
        ("[P:马骏]，现任[O:甲市科协]主席、党组书记。", ["马骏/甲市科协/主席", "马骏/甲市科协/党组书记"]),
        ("[P:马骏]医师任[O:甲专委会]委员。", ["马骏/甲专委会/委员"]),
        ("[P:马骏]、[P:许婷]当选[O:甲市科协]副主席。", ["马骏/甲市科协/副主席", "许婷/甲市科协/副主席"]),
        ("[P:马骏]会见[P:许婷]，[P:许婷]当选[O:甲市科协]副主席。", ["许婷/甲市科协/副主席"]),
        ("[O:甲市科协]换届，[P:马骏]当选主席。", ["马骏/甲市科协/主席"]),
        ("[O:甲学会]换届，[P:马骏]当选学会理事长。", ["马骏/甲学会/理事长"]),
        ("[P:马骏]当选[O:甲学会]理事会理事长。", ["马骏/甲学会/理事长"]),
        ("[P:马骏]当选[O:甲学会]理事长、[O:乙学会]理事。", ["马骏/甲学会/理事长", "马骏/乙学会/理事"]),
        ("[P:马骏]不再担任[O:甲市科协]主席。", []),
        ("[P:马骏]当选先进个人。[O:甲市科协]主席到会。", []),
        ("[P:马骏]为[O:甲大学]教授。", []),
    ],
)
def test_verbs(found: Found, sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("主讲人[P:马骏]（[O:甲大学]校长）到会。", ["马骏/甲大学/校长"]),
        (
            "主讲人[P:马骏]（[O:甲大学]副校长、[O:乙学会]理事）到会。",
            ["马骏/甲大学/副校长", "马骏/乙学会/理事"],
        ),
        ("主讲人[P:马骏]（校长）到会。", []),
        ("[P:马骏]，[O:甲大学]校长，气象学家。", ["马骏/甲大学/校长"]),
        ("[P:马骏]，男，汉族，1970年3月生，[O:甲大学]校长。", ["马骏/甲大学/校长"]),
        ("[P:马骏]，[O:甲大学]校长[P:许婷]到会。", ["许婷/甲大学/校长"]),
        ("[P:马骏]，[O:甲大学]校长、教授[P:许婷]到会。", ["许婷/甲大学/校长"]),
        ("[P:马骏]、[O:甲大学]校长到会。", []),
    ],
)
def test_brackets_and_appositions(found: Found, sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


def test_a_career_goes_on_over_the_sentence(claims: Callable[[str], list[Claim]]) -> None:
    text = "[P:马骏]，男，1970年生，历任[O:甲大学]校长，2012年起任[O:乙学会]理事，拟任[O:丙学会]理事长。"
    assert [(one.tail.form, one.role, one.modality) for one in claims(text)] == [
        ("甲大学", "校长", "actual"),
        ("乙学会", "理事", "actual"),
        ("丙学会", "理事长", "planned"),
    ]


@pytest.mark.parametrize("words", ["介绍了情况，" * 21, "到会。他的老师", "到会，不再担任", "到会，未"])
def test_a_career_is_near_and_in_the_sentence_and_stated(found: Found, words: str) -> None:
    assert found(f"[P:马骏]{words}现任[O:甲大学]校长。".replace("担任现任", "担任")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[P:马骏]，1970年生。1995年任[O:甲研究所]所长。", ["马骏/甲研究所/所长"]),
        ("[P:马骏]到会。[P:许婷]会见[P:何丽娟]。现任[O:甲研究所]所长。", ["许婷/甲研究所/所长"]),
        ("甲乡的[P:马骏]\n一早下乡。\n其间担任[O:甲研究所]所长。", ["马骏/甲研究所/所长"]),
        ("[P:马骏]和[P:许婷]\n一早下乡。\n其间担任[O:甲研究所]所长。", []),
        ("[P:马骏]到会。老师现任[O:甲研究所]所长。", []),
    ],
)
def test_a_career_without_a_name_is_that_of_whom_the_report_tells(
    found: Found, text: str, expected: list[str]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "[O:甲学会]换届，[P:马骏]、林间、[P:许婷]等11位理事当选为副会长。",
            ["马骏/甲学会/副会长", "许婷/甲学会/副会长"],
        ),
        ("[O:甲学会]换届，[P:马骏]（女）教授等当选副会长。", ["马骏/甲学会/副会长"]),
        ("[P:马骏]任[O:甲院]副院长（兼[O:乙所]所长）。", ["马骏/甲院/副院长", "马骏/乙所/所长"]),
        ("[P:马骏]（女，[O:甲大学]校长）到会。", ["马骏/甲大学/校长"]),
        (
            "[O:甲科协]主席[P:许婷]到会。[O:乙科协]成立，[P:马骏]任主席。",
            ["许婷/甲科协/主席", "马骏/乙科协/主席"],
        ),
    ],
)
def test_lists_and_brackets_before_the_verb(found: Found, sentence: str, expected: list[str]) -> None:
    assert sorted(found(sentence)) == sorted(expected)
