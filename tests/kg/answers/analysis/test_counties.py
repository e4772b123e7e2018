from __future__ import annotations

import pytest

from kg.answers.analysis.counties import county_pairs, reach, society_pairs, unreached
from tests.kg.answers.analysis.networks import Fact, network

THINGS = {
    "茶叶学会": "Organization/Society",
    "果树学会": "Organization/Society",
    "青禾县科协": "Organization/Association",
    "农业大学": "Organization/University",
    "青禾县": "Place/County",
    "白石县": "Place/County",
    "绿水县": "Place/County",
    "云岭市": "Place/City",
    "石桥镇": "Place/Town",
    "茶叶科技小院": "Facility/Station",
    "茶叶节": "Event/Activity",
    "茶叶": "Industry",
}


def reached(*facts: Fact, codes: dict[str, str] | None = None) -> dict[object, object]:
    """Return the counties of each society by these facts."""
    return {row.cells[0]: row.cells[2] for row in reach(network(THINGS, facts, codes=codes)).rows}


@pytest.mark.parametrize(
    "facts",
    [
        [("茶叶学会", "serves", "青禾县")],
        [("茶叶学会", "locatedIn", "青禾县")],
        [("茶叶学会", "visits", "石桥镇"), ("石桥镇", "locatedIn", "青禾县")],
        [("茶叶学会", "builds", "茶叶科技小院"), ("茶叶科技小院", "locatedIn", "青禾县")],
        [("茶叶科技小院", "partOf", "茶叶学会"), ("茶叶科技小院", "locatedIn", "青禾县")],
        [("茶叶学会", "organizes", "茶叶节"), ("茶叶节", "locatedIn", "青禾县")],
        [("茶叶学会", "cooperatesWith", "青禾县科协"), ("青禾县科协", "locatedIn", "青禾县")],
        [("青禾县科协", "cooperatesWith", "茶叶学会"), ("青禾县科协", "locatedIn", "青禾县")],
    ],
)
def test_the_ways_in_which_a_society_reaches_a_county(facts: list[Fact]) -> None:
    assert reached(*facts) == {"茶叶学会": "青禾县"}


@pytest.mark.parametrize(
    "facts",
    [
        [("茶叶学会", "serves", "云岭市"), ("青禾县", "locatedIn", "云岭市")],
        [("茶叶学会", "offers", "茶叶"), ("青禾县", "needs", "茶叶")],
        [("农业大学", "serves", "青禾县")],
        [("青禾县科协", "partOf", "茶叶学会"), ("青禾县科协", "locatedIn", "青禾县")],
    ],
)
def test_what_reaches_no_county(facts: list[Fact]) -> None:
    assert reached(*facts) == {}


def test_a_town_lies_in_the_county_of_its_code() -> None:
    codes = {"石桥镇": "990101002", "青禾县": "990101"}
    assert reached(("茶叶学会", "serves", "石桥镇"), codes=codes) == {"茶叶学会": "青禾县"}


def test_places_that_lie_in_each_other_end() -> None:
    assert reached(
        ("茶叶学会", "serves", "石桥镇"), ("石桥镇", "locatedIn", "云岭市"), ("云岭市", "locatedIn", "石桥镇")
    ) == {}  # fmt: skip


def test_counties_that_no_society_reaches_those_with_needs_first() -> None:
    table = unreached(
        network(
            THINGS,
            [
                ("茶叶学会", "serves", "青禾县"),
                ("农业大学", "serves", "绿水县"),
                ("绿水县", "needs", "茶叶"),
            ],
            plans=[("果树学会", "serves", "白石县")],
        )
    )
    assert list(table.columns) == ["county", "city", "needs", "bodies", "planned"]
    assert [row.cells for row in table.rows] == [("绿水县", None, 1, 1, 0), ("白石县", None, 0, 0, 1)]
    assert table.rows[0].statements == ("s2",)


def test_the_city_of_a_county_comes_from_its_code() -> None:
    (row,) = unreached(network({"德庆县": "Place/County"}, [], codes={"德庆县": "441226"})).rows
    assert row.cells[:2] == ("德庆县", "肇庆市")


def test_projections_count_what_two_have_in_common() -> None:
    structure = network(
        THINGS,
        [
            ("茶叶学会", "serves", "青禾县"),
            ("茶叶学会", "serves", "白石县"),
            ("果树学会", "serves", "青禾县"),
            ("果树学会", "visits", "白石县"),
            ("果树学会", "serves", "绿水县"),
        ],
    )
    (row,) = society_pairs(structure).rows
    assert row.cells == ("果树学会", "茶叶学会", 2, "白石县、青禾县")
    assert row.statements == ("s0", "s1", "s2", "s3")
    assert [row.cells for row in county_pairs(structure).rows] == [
        ("白石县", "青禾县", 2, "果树学会、茶叶学会"),
        ("白石县", "绿水县", 1, "果树学会"),
        ("绿水县", "青禾县", 1, "果树学会"),
    ]
