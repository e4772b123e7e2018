"""Two persons of one name in one report."""

from __future__ import annotations

import pytest

from extractors.normalise import normalise
from extractors.pipeline import load


def persons(text: str) -> list[list[int]]:
    """Return for each person of the name 张伟 where his mentions begin."""
    doc = load().read(normalise(text), None)
    return [
        sorted(mention.begin for mention in group.mentions)
        for group in doc._.entities
        if group.type == "Person" and group.name == "张伟"
    ]


def test_posts_in_places_that_lie_apart_are_of_two() -> None:
    text = "常德市科协主席张伟介绍了情况，云浮市科协主席张伟作了发言。随后张伟参观了果园。"
    first, second, last = (at for at in range(len(text)) if text.startswith("张伟", at))
    assert persons(text) == [[first], [second, last]]


def test_a_name_before_all_posts_is_of_the_first() -> None:
    text = "张伟讲科普\n常德市科协主席张伟介绍了情况，云浮市科协主席张伟作了发言。"
    assert [len(begins) for begins in persons(text)] == [2, 1]


@pytest.mark.parametrize(
    "text",
    [
        "常德市科协主席张伟介绍了情况。石门县科协主席张伟作了发言。",
        "常德市科协主席张伟介绍了情况。湖南省科协副主席张伟作了发言。",
        "常德市科协主席张伟介绍了情况。常德市茶叶学会理事长张伟作了发言。",
        "云浮市科协副主席张伟到会，他是常德市科协原主席张伟。",
        "常德市科协主席张伟介绍了情况。华南农业大学院长张伟作了发言。",
        "常德市科协主席、云浮市科协副主席张伟介绍了情况。云浮市科协副主席张伟作了发言。",
    ],
)
def test_posts_that_one_may_hold_are_of_one(text: str) -> None:
    assert len(persons(text)) == 1
