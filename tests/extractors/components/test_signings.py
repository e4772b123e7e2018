"""The parties of a signing, from the name of its ceremony and what stands before it."""

from __future__ import annotations

import pytest

from extractors.components import signings
from tests.extractors.marked import encode


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("[O:东县政府]与[O:甲学会]座谈。[E:东县政府与甲学会合作签约仪式]举行。", ["东县政府", "甲学会"]),
        ("[O:甲学会]开会。[O:东县政府]与[E:甲学会科技合作签约仪式]举行。", ["东县政府", "甲学会"]),
        ("[O:甲学会]、[O:乙大学]与[O:丙公司]三方[E:签约活动]举行。", ["甲学会", "乙大学", "丙公司"]),
        ("[O:甲学会]与[E:签约活动]无关。", []),
        ("[O:甲学会]与[O:乙大学]的[E:花生产业座谈会]举行。", []),
    ],
)
def test_parties_of_a_signing(marked: str, names: list[str]) -> None:
    encoded = encode(marked)
    found = signings.parties(encoded[-1], signings.bodies_of(encoded))
    assert [body.form for body in found] == names


def test_each_party_works_with_each_other() -> None:
    claims = signings.match(encode("[O:甲学会]、[O:乙大学]与[O:丙公司]三方[E:签约活动]举行。"))
    assert [(claim.head.form, claim.tail.form) for claim in claims] == [
        ("甲学会", "乙大学"),
        ("甲学会", "丙公司"),
        ("乙大学", "丙公司"),
    ]


def test_the_body_that_only_the_name_of_the_ceremony_holds_is_a_party() -> None:
    (one,) = encode("[O:东县政府]与[E:甲学会合作签约仪式]举行。")
    ceremony = next(mention for mention in one.mentions.values() if mention.type == "Event")
    owner = encode("[O:甲学会]")[0].mentions[0]
    ceremony.parent = owner
    assert [body.form for body in signings.parties(one, {})] == ["东县政府", "甲学会"]
