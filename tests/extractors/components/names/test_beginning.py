"""Where names begin, on words given by the test; | stands before the head."""

from __future__ import annotations

import pytest

from extractors.components import titles
from extractors.components.names.beginning import beginning
from extractors.components.names.grammar import Kind, kinds
from extractors.components.names.surroundings import Surroundings
from extractors.mentions import Mention
from tests.extractors.tagged import tagged


def field(marked: str, head: str, places: tuple[str, ...] = (), bodies: tuple[str, ...] = ()) -> str:
    """What belongs to the name before its head, the last characters of the text."""
    text, words = tagged(marked)
    found = [
        Mention(text.index(one), text.index(one) + len(one), one, "Place", None, "given") for one in places
    ]
    view = Surroundings(text, words, found, titles.match(text))
    for one in bodies:
        end = text.index(one) + len(one)
        view.body_ending[end] = Mention(end - len(one), end, one, "Organization", None, "given")
    place = len(text) - len(head)
    assert text.endswith(head)
    return text[beginning(view, kind(head), place) : place]


def kind(head: str) -> Kind:
    return kinds()[head][0]


@pytest.mark.parametrize(
    ("marked", "head", "expected"),
    [
        ("[v:走访][n:花生][n:协会]", "协会", "花生"),
        ("[n:花生][vn:检测][n:中心]", "中心", "花生检测"),
        ("[n:花生][v:检测][n:中心]", "中心", "花生检测"),
        ("[n:理事长][LOC:和县][n:科协]", "科协", "县"),
        ("[PER:王平和县科协]", "科协", "县"),
        ("[PER:王平与省科协]", "科协", "省"),
        ("[ORG:环境与市政工程学院]", "学院", "环境与市政工程"),
        ("[n:花生][v:品尝][n:中心]", "中心", ""),
        ("[p:在][n:花生][n:协会]", "协会", "花生"),
        ("[n:会员][n:花生][n:协会]", "协会", "花生"),
        ("[n:花生]\n[n:协会]", "协会", ""),
        ("，[n:花生][n:协会]", "协会", "花生"),
        ("[n:会长][n:花生][n:协会]", "协会", "花生"),
        ("[n:花生]、[n:枣][n:协会]", "协会", "枣"),
        ("[w:（][nz:甲乙][w:）][n:花生][n:公司]", "公司", "（甲乙）花生"),
        ("[n:花生][w:“][n:好果][w:”][n:协会]", "协会", "花生“好果”"),
        ("[v:培育][n:花生][n:协会]", "协会", "花生"),
        ("[v:培育花生][n:协会]", "协会", ""),
        ("[ORG:培育花生][n:协会]", "协会", "花生"),
        ("[ORG:我县花生][n:协会]", "协会", "花生"),
        ("[nz:艾力]·[nz:花生][n:公司]", "公司", "艾力·花生"),
        ("[n:花生]/[n:枣][n:协会]", "协会", "枣"),
    ],
)
def test_words_before_the_head(marked: str, head: str, expected: str) -> None:
    assert field(marked, head) == expected


@pytest.mark.parametrize(
    ("marked", "head", "expected"),
    [
        ("[m:第三届][n:花生][n:论坛]", "论坛", "第三届花生"),
        ("[TIME:2025年][n:花生][n:论坛]", "论坛", "2025年花生"),
        ("[TIME:昨天][n:花生][n:论坛]", "论坛", "花生"),
        ("[m:三百][n:花生][n:论坛]", "论坛", "花生"),
        ("[m:三百][n:花生][n:协会]", "协会", "花生"),
        ("[m:第五][n:花生][n:协会]", "协会", "第五花生"),
        ("[n:花生][n:专家][n:论坛]", "论坛", "花生专家"),
        ("[n:花生][c:与][n:枣][n:论坛]", "论坛", "花生与枣"),
        ("[n:花生][c:与][n:枣][n:公司]", "公司", "枣"),
        ("[n:花生][c:暨][n:枣][n:论坛]", "论坛", "花生暨枣"),
        ("[n:花生][n:与枣][n:公司]", "公司", "枣"),
    ],
)
def test_numbers_years_and_conjunctions(marked: str, head: str, expected: str) -> None:
    assert field(marked, head) == expected


@pytest.mark.parametrize(
    ("marked", "head", "expected"),
    [
        ("[n:甲县][n:工业][c:和][n:信息化][n:局]", "局", "甲县工业和信息化"),
        ("[n:甲县][n:人力资源][c:和][n:社会保障][n:局]", "局", "甲县人力资源和社会保障"),
        ("[n:甲县][n:花生][c:和][n:枣][n:局]", "局", "枣"),
    ],
)
def test_conjunctions_of_offices(marked: str, head: str, expected: str) -> None:
    assert field(marked, head, places=("甲县",)) == expected


def test_a_place_begins_a_name() -> None:
    assert field("[n:花生][LOC:甲县][n:枣][n:协会]", "协会", places=("甲县",)) == "甲县枣"
    assert field("[LOC:甲省][LOC:乙县][n:枣][n:协会]", "协会", places=("甲省", "乙县")) == "甲省乙县枣"
    assert field("[n:花生][LOC:甲县][n:枣][n:论坛]", "论坛", places=("甲县",)) == "花生甲县枣"
    assert field("[ORG:甲县枣][n:协会]", "协会", places=("甲县",)) == "甲县枣"


def test_a_body_ends_a_name() -> None:
    assert field("[ORG:甲大学][n:枣][n:协会]", "协会", bodies=("甲大学",)) == "枣"
    assert field("[ORG:甲大学枣][n:协会]", "协会", bodies=("甲大学",)) == "枣"


def test_the_verb_between_a_body_and_a_station_is_none_of_its_name() -> None:
    marked = "[LOC:甲县][vn:建设][n:枣][n:科技小院]"
    assert field(marked, "科技小院", places=("甲县",)) == "枣"
    assert field("[LOC:甲县][vn:保护][n:枣][n:科技小院]", "科技小院", places=("甲县",)) == "甲县保护枣"


def test_a_name_is_no_longer_than_it_may_be() -> None:
    assert len(field("[n:花]" * 60 + "[n:协会]", "协会")) == 34
