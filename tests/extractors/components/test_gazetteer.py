"""Places of the tables: which forms count where, and which of several places a form means."""

from __future__ import annotations

import pytest

from extractors.components import gazetteer
from extractors.mentions import Mention
from ontologies.places import by_code
from tests.extractors.growth import LINEAR, ratio
from tests.extractors.tagged import tagged


def found(marked: str) -> list[Mention]:
    return gazetteer.match(*tagged(marked))


def codes(marked: str) -> list[tuple[str, str | None]]:
    return [(mention.form, mention.code) for mention in found(marked)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # Full names count wherever they stand, but within the name of a person, or where 区 belongs to 区域.
        ("东源县召开会议", [("东源县", "441625")]),
        ("在东源县的学会", [("东源县", "441625")]),
        ("[PER:东源县]说", []),
        # 来宾 is a word, but in a report that writes 来宾市.
        ("到访[LOC:来宾]", []),
        ("来宾市与[LOC:来宾]", [("来宾市", "451300"), ("来宾", "451300")]),
        ("越秀区域活动", []),
        ("浙西南山区的村", []),
        # 会同 is a verb, but in a report that names what holds 会同县.
        ("学会会同县科技局", []),
        ("湖南省会同县科技局", [("湖南省", "430000"), ("会同县", "431225")]),
        ("越秀区的活动", [("越秀区", "440104")]),
        # Short forms need a name that the tagger sees as a place, or as a body that they begin.
        ("东源召开会议", []),
        ("[LOC:东源]召开会议", [("东源", "441625")]),
        ("[ORG:东源学会]召开会议", [("东源", "441625")]),
        ("[PER:东源]说", []),
        ("在[LOC:新东源]", []),
        ("[LOC:东源山]上", []),
        ("[LOC:广东山]上", [("广东", "440000")]),
        ("[LOC:中山]路", []),
        ("[LOC:中山]大道", []),
        ("[LOC:东源]", [("东源", "441625")]),
        # Full names of two characters and names of city parts are not clear by themselves.
        ("隰县召开会议", []),
        ("[LOC:隰县]召开会议", [("隰县", "141031")]),
        ("在城区开会", []),
        ("阳泉市城区", [("阳泉市", "140300"), ("城区", "140302")]),
        # Directly behind the place that holds them, short forms count; behind another they do not.
        ("河源市东源", [("河源市", "441600"), ("东源", "441625")]),
        ("佛山市东源", [("佛山市", "440600")]),
        # The longest form that is a place is taken.
        ("景东彝族自治县", [("景东彝族自治县", "530823")]),
        ("[LOC:景东县]", [("景东县", "530823")]),
    ],
)
def test_forms_that_count(marked: str, expected: list[tuple[str, str | None]]) -> None:
    assert codes(marked) == expected


def test_what_is_known_of_a_place() -> None:
    (mention,) = found("[LOC:东源]")
    assert (mention.type, mention.subtype, mention.name) == ("Place", "County", "东源县")
    assert mention.reason == "place 441625, by the gazetteer"


@pytest.mark.parametrize(
    ("marked", "subtype"),
    [("广东省", "Province"), ("河源市", "City"), ("重庆市", "City"), ("东源县", "County")],
)
def test_levels(marked: str, subtype: str) -> None:
    assert [mention.subtype for mention in found(marked)] == [subtype]


def test_countries_have_a_usual_name_and_no_code() -> None:
    (mention,) = found("[LOC:德国]")
    assert (mention.subtype, mention.name, mention.code) == ("Country", "德国", None)


def test_a_name_of_several_places_has_no_code_by_itself() -> None:
    assert codes("[LOC:朝阳区]") == [("朝阳区", None)]
    assert codes("[LOC:北京市][LOC:朝阳区]") == [("北京市", "110000"), ("朝阳区", "110105")]


def test_other_places_of_the_report_tell_which_place_is_meant() -> None:
    mentions = found("[LOC:长春市]开会。[LOC:朝阳区]开会。")
    gazetteer.settle_homonyms(mentions)
    assert [mention.code for mention in mentions] == ["220100", "220104"]
    assert mentions[1].reason == "place 220104, by the other places of the report"


def test_two_holders_leave_a_name_open() -> None:
    mentions = found("[LOC:福州市]和[LOC:开封市]开会。[LOC:鼓楼区]开会。")
    gazetteer.settle_homonyms(mentions)
    assert mentions[2].code is None


def test_holders_are_nearest_first() -> None:
    place = by_code("441625")
    assert place is not None
    assert gazetteer.holders(place) == ("441600", "440000")


@pytest.mark.parametrize("piece", ["东源县", "广东省河源市东源县", "东源", "朝阳区", "中", "（东源县）"])
def test_time_grows_with_the_text(piece: str) -> None:
    assert ratio(lambda text: gazetteer.settle_homonyms(gazetteer.match(text, ())), piece) < LINEAR
