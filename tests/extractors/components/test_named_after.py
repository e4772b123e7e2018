"""What the names of entities say about one another, where no sentence says it."""

from __future__ import annotations

import pytest

from extractors.components import named_after
from extractors.mentions import Claim, Group, Mention


def group(form: str, kind: str, subtype: str | None = None, name: str | None = None) -> Group:
    made = Group(kind, subtype, name or form)
    made.add(Mention(0, len(form), form, kind, subtype, "test", name or form), "test")
    return made


def said(groups: list[Group], claims: tuple[Claim, ...] = ()) -> list[tuple[str, str, str]]:
    found = named_after.match(claims, groups)
    return [(claim.type, claim.head.form, claim.tail.form) for claim in found]


def test_a_unit_is_part_of_the_body_that_its_name_begins_with() -> None:
    groups = [
        group("星河大学", "Organization", "University"),
        group("星河大学北斗创客联盟", "Organization", "Alliance"),
        group("星河大学校史馆", "Facility", "Venue"),
        group("星河大学路", "Facility"),
    ]
    assert said(groups) == [
        ("partOf", "星河大学北斗创客联盟", "星河大学"),
        ("partOf", "星河大学校史馆", "星河大学"),
    ]


def test_a_unit_whose_body_is_told_needs_none() -> None:
    society, branch = (
        group("星河学会", "Organization", "Society"),
        group("星河学会果树分会", "Organization", "Society"),
    )
    other = group("果树研究所", "Organization", "Institute")
    told = Claim("partOf", branch.mentions[0], other.mentions[0], ((0, 1),), "test")
    assert said([society, branch, other], (told,)) == []


@pytest.mark.parametrize(
    ("form", "subtype", "name", "expected"),
    [
        ("市科协", "Association", "河源市科学技术协会", ["河源市"]),
        ("东源县委组织部", "Government", "中共东源县委组织部", ["东源县"]),
        ("河源市东源县农业农村局", "Government", None, ["东源县"]),
        ("河源职业技术学院", "University", None, []),
        ("河源市大学", "University", None, []),
        ("学会部", "Department", "河源市科学技术协会学会部", []),
        ("河源科技公司", "Company", None, []),
    ],
)
def test_a_body_is_in_the_last_place_that_its_full_name_begins_with(
    form: str, subtype: str, name: str | None, expected: list[str]
) -> None:
    groups = [group("河源市", "Place", "City"), group("东源县", "Place", "County")]
    found = said([*groups, group(form, "Organization", subtype, name)])
    assert [(kind, tail) for kind, _, tail in found] == [("locatedIn", place) for place in expected]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("东源花生科技小院", ["东源县"]),
        ("星河学会东源工作站", ["东源县"]),
        ("广东东源花生科技小院", ["东源县"]),
        ("国家东源花生基地", []),
    ],
)
def test_a_site_is_in_the_place_that_leads_its_name_or_stands_behind_its_body(
    form: str, expected: list[str]
) -> None:
    groups = [group("东源县", "Place", "County"), group("星河学会", "Organization", "Society")]
    found = said([*groups, group(form, "Facility", "Station")])
    assert [tail for kind, _, tail in found if kind == "locatedIn"] == expected


def test_a_site_whose_place_is_told_needs_none() -> None:
    place, other = group("东源县", "Place", "County"), group("连平县", "Place", "County")
    site = group("东源花生科技小院", "Facility", "Station")
    told = Claim("locatedIn", site.mentions[0], other.mentions[0], ((0, 1),), "test")
    assert said([place, other, site], (told,)) == []
