"""What names say by themselves, and which places inside names are mentions of their own."""

from __future__ import annotations

import pytest

from extractors.components import structure
from extractors.mentions import Claim, Group, Mention
from tests.extractors.growth import LINEAR, ratio


def mention(text: str, form: str, kind: str, subtype: str | None = None, **more: object) -> Mention:
    begin = text.index(form)
    made = Mention(begin, begin + len(form), form, kind, subtype, "test")
    for name, value in more.items():
        setattr(made, name, value)
    return made


def kept(name: str, kind: str, subtype: str | None, *places: str, country: bool = False) -> list[str]:
    """The places that stay, of those in a name."""
    found = [mention(name, place, "Place", "Country" if country else "City") for place in places]
    for holder, held in zip(found, found[1:], strict=False):
        if holder.end == held.begin:
            held.place = holder
    result = structure.keep([mention(name, name, kind, subtype)], found)
    assert [one.form for one in result[:1]] == [name]
    return [one.form for one in result[1:]]


@pytest.mark.parametrize(
    ("name", "kind", "subtype", "places", "expected"),
    [
        # Written out at the beginning, or holding one that is.
        ("本溪市第二中学", "Organization", "School", ["本溪市"], ["本溪市"]),
        ("广东河源市第二中学", "Organization", "School", ["广东", "河源市"], ["广东", "河源市"]),
        ("广东河源市", "Organization", "School", ["广东", "河源市"], ["河源市"]),
        ("南京大学", "Organization", "University", ["南京"], []),
        ("南京建筑公司", "Organization", "Company", ["南京"], []),
        ("甲县公司", "Organization", "Company", ["甲县"], []),
        # Associations and governments sit where they are named by, whatever is written.
        ("佛山科协", "Organization", "Association", ["佛山"], ["佛山"]),
        ("佛山学会", "Organization", "Society", ["佛山"], []),
        # Within the name.
        ("大学佛山市校区", "Organization", "University", ["佛山市"], []),
        # Only a longer name of a person buries one.
        ("南京", "Person", None, ["南京"], ["南京"]),
        ("符丽江", "Person", None, ["丽江"], []),
    ],
)
def test_which_places_stay(
    name: str, kind: str, subtype: str | None, places: list[str], expected: list[str]
) -> None:
    assert kept(name, kind, subtype, *places) == expected


def test_a_country_in_the_name_of_an_association_is_part_of_the_name() -> None:
    assert kept("中国科协", "Organization", "Association", "中国", country=True) == []


def test_a_place_outside_of_names_stays() -> None:
    text = "南京的南方大学"
    place, name = (
        mention(text, "南京", "Place", "City"),
        mention(text, "南方大学", "Organization", "University"),
    )
    assert structure.keep([name], [place]) == [name, place]


def said(claims: list[Claim]) -> list[tuple[str, str, str, str]]:
    return [(claim.type, claim.head.form, claim.tail.form, claim.rule) for claim in claims]


def test_a_unit_is_part_of_its_body() -> None:
    body = mention("甲大学", "甲大学", "Organization", "University")
    school = mention("甲大学农学院", "甲大学农学院", "Organization", "School", parent=body)
    claims = structure.match("", [body, school])
    assert said(claims) == [("partOf", "甲大学农学院", "甲大学", "structure.unit")]
    assert (claims[0].spans, claims[0].trigger) == (((0, 6),), "甲大学农学院")


def test_a_facility_has_no_parts() -> None:
    base = mention("花生基地", "花生基地", "Facility", "Base")
    station = mention("花生基地服务站", "花生基地服务站", "Facility", "Station", parent=base)
    assert structure.match("", [base, station]) == []


def test_a_place_lies_in_the_place_before_it() -> None:
    text = "河源市东源县"
    city, county = mention(text, "河源市", "Place", "City"), mention(text, "东源县", "Place", "County")
    county.place = city
    claims = structure.match("", [city, county])
    assert said(claims) == [("locatedIn", "东源县", "河源市", "structure.place")]
    assert claims[0].spans == ((0, 6),)


@pytest.mark.parametrize(
    ("name", "place", "kind", "subtype", "sits"),
    [
        ("佛山市科协", "佛山市", "Organization", "Association", True),
        ("佛山科协", "佛山", "Organization", "Association", True),
        ("佛山市企业", "佛山市", "Organization", "Company", True),
        ("佛山企业", "佛山", "Organization", "Company", False),
        ("佛山市大学", "佛山市", "Organization", "University", False),
        ("佛山市花生学会", "佛山市", "Organization", "Society", True),
        ("佛山花生学会", "佛山", "Organization", "Society", False),
        ("佛山市示范园", "佛山市", "Facility", "Base", True),
        ("佛山市论坛", "佛山市", "Event", "Forum", False),
    ],
)
def test_who_sits_at_the_place_of_the_name(
    name: str, place: str, kind: str, subtype: str, sits: bool
) -> None:
    body = mention(name, name, kind, subtype, place=mention(name, place, "Place", "City"))
    expected = [("locatedIn", name, place, "structure.seat")] if sits else []
    assert said(structure.match("", [body])) == expected


@pytest.mark.parametrize(
    "place",
    [Mention(0, 0, "佛山", "Place", "City", "place.home"), Mention(0, 2, "佛山", "Place", "City", "x")],
)
def test_a_society_sits_at_a_place_that_stands_apart_from_its_name(place: Mention) -> None:
    body = Mention(9, 13, "花生学会", "Organization", "Society", "test", place=place)
    assert said(structure.match("", [body])) == [("locatedIn", "花生学会", "佛山", "structure.seat")]


def test_a_facility_serves_the_industry_in_its_name_alone() -> None:
    text = "花生科技小院种花生"
    yard = mention(text, "花生科技小院", "Facility", "Station")
    inside, outside = (
        mention(text, "花生", "Industry"),
        Mention(7, 9, "花生", "Industry", None, "industry.name"),
    )
    inside.rule = "industry.name"
    other = mention(text, "科技", "Industry")
    assert said(structure.match("", [yard, inside, outside, other])) == [
        ("serves", "花生科技小院", "花生", "structure.field")
    ]


@pytest.mark.parametrize(
    ("text", "event", "subtype", "holds"),
    [
        ("甲学会二届三次理事会", "甲学会二届三次理事会", "Society", True),
        ("甲学会年会", "甲学会年会", "Society", True),
        ("乙市与甲学会座谈会", "甲学会座谈会", "Society", False),
        ("甲学会签约仪式", "甲学会签约仪式", "Society", False),
        ("甲学会年会", "甲学会年会", "Department", False),
    ],
)
def test_a_body_holds_the_sessions_that_its_name_opens(
    text: str, event: str, subtype: str, holds: bool
) -> None:
    body = mention(text, "甲学会", "Organization", subtype)
    held = mention(text, event, "Event", "Session", parent=body)
    expected = [("organizes", "甲学会", event, "structure.own-event")] if holds else []
    assert said(structure.match(text, [body, held])) == expected


def placed(form: str, place: str, subtype: str, *claims: Claim) -> list[tuple[str, str, str, str]]:
    event = mention(form, form, "Event", "Activity", place=mention(form, place, "Place", subtype))
    group = Group("Event", "Activity", form)
    group.add(event, "test")
    there = tuple(Claim("locatedIn", event, event, (), "test") for _ in claims)
    return said(structure.event_places(there, [group]))


def test_an_event_is_where_its_name_says_unless_the_report_says_where() -> None:
    body = Mention(0, 1, "甲", "Organization", "Society", "test")
    told = Claim("locatedIn", body, body, (), "test")
    assert placed("东源县花生节", "东源县", "County") == [
        ("locatedIn", "东源县花生节", "东源县", "structure.event-place")
    ]
    assert placed("东源花生节", "东源", "County") == []
    assert placed("甲省花生节", "甲省", "Province") == []
    assert placed("东源县花生节", "东源县", "County", told) == []


def test_time_grows_with_the_text() -> None:
    def run(text: str) -> object:
        places = [Mention(at, at + 2, "佛山", "Place", "City", "x") for at in range(0, len(text), 4)]
        bodies = [
            Mention(at, at + 4, "佛山科协", "Organization", "Association", "x", place=place)
            for at, place in zip(range(0, len(text), 4), places, strict=True)
        ]
        return structure.match("", structure.keep(bodies, places))

    assert ratio(run, "佛山科协") < LINEAR
