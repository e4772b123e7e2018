"""Products that the tagger takes for persons: by their end and what stands beside them."""

from __future__ import annotations

import pytest

from extractors.components import product_names
from extractors.mentions import Mention, Word


def tagged(line: str) -> tuple[Word, ...]:
    """Return the words of 负责/v 山兰稻/PER."""
    words: list[Word] = []
    for part in line.split():
        text, tag = part.split("/")
        begin = words[-1].end if words else 0
        words.append(Word(begin, begin + len(text), text, tag))
    return tuple(words)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("负责/v 白兰稻/PER 复壮/v", ["白兰稻"]),
        ("花生/n 、/w 夏布/PER 、/w 王立/PER", ["夏布"]),
        ("夏布/PER 和/c 花生/n", ["夏布"]),
        ("王米/PER 种植/v 大户/n", []),
        ("王稻/PER 讲话/v", []),
        ("王立/PER 、/w 花生/n", []),
    ],
)
def test_what_is_a_product(line: str, expected: list[str]) -> None:
    words = tagged(line)
    spans = product_names.match(words)
    assert [word.text for word in words if (word.begin, word.end) in spans] == expected
    assert [word.tag for word in product_names.retagged(words, spans)] == [
        "nz" if word.text in expected else word.tag for word in words
    ]


def test_persons_that_are_none_are_left_out() -> None:
    persons = [Mention(begin, begin + 2, "甲乙", "Person", None, "test") for begin in (0, 4)]
    assert product_names.without(persons, frozenset({(3, 6)})) == persons[:1]
