"""Initiatives, and what else quotation marks show."""

from __future__ import annotations

import pytest

from extractors.components import initiatives
from extractors.mentions import Mention
from tests.extractors.growth import LINEAR, ratio


def shown(mentions: list[Mention]) -> list[str]:
    return [f"{mention.type} {mention.subtype} {mention.form}={mention.name}" for mention in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("出台《东县科普条例》和《花生行动方案（2025年）》。", [
            "Initiative Policy 《东县科普条例》=东县科普条例",
            "Initiative Policy 《花生行动方案（2025年）》=花生行动方案（2025年）",
        ]),
        ("编写《花生种植图谱》《花生问题解决方案》。", []),
        ("签订《意见》。", []),
    ],
)  # fmt: skip
def test_books_that_are_policies(text: str, expected: list[str]) -> None:
    assert shown(initiatives.books(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A word behind the quotation says what it is.
        ("实施“金穗”行动计划", ["Initiative Programme “金穗”行动计划=金穗行动计划"]),
        ("建立“会员联农”机制", ["Initiative Mechanism “会员联农”机制=会员联农机制"]),
        ("“科学之光”科普月", ["Initiative Campaign “科学之光”科普月=科学之光科普月"]),
        # So does a verb before it.
        ("学会打造“智慧花生”", ["Initiative Brand “智慧花生”=智慧花生"]),
        ("学会打造了温室，“智慧花生”很好", []),
        ("学会谈到“智慧花生”", []),
        # Not honours, slogans, nor what a person is called.
        ("组织“最美科技工作者”", []),
        ("围绕“智慧花生”主题", []),
        ("开展“智慧花生，从我做起”", []),
        # Events and facilities.
        (
            "“走进东县科普行”系列活动在东县举行",
            ["Event Activity “走进东县科普行”系列活动=“走进东县科普行”系列活动"],
        ),
        ("“东县科普行”", ["Event Activity “东县科普行”=“东县科普行”"]),
        ("“科普行”", []),
        ("学会建成“科技小院”", ["Facility Station “科技小院”=“科技小院”"]),
        # Those of the whole country need no marks, and may have another name.
        ("学会参加科创中国", ["Initiative Brand 科创中国=科创中国"]),
        ("学会打造“科创中国”品牌", ["Initiative Brand “科创中国”品牌=科创中国品牌"]),
        ("服务百千万工程", ["Initiative Programme 百千万工程=百县千镇万村高质量发展工程"]),
        ("服务“百千万工程”", ["Initiative Brand “百千万工程”=百县千镇万村高质量发展工程"]),
        ("科普中国，科普中国", ["Initiative Brand 科普中国=科普中国"] * 2),
    ],
)
def test_quotations_and_public_names(text: str, expected: list[str]) -> None:
    assert shown(initiatives.match(text, set())) == expected


def test_a_known_other_name_says_so() -> None:
    (mention,) = initiatives.match("服务百千万工程", set())
    assert (mention.rule, mention.reason) == ("initiative.public", "the programme's known other name")


def test_nothing_is_found_where_another_mention_stands() -> None:
    text = "打造“智慧花生”，参加科创中国"
    assert initiatives.match(text, set(range(len(text)))) == []
    assert shown(initiatives.match(text, {3})) == ["Initiative Brand 科创中国=科创中国"]


@pytest.mark.parametrize("piece", ["“", "“”", "《", "《》", "《法》", "打造“甲乙”", "科创中国", "“甲", "”“"])
def test_time_grows_with_the_text(piece: str) -> None:
    assert ratio(lambda text: [*initiatives.books(text), *initiatives.match(text, set())], piece) < LINEAR
