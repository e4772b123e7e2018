"""Names of events: by their words, their number, and what a report says was held."""

from __future__ import annotations

import re

import pytest

from extractors.components import names
from extractors.components.names import numbered
from extractors.data import load_toml
from extractors.mentions import Mention
from extractors.normalise import normalise
from extractors.pipeline import load
from tests.extractors.growth import LINEAR, ratio


def events(text: str) -> list[str]:
    """The names of events of a text, by the whole pipeline."""
    found: list[Mention] = load().read(normalise(text), "2025-03-08")._.names
    return [mention.name for mention in found if mention.type == "Event"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # From its edition on a name holds verbs and places.
        ("联合举办了首届东源酿酒微生物青年论坛。", ["首届东源酿酒微生物青年论坛"]),
        ("第三届中国（四川）国际石材装备展览会开幕。", ["第三届中国（四川）国际石材装备展览会"]),
        # An edition with an end that alone proves nothing.
        ("组织32家企业参加第二十五届中国厦门国际石材展。", ["第二十五届中国厦门国际石材展"]),
        ("第三届理事会理事长王立讲话。", []),
        # Sessions of a body.
        ("甲市气象学会三届五次理事会于8月召开。", ["甲市气象学会三届五次理事会"]),
        ("学会召开二届一次理事会议。", ["二届一次理事会议"]),
        ("甲省科协第十次全省代表大会闭幕。", ["甲省科协第十次全省代表大会"]),
        ("第三次会议没有结果。", []),
        # Conferences by letters and year.
        ("参加ABCD 2016的代表很多，ABCD2015在南昌举行。", ["ABCD 2016", "ABCD2015"]),
        ("标准ABCD2015年发布。", []),
        # The number of a series behind it.
        ("创新创业大讲堂第41期开讲。", ["创新创业大讲堂第41期"]),
        # What opens a name.
        ("争取明年把全省古生物学术年会放在汝阳召开。", ["全省古生物学术年会"]),
        ("作了题为“花生与生活”的专题讲座。", ["“花生与生活”的专题讲座"]),
        ("我市召开专家团赴东源县座谈会。", ["专家团赴东源县座谈会"]),
        ("甲公司支持花生人才培养启动仪式举行\n记者报道。", ["甲公司支持花生人才培养启动仪式"]),
        # A quotation and its kind; a verb before it is none of it.
        ("拟在东源县组织“学会行·走进东源”活动。", ["“学会行·走进东源”活动"]),
        ("持续开展“学风建设宣传月”活动。", []),
        # A kind alone: where the beginning tells that it was held.
        ("甲学会举办专题学术讲座\n王立主讲。", ["专题学术讲座"]),
        ("3月5日，甲学会召开工作会议。", ["工作会议"]),
        ("甲学会召开工作会议。", []),
        ("3月5日，甲学会举办专题学术讲座12场。", []),
        ("甲学会开展11场花生技术沙龙。", []),
        ("通过座谈会、研讨会等形式交流。", []),
        # What was named before, and words that only begin like an event.
        ("向本届数据库会议表示祝贺。", []),
        ("互换流动科普展品，建设花生研学营地，建立花生科技联席会议制度。", []),
        # A joint event is one.
        (
            "第七届花生论坛暨“穗杯”设计大赛颁奖典礼在东源县举行。",
            ["第七届花生论坛暨“穗杯”设计大赛颁奖典礼"],
        ),
    ],
)
def test_names_of_events(text: str, expected: list[str]) -> None:
    assert events(text) == expected


def test_a_joint_event_has_the_form_of_its_first_part() -> None:
    (found,) = load().read(normalise("第七届花生论坛暨东源大赛颁奖典礼举行。"), None)._.names
    assert ("第七届花生论坛", "the first part of a joint event") in found.aliases


def test_two_that_are_held_together_are_one_event() -> None:
    assert events("第七届花生论坛及表彰大会在东源县举行。") == ["第七届花生论坛及表彰大会"]


def test_a_session_belongs_to_its_body_and_an_edition_to_its_place() -> None:
    body = Mention(0, 3, "甲学会", "Organization", "Society", "given")
    place = Mention(12, 14, "东县", "Place", "County", "given")
    found = [body]
    numbered.add("甲学会二届三次理事会。与东县第六届石材展。", found, [place])
    assert [(one.form, one.parent, one.place) for one in found[1:]] == [
        ("甲学会二届三次理事会", body, None),
        ("东县第六届石材展", None, place),
    ]


def test_ends_of_editions_are_of_one_subtype() -> None:
    data = load_toml("numbered.toml", {"sessions": list, "reaches": list, "editions": dict})
    ends = [end for ends in data["editions"].values() for end in ends]
    assert sorted(set(ends)) == sorted(ends)


@pytest.mark.parametrize(
    "unit",
    [
        "第三届",
        "首届论坛",
        "三届五次理事会",
        "第三届展",
        "ABCD 2016",
        "召开",
        "“甲”的论坛",
        "召开甲乙论坛",
        "活动",
    ],
)
def test_time_is_linear(unit: str) -> None:
    def run(text: str) -> object:
        words = [names.Word(*hit.span(), hit.group(), "n") for hit in re.finditer(".{1,2}", text)]
        return names.match(text, words, [], ())

    assert ratio(run, unit, 2_500) < LINEAR
