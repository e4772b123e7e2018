"""The clauses of what a user asks: which of them only say why, and in which order they ask the question.

    for part, left_out in rearranged(text): ...

A clause that asks or sets terms (only, without, in which year) is part of the question; so is one that names
something, unless the speaker speaks of himself in it: 我们想写一篇荔枝的稿子,哪些县产荔枝.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from kg.answers.questions.text import SIGNS, Stretch, Text
from kg.answers.questions.words import words

_MOST = 6
"""A text of more clauses is not taken apart."""

_END = re.compile(r"[,。;:!?…\s]+|请问(?:一下)?")
_SPEAKER = re.compile("我|咱|俺|领导|记者|读者|有人|大家|听说|据说|看到")
_REASON = re.compile("因|由于|鉴于|根据|按|结合|应|上级|为(?:了|做|更|开展|推进|准备|写|落实|贯彻|完成)")
_ASKING = re.compile("谁|哪|啥|何|什么|怎|咋|几|多少|吗")
_TERMS = re.compile(r"除|只|仅|光|别|不要|不算|不含|不包括|以外|之外|以前|之前|以后|之后|\d|年")
_SIGNS = "".join(SIGNS)


def rearranged(text: Text) -> Iterator[tuple[Text, tuple[str, ...]]]:
    """Give the text as it is and as it may be meant, each with the clauses left out, the fewest first.

    The thing named last may come first (需要什么,德庆县). Where a text begins with its reason, or goes
    on behind its mark, what is said there is not asked: the text without it comes before the whole.
    """
    clauses = _clauses(text)
    begin = len(list(takewhile(lambda clause: _is_reason(text, clause), clauses[:-1])))
    end = next((place for place, clause in enumerate(clauses, 1) if _is_marked(text, clause)), len(clauses))
    if not all(_is_aside(text, clause) for clause in clauses[end:]):
        end = len(clauses)
    if begin < end and end - begin < len(clauses):
        left = _said(text, [*clauses[:begin], *clauses[end:]])
        yield from ((part, (*left, *more)) for part, more in rearranged(text.parts(clauses[begin:end])))
    yield text, ()
    if 1 < len(clauses) <= _MOST:
        yield text.parts([clauses[-1], *clauses[:-1]]), ()
        yield from _without_asides(text, clauses)


def _without_asides(text: Text, clauses: list[Stretch]) -> Iterator[tuple[Text, tuple[str, ...]]]:
    for kept in range(len(clauses) - 1, 0, -1):
        for begin in range(len(clauses) - kept + 1):
            left = [*clauses[:begin], *clauses[begin + kept :]]
            if all(_is_aside(text, clause) for clause in left):
                yield text.parts(clauses[begin : begin + kept]), _said(text, left)


def _clauses(text: Text) -> list[Stretch]:
    """Return the clauses, each with the signs behind it."""
    ends = [0, *(found.end() for found in _END.finditer(text.asked)), len(text.asked)]
    return [(begin, end) for begin, end in pairwise(ends) if text.asked[begin:end].strip(_SIGNS)]


def _said(text: Text, clauses: Sequence[Stretch]) -> tuple[str, ...]:
    return tuple(text.asked[begin:end].strip(_SIGNS) for begin, end in clauses)


def _is_marked(text: Text, clause: Stretch) -> bool:
    return text.asked[slice(*clause)].rstrip().endswith("?")


def _is_aside(text: Text, clause: Stretch) -> bool:
    """Return whether a clause only says why someone asks: 我们县里想去对接,…"""
    said = text.asked[slice(*clause)]
    if _ASKING.search(said) or _TERMS.search(said):
        return False
    says_nothing = not _named(text, clause) and text.says_nothing(*clause)
    return says_nothing or bool(_SPEAKER.search(said)) or _is_reason(text, clause)


def _is_reason(text: Text, clause: Stretch) -> bool:
    """Return whether a clause names nothing and begins as a reason does: 为做好对接工作,…"""
    said = text.asked[slice(*clause)]
    if _REASON.match(said) is None or _ASKING.search(said):
        return False
    return _named(text, clause) <= words().for_kinds  # one may be called just 座谈会


def _named(text: Text, clause: Stretch) -> set[str]:
    begin, end = clause
    return {text.asked[first:last] for first, last in text.names if begin <= first < end}
