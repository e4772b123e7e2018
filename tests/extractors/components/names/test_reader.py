"""Names of texts whose words and places are given: heads that are none, units, names over two heads."""

from __future__ import annotations

import pytest

from extractors.components import names, titles
from extractors.components.names.surroundings import Surroundings
from extractors.mentions import Mention
from tests.extractors.tagged import tagged


def read(marked: str, *places: str) -> list[Mention]:
    text, words = tagged(marked)
    found = [
        Mention(text.index(one), text.index(one) + len(one), one, "Place", None, "given") for one in places
    ]
    return names.match(text, words, found, titles.match(text))


def forms(marked: str, *places: str) -> list[str]:
    return [mention.form for mention in read(marked, *places)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[n:花生][n:协会]", ["花生协会"]),
        ("[n:花生][n:大学]生", []),
        ("[n:花生][n:学会]了", []),
        ("[n:花生][n:协会章程]", []),
        ("[ORG:花生协会章程]", ["花生协会"]),
        ("[n:花生][n:研究会章程]", ["花生研究会"]),
        ("[n:多家][n:公司]负责人", []),
        ("[n:布局]", []),
        ("[n:花生][n:局]局长", ["花生局"]),
        ("[n:花生面]局", []),
    ],
)
def test_what_is_a_head(marked: str, expected: list[str]) -> None:
    assert forms(marked) == expected


def test_a_region_belongs_to_the_place_and_not_to_the_head() -> None:
    assert forms("[LOC:三星镇][n:党委]", "三星镇") == ["三星镇党委"]
    assert forms("[LOC:三星镇][n:党委]书记", "三星镇") == ["三星镇党委"]


def test_a_tagged_head_needs_the_tagger() -> None:
    assert forms("走访[ORG:三一重工]") == ["三一重工"]
    assert forms("走访[n:三一重工]") == []
    assert forms("走访[ORG:重工]") == []


def test_a_unit_holds_its_body() -> None:
    body, unit = read("[n:花生][n:学会][n:分会]")
    assert (body.form, unit.form, unit.begin, unit.parent) == ("花生学会", "花生学会分会", 0, body)
    assert [alias for alias, _ in unit.aliases] == ["分会"]


def test_an_office_of_a_government_is_a_unit_of_it() -> None:
    government, office = read("[LOC:甲县][n:人民政府][n:办公厅]", "甲县")
    assert (government.form, office.form, office.parent) == ("甲县人民政府", "甲县人民政府办公厅", government)


def test_two_heads_can_be_one_name() -> None:
    (name,) = read("[n:花生][n:研究中心][n:协会]")
    assert (name.form, name.subtype) == ("花生研究中心协会", "Society")
    park, body = read("[n:花生][n:产业园][n:科协]")
    assert (park.form, park.type, body.form, body.type) == (
        "花生产业园",
        "Facility",
        "花生产业园科协",
        "Organization",
    )


def test_a_school_of_a_university_is_no_university() -> None:
    university, school = read("[n:花生][n:大学][n:枣][n:学院]")
    assert (university.subtype, school.subtype, school.form) == ("University", "Department", "花生大学枣学院")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[n:花生][n:大学]（[LOC:东营]）开会", "花生大学（东营）"),
        ("[n:花生][n:大学]（华东）开会", "花生大学（华东）"),
        ("[n:花生][n:大学]（公办）开会", "花生大学"),
        ("[n:花生][vn:检测][n:中心]（[LOC:东营]）开会", "花生检测中心（东营）"),
        ("[n:花生][n:论坛]（2025年）开幕", "花生论坛（2025年）"),
        ("[n:花生][n:论坛]（公办）开幕", "花生论坛"),
    ],
)
def test_brackets_of_names(marked: str, expected: str) -> None:
    places = ("东营",) if "东营" in marked else ()
    assert forms(marked, *places) == [expected]


def test_an_event_that_ends_a_quotation_is_all_of_it() -> None:
    (event,) = read("[w:“][v:携手][n:花生][n:论坛][w:”]开幕")
    assert (event.form, event.begin, [alias for alias, _ in event.aliases]) == (
        "携手花生论坛",
        1,
        ["花生论坛"],
    )
    assert forms("[w:“][v:携手][w:，][n:花生][n:论坛][w:”]开幕") == ["花生论坛"]
    assert forms("[w:“]好[w:”][v:走][n:花生][n:论坛][w:”]开幕") == ["花生论坛"]


def test_the_place_of_a_name_is_the_last_of_its_places() -> None:
    (name,) = read("[LOC:甲省][LOC:乙县][n:枣][n:协会]", "甲省", "乙县")
    assert name.place is not None
    assert (name.form, name.place.form) == ("甲省乙县枣协会", "乙县")


def test_surroundings_look_up_by_offset() -> None:
    text, words = tagged("[LOC:甲县][n:会长]到会")
    place = Mention(0, 2, "甲县", "Place", None, "given")
    view = Surroundings(text, words, [place], titles.match(text))
    assert [word and word.text for word in map(view.word, (0, 3, 4))] == ["甲县", "会长", None]
    assert [view.in_post(offset) for offset in (1, 2, 3, 4)] == [False, True, True, False]
    assert [view.ends_name(offset) for offset in (1, 2)] == [False, True]
    assert view.last_place(place, 6) is place
