"""The ways to read a text as a question, in each of which every character belongs to a name or a word.

A reading goes through the text token by token. It costs little where few words hold the text and where they
are the question's own; a name that the graph may not know costs more than any number of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.answers.questions.named import Question
from kg.answers.questions.phrasing import Form
from kg.answers.questions.subject import part_of_thing
from kg.answers.questions.text import SIGNS, Text, Token
from kg.answers.questions.words import NAME_ENDS, words

_CUE, _NAME, _WORD, _SHORT_NAME, _FILLER = 6, 6, 8, 9, 10
_UNKNOWN = 1_000
"""What a stretch costs that may be a name which the graph does not know: a reading without one is better."""

_UNKNOWN_CHARACTER = 12
"""What each of its characters costs: known words do not become part of it."""

_AND = frozenset(("和", "与", "及", "以及", "、"))
_FOR = frozenset(("给", "为", "替", "对", "向"))
"""Between two things that are asked for, and before whom something is done for."""

_WHICH = ("哪", "谁", "什么", "啥", "几", "何")
"""Before one of these 有 says that there are some, not who has something: 有哪些学会支持荔枝."""

_ORGANIZE = "组织"
_DONE = re.compile(rf"{_ORGANIZE}(?:[了过]|的\W*$)")
"""Where it says what was done, not what kind of body is asked for."""

_PASSED = 100
"""What it costs to pass over a word of no list."""


class Reading(NamedTuple):
    """A way to read the text as a question."""

    cost: int
    question: Question
    tokens: tuple[Token, ...]

    @property
    def has_unknown(self) -> bool:
        """Tell whether it holds what may be a name that the graph does not know."""
        return any(token.sort == "unknown" for token in self.tokens)

    @property
    def names(self) -> tuple[Token, ...]:
        """The names in it, its question's arguments."""
        return tuple(token for token in self.tokens if token.is_name)

    @property
    def rank(self) -> tuple[int, int]:
        """What readings are compared by: the cost, then how many types of things the question is about."""
        return self.cost, sum(map(len, self.question.parameters.values()))


def read(text: Text, question: Question, *, passing: bool = False) -> Iterator[Reading]:
    """Give for each form of the question the cheapest reading of the text, if there is one.

    With `passing` words of no list may be passed over (`Text.passable`), and every name must be known.
    """
    for form in question.phrasing.forms:
        if may_ask(text, form):
            cost, tokens = _cheapest(text, question, form, passing)
            if not tokens or _passes_over_where(text, tokens) or _asks_more(text, question, tokens):
                continue
            if form.thing is None or part_of_thing(text, tokens) in (None, form.thing):
                yield Reading(cost, question, tokens)


def may_ask(text: Text, form: Form) -> bool:
    """Return whether a cue of each group stands in the text: most forms need no closer look."""
    heard = {group for word, groups in form.groups.items() if word in text.heard for group in groups}
    if any(text.titles):
        heard.update(form.titles)
    return len(heard) == len(form.cues)


def _passes_over_where(text: Text, tokens: Sequence[Token]) -> bool:
    """Return whether a word that asks where is read as fillers alone: 地点 as 地 and 点."""
    where = words().classes["where"]
    ends = {token.begin: token.end for token in tokens if token.sort == "filler"}
    for begin, end in ends.items():
        while end in ends:
            end = ends[end]
            if words().standard(text.asked[begin:end]) in where:
                return True
    return False


def _asks_more(text: Text, question: Question, tokens: Sequence[Token]) -> bool:
    """Return whether a kind of things is said that is not what the question tells.

    It is joined to what is asked (产业和需求 of the needs), or it is whom something is done for (给学会支持
    of those who support).
    """
    said = [text[token] for token in tokens]
    kinds, general = question.phrasing.kind_words, words()
    for place in range(1, len(said)):
        before, word = said[place - 1], said[place]
        if before in _FOR and word in kinds:
            return True
        if before in _AND and place > 1 and not tokens[place].is_name and not tokens[place - 2].is_name:
            joined = {word, said[place - 2]} & general.for_kinds
            if len(joined) == 1 and joined.isdisjoint(kinds):
                return True
    return False


def _cheapest(text: Text, question: Question, form: Form, passing: bool) -> tuple[int, tuple[Token, ...]]:
    """Return the cheapest way through the text, no token where there is none.

    A state of the way is the place, the number of names, the cues heard.
    """
    wanted = [form.types or types for types in question.parameters.values()]
    best: list[dict[tuple[int, int], tuple[int, tuple[Token, ...]]]] = [
        {} for _ in range(len(text.asked) + 1)
    ]
    best[0][0, 0] = 0, ()
    for place in range(len(text.asked)):
        tokens = list(_tokens(text, place, question, form, passing)) if best[place] else []
        for (number, heard), (cost, way) in best[place].items():
            for token, price in tokens:
                if token.is_name and (number == len(wanted) or not text.fits(token, wanted[number])):
                    continue
                if token.is_name and len(wanted) > 1 and text[token] in words().for_kinds:
                    continue  # one of several things is never named by just 科技小院
                if way and way[-1].sort == "unknown" and _continues_name(text, token):
                    continue
                state = number + token.is_name, heard | (1 << token.group if token.group >= 0 else 0)
                known = best[token.end].get(state)
                if known is None or (cost + price, len(way) + 1) < (known[0], len(known[1])):
                    best[token.end][state] = cost + price, (*way, token)
    return best[-1].get((len(wanted), (1 << len(form.cues)) - 1), (0, ()))


def _tokens(
    text: Text, place: int, question: Question, form: Form, passing: bool
) -> Iterator[tuple[Token, int]]:
    """Give each token that can begin at a place, with its cost."""
    asked, phrasing, general = text.asked, question.phrasing, words()
    if asked[place] in SIGNS:
        yield Token(place, place + 1, "sign"), 0
    for end, word in text.words[place]:
        if text.within_known[place] >= end and (place, end) not in text.names:
            continue
        if asked[end - 1] == "哪" and asked[end : end + 1] in ("几", "些"):
            continue  # 是哪几家 asks no 是哪
        if end - place > len(_ORGANIZE) and _DONE.match(asked, end - len(_ORGANIZE)):
            continue  # 哪家科协组织的 asks who organised, not 科协组织
        there_is = word == "有" and asked.startswith(_WHICH, end)
        if word in form.groups and not there_is:
            for group in form.groups[word]:
                yield Token(place, end, "cue", group), _CUE
        elif word in phrasing.words and not (word in general.classes["Person"] and text.is_of_person(place)):
            yield Token(place, end, "word"), _WORD
        elif (
            word in general.fillers
            or (place in text.opening and general.opens(word))
            or (end in text.closing and word in general.closings)
            or general.points_back(word)
            or (place in text.behind_persons and word in general.classes["Person"])
        ):
            yield Token(place, end, "filler"), _FILLER
    for end in text.titles[place]:
        if place in text.behind_persons:
            yield Token(place, end, "filler"), _FILLER
            continue
        for group in form.titles:
            yield Token(place, end, "cue", group), _CUE
        if phrasing.hears_titles and not text.is_of_person(place):
            yield Token(place, end, "word"), _WORD
    for token in text.known[place]:
        yield token, _SHORT_NAME if text.names[token.begin, token.end].short else _NAME
        if phrasing.place is not None and text.is_where(token):
            yield token._replace(sort="where"), _SHORT_NAME
    if question.is_dated:
        for begin, end in text.periods:
            if begin == place:
                yield Token(begin, end, "period"), _WORD
    if passing:
        for token in text.passable[place]:
            yield token, _PASSED
    else:
        for token in text.unknown[place]:
            yield token, _UNKNOWN + _UNKNOWN_CHARACTER * (token.end - token.begin)


def _continues_name(text: Text, token: Token) -> bool:
    """Return whether a token right behind an unknown name would be part of it: 云岭 and 学会 are one name."""
    general = words()
    return token.is_name or any(text[token] in general.classes[type_] for type_ in NAME_ENDS)
