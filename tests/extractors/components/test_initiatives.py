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
        ("实行“一县一学会”结对制度", ["Initiative Mechanism “一县一学会”结对制度=一县一学会结对制度"]),
        (
            "申报“花生智造”省级重点研发专项",
            [
                "Initiative Programme “花生智造”省级重点研发专项=花生智造省级重点研发专项",
            ],
        ),
        ("“花生智造”的工程", []),
        # What a meeting or an inspection is about, a body, and what somebody says are none.
        ("举办“高油花生育种”两个平行论坛", []),
        ("开展“花生产业升级”专题视察", []),
        ("发起成立“花生智造创新联合体”", []),
        ("“花生园区并未列入全市任何规划”", []),
        # So does its own end, and what is said of it.
        ("设立“花生助学金”", ["Initiative Programme “花生助学金”=花生助学金"]),
        ("在“花生课堂”里", ["Initiative Brand “花生课堂”=花生课堂"]),
        ("介绍了“智慧花生”的做法", ["Initiative Brand “智慧花生”=智慧花生"]),
        # What one of a row is the others are.
        (
            "近年来区科协立足本地实际和各方需要以“花生大篷车”“智慧花生”为抓手",
            [
                "Initiative Brand “花生大篷车”=花生大篷车",
                "Initiative Brand “智慧花生”=智慧花生",
            ],
        ),
        # A list that one noun counts, and programmes without marks.
        (
            "实施花生人才托举、创新花生助力和科普惠民提升等三大工程",
            [
                "Initiative Programme 花生人才托举=花生人才托举工程",
                "Initiative Programme 创新花生助力=创新花生助力工程",
                "Initiative Programme 科普惠民提升=科普惠民提升工程",
            ],
        ),
        ("启动花生种业振兴工程", ["Initiative Programme 花生种业振兴工程=花生种业振兴工程"]),
        ("启动人才培养工程，讨论花生种业振兴工程", []),
        # So does a verb before it.
        ("学会打造“智慧花生”", ["Initiative Brand “智慧花生”=智慧花生"]),
        ("学会打造了温室，“智慧花生”很好", []),
        ("学会谈到“智慧花生”", []),
        # Not honours, slogans, nor what a person is called.
        ("组织“最美科技工作者”", []),
        ("围绕“智慧花生”主题", []),
        ("开展“智慧花生，从我做起”", []),
        ("打造科技创新“策源地”，推动“问诊”", []),
        ("开展“揭短亮丑、比学赶超”", []),
        ("推动“把论文写在大地上”", []),
        # Events and facilities.
        (
            "“走进东县科普行”系列活动在东县举行",
            ["Event Activity “走进东县科普行”系列活动=“走进东县科普行”系列活动"],
        ),
        ("“东县科普行”", ["Event Activity “东县科普行”=“东县科普行”"]),
        ("“科普行”", []),
        ("办好“院士东县科普行”", ["Initiative Programme “院士东县科普行”=“院士东县科普行”"]),
        ("学会建成“科技小院”", ["Facility Station “科技小院”=“科技小院”"]),
        # Those of the whole country need no marks, and may have another name.
        ("学会参加科创中国", ["Initiative Brand 科创中国=科创中国"]),
        ("学会打造“科创中国”品牌", ["Initiative Brand “科创中国”品牌=科创中国品牌"]),
        ("服务百千万工程", ["Initiative Programme 百千万工程=百县千镇万村高质量发展工程"]),
        ("服务“百千万工程”", ["Initiative Programme “百千万工程”=百县千镇万村高质量发展工程"]),
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


def test_a_brand_in_marks_is_one_inside_a_name() -> None:
    text = "“科创中国”花生对接会，科创中国花生对接会"
    assert shown(initiatives.match(text, set(range(len(text))))) == ["Initiative Brand 科创中国=科创中国"]


def test_a_name_inside_a_marked_initiative_is_none() -> None:
    text = "实行“一县一学会”结对制度，甲学会"
    inner, other = (Mention(at, at + 3, "学会", "Organization", "Society", "test") for at in (5, 14))
    marked = initiatives.match(text, {5, 6, 7})
    assert shown(marked) == ["Initiative Mechanism “一县一学会”结对制度=一县一学会结对制度"]
    assert initiatives.without_inner([inner, other], marked) == [other]


@pytest.mark.parametrize(
    "piece",
    [
        "“",
        "“”",
        "《",
        "《》",
        "《法》",
        "打造“甲乙”",
        "科创中国",
        "“甲",
        "”“",
        "“甲”“乙”",
        "实施甲乙丙丁、",
        "启动甲乙丙",
        "“甲乙丙”丁戊制度",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    assert ratio(lambda text: [*initiatives.books(text), *initiatives.match(text, set())], piece) < LINEAR
