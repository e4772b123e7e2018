"""Persons: the examples of the data file, and each way of finding a name on words given by the test."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.components import persons, titles
from extractors.components.person_words import is_name, surnames
from extractors.data import load_toml
from extractors.mentions import Mention, Word
from extractors.normalise import normalise
from extractors.pipeline import load
from tests.extractors.growth import LINEAR, ratio
from tests.extractors.tagged import tagged

KEYS = {
    **dict.fromkeys(
        (
            "behind",
            "acts",
            "appointed",
            "bylines",
            "openings",
            "not_openings",
            "common",
            "classes",
            "links",
            "example",
        ),
        list,
    ),
    **dict.fromkeys(("not_given", "seldom_given", "verbs", "words_too", "marks"), str),
}
EXAMPLES: list[dict[str, Any]] = load_toml("persons.toml", KEYS)["example"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"])
def test_an_example_gives_its_persons(example: dict[str, Any]) -> None:
    doc = load().read(normalise(example["text"]), None)
    assert [person.form for person in doc._.persons] == example["persons"]


def mentions(marked: str, names: Sequence[str] = (), places: Sequence[str] = ()) -> list[Mention]:
    """The persons of a text whose words are marked and whose names and places are given."""
    text, words = tagged(marked)
    return persons.match(text, words, titles.match(text), _given(text, names), _given(text, places))


def _given(text: str, forms: Sequence[str]) -> list[Mention]:
    return [
        Mention(*hit.span(), hit.group(), "Organization", None, "given")
        for form in forms
        for hit in re.finditer(form, text)
    ]


def found(marked: str, names: Sequence[str] = (), places: Sequence[str] = ()) -> list[tuple[str, str]]:
    return [(person.form, person.rule.removeprefix("person.")) for person in mentions(marked, names, places)]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("马骏", True),
        ("欧阳建国", True),
        ("欧阳娜", True),
        ("司马", True),
        ("马", False),
        ("马骏驰骋", False),
        ("浩然", False),
        ("王市", False),
        ("王某的", False),
        ("Ma", False),
        ("马j", False),
    ],
)
def test_what_can_be_a_full_name(form: str, expected: bool) -> None:
    assert is_name(form) is expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[PER:马骏]出席", [("马骏", "tagged")]),
        ("会后[PER:马骏骋]出席", [("马骏骋", "tagged")]),
        ("何[PER:丽娟]出席", [("何丽娟", "tagged")]),
        ("[PER:王明]远出席", [("王明远", "tagged")]),
        ("[PER:王明]出席", [("王明", "tagged")]),
        ("[PER:王明][v:会]飞", [("王明", "tagged")]),
        ("[PER:王明]山路", []),
        ("会长[PER:扎西先生]出席", [("扎西", "tagged")]),
        ("[PER:王教授]出席", []),
        ("“[PER:王明]讲堂”开讲", []),
        ("秘书长[PER:王明][v:数]了数", [("王明", "tagged")]),
        ("工程师车[PER:向东]出席", [("车向东", "tagged")]),
        ("[PER:王明远任]主席", [("王明远", "tagged")]),
        ("[PER:王明远出席]", [("王明远", "tagged")]),
        ("[PER:浩然]出席", []),
        ("[PER:骏]出席", []),
        ("[PER:欧阳主席]出席", [("欧阳", "tagged")]),
        ("[PER:阿·丹]出席", [("阿·丹", "foreign")]),
        ("学者[PER:扎西顿珠]出席", [("扎西顿珠", "tagged")]),
        ("[PER:扎西顿珠]出席", [("扎西顿珠", "tagged")]),
        ("[PER:木兰花开]出席", []),
        ("甲、[PER:李镇风]出席", [("李镇风", "tagged")]),
    ],
)
def test_names_of_the_tagger_are_mended(marked: str, expected: list[tuple[str, str]]) -> None:
    assert found(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("会上，[v:牧野]任所长", [("牧野", "appointed")]),
        ("景福来任组织委员，", [("景福来", "appointed")]),
        ("会上，景福来任劳任怨。", []),
        ("会上，[n:代表]任组织委员，", []),
        ("年底，后调任所长。", []),
        ("（通讯员 石凯）", [("石凯", "byline")]),
        ("编辑｜石凯｜", [("石凯", "byline")]),
        ("会后合影。（石凯 摄影）", [("石凯", "byline")]),
        ("（盖章）", []),
        ("[LOC:温如海]（甲大学教授）", [("温如海", "bracketed")]),
        ("[LOC:温如海]（甲大学）", []),
        ("[PER:石凯]（甲大学）、[ORG:车宝田]（乙大学）", [("石凯", "tagged"), ("车宝田", "bracketed")]),
    ],
)
def test_names_by_what_stands_around_them(marked: str, expected: list[tuple[str, str]]) -> None:
    assert found(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[PER:马骏]、[PER:许婷]、[n:林间]、[n:党志]、何某等", ["马骏", "许婷", "林间", "党志", "何某"]),
        ("[PER:夏布]、[n:林间]、[n:党志]、陶器", ["夏布"]),
        ("[PER:马骏]（北京） [PER:许婷]（上海） 石开（重庆）", ["马骏", "许婷", "石开"]),
    ],
)
def test_members_of_a_list(marked: str, expected: list[str]) -> None:
    assert [person.form for person in mentions(marked)] == expected


def test_no_name_begins_in_a_body_or_is_a_place() -> None:
    assert found("[PER:马骏]科协开会", names=["马骏科协"]) == []
    assert found("[PER:金华]开会", places=["金华"]) == []
    assert found("[PER:马骏][v:开会]", places=["马"]) == [("马骏", "tagged")]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("主席马骏出席", [("马骏", "title")]),
        ("主席：马骏，", [("马骏", "title")]),
        ("主席为马骏骋。", [("马骏骋", "title")]),
        ("主席欧阳建国出席", [("欧阳建国", "title")]),
        ("主席浩然出席", []),
        ("主席马骏飞跑", []),
        ("主席[n:高山]等", []),
        ("主席[n:高山流]，", [("高山流", "title")]),
        ("主席[n:高山流]等", [("高山流", "title")]),
        ("主席[n:高山]说", [("高山", "title")]),
        ("主席[n:代表]出席", []),
        ("主席[d:高山流]，", []),
        ("副主席[n:白玛][ORG:央金][w:，]", [("白玛央金", "title")]),
        ("主席和平，", []),
        ("主席[PER:和平]，", [("和平", "tagged")]),
        ("主席王会长，", []),
        ("主席干部教授，", []),
        ("主席马博士，", []),
        ("副主席邡[PER:雅婷]，", [("邡雅婷", "title")]),
        ("副主席邡雅婷，", []),
        ("主席[PER:高平]，", [("高平", "tagged")]),
        ("副主席[n:才让][PER:东知]，", [("才让东知", "title")]),
        ("副主席鲜[PER:于柏]，", [("鲜于柏", "tagged")]),
        ("董事长[PER:孙立]，", [("孙立", "tagged")]),
        ("[PER:高平]的梨", []),
    ],
)
def test_names_behind_a_title(marked: str, expected: list[tuple[str, str]]) -> None:
    assert found(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[PER:马骏]、许婷、何丽娟。", ["马骏", "许婷", "何丽娟"]),
        ("[PER:马骏] 许婷 何丽娟\n", ["马骏", "许婷", "何丽娟"]),
        ("[PER:马骏]、许婷婷等", ["马骏", "许婷婷"]),
        ("[PER:马骏]、[n:高山]。", ["马骏"]),
        ("[PER:马骏]、[n:高山]、[PER:何丽娟]。", ["马骏", "高山", "何丽娟"]),
        ("[PER:马骏]、[m:许多]的人。", ["马骏"]),
        ("[PER:马骏]，许婷。", ["马骏"]),
    ],
)
def test_lists_of_names(marked: str, expected: list[str]) -> None:
    assert [form for form, _ in found(marked)] == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("副主任艾力·买买提致辞", [("艾力·买买提", "foreign")]),
        ("副主任艾力·[PER:买买提]出席", [("艾力·买买提", "foreign")]),
        ("会见[PER:艾力]·买买提。", [("艾力·买买提", "foreign")]),
        ("参观“艾力·[PER:马骏]”", [("马骏", "tagged")]),
        ("会见艾力·买买提。", []),
        ("教授John Smith出席", [("John Smith", "latin")]),
        ("参观John Smith大厦", []),
    ],
)
def test_dotted_and_latin_names(marked: str, expected: list[tuple[str, str]]) -> None:
    assert found(marked) == expected


def test_a_name_found_once_is_one_everywhere() -> None:
    assert found("主席何丽娟出席。后来何丽娟飞走。") == [("何丽娟", "title"), ("何丽娟", "repeated")]
    assert found("主席马骏出席。后来马骏飞走。") == [("马骏", "title")]
    assert found("主席何丽娟出席。何丽娟馆开放。", names=["何丽娟馆"]) == [("何丽娟", "title")]
    assert found("主席何丽娟出席。[PER:何丽]娟飞走。") == [("何丽娟", "title"), ("何丽娟", "repeated")]


@settings(max_examples=100, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            ["主席", "马骏", "王", "明远", "、", "艾力·买", "。", "高山", "PER马", "PER明远", "PER王明"]
        )
    )
)
def test_no_name_overlaps_another(pieces: list[str]) -> None:
    marked = "".join(f"[PER:{piece[3:]}]" if piece.startswith("PER") else piece for piece in pieces)
    people = mentions(marked)
    assert all(one.end <= other.begin for one, other in zip(people, people[1:], strict=False))
    assert surnames() >= {"马", "王", "高"}


UNITS = [
    "马骏、",
    "主席马骏、",
    "主席",
    "何丽娟",
    "艾力·买买提主席",
    "·",
    "甲·",
    "John Smith",
    "王",
    "教授John Smith、",
    " ",
]


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str) -> None:
    def run(text: str) -> object:
        words = [Word(*hit.span(), hit.group(), "PER") for hit in re.finditer("马骏|何丽娟|买买提", text)]
        return persons.match(text, words, titles.match(text), [], [])

    assert ratio(run, unit, 3_000) < LINEAR
