"""Titles before the name: chains, carried bodies, what points back, shared titles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.components import posts, sentences, titles
from extractors.mentions import Claim, Mention

Found = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[O:甲市科协]党组书记、主席[P:马骏]讲话。", ["马骏/甲市科协/党组书记", "马骏/甲市科协/主席"]),
        ("[O:甲市科协]主席兼秘书长[P:马骏]讲话。", ["马骏/甲市科协/主席", "马骏/甲市科协/秘书长"]),
        ("[O:甲学会]理事长、[O:乙大学]教授[P:马骏]讲话。", ["马骏/甲学会/理事长"]),
        ("[O:甲学会]理事长、[O:乙大学]校长[P:马骏]讲话。", ["马骏/乙大学/校长", "马骏/甲学会/理事长"]),
        ("[O:甲学会]理事长、[O:乙大学][P:马骏]教授讲话。", ["马骏/甲学会/理事长"]),
        (
            "[O:甲局]党组成员、副局长，[O:乙馆]馆长[P:马骏]讲话。",
            ["马骏/乙馆/馆长", "马骏/甲局/党组成员", "马骏/甲局/副局长"],
        ),
        ("[P:许婷]任[O:甲局]局长，[O:乙馆]馆长[P:马骏]讲话。", ["许婷/甲局/局长", "马骏/乙馆/馆长"]),
        ("[O:甲市科协]主席 [P:马骏]讲话。", ["马骏/甲市科协/主席"]),
        ("[O:甲市科协] | 主席[P:马骏]", ["马骏/甲市科协/主席"]),
        ("[O:甲市科协]主席、原秘书长[P:马骏]讲话。", ["马骏/甲市科协/主席", "马骏/甲市科协/秘书长"]),
        ("[O:三星镇党委]书记[P:马骏]讲话。", ["马骏/三星镇党委/书记"]),
        ("[F:甲果园]负责人[P:马骏]讲话。", ["马骏/甲果园/负责人"]),
        ("[O:甲大学]研究员[P:马骏]讲话。", []),
        ("[O:甲市科协]的主席[P:马骏]讲话。", ["马骏/甲市科协/主席"]),
        ("[O:甲市科协]主席会见[P:马骏]。", []),
    ],
)
def test_titles_directly_before_a_name(found: Found, sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[O:甲市科协]主席[P:马骏]、副主席[P:许婷]到会。", ["马骏/甲市科协/主席", "许婷/甲市科协/副主席"]),
        (
            "[O:甲市科协]主席[P:马骏]，秘书长[P:许婷]，部长[P:何丽娟]到会。",
            ["马骏/甲市科协/主席", "许婷/甲市科协/秘书长", "何丽娟/甲市科协/部长"],
        ),
        ("[O:甲市科协]局长[P:马骏]到会，随后局长[P:许婷]到会。", ["马骏/甲市科协/局长"]),
    ],
)
def test_the_body_is_carried_along_a_list_only(found: Found, sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[O:甲市科协]副主席[P:马骏]、[P:许婷]到会。", ["马骏/甲市科协/副主席", "许婷/甲市科协/副主席"]),
        ("[O:甲市科协]主席[P:马骏]、[P:许婷]到会。", ["马骏/甲市科协/主席"]),
        ("[O:甲市科协]副主席[P:马骏]会见[P:许婷]。", ["马骏/甲市科协/副主席"]),
        (
            "[O:甲市科协]副主席[P:马骏]、[P:许婷]、秘书长[P:何丽娟]到会。",
            ["马骏/甲市科协/副主席", "许婷/甲市科协/副主席", "何丽娟/甲市科协/秘书长"],
        ),
    ],
)
def test_a_title_that_several_can_hold_is_shared(found: Found, sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[O:甲气象学会]开会。学会理事长[P:马骏]讲话。", ["马骏/甲气象学会/理事长"]),
        ("[O:甲气象学会]开会。理事长[P:马骏]讲话。", ["马骏/甲气象学会/理事长"]),
        ("[O:甲专业委员会]开会。专业委员会主任委员[P:马骏]讲话。", ["马骏/甲专业委员会/主任委员"]),
        ("[O:甲大学]开会。理事长[P:马骏]讲话。", []),
        ("[O:甲气象学会]开会。他会见理事长[P:马骏]。", []),
        ("理事长[P:马骏]讲话。[O:甲气象学会]开会。", []),
    ],
)
def test_a_title_without_a_body_points_back(found: Found, sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[O:甲市科协][P:马骏]部长到会。", ["马骏/甲市科协/部长"]),
        ("[O:甲市科协][P:马骏]教授到会。", []),
        ("[O:甲市科协][P:马骏]副主席[P:许婷]到会。", []),
    ],
)
def test_body_name_title(found: Found, sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


def test_a_bare_unit_of_a_list_belongs_to_the_body_before_it() -> None:
    text = "甲省科协书记马骏、办公室主任许婷到会。"
    body = Mention(0, 4, "甲省科协", "Organization", "Association", "name.association")
    unit = Mention(9, 12, "办公室", "Organization", "Department", "name.department")
    persons = [
        Mention(6, 8, "马骏", "Person", None, "given"),
        Mention(14, 16, "许婷", "Person", None, "given"),
    ]
    found = posts.match(text, sentences.match(text), titles.match(text), persons, [body, unit])
    assert [(one.head.form, one.tail.name, one.role) for one in found] == [
        ("马骏", "甲省科协", "书记"),
        ("许婷", "甲省科协办公室", "主任"),
    ]
    assert (unit.parent, unit.reason) == (body, "in a list behind 甲省科协")


def test_one_stretch_is_evidence_where_all_stands_together(claims: Callable[[str], list[Claim]]) -> None:
    (near,) = claims("[O:甲市科协]主席[P:马骏]讲话。")
    assert near.spans == ((0, 8),)
    *_, far = claims("[O:甲市科协]" + "副主席、" * 7 + "主席[P:马骏]讲话。")
    assert (far.role, far.spans) == ("主席", ((0, 4), (32, 36)))


def test_a_name_takes_twenty_posts_and_no_more(claims: Callable[[str], list[Claim]]) -> None:
    assert len(claims("[O:甲市科协]" + "副主席、" * 30 + "主席[P:马骏]讲话。")) <= 20


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[O:甲学会]（以下简称学会）会长[P:马骏]讲话。", ["马骏/甲学会/会长"]),
        ("[O:甲大学]副校长（分管科研）[P:马骏]讲话。", ["马骏/甲大学/副校长"]),
        ("[O:甲学会]会长、知名画家[P:马骏]讲话。", ["马骏/甲学会/会长"]),
        ("[O:甲学会]会长、知名艺术家[P:马骏]讲话。", ["马骏/甲学会/会长"]),
        ("[O:甲市科协]主席、县科技馆馆长[P:马骏]讲话。", ["马骏/甲市科协/主席"]),
        ("[O:甲学会]会长，[O:乙医院]内科[P:马骏]教授讲话。", ["马骏/甲学会/会长"]),
        (
            "[O:甲学会]名誉会长[P:马骏]院士、[P:许婷]研究员讲话。",
            ["马骏/甲学会/名誉会长", "许婷/甲学会/名誉会长"],
        ),
        ("我校开会。[O:甲大学]很忙。副校长[P:马骏]讲话。", ["马骏/甲大学/副校长"]),
        ("我校开会，[O:甲大学]一行来访。副校长[P:马骏]讲话。", []),
        ("[O:甲学会]换届。[O:乙学会]、[O:乙学会]到会。会长[P:马骏]讲话。", ["马骏/甲学会/会长"]),
        ("[P:马骏]会长说。[O:甲学会]和[O:乙学会]到会。", []),
        ("[O:甲学会]会长[P:马骏]到会。[O:乙学会]开会。[P:马骏]会长说。", ["马骏/甲学会/会长"]),
    ],
)
def test_what_stands_between_and_what_the_report_tells(
    found: Found, sentence: str, expected: list[str]
) -> None:
    assert found(sentence) == expected


def test_the_head_of_a_place_is_in_its_government() -> None:
    text = "甲县人民政府开会，甲县副县长马骏讲话。"
    place = Mention(0, 2, "甲县", "Place", "County", "given")
    body = Mention(0, 6, "甲县人民政府", "Organization", "Government", "name.government", place=place)
    person = Mention(14, 16, "马骏", "Person", None, "given")
    (one,) = posts.match(text, sentences.match(text), titles.match(text), [person], [body])
    assert (one.tail, one.role) == (body, "副县长")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[O:甲学会]第三届理事会会长[P:马骏]讲话。", ["马骏/甲学会/会长"]),
        (
            "[O:甲学会]秘书长[P:马骏]，[O:乙局]副局长，[O:丙馆]馆长[P:许婷]到会。",
            ["马骏/甲学会/秘书长", "许婷/丙馆/馆长"],
        ),
        ("[O:甲大学]竞赛安排\n组长：[P:马骏]", []),
    ],
)
def test_terms_and_what_belongs_to_another(found: Found, sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected
