"""Towns by their table, written out and in rows."""

from __future__ import annotations

import pytest

from extractors.components import town_names
from extractors.mentions import Mention
from extractors.normalise import normalise
from extractors.pipeline import load
from tests.extractors.growth import LINEAR, ratio


def towns(text: str) -> list[str]:
    """The names of towns and counties of a text, by the whole pipeline."""
    found: tuple[Mention, ...] = load().read(normalise(text), None)._.places
    return [place.name for place in found if place.subtype in ("Town", "County")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在都城镇、宝珠镇等地推广。", ["都城镇", "宝珠镇"]),
        ("他们与惠安堡镇签约。", ["惠安堡镇"]),
        ("走进铁干里克镇的枣园。", ["铁干里克镇"]),
        # In a row the level stands once; the first may stand behind a word.
        ("郁南县辖建城、都城、宝珠等15个镇。", ["郁南县", "建城镇", "都城镇", "宝珠镇"]),
        ("在霞寨、坂仔两镇推广。", ["霞寨镇", "坂仔镇"]),
        ("技术辐射到孟连、西盟两县。", ["孟连傣族拉祜族佤族自治县", "西盟佤族自治县"]),
        # Classes, and words that are names of towns too.
        ("推进城镇建设和特色小镇建设，惠及乡镇、街道。", []),
        ("推广花生、红枣等三个品种。", []),
        ("组织建设、科普基地作用发挥。", []),
    ],
)
def test_towns(text: str, expected: list[str]) -> None:
    assert towns(text) == expected


@pytest.mark.parametrize("unit", ["镇", "甲镇", "建城、", "建城、都城等两镇", "等", "两"])
def test_time_is_linear(unit: str) -> None:
    assert ratio(lambda text: (town_names.written_out(text, ()), town_names.rows(text)), unit) < LINEAR


def test_a_county_of_a_row_has_its_code() -> None:
    found = town_names.rows("服务了郁南、信宜、德庆等9个县。")
    assert [(one.form, one.name, one.code) for one in found] == [
        ("郁南", "郁南县", "445322"),
        ("德庆", "德庆县", "441226"),
    ]
