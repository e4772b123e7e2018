"""What points back: the examples of the data file, titles without a body, and reach."""

from __future__ import annotations

import re
from typing import Any

import pytest

from extractors.components import anaphora, sentences, words
from extractors.components.anaphora import Bodies, noun_ending, pointers
from extractors.data import load_toml
from extractors.mentions import Mention, Word
from tests.extractors.growth import LINEAR, ratio

KEYS: dict[str, type] = {
    **dict.fromkeys(("prefixes", "of_others", "own_people", "near", "example"), list),
    **dict.fromkeys(("nouns", "titles", "unlike", "deictic"), dict),
    **dict.fromkeys(("region", "short_name", "party", "of_party", "here"), str),
}
DATA: dict[str, Any] = load_toml("anaphora.toml", KEYS)
MARK = re.compile(r"\[([OL]):([^\[\]]+)\]|<([^<>]+)>")
TYPES = {"O": "Organization", "L": "Place"}


def read(marked: str) -> tuple[str, list[Mention], list[tuple[int, int]]]:
    """The text, the mentions in [O:] and [L:], and the spans of the pointers in <>."""
    text, mentions, spans, place = "", [], [], 0
    for hit in MARK.finditer(marked):
        text += marked[place : hit.start()]
        letter, form, pointer = hit.groups()
        begin, end = len(text), len(text) + len(form or pointer)
        if pointer is None:
            mentions.append(Mention(begin, end, form, TYPES[letter], None, "given"))
        else:
            spans.append((begin, end))
        text += form or pointer
        place = hit.end()
    return text + marked[place:], mentions, spans


def bodies(marked: str) -> Bodies:
    return Bodies(read(marked)[1])


def name(body: Mention | None) -> str | None:
    return None if body is None else body.name


@pytest.mark.parametrize("example", DATA["example"], ids=lambda example: example["text"])
def test_an_example_points_to_what_it_says(example: dict[str, Any]) -> None:
    text, mentions, spans = read(example["text"])
    inside = {offset for mention in mentions for offset in range(*mention.span)}
    tagged = words.match(text, sentences.match(text))
    found = sorted(pointers(text, tagged, mentions), key=lambda one: one[0])
    found = [one for one in found if one[0] not in inside]
    assert [one[:2] for one in found] == spans
    assert [one[2].name for one in found] == example["to"]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ("v:讲 n:学会 v:讲", True),
        ("n:花生 n:学会 v:讲", False),
        ("n:花生 v:讲 n:学会 v:讲", True),
        ("r:各 n:学会", False),
        ("w:所属 n:学会", False),
        ("n:学会 n:大楼", False),
        ("n:学会 v:讲 n:花生", True),
        ("n:学会", True),
    ],
)
def test_a_noun_beside_another_word_is_another_thing(pieces: str, expected: bool) -> None:
    text, tagged = "甲学会。", []
    for tag, form in (piece.split(":") for piece in pieces.split()):
        tagged.append(Word(len(text), len(text) + len(form), form, tag))
        text += form
    body = Mention(0, 3, "甲学会", "Organization", None, "given")
    assert [text[begin:end] for begin, end, _ in pointers(text, tagged, [body])] == ["学会"] * expected


def test_a_deictic_noun_is_a_noun() -> None:
    assert sorted(set(DATA["deictic"].values()) - set(DATA["nouns"])) == []


@pytest.mark.parametrize(
    ("text", "begin", "end", "expected"),
    [
        ("甲学会会长", 0, 3, "学会"),
        ("甲专业委员会主任", 0, 6, "专业委员会"),
        ("甲学会会长", 2, 3, ""),
        ("甲学会会长", 0, 2, ""),
        ("", 0, 0, ""),
    ],
)
def test_the_noun_that_ends_at_a_place(text: str, begin: int, end: int, expected: str) -> None:
    assert noun_ending(text, begin, end) == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("会长", "甲学会"),
        ("名誉副会长", "甲学会"),
        ("主席", "乙科协"),
        ("校长", None),
        ("主持人", None),
    ],
)
def test_a_title_tells_what_kind_of_body_it_belongs_to(role: str, expected: str | None) -> None:
    assert name(bodies("[O:甲学会]和[O:乙科协]开会。").of_title(role, 9)) == expected


def test_a_title_belongs_to_the_body_that_is_named_most() -> None:
    assert name(bodies("[O:甲学会]、[O:甲学会]、[O:乙学会]").of_title("会长", 11)) == "甲学会"
    assert name(bodies("[O:甲学会]、[O:乙学会]、[O:乙学会]").of_title("会长", 3)) == "甲学会"
    assert name(bodies("[O:甲学会]、[O:乙学会]").of_title("会长", 7)) == "乙学会"


def test_a_noun_belongs_to_the_nearest_body_before() -> None:
    two = bodies("[O:甲学会]、[O:乙学会]、")
    assert [name(two.of_noun("学会", place)) for place in (2, 3, 6, 7)] == [
        None,
        "甲学会",
        "甲学会",
        "乙学会",
    ]
    assert name(two.of_noun("大学", 7)) is None


def test_a_school_is_no_academy() -> None:
    assert name(bodies("[O:甲农业科学院]").of_noun("学院", 6)) is None
    assert name(bodies("[O:甲农业学院]").of_noun("学院", 6)) == "甲农业学院"


def test_reach_ends_but_for_the_first_body() -> None:
    far = bodies("[O:甲科协]" + "。" * 10 + "[O:乙学会]" + "。" * 601)
    assert name(far.of_noun("学会", 616)) == "乙学会"
    assert name(far.of_noun("学会", 617)) is None
    assert name(far.of_title("会长", 617)) is None
    assert name(bodies("[O:乙学会]" + "。" * 700).of_title("会长", 700)) == "乙学会"


def test_we_are_whom_the_report_names_most_with_units() -> None:
    assert name(bodies("[O:甲大学]、[O:乙大学]、[O:乙大学数学系]").of_us("学校")) == "乙大学"
    assert name(bodies("[O:甲学会]").of_us("学校")) is None


def test_a_heading_on_one_body_is_about_it() -> None:
    assert name(bodies("[O:甲学会]和[O:乙学会]").of_heading("学会", 3)) == "甲学会"
    assert name(bodies("[O:甲学会]和[O:乙学会]").of_heading("学会", 7)) is None


def test_this_county_is_the_nearest_and_ours_the_most_named() -> None:
    text, mentions, _ = read("[L:东源县]、[L:东源县]、[L:西源县]。该县，我县，我市")
    assert [(text[begin:end], place.name) for begin, end, place in pointers(text, (), mentions)] == [
        ("该县", "西源县"),
        ("我县", "东源县"),
    ]


UNITS = [
    "学会",
    "甲学会",
    "甲学会、学会，",
    "该会",
    "我校",
    "东源县该县",
    "我县",
    "甲学会（简称学会）",
    "（简称",
    "分会分会",
]


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str) -> None:
    def run(text: str) -> object:
        found = [
            Mention(*hit.span(), hit.group(), "Organization", None, "given")
            for hit in re.finditer("甲学会", text)
        ]
        found += [
            Mention(*hit.span(), hit.group(), "Place", None, "given") for hit in re.finditer("东源县", text)
        ]
        nouns = [Word(*hit.span(), "学会", "n") for hit in re.finditer("学会", text)]
        every = Bodies(found)
        for place in range(0, len(text), 10):
            every.of_title("会长", place)
        return anaphora.pointers(text, nouns, found)

    assert ratio(run, unit, 3_000) < LINEAR
