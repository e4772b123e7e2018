"""A question in other words, which ask the same: before it is read, and where it cannot be read as it is."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.answers.questions.text import Text
from kg.answers.questions.words import words

OF_PLACE = re.compile("(?:那边|这边|那里|这里|当地|那个|这个|那)?[的嘅]?")
"""Between a place and what lies in it: 郁南县那边的科协."""

_AND = frozenset("和与及、跟同")
_SHARED = re.compile("[两二](?:[县市区地省镇家]|个[县市区镇])的?")
"""Behind two places, before what each of them has: 饶平和诏安两县科协."""

_AGAIN = re.compile(r"(\w)[一了]\1")
"""教一教 says what 教 does."""

_OR_NOT = re.compile(r"(?<=.)(?:没[有得]?|冇|不|否)(?=[\s?。!吗呢]*(?:$|[,;?!。]))")
"""有需求没有 asks what 有需求吗 does."""

_CLAUSE = re.compile("[^,;。?!]*[,;。?!]*")
_CLOSING = re.compile("[吗呢 ]*([,;。?! ]*)$")
_OR_NOT_SO = re.compile(r"(?!有没有)(\w)[不没]\1")
"""是不是副主席 asks what 是副主席吗 does."""


def plainly(asked: str) -> str:
    """Return a text with one form for each way to ask whether, and no word said twice."""
    return _AGAIN.sub(r"\1", _OR_NOT.sub("吗", _whether(asked)))


def without_words_of_place(text: Text) -> str:
    """Return the text with what lies in a place named as belonging to it: 郁南县那边的科协, 郁南县科协."""
    said, place = "", 0
    for end in sorted(end for (_, end), names in text.names.items() if "Place" in names.things.values()):
        between = OF_PLACE.match(text.asked, end)
        if between is not None and place <= end < between.end() < len(text.asked):
            said, place = said + text.asked[place:end], between.end()
    return said + text.asked[place:]


def with_shared_ends(text: Text) -> str:
    """Return the text with the end that two bodies share said of each: 饶平和诏安两县科协 has two of them."""
    places = sorted(stretch for stretch, names in text.names.items() if "Place" in names.things.values())
    for (_, end), (second, last) in pairwise(places):
        shared = _SHARED.match(text.asked, last)
        if text.asked[end:second] in _AND and shared is not None:
            begin = shared.end()
            ends = [close for close, word in text.words[begin] if word in words().classes["Organization"]]
            if ends:
                kind, rest = text.asked[begin : max(ends)], text.asked[max(ends) :]
                return f"{text.asked[:end]}{kind}和{text.asked[second:last]}{kind}{rest}"
    return text.asked


def _whether(asked: str) -> str:
    """Return a text with each clause that asks 是不是 as one that asks 是 …吗."""
    said = []
    for clause in _CLAUSE.findall(asked):
        one, times = _OR_NOT_SO.subn(r"\1", clause)
        said.append(_CLOSING.sub(r"吗\1", one) if times else clause)
    return "".join(said)
