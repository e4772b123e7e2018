"""What a user asks, with the names that the graph knows and the words of the lists in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.answers.names import Thing
from kg.answers.questions.conditions import Period, periods
from kg.answers.questions.words import is_title, words
from ontologies.industries import parts
from ontologies.places import by_name

LONGEST_NAME = 40
LONGEST_WORD = 12

_SAY_NOTHING = frozenset({"d", "r", "u", "p", "c", "xc", "q", "f"})
"""Adverbs, pronouns, particles, prepositions, conjunctions, particles of mood, measure words, 上 and 里."""

_TELLING = frozenset(
    "0123456789一二三四五六七八九十百千万两零几多少哪谁什么啥何怎咋不没非无未否别最更比第只仅光单将"
)
"""A word with one of these asks, counts, denies, compares or tells of the future: it is never passed over."""

_WHERE = ("在", "于", "到", "去", "往", "赴")
"""Before a place where something is done: 在三饶镇建."""

_WHERE_BEHIND = re.compile(
    "境内|辖区内|范围内|[省市县区]?内|(?:辖区|里)?[,、]?(?:都|还)?有?的?(?:哪|什么地方|啥地方)"
)
"""Behind a place in which that lies which is asked for: 云浮市内有哪些地方产黄皮."""

_ASKS = re.compile("谁|哪|什么|啥|吗|几")
"""No part of a name that the graph does not know."""

_UNITS = frozenset("部处室科院系所办站")
"""The last characters of units of bodies, and of what bodies build."""

SIGNS = frozenset(" \t\n?!.,;:。、“”‘’\"'`《》〈〉「」『』【】〔〕[]{}<>()…~—-_·•/\\|*#")


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
    def words(self) -> list[list[tuple[int, str]]]:
        """For each place the ends of the stretches that may be words, which each is as the lists have it."""
        return [
            [
                (end, words().standard(self.asked[begin:end]))
                for end in range(begin + 1, min(len(self.asked), begin + LONGEST_WORD) + 1)
            ]
            for begin in range(len(self.asked))
        ]

    @cached_property
    def heard(self) -> frozenset[str]:
        """All stretches that may be words, as the lists have them."""
        return frozenset(word for found in self.words for _, word in found)

    @cached_property
    def opening(self) -> frozenset[int]:
        """The places before which nothing is said but to be polite, or to begin."""
        reached = {0}
        for place in range(len(self.asked)):
            if place in reached:
                reached.update(self._ends_of(place, words().opens))
        return frozenset(reached)

    @cached_property
    def closing(self) -> frozenset[int]:
        """The places behind which nothing is said but to be polite, or to end."""
        reached = {len(self.asked)}
        for place in reversed(range(len(self.asked))):
            if not reached.isdisjoint(self._ends_of(place, words().closings.__contains__)):
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
    def periods(self) -> dict[Stretch, Period]:
        """The periods that are said (2025年), but for those in names."""
        return {
            (begin, end): period
            for (begin, end), period in periods(self.asked)
            if not any(first <= begin < last for first, last in self._exact)
        }

    def is_where(self, token: Token) -> bool:
        """Return whether a name may say where something is: 在三饶镇."""
        before = self.asked[: token.begin].rstrip()
        said = before.endswith(_WHERE) or _WHERE_BEHIND.match(self.asked, token.end) is not None
        return said and self.fits(token, ("Place",))

    @cached_property
    def within_known(self) -> list[int]:
        """For each place where the known name ends in which it stands: what is part of a name is no word."""
        ends = [0] * len(self.asked)
        for begin, end in self._exact:
            for place in range(begin, end):
                ends[place] = max(ends[place], end)
        return ends

    @cached_property
    def behind_persons(self) -> frozenset[int]:
        """The places behind persons' names, or these and a title, which tells who is meant (周明远主席)."""
        ends = {end for (_, end), names in self.names.items() if "Person" in names.things.values()}
        titled = {end for place in ends if place < len(self.asked) for end in self.titles[place]}
        return frozenset(ends | titled)

    def is_of_person(self, place: int) -> bool:
        """Return whether what begins at a place is somebody else than the person named (周明远的秘书)."""
        return self.asked[place - 1 : place] == "的" and place - 1 in self.behind_persons

    @cached_property
    def unknown(self) -> list[list[Token]]:
        """For each place the stretches that begin there and may be names which the graph does not know."""
        return [
            [Token(begin, end, "unknown") for end in self._ends(begin) if self._may_be_a_name(begin, end)]
            for begin in range(len(self.asked))
        ]

    @cached_property
    def passable(self) -> list[list[Token]]:
        """For each place the words that begin there and may be passed over.

        They are adverbs, pronouns, particles and the like as the tagger tells, no part of a name or of a word
        that some question hears, and no word that asks, counts, denies or compares.
        """
        from extractors.components.words import tagger  # heavy: only where the lists do not tell

        found: list[list[Token]] = [[] for _ in self.asked]
        begin = 0
        for word, tag in tagger().tag([self.asked])[0]:
            end = begin + len(word)
            if tag in _SAY_NOTHING and _TELLING.isdisjoint(word) and self.says_nothing(begin, end):
                found[begin].append(Token(begin, end, "passed"))
            begin = end
        return found

    def parts(self, stretches: Sequence[Stretch]) -> Text:
        """Return the text of these stretches alone, in their order."""
        asked, names = "", {}
        for begin, end in stretches:
            moved = len(asked) - begin
            for (first, last), found in self.names.items():
                if begin <= first and last <= end:
                    names[first + moved, last + moved] = found
            asked += self.asked[begin:end]
        return Text(asked, names)

    def fits(self, token: Token, types: tuple[str, ...]) -> bool:
        """Return whether a name may be that of a thing of one of the types.

        One that the graph does not know tells by its end, where that is a word for a kind (学会), or by the
        table of places.
        """
        if token.sort == "unknown":
            if by_name(self.asked[token.begin : token.end]):
                return "Place" in types
            shown = {
                type_
                for begin in range(token.begin + 1, token.end - 1)
                for type_ in words().shown_by_end(self.asked[begin : token.end])
            }
            return not shown or not shown.isdisjoint(types)
        return any(type_ in types for type_ in self.names[token.begin, token.end].things.values())

    def kind_begins(self, place: int) -> bool:
        """Return whether a word for a kind of things (产业) begins at a place."""
        return place < len(self.asked) and any(word in words().for_kinds for _, word in self.words[place])

    def says_nothing(self, begin: int, end: int) -> bool:
        """Return whether a stretch holds no part of a name, or of a word that some question hears."""
        return self._meant.isdisjoint(range(begin, end))

    @cached_property
    def _meant(self) -> frozenset[int]:
        """The places within names, titles, and words of more than one character that some question hears."""
        stretches = list(self.names)
        stretches += [(begin, end) for begin, ends in enumerate(self.titles) for end in ends]
        stretches += [
            (begin, end)
            for begin, found in enumerate(self.words)
            for end, word in found
            if end - begin > 1 and word in words().heard
        ]
        return frozenset(place for begin, end in stretches for place in range(begin, end))

    @cached_property
    def titles(self) -> list[list[int]]:
        """For each place the ends of the titles (主席) that begin there."""
        return [
            [
                end
                for end in self._ends(begin)
                if end - begin <= LONGEST_WORD and is_title(self.asked[begin:end])
            ]
            for begin in range(len(self.asked))
        ]

    @cached_property
    def not_understood(self) -> list[str]:
        """The stretches that are neither a known name nor a word of any question."""
        gaps, place = "", 0
        while place < len(self.asked):
            ends = [token.end for token in self.known[place]] + self.titles[place]
            ends += [end for end, word in self.words[place] if word in words().listed]
            gaps += " " if ends or self.asked[place] in SIGNS else self.asked[place]
            place = max(ends, default=place + 1)
        return gaps.split()

    @cached_property
    def _exact(self) -> list[Stretch]:
        """The stretches of full names, but for those that begin within one before: 无核黄皮, not 黄皮产业."""
        found = [stretch for stretch, name in self.names.items() if not name.short]
        return [
            (begin, end)
            for begin, end in found
            if not any(first < begin < last < end for first, last in found)
        ]

    def _ends_of(self, begin: int, is_said: Callable[[str], bool]) -> Iterator[int]:
        """Give the ends of the signs, fillers and words of which `is_said` holds that begin at a place."""
        if self.asked[begin] in SIGNS:
            yield begin + 1
        yield from (end for end, word in self.words[begin] if is_said(word) or word in words().fillers)

    def _ends(self, begin: int) -> Iterator[int]:
        for end in range(begin + 1, min(len(self.asked), begin + LONGEST_NAME) + 1):
            if self.asked[end - 1] in SIGNS:
                return
            if end - begin >= 2:
                yield end

    def _may_be_a_name(self, begin: int, end: int) -> bool:
        """Return whether a stretch is no part of a known name.

        It holds none but as a body's place, or as what an activity is done to (柑橘 in 柑橘保鲜).
        """
        if any(first <= begin and end <= last for first, last in self._exact):
            return False
        if _ASKS.search(self.asked, begin, end):
            return False
        if not any(begin <= first and last <= end for first, last in self.names):
            return True
        kinds = words().classes["Organization"] | words().classes["Facility"]
        if any(self.asked[start:end] in kinds for start in range(begin + 2, end - 1)):
            return True
        begins_known = any(first == begin for first, _ in self.names)
        of_body = self.asked[end - 1] in _UNITS
        return begins_known and (of_body or bool(parts(self.asked[begin:end]).activities))


class Token(NamedTuple):
    """A stretch of the text: `sort` is name, unknown, where, period, cue, word, filler, sign or passed.

    `group` is that of a cue. A name that says where something is (where) is no argument of the question, an
    unknown stretch may be a name that the graph does not know, a passed one is passed over.
    """

    begin: int
    end: int
    sort: str
    group: int = -1

    @property
    def is_name(self) -> bool:
        """Tell whether it is an argument of the question."""
        return self.sort in ("name", "unknown")
