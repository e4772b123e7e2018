"""Needs and offers in lists and tables, on reports of our own."""

from __future__ import annotations

import pytest

from extractors.normalise import normalise
from extractors.pipeline import load

TABLE = """甲市产业难题汇总表
填报单位 | 主要产业 | 技术难题 | 进展
琼海市花生协会 | 花生 | 花生烘干 | 已签约
文昌市玉米协会 | 玉米 | 无 | 可对外提供：玉米育种技术
"""
LIST = """{heading}
1.甲花生有限公司：花生烘干。
2.乙玉米有限公司：玉米育种、玉米烘干。
"""


def claims(text: str) -> list[tuple[str, str, str]]:
    doc = load().read(normalise(text), None)
    rules = (".listed", ".table")
    return [
        (claim.type, claim.head.form, claim.tail.form) for claim in doc._.claims if claim.rule.endswith(rules)
    ]


def test_the_head_of_a_column_tells_what_its_cells_are() -> None:
    assert claims(TABLE) == [
        ("hasIndustry", "琼海市", "花生"),
        ("needs", "琼海市花生协会", "花生烘干"),
        ("hasIndustry", "文昌市", "玉米"),
        ("offers", "文昌市玉米协会", "玉米育种技术"),
    ]


@pytest.mark.parametrize(("heading", "relation"), [("一、技术难题", "needs"), ("二、成果发布", "offers")])
def test_the_heading_tells_what_a_list_is(heading: str, relation: str) -> None:
    assert claims(LIST.format(heading=heading)) == [
        (relation, "甲花生有限公司", "花生烘干"),
        (relation, "乙玉米有限公司", "玉米育种"),
        (relation, "乙玉米有限公司", "玉米烘干"),
    ]


def test_a_list_under_no_telling_heading_says_nothing() -> None:
    assert claims(LIST.format(heading="一、名单")) == []


def test_a_row_of_another_length_is_no_row_of_the_table() -> None:
    assert claims("单位 | 技术难题 | 进展\n琼海市花生协会 | 花生烘干\n") == []
