"""Sentences with their mentions written out: [O:甲学会]在[L:东县]."""

from __future__ import annotations

import re

from extractors.components import clauses, sentences, titles, words
from extractors.components.clauses import Encoded
from extractors.mentions import Mention

TYPES = {
    "O": "Organization", "P": "Person", "L": "Place", "I": "Initiative", "F": "Facility", "E": "Event",
    "N": "Industry",
}  # fmt: skip
_MARK = re.compile(r"\[([OPLIFEN]):([^\[\]]+)\]")


def read_marked(marked: str) -> tuple[str, list[Mention]]:
    """Return the text of a marked sentence and the mentions that it marks."""
    text, mentions, place = "", [], 0
    for hit in _MARK.finditer(marked):
        text += marked[place : hit.start()]
        letter, form = hit.groups()
        mentions.append(Mention(len(text), len(text) + len(form), form, TYPES[letter], None, "given"))
        text += form
        place = hit.end()
    return text + marked[place:], mentions


def encode(marked: str) -> tuple[Encoded, ...]:
    """Return the encoded sentences of a text whose mentions are marked."""
    text, mentions = read_marked(marked)
    found = sentences.match(text)
    return clauses.match(text, found, mentions, titles.match(text), words.match(text, found))


def at(marked: str, verb: str) -> tuple[Encoded, int]:
    """Return the sentence that holds `verb`, the last of them, and where it stands."""
    one = [one for one in encode(marked) if verb in one.text][-1]
    return one, one.text.rindex(verb)
