"""The ways to read a text as a question, in each of which every character belongs to a name or a word.

A reading goes through the text token by token. It costs little where few words hold the text and where they
are the question's own; a name that the graph may not know costs more than any number of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from kg.answers.names import Thing
from kg.answers.phrasing import Form
from kg.answers.question_words import is_title, words
from kg.answers.questions import Question

LONGEST_NAME = 40
_LONGEST_WORD = 12

_CUE, _NAME, _WORD, _SHORT_NAME, _FILLER = 6, 6, 8, 9, 10
_UNKNOWN = 1_000
"""What a stretch costs that may be a name which the graph does not know: a reading without one is better."""

_UNKNOWN_CHARACTER = 12
"""What each of its characters costs: known words do not become part of it."""

_NAME_ENDS = ("Organization", "Place", "Facility", "Event")
"""The types of things whose names end with the word for their kind."""

_SIGNS = frozenset(" \t\n?!.,;:。、“”‘’\"'`《》〈〉「」『』【】〔〕[]{}<>()…~—-_·•/\\|*#")


class Names(NamedTuple):
    """The things, each with its type, that one stretch of a text names; `short`: by a short name."""

    things: Mapping[Thing, str]
    short: bool


Stretch = tuple[int, int]


@dataclass(frozen=True)
class Text:
    """What a user asks, with the names that the graph knows in it."""

    asked: str
    names: Mapping[Stretch, Names]

    def __getitem__(self, token: Token) -> str:
        """Return a name as it is asked, a word as the lists have it."""
        said = self.asked[token.begin : token.end]
        return said if token.is_name else words().standard(said)

    @cached_property
    def heard(self) -> frozenset[str]:
        """All stretches that may be words, as the lists have them."""
        return frozenset(
            words().standard(self.asked[begin:end])
            for begin in range(len(self.asked))
            for end in range(begin + 1, min(len(self.asked), begin + _LONGEST_WORD) + 1)
        )

    @cached_property
    def opening(self) -> frozenset[int]:
        """The places before which nothing is said but to be polite, or to begin."""
        reached = {0}
        for place in range(len(self.asked)):
            if place in reached:
                reached.update(self._ends_of(place, words().openings))
        return frozenset(reached)

    @cached_property
    def closing(self) -> frozenset[int]:
        """The places behind which nothing is said but to be polite, or to end."""
        reached = {len(self.asked)}
        for place in reversed(range(len(self.asked))):
            if not reached.isdisjoint(self._ends_of(place, words().closings)):
                reached.add(place)
        return frozenset(reached)

    @cached_property
    def known(self) -> list[list[Token]]:
        """For each place the known names that begin there."""
        found: list[list[Token]] = [[] for _ in self.asked]
        for begin, end in sorted(self.names):
            found[begin].append(Token(begin, end, "name"))
        return found

    @cached_property
    def within_known(self) -> list[int]:
        """For each place where the known name ends in which it stands: what is part of a name is no word."""
        ends = [0] * len(self.asked)
        for begin, end in self._exact:
            for place in range(begin, end):
                ends[place] = max(ends[place], end)
        return ends

    @cached_property
    def unknown(self) -> list[list[Token]]:
        """For each place the stretches that begin there and may be names which the graph does not know."""
        return [
            [Token(begin, end, "unknown") for end in self._ends(begin) if self._may_be_a_name(begin, end)]
            for begin in range(len(self.asked))
        ]

    @cached_property
    def titles(self) -> list[list[int]]:
        """For each place the ends of the titles (主席) that begin there."""
        return [
            [
                end
                for end in self._ends(begin)
                if end - begin <= _LONGEST_WORD and is_title(self.asked[begin:end])
            ]
            for begin in range(len(self.asked))
        ]

    @cached_property
    def not_understood(self) -> list[str]:
        """The stretches that are neither a known name nor a word of any question."""
        known = words().everything | words().openings | words().closings
        gaps, place = "", 0
        while place < len(self.asked):
            ends = [token.end for token in self.known[place]] + self.titles[place]
            stop = min(len(self.asked), place + _LONGEST_WORD)
            ends += [
                end for end in range(place + 1, stop + 1) if words().standard(self.asked[place:end]) in known
            ]
            gaps += " " if ends or self.asked[place] in _SIGNS else self.asked[place]
            place = max(ends, default=place + 1)
        return gaps.split()

    @cached_property
    def _exact(self) -> list[Stretch]:
        return [stretch for stretch, name in self.names.items() if not name.short]

    def _ends_of(self, begin: int, said: frozenset[str]) -> Iterator[int]:
        """Give the ends of the signs, fillers and words of `said` that begin at a place."""
        if self.asked[begin] in _SIGNS:
            yield begin + 1
        for end in range(begin + 1, min(len(self.asked), begin + _LONGEST_WORD) + 1):
            word = words().standard(self.asked[begin:end])
            if word in said or word in words().fillers:
                yield end

    def _ends(self, begin: int) -> Iterator[int]:
        for end in range(begin + 1, min(len(self.asked), begin + LONGEST_NAME) + 1):
            if self.asked[end - 1] in _SIGNS:
                return
            if end - begin >= 2:
                yield end

    def _may_be_a_name(self, begin: int, end: int) -> bool:
        """Return whether a stretch is no part of a known name, and holds none but as a body's place."""
        if any(first <= begin and end <= last for first, last in self._exact):
            return False
        if not any(begin <= first and last <= end for first, last in self.names):
            return True
        kinds = words().classes["Organization"] | words().classes["Facility"]
        return any(self.asked[start:end] in kinds for start in range(begin + 2, end - 1))


class Token(NamedTuple):
    """A stretch of the text: `sort` is name, unknown, cue, word, filler or sign; `group` that of a cue.

    An unknown stretch may be a name that the graph does not know.
    """

    begin: int
    end: int
    sort: str
    group: int = -1

    @property
    def is_name(self) -> bool:
        """Tell whether it is an argument of the question."""
        return self.sort in ("name", "unknown")


class Reading(NamedTuple):
    """A way to read the text as a question."""

    cost: int
    question: Question
    tokens: tuple[Token, ...]

    @property
    def rank(self) -> tuple[int, int]:
        """What readings are compared by: the cost, then how many types of things the question is about."""
        return self.cost, sum(map(len, self.question.parameters.values()))


def read(text: Text, question: Question) -> Iterator[Reading]:
    """Give for each form of the question the cheapest reading of the text, if there is one."""
    for form in question.phrasing.forms:
        if _may_ask(text, form):
            cost, tokens = _cheapest(text, question, form)
            if tokens and (form.thing is None or _part(text, tokens) in (None, form.thing)):
                yield Reading(cost, question, tokens)


def _may_ask(text: Text, form: Form) -> bool:
    """Return whether a cue of each group stands in the text: most forms need no closer look."""
    heard = {group for word, groups in form.groups.items() if word in text.heard for group in groups}
    if any(text.titles):
        heard.update(form.titles)
    return len(heard) == len(form.cues)


def _cheapest(text: Text, question: Question, form: Form) -> tuple[int, tuple[Token, ...]]:
    """Return the cheapest way through the text, no token where there is none.

    A state of the way is the place, the number of names, the cues heard.
    """
    wanted = list(question.parameters.values())
    best: list[dict[tuple[int, int], tuple[int, tuple[Token, ...]]]] = [
        {} for _ in range(len(text.asked) + 1)
    ]
    best[0][0, 0] = 0, ()
    for place in range(len(text.asked)):
        tokens = list(_tokens(text, place, question, form)) if best[place] else []
        for (number, heard), (cost, way) in best[place].items():
            for token, price in tokens:
                if token.is_name and (number == len(wanted) or not _fits(text, token, wanted[number])):
                    continue
                if way and way[-1].sort == "unknown" and _continues_name(text, token):
                    continue
                state = number + token.is_name, heard | (1 << token.group if token.group >= 0 else 0)
                known = best[token.end].get(state)
                if known is None or (cost + price, len(way) + 1) < (known[0], len(known[1])):
                    best[token.end][state] = cost + price, (*way, token)
    return best[-1].get((len(wanted), (1 << len(form.cues)) - 1), (0, ()))


def _tokens(text: Text, place: int, question: Question, form: Form) -> Iterator[tuple[Token, int]]:
    """Give each token that can begin at a place, with its cost."""
    asked, phrasing, general = text.asked, question.phrasing, words()
    if asked[place] in _SIGNS:
        yield Token(place, place + 1, "sign"), 0
    for end in range(place + 1, min(len(asked), place + _LONGEST_WORD) + 1):
        word = general.standard(asked[place:end])
        if text.within_known[place] >= end and (place, end) not in text.names:
            continue
        if word in form.groups:
            for group in form.groups[word]:
                yield Token(place, end, "cue", group), _CUE
        elif word in phrasing.words:
            yield Token(place, end, "word"), _WORD
        elif (
            word in general.fillers
            or (word in general.openings and place in text.opening)
            or (word in general.closings and end in text.closing)
        ):
            yield Token(place, end, "filler"), _FILLER
    for end in text.titles[place]:
        for group in form.titles:
            yield Token(place, end, "cue", group), _CUE
        if phrasing.hears_titles:
            yield Token(place, end, "word"), _WORD
    for token in text.known[place]:
        yield token, _SHORT_NAME if text.names[token.begin, token.end].short else _NAME
    for token in text.unknown[place]:
        yield token, _UNKNOWN + _UNKNOWN_CHARACTER * (token.end - token.begin)


def _continues_name(text: Text, token: Token) -> bool:
    """Return whether a token right behind an unknown name would be part of it: 云岭 and 学会 are one name."""
    general = words()
    return token.is_name or any(text[token] in general.classes[type_] for type_ in _NAME_ENDS)


def _fits(text: Text, token: Token, types: tuple[str, ...]) -> bool:
    if token.sort == "unknown":
        return True
    return any(type_ in types for type_ in text.names[token.begin, token.end].things.values())


def _part(text: Text, tokens: tuple[Token, ...]) -> str | None:
    """Return whether the thing acts (subject) or something is done to it (object); None: either.

    What acts stands before the verb; 到, 对 … go before what it acts on, 被, 由 … before what acts, 得到 …
    behind what is acted on. A question with 谁 or 哪些学会 before the verb asks who acts.
    """
    tokens = tuple(token for token in tokens if token.sort != "sign")
    said = [text[token] for token in tokens]
    thing = next((place for place, token in enumerate(tokens) if token.is_name), None)
    cue = next((place for place, token in enumerate(tokens) if token.sort == "cue"), None)
    if thing is None or cue is None:
        return None
    general = words()
    before = said[thing - 1] if thing else ""
    if before in general.before_subject:
        return "subject"
    behind = said[thing + 1] if thing + 1 < len(said) else ""
    if before in general.before_object or behind in general.behind_object or thing > cue:
        return "object"
    actors = general.classes["who"] | general.classes["Organization"] | general.classes["Person"]
    if tokens[thing].sort == "name" and _fits(text, tokens[thing], ("Industry",)):
        actors |= general.classes["Place"]  # 保鲜技术哪些县需要, but 学会哪些县去过
    if _asks_who_acts(said[thing + 1 : cue], actors):
        return "object"
    return None if _asks_who_acts(said[:thing], actors) else "subject"


def _asks_who_acts(said: list[str], actors: frozenset[str]) -> bool:
    """Return whether words between a thing and the verb ask who does it: 谁, 哪些学会, but not 到哪些企业."""
    classes, general = words().classes, words()
    if said and said[0] in classes["who"]:
        return True
    for place, (first, second) in enumerate(pairwise(said)):
        if second in actors and (first in classes["which"] or second in classes["who"]):
            start = place - 1 if first in classes["which"] else place
            return start < 0 or said[start] not in general.before_object
    return False
