"""Titles: the words of posts, ranks and honours in the text: `doc._.titles`. Words: `data/titles.toml`."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractors.data import Trie, load_toml

Doc.set_extension("titles", default=())

_LONGEST_PREFIXES = 4
_OF_DEPARTMENT = "系主任"
_NO_DEPARTMENT = frozenset("系院校部任兼记长为该各本原前副正及和与的由、，。；：（ \n")
"""What stands before 系主任 where it names no department: 院长、系主任; but 材料 + 系主任."""


@dataclass(frozen=True, slots=True)
class Title:
    """One title; `role` is its name as a post, `is_post` is False for ranks and honours.

    `begin` counts dropped prefixes (原会长) in, so that the name or body before it stands next to it.
    """

    begin: int
    end: int
    role: str
    is_post: bool


@functools.cache
def _words() -> dict[str, Any]:
    return load_toml(
        "titles.toml",
        {
            "heads": list,
            "prefixes": list,
            "dropped": list,
            "honours": list,
            "not_before": dict,
            "example": list,
        },
    )


@functools.cache
def _tries() -> tuple[Trie, Trie, Trie, Trie]:
    words = _words()
    return Trie(words["heads"]), Trie(words["prefixes"]), Trie(words["dropped"]), Trie(words["honours"])


@functools.cache
def _begins() -> frozenset[str]:
    """The characters that a title can begin with."""
    return frozenset().union(*(trie.firsts for trie in _tries()))


def match(text: str) -> tuple[Title, ...]:
    """Return the titles of `text` in order; none overlaps another."""
    begins = _begins()
    found: list[Title] = []
    offset = 0
    while offset < len(text):
        title = _title_at(text, offset) if text[offset] in begins else None
        if title is None:
            offset += 1
        else:
            found.append(title)
            offset = title.end
    return tuple(found)


def _title_at(text: str, begin: int) -> Title | None:
    heads, prefixes, dropped, honours = _tries()
    start = begin
    prefix = dropped.longest(text, start)
    if prefix:
        start += prefix
    best: Title | None = None
    honour = honours.longest(text, start)
    if honour and _free(text, start, start + honour):
        best = Title(begin, start + honour, text[start : start + honour], False)
    place = start
    for _ in range(_LONGEST_PREFIXES + 1):
        head = 0 if _ends_department(text, place) else heads.longest(text, place)
        if head and _free(text, place, place + head) and (best is None or place + head > best.end):
            best = Title(begin, place + head, text[start : place + head], True)
        prefix = prefixes.longest(text, place)
        if not prefix:
            break
        place += prefix
    return best


def _ends_department(text: str, begin: int) -> bool:
    """Tell whether 系 at `begin` is the end of a name and no part of a title: 材料科学系 + 主任."""
    return begin > 0 and text.startswith(_OF_DEPARTMENT, begin) and text[begin - 1] not in _NO_DEPARTMENT


def _free(text: str, begin: int, end: int) -> bool:
    """Tell whether the title is not the beginning of another word (主席台, 委员会)."""
    followers = _words()["not_before"].get(text[begin:end], ())
    return not text.startswith(tuple(followers), end)


@Language.component("kg_titles", assigns=["doc._.titles"])
def component(doc: Doc) -> Doc:
    """Set `doc._.titles`."""
    doc._.titles = match(doc._.text)
    return doc
