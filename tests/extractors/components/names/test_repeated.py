"""Societies that the tagger cuts apart, known by standing in the report more than once."""

from __future__ import annotations

import pytest

from extractors.components.names import repeated
from extractors.mentions import Mention
from extractors.normalise import normalise
from extractors.pipeline import load
from tests.extractors.growth import LINEAR, ratio


def added(text: str, *places: str, read: str | None = None) -> list[str]:
    """The names after adding; `read` is one that the grammar found, at its first place."""
    found = []
    if read is not None:
        begin = text.index(read)
        found.append(Mention(begin, begin + len(read), read, "Organization", "Society", "x"))
    mentions = [
        Mention(begin, begin + len(place), place, "Place", "City", "x")
        for place in places
        for begin in range(len(text))
        if text.startswith(place, begin)
    ]
    repeated.add(text, found, mentions)
    return [mention.form for mention in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("东州神经变性病学会成立。东州神经变性病学会有300人。", ["东州神经变性病学会"] * 2),
        # Once is no proof, nor is a stretch that holds another word than names do.
        ("东州神经变性病学会成立。", []),
        ("东州召开气象学会。东州召开气象学会。", []),
        ("东州的气象学会。东州的气象学会。", []),
        ("东州学会。东州学会。", []),
    ],
)
def test_a_place_a_field_and_a_head_are_a_name_where_they_stand_twice(text: str, expected: list[str]) -> None:
    assert added(text, "东州") == expected


def test_it_takes_the_place_of_its_end() -> None:
    text = "东州神经变性病学会成立。东州神经变性病学会有300人。"
    assert added(text, "东州", read="性病学会") == ["东州神经变性病学会"] * 2


def test_the_time_is_linear() -> None:
    assert ratio(lambda text: added(text, "东州"), "东州神经变性病学会") < LINEAR


def test_two_events_that_are_held_as_one_are_one() -> None:
    text = "东源县气象学会第一次会员代表大会暨东源县气象学会成立大会召开。"
    events = [one for one in load().read(normalise(text), None)._.names if one.type == "Event"]
    assert [one.form for one in events] == ["东源县气象学会第一次会员代表大会暨东源县气象学会成立大会"]
