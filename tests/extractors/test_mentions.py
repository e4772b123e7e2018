"""Mentions and the groups that they come together in."""

from __future__ import annotations

from extractors.mentions import Group, Mention
from extractors.model import Entity, Form


def test_the_name_of_a_mention_is_its_form_unless_one_is_given() -> None:
    assert Mention(3, 5, "东源", "Place", "County", "x").name == "东源"
    given = Mention(3, 5, "东源", "Place", "County", "x", name="东源县")
    assert (given.name, given.span) == ("东源县", (3, 5))


def test_a_group_has_the_forms_of_its_mentions_and_their_shorter_ones() -> None:
    school = Mention(10, 16, "甲大学农学院", "Organization", "School", "x")
    school.aliases = [
        ("农学院", "without its body"),
        ("工学院", "not in the form"),
        ("甲大学农学院", "the form"),
    ]
    group = Group("Organization", "School", "甲大学农学院")
    group.add(school, "full name in the text")
    assert group.forms == {"甲大学农学院": "full name in the text", "农学院": "without its body"}
    assert group.spans == {"甲大学农学院": {(10, 16)}, "农学院": {(13, 16)}}


def test_a_place_has_a_form_with_the_place_that_it_directly_follows() -> None:
    city = Mention(0, 3, "河源市", "Place", "City", "x")
    for begin, expected in ((3, {"东源县": {(3, 6)}, "河源市东源县": {(0, 6)}}), (4, {"东源县": {(4, 7)}})):
        group = Group("Place", "County", "东源县")
        group.add(Mention(begin, begin + 3, "东源县", "Place", "County", "x", place=city), "gazetteer")
        assert group.spans == expected


def test_a_group_that_takes_in_another_says_why() -> None:
    one, other = (
        Group("Event", "Forum", "花生论坛"),
        Group("Event", "Forum", "论坛", code="c", date="2025-03-08"),
    )
    mention = Mention(0, 2, "论坛", "Event", "Forum", "x", aliases=[("坛", "shorter")])
    other.add(mention, "full name in the text")
    one.absorb(other, "abbreviates 花生论坛 in this report")
    assert (one.mentions, one.code, one.date) == ([mention], "c", "2025-03-08")
    assert one.forms == {"论坛": "abbreviates 花生论坛 in this report", "坛": "shorter"}
    assert one.spans == {"论坛": {(0, 2)}, "坛": {(1, 2)}}


def test_the_mentions_of_an_entity_are_those_of_its_forms_in_text_order() -> None:
    forms = (Form("甲学会", "x", ((9, 12), (0, 3))), Form("学会", "y", ((1, 3), (0, 3))), Form("甲", "z"))
    assert Entity("e1", "Organization", "Society", "甲学会", forms).mentions == ((0, 3), (1, 3), (9, 12))
