"""What 学会, 该院, or a title without a body points back to: the nearest body before it that fits.

Words: `data/anaphora.toml`. Nothing is guessed: where no body before fits, there is no answer.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections import Counter
from typing import Any

from extractors.data import Trie, load_toml
from extractors.mentions import Mention, Word

_REACH = 600
"""Characters that a pointer reaches back; the title of the report is always in reach."""

_PREFIXES = (
    "名誉",
    "荣誉",
    "常务",
    "执行",
    "专职",
    "兼职",
    "驻会",
    "第一",
    "轮值",
    "代",
    "首席",
    "首任",
    "候任",
)


@functools.cache
def _words() -> dict[str, Any]:
    return load_toml("anaphora.toml", {"nouns": dict, "titles": dict})


@functools.cache
def nouns() -> Trie:
    """The nouns that can point back."""
    return Trie(_words()["nouns"])


class Bodies:
    """The bodies of a report in text order, and what points back to them."""

    def __init__(self, bodies: list[Mention]) -> None:
        self._bodies = sorted(
            (body for body in bodies if body.type == "Organization"), key=lambda body: (body.begin, body.end)
        )
        self._begins = [body.begin for body in self._bodies]
        self._counts = Counter(body.name for body in self._bodies)

    def of_noun(self, noun: str, before: int) -> Mention | None:
        """Return the body that `noun` at offset `before` points back to."""
        found = self._nearest(_words()["nouns"].get(noun, ()), before)
        return None if found is not None and noun == "学院" and found.name.endswith("科学院") else found

    def of_heading(self, noun: str, text: str) -> Mention | None:
        """Return the one body of the first two lines that `noun` fits: the report is about it."""
        ends = tuple(_words()["nouns"].get(noun, ()))
        end = text.find("\n", text.find("\n") + 1)
        fits = {
            body.name: body for body in self._bodies if body.end <= end and ends and body.name.endswith(ends)
        }
        return next(iter(fits.values())) if len(fits) == 1 else None

    def of_us(self, noun: str) -> Mention | None:
        """Return the body that 我校, 我会 stands for: of those that fit, the one that is named most."""
        ends = tuple(_words()["nouns"].get(noun, ()))
        fits = [body for body in self._bodies if ends and body.name.endswith(ends)]
        counts = {body.name: sum(other.name.startswith(body.name) for other in self._bodies) for body in fits}
        return min(fits, key=lambda body: (-counts[body.name], body.begin), default=None)

    def of_title(self, role: str, before: int) -> Mention | None:
        """Return the body that a title without one at offset `before` belongs to."""
        bare = role
        for prefix in _PREFIXES:
            bare = bare.removeprefix(prefix)
        bare = bare.removeprefix("副")
        return self._foremost(_words()["titles"].get(bare, ()), before)

    def _foremost(self, ends: list[str], before: int) -> Mention | None:
        """The fitting body before that the report names most often; of equals the nearest."""
        if not ends:
            return None
        fitting = [
            body
            for body in self._bodies[: bisect_left(self._begins, before)]
            if body.end <= before and before - body.end <= _REACH and body.name.endswith(tuple(ends))
        ]
        if not fitting:
            return self._nearest(ends, before)
        return max(fitting, key=lambda body: (self._counts[body.name], body.end))

    def _nearest(self, ends: list[str], before: int) -> Mention | None:
        if not ends:
            return None
        for index in range(bisect_left(self._begins, before) - 1, -1, -1):
            body = self._bodies[index]
            if before - body.end > _REACH:
                break
            if body.end <= before and body.name.endswith(tuple(ends)):
                return body
        first = self._bodies[0] if self._bodies else None
        return (
            first if first is not None and first.end <= before and first.name.endswith(tuple(ends)) else None
        )


_DEICTIC = re.compile(r"[该本我](?:会|院|校|所|协会|学会|公司|中心|商会|研究会)")
_REGION = re.compile(
    r"(?:(?P<home>[全我])|(?P<near>该))(?P<level>省|市|县|区|州|旗|镇|乡|村)(?![级直委政府内外各人志民籍])|(?P<inside>[市县镇])里(?!面)"
)
_NOT_BEFORE = ("n", "a", "b", "m", "q", "r", "nz", "ORG", "LOC", "f")
_NOT_AFTER = ("n", "nz", "vn", "ORG", "PER")
_OF_OTHERS = ("所属", "相关", "有关", "参会", "省级", "下属", "各")


def pointers(text: str, words: tuple[Word, ...], mentions: list[Mention]) -> list[tuple[int, int, Mention]]:
    """Return where 协会, 该院, 我县 and the like stand in `text`, each with what it points back to."""
    bodies = Bodies(mentions)
    found: list[tuple[int, int, Mention]] = []
    named = _named_in_brackets(text, mentions)
    for index, word in enumerate(words):
        if nouns().longest(word.text, 0) != len(word.text) or len(word.text) < 2:
            continue
        before = words[index - 1] if index else None
        after = words[index + 1] if index + 1 < len(words) else None
        if (
            before is not None
            and before.end == word.begin
            and (before.tag in _NOT_BEFORE or before.text in _OF_OTHERS)
        ):
            continue
        if after is not None and after.begin == word.end and after.tag in _NOT_AFTER:
            continue
        body = (
            named.get(word.text)
            or bodies.of_heading(word.text, text)
            or bodies.of_noun(word.text, word.begin)
        )
        if body is not None:
            found.append((word.begin, word.end, body))
    for hit in _DEICTIC.finditer(text):
        noun = hit.group()[1:]
        noun = {"会": "该会", "院": "该院", "校": "学校", "所": "研究所"}.get(noun, noun)
        body = bodies.of_us(noun) if hit.group()[0] == "我" else bodies.of_noun(noun, hit.start())
        if body is not None:
            found.append((*hit.span(), body))
    places = [mention for mention in mentions if mention.type == "Place"]
    for hit in _REGION.finditer(text):
        place = _region(places, hit)
        if place is not None:
            found.append((*hit.span(), place))
    return found


_BRACKET = re.compile(r"（(?:以下)?(?:统一)?(?:简称|下称)(?:为|：)?[“《]?([^（）“”《》，,]{2,8})[”》]?）")


def _named_in_brackets(text: str, mentions: list[Mention]) -> dict[str, Mention]:
    """甲研究院（以下简称研究院）: what the short name stands for in this report."""
    ends = {mention.end: mention for mention in mentions if mention.type == "Organization"}
    return {hit[1]: ends[hit.start()] for hit in _BRACKET.finditer(text) if hit.start() in ends}


def _region(places: list[Mention], hit: re.Match[str]) -> Mention | None:
    """The place of this level: for 该县 the nearest before, for 我县 the one that is named most."""
    level = hit["level"] or hit["inside"]
    fits = [place for place in places if place.name.endswith(level)]
    if hit["near"]:
        return next(
            (place for place in sorted(fits, key=lambda place: -place.begin) if place.end <= hit.start()),
            None,
        )
    counts = Counter(place.name for place in fits)
    return min(fits, key=lambda place: (-counts[place.name], place.begin), default=None)
