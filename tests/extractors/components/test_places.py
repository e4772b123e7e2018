"""Towns, villages and zones, and which place lies in which."""

from __future__ import annotations

import pytest

from extractors.components import places
from extractors.mentions import Mention
from tests.extractors.growth import LINEAR, ratio
from tests.extractors.tagged import tagged


def found(marked: str) -> list[Mention]:
    return places.match(*tagged(marked))


def kinds(marked: str) -> list[str]:
    return [f"{mention.form} {mention.subtype} {mention.rule}" for mention in found(marked)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # Behind a place that holds them.
        ("东源县船塘镇", ["东源县 County place.gazetteer", "船塘镇 Town place.table"]),
        ("东源县新河街道", ["东源县 County place.gazetteer", "新河街道 Town place.table"]),
        (
            "东源县船塘镇小水村",
            ["东源县 County place.gazetteer", "船塘镇 Town place.table", "小水村 Village place.village"],
        ),
        ("东源县的船塘镇", ["东源县 County place.gazetteer", "船塘镇 Town place.table"]),
        ("广东省船塘镇", ["广东省 Province place.gazetteer", "船塘镇 Town place.table"]),
        # One that no table has stands behind a place.
        ("东源县无此镇", ["东源县 County place.gazetteer", "无此镇 Town place.town"]),
        ("东源县的无此镇", ["东源县 County place.gazetteer"]),
        # Not where the ending belongs to another word, nor over a word that no name holds.
        ("东源县各乡镇长", ["东源县 County place.gazetteer"]),
        ("东源县农业乡", ["东源县 County place.gazetteer"]),
        ("东源县乡镇党委", ["东源县 County place.gazetteer"]),
        ("东源县船塘镇党委", ["东源县 County place.gazetteer", "船塘镇 Town place.table"]),
        ("东源县小水村委会", ["东源县 County place.gazetteer"]),
        # Where the tagger sees one.
        ("在[LOC:大水村]", ["大水村 Village place.tagged"]),
        ("在[LOC:船塘镇]", ["船塘镇 Town place.table"]),
        ("在[LOC:水村]", []),
        ("在[LOC:中心村]和[LOC:小山村]，[LOC:花生之乡]", []),
        ("在[n:大水村]", []),
        ("在[LOC:大水村小学]", []),
        ("在[ORG:长安镇科协]", ["长安镇 Town place.table"]),
        ("在[ORG:无此镇政府]", []),
        # A character that stands for a city.
        ("大会30日在京召开", ["京 City place.letter"]),
        ("在京的代表，在青年中", []),
        # Zones.
        ("走进松山湖高新区", ["松山湖高新区 Zone place.zone"]),
        ("在[LOC:海南]自由贸易港", ["海南 Province place.gazetteer", "海南自由贸易港 Zone place.zone"]),
        ("走进横琴粤澳深度合作区", ["横琴粤澳深度合作区 Zone place.zone"]),
        ("在粤港澳大湾区", ["粤港澳大湾区 Zone place.zone"]),
        ("东源县经济开发区", ["东源县 County place.gazetteer", "东源县经济开发区 Zone place.zone"]),
        ("的高新区", ["高新区 Zone place.zone"]),
        ("老片新区", []),
        ("在银河新区", ["银河新区 Zone place.zone"]),
    ],
)
def test_towns_villages_and_zones(marked: str, expected: list[str]) -> None:
    assert kinds(marked) == expected


def test_a_zone_takes_in_the_place_before_it() -> None:
    holder, zone = found("[LOC:东源]高新区")
    assert (zone.form, zone.name, zone.place) == ("东源高新区", "东源县高新区", holder)
    assert zone.aliases == [("高新区", "without the place that it lies in")]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("广东省河源市东源县", ["-", "广东省", "河源市"]),
        ("东源县船塘镇小水村", ["-", "东源县", "船塘镇"]),
        ("广东省、东源县", ["-", "-"]),
        ("东源县广东省", ["-", "-"]),
        ("佛山市东源县", ["-", "-"]),
        ("[LOC:中国]广东省", ["-", "-"]),
    ],
)
def test_what_lies_in_the_place_before_it(marked: str, expected: list[str]) -> None:
    assert [mention.place.form if mention.place else "-" for mention in found(marked)] == expected


@pytest.mark.parametrize(
    "piece", ["东源县", "东源县船塘镇", "高新区", "东源县高新区", "镇", "村", "新区", "（广东）"]
)
def test_time_grows_with_the_text(piece: str) -> None:
    assert ratio(lambda text: places.match(text, ()), piece) < LINEAR


def test_members_of_a_list_share_the_place_before_the_first() -> None:
    held = {
        place.form: place.place.form for place in found("到定西市安定区、渭源县和[LOC:岷县]") if place.place
    }
    assert held == {"安定区": "定西市", "渭源县": "定西市", "岷县": "定西市"}


def test_a_member_that_lies_elsewhere_shares_no_place() -> None:
    held = {place.form: place.place.form for place in found("到定西市安定区、东源县") if place.place}
    assert held == {"安定区": "定西市"}
