"""Slots of industries: the examples of the data file, lists, what is no phrase, and time."""

from __future__ import annotations

import functools
from typing import Any

import pytest

from extractors.components import industry_slots
from extractors.components.industry_words import slot_words
from extractors.errors import DataFileError
from extractors.mentions import Word
from extractors.normalise import normalise
from extractors.pipeline import load
from tests.extractors.growth import LINEAR, ratio

SLOTS = slot_words()["slot"]


@functools.cache
def found(sentence: str) -> list[str]:
    doc = load().read(normalise(sentence), None)
    return [mention.form for mention in doc._.mentions if mention.type == "Industry"]


@pytest.mark.parametrize("example", [example for slot in SLOTS for example in slot["examples"]])
def test_the_examples_of_the_slots(example: dict[str, Any]) -> None:
    assert found(example["text"]) == example["found"]


def test_every_slot_shows_what_it_finds() -> None:
    assert [row["id"] for row in SLOTS if not row.get("examples")] == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("双方将就菌棒制备、菇房控温和孢子净化开展联合攻关。", ["菌棒制备", "菇房控温", "孢子净化"]),
        ("专家破解了东源县的茶粕烘干开裂难题。", ["茶粕烘干"]),
        ("学会推广应用工作经验技术。", []),
        ("专家攻克了他们的难题。", []),
        ("县里要把基层科协人才队伍列入重点目录。", []),
    ],
)
def test_lists_troubles_and_what_is_no_phrase(sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


def test_the_longer_phrase_takes_the_place_of_the_shorter() -> None:
    assert found("企业急需增材制造粉末回收方面的人。") == ["增材制造粉末回收"]


def test_an_unknown_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(industry_slots, "slot_words", lambda: {"slot": [{"id": "甲", "under": "乙"}]})
    with pytest.raises(DataFileError, match=r"industry_slots\.toml: unknown key in slot '甲'"):
        industry_slots.slots.__wrapped__()


@pytest.mark.parametrize("piece", ["就花生烘干", "攻克了", "、", "“花生”", "解决花生难题"])
def test_time_grows_with_the_text(piece: str) -> None:
    def run(text: str) -> None:
        words = tuple(Word(place, place + 1, letter, "n") for place, letter in enumerate(text))
        list(industry_slots.phrases(text, words, set(), []))

    assert ratio(run, piece) < LINEAR
