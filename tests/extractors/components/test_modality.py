"""How clauses are meant: cues, lists, paragraphs and reports of plans."""

from __future__ import annotations

import pytest

from extractors.components.modality import meant, modality
from extractors.model import Modality
from tests.extractors.marked import at


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("近日，甲与乙签约", "actual"),
        ("甲将与乙签约", "planned"),
        ("由未来论坛甲与乙签约", "actual"),
        ("甲表示，将建站，并与乙签约", "planned"),
        ("年内甲要与乙签约", "planned"),
        ("按照主要领导的要求，甲与乙签约", "actual"),
        ("希望甲与乙签约", "wished"),
        ("甲尚未与乙签约", None),
        ("如果甲与乙签约", None),
        ("甲没有建站，乙与丙签约", "actual"),
        ("计划的项目中，甲已经与乙签约", "actual"),
        ("欢迎会上，甲与乙签约", "actual"),
    ],
)
def test_cues(sentence: str, expected: Modality | None) -> None:
    assert modality(sentence, sentence.index("签约")) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("下一步，[O:甲学会]要办好年会。推进[I:“智汇”行动]。", "planned"),
        ("[O:甲学会]将办好年会；推进[I:“智汇”行动]。", "planned"),
        ("[O:甲学会]办好年会；推进[I:“智汇”行动]。", "actual"),
        ("2025年，重点做好以下工作：\n——办好年会。\n——推进[I:“智汇”行动]。", "planned"),
        ("会长讲新一年的安排。推进[I:“智汇”行动]。", "planned"),
        ("关于举办年会的通知\n推进[I:“智汇”行动]。", "planned"),
        ("邀 请 函\n推进[I:“智汇”行动]。", "planned"),
        ("[O:甲学会]2025年工作要点\n推进[I:“智汇”行动]。", "planned"),
        ("会上说，[O:甲学会]将办好年会。同时，推进[I:“智汇”行动]。", "planned"),
        ("会上说，[O:甲学会]办好年会。同时，推进[I:“智汇”行动]。", "actual"),
        ("技术服务合作协议\n推进[I:“智汇”行动]。", "planned"),
        ("[O:甲学会]签订合作协议\n推进[I:“智汇”行动]。", "actual"),
        ("数学竞赛征文通知\n推进[I:“智汇”行动]。", "planned"),
        ("[O:甲学会]2025年工作要点\n去年推进[I:“智汇”行动]。", "actual"),
        ("[O:甲学会]2024年工作总结\n推进[I:“智汇”行动]。", "actual"),
    ],
)
def test_plans_go_on(marked: str, expected: Modality) -> None:
    one, place = at(marked, "推进")
    assert meant(one, place) == expected
