"""Bodies that a row names without what its members share."""

from __future__ import annotations

import pytest

from extractors.components import rows
from extractors.mentions import Group, Mention
from extractors.normalise import normalise
from extractors.pipeline import load
from tests.extractors.growth import LINEAR, ratio


def bodies(text: str) -> list[str]:
    """The full names of the bodies of a text."""
    groups: tuple[Group, ...] = load().read(normalise(text), None)._.entities
    return [group.name for group in groups if group.type == "Organization"]


def parents(text: str) -> dict[str, str]:
    found: tuple[Mention, ...] = load().read(normalise(text), None)._.mentions
    return {mention.form: mention.parent.form for mention in found if mention.parent is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Organs share the place of the first.
        (
            "活动由郁南县科协、教育局、妇联和团委主办。",
            ["郁南县科学技术协会", "郁南县教育局", "郁南县妇女联合会", "郁南县团委"],
        ),
        (
            "广东省科协、教育厅、工业和信息化厅等单位参加。",
            ["广东省科学技术协会", "广东省教育厅", "广东省工业和信息化厅"],
        ),
        # One that names its own level or place does not; nor do bodies of the country or what is no organ.
        ("郁南县科协、广州市教育局主办。", ["郁南县科学技术协会", "广州市教育局"]),
        ("中国科协、教育部主办。", ["中国科学技术协会", "教育部"]),
        ("郁南县科协、黄皮产业园参加。", ["郁南县科学技术协会"]),
        ("郁南县科协、专家学者参加。", ["郁南县科学技术协会"]),
        # Companies that are counted.
        ("星桥智能、云澜网络、海石科技等6家智能领域的企业路演。", ["星桥智能", "云澜网络", "海石科技"]),
        ("引进了食品、医药、化工等30家企业。", []),
        ("推广了花生、红枣、核桃等三个品种。", []),
    ],
)
def test_bodies_of_rows(text: str, expected: list[str]) -> None:
    assert bodies(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("郁南县委常委、组织部部长王明远出席。", {"组织部": "郁南县委"}),
        ("郁南县委副书记、统战部部长王明远出席。", {"统战部": "郁南县委"}),
        ("郁南县委常委王明远讲话，组织部部长李春出席。", {}),
        (
            "海州大学召开座谈会，学校人事处、研究生院、数统院和材料学院参加。",
            {"人事处": "海州大学", "研究生院": "海州大学", "数统院": "海州大学", "材料学院": "海州大学"},
        ),
        ("海州大学的专家到会，郁南县的办事处、农技站参加。", {}),
        ("由校医院组织的活动在海州大学举行。", {"校医院": "海州大学"}),
    ],
)
def test_units_of_rows(text: str, expected: dict[str, str]) -> None:
    assert parents(text) == expected


def test_the_committee_of_a_zone_is_named_by_the_zone() -> None:
    assert bodies("海州高新区党工委书记、管委会主任王明远出席。")[1:] == ["海州高新区管理委员会"]


@pytest.mark.parametrize("unit", ["、教育局", "教务处、", "常委、组织部部长", "甲智能、", "等6家企业", "甲"])
def test_time_is_linear(unit: str) -> None:
    assert ratio(lambda text: rows.match(text, (), ()), unit) < LINEAR
