"""Sentences with their words written out, so that a test says itself what the tagger sees."""

from __future__ import annotations

import re

from extractors.mentions import Word

_MARK = re.compile(r"\[(\w+):([^\[\]]+)\]")


def tagged(marked: str) -> tuple[str, tuple[Word, ...]]:
    """Return the text of `[LOC:琼海市]的[PER:符大海]` and its marked words; all else has no word."""
    text, words, place = "", [], 0
    for hit in _MARK.finditer(marked):
        text += marked[place : hit.start()]
        tag, form = hit.groups()
        words.append(Word(len(text), len(text) + len(form), form, tag))
        text += form
        place = hit.end()
    return text + marked[place:], tuple(words)
