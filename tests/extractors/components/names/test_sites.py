"""Names of facilities: what proves them, words of them that the tagger misread, and time."""

from __future__ import annotations

import pytest

from extractors.components.names.sites import is_generic
from extractors.normalise import normalise
from extractors.pipeline import load


def sites(text: str) -> list[str]:
    """The forms of the facilities of a text."""
    return [
        mention.form for mention in load().read(normalise(text), None)._.names if mention.type == "Facility"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学会在建平县设立院士工作站。", ["院士工作站"]),
        ("学会计划设立院士工作站。", []),
        ("学会在各县设立院士工作站。", []),
        ("科技小院落户建平县。", ["科技小院"]),
        ("建平县第三中学报告厅座无虚席。", ["建平县第三中学报告厅"]),
        ("走进报告厅。", []),
        ("学会建成“花生霉变快筛点”。", ["花生霉变快筛点"]),
        ("学会谈到花生霉变快筛点。", []),
        ("活动在云锦楼举行。", ["云锦楼"]),
        ("建成100亩花生种植基地。", ["花生种植基地"]),
        ("全力建设好花生种植基地。", ["花生种植基地"]),
        ("举全县之力建设花生科技城。", ["花生科技城"]),
        ("花生科技小院联盟成立。", []),
        ("花生产业园科协成立。", ["花生产业园"]),
        ("搭建高端交流合作平台。", []),
        ("新建校园。", []),
        ("许多企业成为爱国主义教育基地。", []),
        ("建平县是国家级花生加工示范区。", []),
        ("公司介绍了花生检测实验室解决方案。", []),
        ("学生展出了作品“花生分选平台”。", []),
        ("学会建成“花生分选平台”。", ["花生分选平台"]),
        ("展览由建平县博物馆、凌源市博物馆等共同举办。", []),
        (
            "一行参观了花生育种实验室、花生防控工程技术研究中心。",
            ["花生育种实验室", "花生防控工程技术研究中心"],
        ),
        ("花生育种实验室承办论坛。一行参观了花生育种实验室。", []),
        ("一行参观了建平县博物馆、凌源市博物馆。", ["建平县博物馆", "凌源市博物馆"]),
        ("学会在建平县建一个花生检测中心。", ["花生检测中心"]),
        ("花生检测中心承办论坛。学会建设花生检测中心。", []),
        ("论坛在花生交流中心举行。", ["花生交流中心"]),
        ("县里开办“花生医院”3处。", ["花生医院"]),
        ("学会申报省级专家工作站。", []),
        ("建平县花生协会申报省级专家工作站。", ["省级专家工作站"]),
        ("建平县花生公司种植基地开放。", ["建平县花生公司种植基地"]),
        ("会议在建平县花生产业园综合楼召开。", ["建平县花生产业园", "建平县花生产业园综合楼"]),
    ],
)
def test_facilities_of_a_text(text: str, expected: list[str]) -> None:
    assert sites(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成建平花生全粉加工基地。", ["建平花生全粉加工基地"]),
        ("共建谷建花生种质资源库。", ["谷建花生种质资源库"]),
        ("参观建平县万亩花生示范园。", ["建平县万亩花生示范园"]),
    ],
)
def test_words_that_the_tagger_misread_belong_to_the_name(text: str, expected: list[str]) -> None:
    assert sites(text) == expected


@pytest.mark.parametrize(("field", "expected"), [("高端合作", True), ("花生", False), ("花生合作", False)])
def test_generic_fields(field: str, expected: bool) -> None:
    assert is_generic(field) is expected
