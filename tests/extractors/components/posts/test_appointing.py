"""Posts behind a verb of appointment before the names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.mentions import Claim

Found = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("会议选举[P:马骏]为[O:甲市科协]主席。", ["马骏/甲市科协/主席"]),
        (
            "会议选举[P:马骏]、[P:许婷]等为[O:甲市科协]副主席。",
            ["马骏/甲市科协/副主席", "许婷/甲市科协/副主席"],
        ),
        ("[O:甲市科协]聘任[P:马骏]同志为技术顾问。", ["马骏/甲市科协/技术顾问"]),
        ("[O:甲学会]聘请[O:乙大学]教授[P:马骏]担任顾问。", ["马骏/甲学会/顾问"]),
        (
            "会议选举[P:马骏]为[O:甲学会]理事长、法定代表人。",
            ["马骏/甲学会/理事长", "马骏/甲学会/法定代表人"],
        ),
        ("[O:甲学会]选举产生了[P:马骏]为会长的班子。", ["马骏/甲学会/会长"]),
        ("[O:甲学会]任命[P:马骏]为第二届理事会理事长。", ["马骏/甲学会/理事长"]),
        ("会议选举[P:马骏]为主席。", []),
        ("[O:甲学会]推荐[P:马骏]为先进个人。", []),
        ("[O:甲学会]推荐[P:马骏]参加会议。", []),
        ("[O:甲学会]聘请专家为顾问。", []),
        ("[F:甲果园]聘请[P:马骏]为顾问。", []),
    ],
)
def test_who_is_appointed_to_what(found: Found, sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("", ["actual"]), ("拟", ["planned"]), ("将", ["planned"]), ("不再", []), ("未", [])],
)
def test_plans_and_negations(claims: Callable[[str], list[Claim]], words: str, expected: list[str]) -> None:
    found = claims(f"[O:甲学会]{words}聘请[P:马骏]为顾问。")
    assert [one.modality for one in found] == expected


def test_the_nearest_body_before_the_verb_appoints(found: Found) -> None:
    assert found("[O:甲学会]开会，[O:乙学会]聘请[P:马骏]为顾问。") == ["马骏/乙学会/顾问"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("大会向[P:马骏]颁发[O:甲院]名誉院长聘书。", ["马骏/甲院/名誉院长"]),
        ("[P:许婷]为[P:马骏]颁发[O:甲院]教授和[O:乙院]顾问证书。", ["马骏/乙院/顾问"]),
        ("[P:马骏]接过[O:甲院]名誉院长聘书。", ["马骏/甲院/名誉院长"]),
        ("[P:马骏]颁发[O:甲院]名誉院长聘书。", []),
        ("大会向[P:马骏]颁发[O:甲院]院长奖。", []),
        ("[O:甲学会]换届，[P:马骏]不再担任会长，大会聘请其为名誉会长。", ["马骏/甲学会/名誉会长"]),
        (
            "[O:甲学会]增补[O:乙厂]厂长[P:马骏]、[P:许婷]（女）为副会长。",
            ["马骏/乙厂/厂长", "马骏/甲学会/副会长", "许婷/甲学会/副会长"],
        ),
    ],
)
def test_certificates_pronouns_and_lists(found: Found, sentence: str, expected: list[str]) -> None:
    assert sorted(found(sentence)) == sorted(expected)
