"""The clauses of what a user asks: which of them only say why, and in which order they ask the question.

    for part, left_out in rearranged(text): ...

A clause that asks or sets terms (only, without, in which year) is part of the question. One that names
something says what the rest is about, where that names nothing (下周去德庆县,他们那边需要什么); else it is
part of the question unless the speaker speaks of himself in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from kg.answers.questions.text import SIGNS, Stretch, Text
from kg.answers.questions.words import words

_MOST = 6
"""A text of more clauses is not taken apart."""

_END = re.compile(r"[,。;:!?…\s]+|、(?=[在由是归](?:谁|哪|什么)|什么时候|何时|哪[年天])|请问(?:一下)?")
_SPEAKER = re.compile("我|咱|俺|领导|记者|读者|有人|大家|听说|据说|看到")
_REASON = re.compile(
    "我|咱|俺|因|由于|鉴于|根据|按|结合|应|上级|为(?:了|做|更|开展|推进|准备|写|落实|贯彻|完成)"
)
_ASKING = re.compile("谁|哪|啥|咩|边[位个度]|何|什么|怎|咋|几|多[少大久远长高重]|吗|是否|有没有")
_TERMS = re.compile(
    r"除|只|仅|光|别|不要|不算|不含|不包括|以外|之外|以前|之前|以后|之后|\d|[去前今明后当本]年"
)
_PRONOUN = re.compile("[他她它]们?|那边|那里|那儿|当地")
"""A clause that begins so is about what is named before."""

_SIGNS = "".join(SIGNS)


def rearranged(text: Text) -> Iterator[tuple[Text, tuple[str, ...]]]:
    """Give the text as it is and as it may be meant, each with the clauses left out, the fewest first.

    The thing named last may come first (需要什么,德庆县). Where a text begins with its reason, or goes on
    behind its mark or with the speaker, what is said there is not asked: the text without it comes before
    the whole.
    """
    clauses = _clauses(text)
    begin = len(list(takewhile(lambda clause: _is_reason(text, clause), clauses[:-1])))
    end = next((place for place, clause in enumerate(clauses, 1) if _is_marked(text, clause)), len(clauses))
    if not all(_is_aside(text, clause) for clause in clauses[end:]):
        end = len(clauses)
    end -= len(list(takewhile(lambda clause: _is_reason(text, clause), reversed(clauses[begin + 1 : end]))))
    if begin < end and end - begin < len(clauses):
        left = _said(text, [*clauses[:begin], *clauses[end:]])
        yield from ((part, (*left, *more)) for part, more in rearranged(text.parts(clauses[begin:end])))
    if clauses and _PRONOUN.match(text.asked, clauses[-1][0]):
        yield from _with_topic(text, clauses, len(clauses) - 1, len(clauses))
    yield text, ()
    if 1 < len(clauses) <= _MOST:
        yield text.parts([clauses[-1], *clauses[:-1]]), ()
        yield from _without_asides(text, clauses)


def halves(text: Text) -> Iterator[tuple[Text, tuple[str, ...]]]:
    """Give each of two questions that a text asks, with the clauses of the other, which is left out.

    The second only where it names a thing itself. Nothing is given where at most one clause asks, but to be
    polite, or where both are one question (既…又…).
    """
    clauses = _clauses(text)
    asking = [
        place
        for place, clause in enumerate(clauses)
        if _ASKING.search(text.asked[slice(*clause)]) and not _is_polite(text, clause)
    ]
    if len(asking) < 2 or len(clauses) > _MOST or "既" in text.asked:
        return
    first, second = clauses[: asking[0] + 1], clauses[asking[0] + 1 :]
    yield text.parts(first), _said(text, second)
    if _longest_names(text, second):
        yield text.parts(second), _said(text, first)


def _without_asides(text: Text, clauses: list[Stretch]) -> Iterator[tuple[Text, tuple[str, ...]]]:
    for kept in range(len(clauses) - 1, 0, -1):
        for begin in range(len(clauses) - kept + 1):
            rest = clauses[begin : begin + kept]
            left = [*clauses[:begin], *clauses[begin + kept :]]
            if len(_longest_names(text, left)) == 1 and not _longest_names(text, rest):
                yield from _with_topic(text, clauses, begin, begin + kept)
            elif all(_is_aside(text, clause) for clause in left):
                yield text.parts(rest), _said(text, left)


def _with_topic(
    text: Text, clauses: list[Stretch], begin: int, end: int
) -> Iterator[tuple[Text, tuple[str, ...]]]:
    """Give some of the clauses, which name nothing, with the one thing that the others name."""
    rest, left = clauses[begin:end], [*clauses[:begin], *clauses[end:]]
    topics = _longest_names(text, left)
    if len(topics) == 1 and not _longest_names(text, rest) and not any(_asks(text, one) for one in left):
        yield text.parts([*topics, *rest]), _said(text, left)


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
    if _asks(text, clause):
        return False
    return not _named(text, clause) or _SPEAKER.search(text.asked[slice(*clause)]) is not None


def _is_polite(text: Text, clause: Stretch) -> bool:
    """Return whether a clause is nothing but a word before or behind a question: 你知道吗,…"""
    said = text.asked[slice(*clause)].strip(_SIGNS)
    return any(word in words().listed - words().heard for word in (said, said.removesuffix("吗")))


def _asks(text: Text, clause: Stretch) -> bool:
    said = text.asked[slice(*clause)]
    return _ASKING.search(said) is not None or _TERMS.search(said) is not None


def _is_reason(text: Text, clause: Stretch) -> bool:
    """Return whether a clause names nothing and begins as a reason does: 为做好对接工作,… or …,我们好准备."""
    said = text.asked[slice(*clause)]
    if _REASON.match(said) is None or _asks(text, clause):
        return False
    return _named(text, clause) <= words().for_kinds  # one may be called just 座谈会


def _longest_names(text: Text, clauses: Sequence[Stretch]) -> list[Stretch]:
    """Return the names in the clauses that are no part of longer ones."""
    found = [name for name in text.names for begin, end in clauses if begin <= name[0] and name[1] <= end]
    return [
        name
        for name in sorted(found)
        if not any(other != name and other[0] <= name[0] and name[1] <= other[1] for other in found)
    ]


def _named(text: Text, clause: Stretch) -> set[str]:
    begin, end = clause
    return {text.asked[first:last] for first, last in text.names if begin <= first < end}
