"""Products that the tagger takes for persons (山兰稻): known by their end and by what stands beside them.

负责山兰稻提纯复壮        a process behind it
荣昌猪、夏布、折扇        a product in the same list
"""

from __future__ import annotations

from collections.abc import Iterable

from extractors.components.industry_words import industry_words, is_known, processes
from extractors.mentions import Mention, Word

_JOINS = frozenset("、和与及")
_NOUNS = frozenset({"n", "nz", "vn"})


def match(words: tuple[Word, ...]) -> frozenset[tuple[int, int]]:
    """Return the spans of the words that name a product and no person."""
    return frozenset(
        (word.begin, word.end)
        for index, word in enumerate(words)
        if word.tag == "PER" and is_known(word.text) and _beside(words, index)
    )


def retagged(words: tuple[Word, ...], spans: frozenset[tuple[int, int]]) -> tuple[Word, ...]:
    """Return `words` with those of `spans` as nouns."""
    if not spans:
        return words
    return tuple(word._replace(tag="nz") if (word.begin, word.end) in spans else word for word in words)


def without(persons: Iterable[Mention], spans: frozenset[tuple[int, int]]) -> list[Mention]:
    """Return the persons whose names lie in none of `spans`."""
    return [
        person
        for person in persons
        if not any(begin <= person.begin and person.end <= end for begin, end in spans)
    ]


def _beside(words: tuple[Word, ...], index: int) -> bool:
    """Tell whether a process follows, or a product stands in the same list."""
    word, after = words[index], _at(words, index + 1)
    if after is not None and after.begin == word.end and after.text in (processes() | _carriers()):
        worker = _at(words, index + 2)
        return worker is None or worker.text not in industry_words()["workers"]
    for step in (-1, 1):
        join, other = _at(words, index + step), _at(words, index + 2 * step)
        if join is None or other is None or join.text not in _JOINS or other.tag not in _NOUNS:
            continue
        if len(other.text) >= 2 and is_known(other.text):
            return True
    return False


def _at(words: tuple[Word, ...], index: int) -> Word | None:
    return words[index] if 0 <= index < len(words) else None


def _carriers() -> frozenset[str]:
    return frozenset(industry_words()["carriers"])
