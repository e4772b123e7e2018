"""Names: the examples of the data file, places that act, and time."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.components import names, titles
from extractors.components.names.grammar import kinds
from extractors.data import load_toml
from extractors.mentions import Mention, Word
from extractors.normalise import normalise
from extractors.pipeline import load
from tests.extractors.growth import LINEAR, ratio

NAMES = load_toml(
    "names.toml",
    dict.fromkeys(("needs_field", "acts", "before_company", "behind_company", "kind"), list),
)
LISTS = (
    "builds",
    "sites",
    "sees",
    "field_verbs",
    "short_verbs",
    "held",
    "opened",
    "ordinary",
    "generic",
    "rooms",
    "kind",
)
SITES = load_toml("site_names.toml", dict.fromkeys(LISTS, list))
KINDS: list[dict[str, Any]] = [
    *NAMES["kind"],
    *SITES["kind"],
    *load_toml("event_names.toml", {"kind": list})["kind"],
]
EXAMPLES = [(row["id"], text) for row in KINDS for text in row["examples"]]
COUNTEREXAMPLES = [(row["id"], text) for row in KINDS for text in row["counterexamples"]]


def mentions(text: str) -> list[Mention]:
    found: list[Mention] = load().read(normalise(text), None)._.names
    return found


def marked(example: str) -> list[str]:
    """The names of an example: <甲><乙> gives 甲 and 甲乙."""
    forms = []
    for run in re.findall("(?:<[^<>]*>)+", example):
        form = ""
        for part in re.findall("<([^<>]*)>", run):
            form += part
            forms.append(form)
    return forms


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_an_example_has_its_names_and_the_last_is_of_the_kind(kind: str, example: str) -> None:
    found = mentions(re.sub("[<>]", "", example))
    assert [mention.form for mention in found] == marked(example)
    assert found[-1].rule == f"name.{kind}"


@pytest.mark.parametrize(("kind", "text"), COUNTEREXAMPLES)
def test_a_counterexample_has_no_name_of_the_kind(kind: str, text: str) -> None:
    assert [mention.form for mention in mentions(text) if mention.rule == f"name.{kind}"] == []


def test_every_kind_has_examples_and_counterexamples() -> None:
    assert [row["id"] for row in KINDS if not (row["examples"] and row["counterexamples"])] == []


def test_every_kind_names_a_known_type_and_heads_of_its_own() -> None:
    assert {row["type"] for row in KINDS} == {"Organization", "Facility", "Event"}
    assert [row["id"] for row in KINDS if len(set(row["heads"])) != len(row["heads"])] == []
    assert [row["id"] for row in KINDS if set(row.get("alone", ())) - set(row["heads"])] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("汝阳县恐龙博物馆开放。", ("Facility", "Venue")),
        ("汝阳县恐龙博物馆馆长王明远讲话。", ("Organization", "Other")),
        ("活动由汝阳县恐龙博物馆承办。", ("Organization", "Other")),
        ("汝阳县恐龙博物馆主办活动。参观汝阳县恐龙博物馆。", ("Organization", "Other")),
    ],
)
def test_a_place_that_acts_is_a_body_in_the_whole_report(text: str, expected: tuple[str, str]) -> None:
    found = [mention for mention in mentions(text) if mention.name == "汝阳县恐龙博物馆"]
    assert {(mention.type, mention.subtype) for mention in found} == {expected}
    assert len(found) == text.count("汝阳县恐龙博物馆")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由中国渔业与应用水产学会承办。", ["中国渔业与应用水产学会"]),
        ("江苏省湖泊保护与渔业学会说明如下。", ["江苏省湖泊保护与渔业学会"]),
        ("海州大学材料学系系主任到会。", ["海州大学", "海州大学材料学系"]),
        ("与安泰控股（香港）有限公司签约。", ["安泰控股（香港）有限公司"]),
        ("中国远程通信集团安徽有限公司参加。", ["中国远程通信集团安徽有限公司"]),
        ("永嘉县委书记王明远出席。", ["永嘉县委"]),
        ("旺隆镇畜牧站站长介绍情况。", ["旺隆镇畜牧站"]),
        ("全国的互联网医院都能应用。", []),
        ("邀请扎赉特旗县市科协代表参加。", []),
        ("两家商量航空科技与农业科技怎么合作。", []),
        ("一行走访了蓝湾科技。", ["蓝湾科技"]),
        ("省科协启动“天府学会行”活动。", ["省科协"]),
        ("县科协把智慧科协建设作为重点。", ["县科协"]),
        ("争取建设国家重点实验室。", []),
        ("海州大学信息安全系主任王明远到会。", ["海州大学", "海州大学信息安全系"]),
        ("材料科学与工程系主任王明远到会。", ["材料科学与工程系"]),
        ("中国泵阀产业（温州）发展促进会会长王明远到会。", ["中国泵阀产业（温州）发展促进会"]),
        ("王明远（中科院计算所）作报告。", ["中科院", "中科院计算所"]),
        ("大会认同学会发展策略，协调燕山大学的专家。", ["燕山大学"]),
        ("华南师范大学附属中学的学生到会。", ["华南师范大学", "华南师范大学附属中学"]),
        ("武大学子到会，农绍华为大家讲课。", ["武大"]),
        ("全县现有镇科协23个，花生协会是最活跃的花生协会之一。", ["花生协会"]),
        ("来自各省市花生协会的会长到会。", []),
        ("教育部分别与海州大学、燕山大学签约，部分大学到会。", ["教育部", "海州大学", "燕山大学"]),
        ("他在技术水平较高的花生研究所工作，上级医院来人指导。", []),
        ("昨日在海州市人民医院外科楼讲课。", ["海州市人民医院"]),
        ("双方缔结为友好学会，大楼有会议中心、展示中心。", []),
    ],
)
def test_where_a_name_begins_and_what_is_none(text: str, expected: list[str]) -> None:
    bodies = [mention.form for mention in mentions(text) if mention.type == "Organization"]
    assert bodies == expected


def test_a_unit_holds_its_body_and_keeps_its_short_name() -> None:
    found = mentions("塔里木大学植物科学学院教授到会。")
    assert [(mention.form, mention.subtype) for mention in found] == [
        ("塔里木大学", "University"),
        ("塔里木大学植物科学学院", "Department"),
    ]
    assert (found[1].parent, [alias for alias, _ in found[1].aliases]) == (found[0], ["植物科学学院"])


PIECES = [
    "甲县",
    "大学",
    "学院",
    "协会",
    "分会",
    "第三届",
    "论坛",
    "“",
    "”",
    "和",
    "的",
    "花生",
    "会长",
    "（",
    "委",
    "局",
]


@settings(max_examples=150, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_a_form_is_the_text_of_its_span(pieces: list[str]) -> None:
    text = "".join(pieces)
    places = [Mention(*hit.span(), "甲县", "Place", "County", "given") for hit in re.finditer("甲县", text)]
    found = names.match(text, _words(text), places, titles.match(text))
    assert all(mention.form == text[mention.begin : mention.end] for mention in found)
    assert [mention.end for mention in found] == sorted(mention.end for mention in found)
    assert all(mention.parent is None or mention.parent.end <= mention.end for mention in found)


def _words(text: str) -> list[Word]:
    return [Word(*hit.span(), hit.group(), "n") for hit in re.finditer(".{1,2}", text)]


UNITS = [
    "大", "学会", "分会", "甲县学会", "分会分会甲县", "“", "”", "（）", "“甲”学会", "甲县",
    "甲县市委组织部", "与学会", "和学会", "委员会", "会长", "局", "·学会", "第三届论坛", "产业园协会", "发展",
    "组织部",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str) -> None:
    def run(text: str) -> object:
        places = [
            Mention(*hit.span(), "甲县", "Place", "County", "given") for hit in re.finditer("甲县", text)
        ]
        return names.match(text, _words(text), places, titles.match(text))

    assert kinds()
    assert ratio(run, unit, 2_500) < LINEAR


def test_a_chain_of_units_does_not_grow_without_end() -> None:
    text = "甲县学会" + "分会" * 500
    places = [Mention(0, 2, "甲县", "Place", "County", "given")]
    assert max(len(mention.form) for mention in names.match(text, _words(text), places, ())) < 140
