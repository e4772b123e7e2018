"""What 学会, 该院, or a title without a body points back to: the nearest body before it that fits.

    甲市气象学会召开年会。学会理事长王某致辞。      学会: 甲市气象学会

Words: `data/anaphora.toml`. Nothing is guessed: where no body before fits, there is no answer.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extractors.data import Trie, load_toml
from extractors.mentions import Mention, Word

_REACH = 600
_NEAR = 200
"""Characters that a pointer reaches back; the title of the report is always in reach."""
_HEADED = 2
"""Mentions that one in the first line is worth."""
_LAST = "\U0010ffff"
_OWN_ASSOCIATION = re.compile("(?<![高学院各本该两])学?校科协")
_NOT_BEFORE = frozenset({"n", "a", "b", "m", "q", "r", "nz", "ORG", "LOC", "f"})
_NOT_AFTER = frozenset({"n", "nz", "vn", "ORG", "PER"})

Pointer = tuple[int, int, Mention]
"""Where a word stands that points back, begin and end, and the mention that it points to."""


@functools.cache
def _words() -> dict[str, Any]:
    keys: dict[str, type] = {
        **dict.fromkeys(("prefixes", "of_others", "own_people", "near", "example"), list),
        **dict.fromkeys(("nouns", "titles", "unlike", "deictic"), dict),
        **dict.fromkeys(("region", "short_name", "party", "of_party", "here"), str),
    }
    return load_toml("anaphora.toml", keys)


@functools.cache
def nouns() -> Trie:
    """Return the nouns that can point back."""
    return Trie(_words()["nouns"])


def noun_ending(text: str, begin: int, end: int) -> str:
    """Return the longest noun of `text` that ends at `end` and does not begin before `begin`, or ""."""
    for length in _noun_lengths():
        if end - length >= begin and text[end - length : end] in _words()["nouns"]:
            return text[end - length : end]
    return ""


def is_noun(form: str) -> bool:
    """Tell whether a body is named by a noun only."""
    return form in _words()["nouns"]


def deictic_ending(text: str, begin: int, end: int) -> str:
    """Return 该院, 我会 where such a word ends at `end`, or ""."""
    hit = next((hit for hit in _deictic().finditer(text, max(begin, end - 4), end) if hit.end() == end), None)
    return hit.group() if hit is not None else ""


@functools.cache
def _noun_lengths() -> tuple[int, ...]:
    return tuple(sorted({len(noun) for noun in _words()["nouns"]}, reverse=True))


class Bodies:
    """The bodies of a report in text order, and what points back to them."""

    def __init__(self, bodies: Iterable[Mention], heading_end: int = 0) -> None:
        self._sites = sorted(bodies, key=lambda body: (body.begin, body.end))
        self._bodies = [body for body in self._sites if body.type == "Organization"]
        self._heading_end = heading_end
        self._longest = max((body.end - body.begin for body in self._sites), default=0)
        self._names = sorted(body.name for body in self._bodies)
        self._counts = Counter(self._names)
        # What the title of the report names is what it is about.
        self._counts.update({body.name: _HEADED for body in self._bodies if body.end <= heading_end})

    def of_noun(self, noun: str, before: int) -> Mention | None:
        """Return the body that `noun` at offset `before` points back to."""
        return self._nearest(_ends("nouns", noun), before)

    def of_heading(self, noun: str, end: int) -> Mention | None:
        """Return the one body before `end`, the end of the heading, that `noun` fits."""
        fits = {
            body.name: body for body in self._fitting(_ends("nouns", noun), self._bodies) if body.end <= end
        }
        return next(iter(fits.values())) if len(fits) == 1 else None

    def of_us(self, noun: str) -> Mention | None:
        """Return the body that 我校, 我会 stands for: of those that fit, the one that the report names most.

        A name counts where it begins another one too: the units of a body are named after it.
        """
        ends = _ends("nouns", noun)
        fits = (body for body in self._fitting(ends, self._bodies) if body.name not in ends)
        return min(fits, key=lambda body: (-self._named(body.name), body.begin), default=None)

    def of_deictic(self, word: str, before: int) -> Mention | None:
        """Return the body of 该院 at `before`; of 我会 and 本会 the only one that fits, or the title's."""
        noun = _words()["deictic"][word[1:]]
        if word[0] == "该":
            return self.of_noun(noun, before)
        fits = list(self._fitting(_ends("nouns", noun), self._bodies))
        headed = [body for body in fits if body.end <= self._heading_end]
        one = next((some for some in (fits, headed) if len({body.name for body in some}) == 1), [None])
        return one[0]

    def of_title(self, role: str, before: int) -> Mention | None:
        """Return the body that a title without one at `before` belongs to: the one that is named most.

        Only bodies in reach that fit count, of equals the nearest; else the first body of the report may fit.
        Titles of houses and firms (`near`) belong to the nearest that fits, a site too.
        """
        ends = _ends("titles", _bare(role))
        if _bare(role) in _words()["near"]:
            sites = self._in_reach(before, self._sites)
            return next((body for body in self._fitting(ends, sites) if before - body.end <= _NEAR), None)
        found = max(
            self._fitting(ends, self._in_reach(before)),
            key=lambda body: (self._counts[body.name], body.end, -body.begin),
            default=None,
        )
        return found if found is not None else self._nearest(ends, before)

    def only(self, role: str) -> Mention | None:
        """Return the one body of the report that a title may belong to."""
        fits = list(self._fitting(_ends("titles", _bare(role)), self._bodies))
        return fits[0] if len({body.name for body in fits}) == 1 else None

    def fits(self, role: str, body: Mention) -> bool | None:
        """Tell whether a body of this kind has this title; None: nothing is known of the title."""
        ends = _ends("titles", _bare(role))
        return next(self._fitting(ends, [body]), None) is not None if ends else None

    def schools(self) -> list[tuple[Mention, int]]:
        """Return where schools are named, and where the longest name that begins with each ends.

        Where a university is, no school without a place counts.
        """
        schools = list(self._fitting(_ends("nouns", "学校"), self._bodies))
        if any(body.name.endswith("大学") for body in schools):
            schools = [body for body in schools if body.place is not None or body.name.endswith("大学")]
        longest = {body.begin: body.end for body in self._bodies}
        return [(body, longest[body.begin]) for body in schools]

    def _nearest(self, ends: tuple[str, ...], before: int) -> Mention | None:
        first = (body for body in self._bodies[:1] if body.end <= before)
        for bodies in (self._in_reach(before), first):
            found = next(self._fitting(ends, bodies), None)
            if found is not None:
                return found
        return None

    def _in_reach(self, before: int, bodies: Sequence[Mention] | None = None) -> Iterator[Mention]:
        """The bodies that end at most _REACH characters before `before`, the one that begins last first."""
        bodies = self._bodies if bodies is None else bodies
        for index in range(bisect_left(bodies, before, key=lambda body: body.begin) - 1, -1, -1):
            body = bodies[index]
            if before - body.begin > _REACH + self._longest:
                break
            if 0 <= before - body.end <= _REACH:
                yield body

    def _fitting(self, ends: tuple[str, ...], bodies: Iterable[Mention]) -> Iterator[Mention]:
        return (body for body in bodies if _has_end(body, ends))

    def _named(self, name: str) -> int:
        return bisect_right(self._names, name + _LAST) - bisect_left(self._names, name)


def _ends(table: str, word: str) -> tuple[str, ...]:
    return tuple(_words()[table].get(word, ()))


def _has_end(body: Mention, ends: tuple[str, ...]) -> bool:
    """Tell whether the name has one of the ends: 甲科学院 is no 学院. An end with @ is a subtype."""
    name = body.name
    if body.subtype == "Department" and "大学" in ends:
        return False
    return f"@{body.subtype}" in ends or (
        name.endswith(ends)
        and any(
            name.endswith(end) and not name.endswith(tuple(_words()["unlike"].get(end, ()))) for end in ends
        )
    )


def _bare(role: str) -> str:
    for prefix in _words()["prefixes"]:
        role = role.removeprefix(prefix)
    return role.removeprefix("副")


class _Regions:
    """The places of a report by their level (县, 市), and which of them 我县 and 该县 point to."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._places: dict[str, list[Mention]] = {}
        for mention in mentions:
            if mention.type == "Place":
                self._places.setdefault(mention.name[-1], []).append(mention)
        self._home = {level: self._most_named(places) for level, places in self._places.items()}
        for places in self._places.values():
            places.reverse()
            places.sort(key=lambda place: place.begin)

    def of(self, hit: re.Match[str]) -> Mention | None:
        """Return the place that a match of the `region` pattern points to."""
        level = hit["level"] or hit["inside"]
        if not hit["near"]:
            return self._home.get(level)
        places = self._places.get(level, [])
        for index in range(bisect_left(places, hit.start(), key=lambda place: place.begin) - 1, -1, -1):
            if places[index].end <= hit.start():
                return places[index]
        return None

    @staticmethod
    def _most_named(places: list[Mention]) -> Mention:
        counts = Counter(place.name for place in places)
        return min(places, key=lambda place: (-counts[place.name], place.begin))


def pointers(text: str, words: Sequence[Word], mentions: Sequence[Mention]) -> list[Pointer]:
    """Return where 协会, 该院, 我县 stand in `text`, each once, and what it points back to."""
    bodies = Bodies(mentions)
    found = [
        *_of_nouns(text, words, mentions, bodies),
        *_of_own_associations(text, bodies),
        *_of_deictics(text, bodies),
        *_of_parties(text, mentions),
        *_of_regions(text, mentions),
    ]
    return list({pointer[:2]: pointer for pointer in reversed(found)}.values())[::-1]


def _of_nouns(
    text: str, words: Sequence[Word], mentions: Sequence[Mention], bodies: Bodies
) -> Iterator[Pointer]:
    named = named_in_brackets(text, mentions)
    heading = text.find("\n", text.find("\n") + 1)
    headed = functools.cache(lambda noun: bodies.of_heading(noun, heading))
    for index, word in enumerate(words):
        if len(word.text) < 2 or word.text not in _words()["nouns"] or not _stands_alone(words, index):
            continue
        body = named.get(word.text)
        if body is None:
            body = headed(word.text)
        if body is None:
            body = bodies.of_noun(word.text, word.begin)
        if body is not None:
            yield word.begin, word.end, body


def _of_own_associations(text: str, bodies: Bodies) -> Iterator[Pointer]:
    """校科协, which the tagger cuts into 校 and 科协."""
    for hit in _OWN_ASSOCIATION.finditer(text):
        body = bodies.of_us(hit.group())
        if body is not None:
            yield *hit.span(), body


def _stands_alone(words: Sequence[Word], index: int) -> bool:
    """Tell whether no word beside the noun makes it another thing (农业学会, 各学会, 学会大楼)."""
    word = words[index]
    before = words[index - 1] if index else None
    after = words[index + 1] if index + 1 < len(words) else None
    if before is not None and before.end != word.begin:
        before = None
    if before is not None and (before.tag in _NOT_BEFORE or before.text in _words()["of_others"]):
        return False
    if after is None or after.begin != word.end or after.text in _words()["own_people"]:
        return True
    return after.tag not in _NOT_AFTER


def named_in_brackets(text: str, mentions: Sequence[Mention]) -> dict[str, Mention]:
    """甲研究院（以下简称研究院）: what the short name stands for in this report."""
    ends = {mention.end: mention for mention in mentions if mention.type == "Organization"}
    return {hit[1]: ends[hit.start()] for hit in _pattern("short_name").finditer(text) if hit.start() in ends}


def _of_deictics(text: str, bodies: Bodies) -> Iterator[Pointer]:
    of_us = functools.cache(bodies.of_us)
    for hit in _deictic().finditer(text):
        noun = _words()["deictic"][hit["noun"] or hit["inside"]]
        body = of_us(noun) if hit["who"] == "我" else bodies.of_noun(noun, hit.start())
        if body is not None:
            yield *hit.span(), body
    for hit in _pattern("here").finditer(text):
        body = of_us(_words()["deictic"][hit.group()])
        if body is not None:
            yield *hit.span(), body


def _of_parties(text: str, mentions: Sequence[Mention]) -> Iterator[Pointer]:
    """甲方, 乙方 of a contract: the bodies that the line of each names, or its bracket."""
    begins = {mention.begin: mention for mention in mentions if mention.type == "Organization"}
    ends = {mention.end: mention for mention in begins.values()}
    parties: dict[str, Mention] = {}
    for hit in _pattern("party").finditer(text):
        body = begins.get(hit.end()) if hit["line"] else ends.get(hit.start())
        if body is not None:
            parties.setdefault(hit["line"] or hit["bracket"], body)
    for hit in _pattern("of_party").finditer(text) if parties else ():
        body = parties.get(hit[1])
        if body is not None:
            yield *hit.span(), body


def _of_regions(text: str, mentions: Sequence[Mention]) -> Iterator[Pointer]:
    regions = _Regions(mentions)
    for hit in _pattern("region").finditer(text):
        place = regions.of(hit)
        if place is not None:
            yield *hit.span(), place


@functools.cache
def _deictic() -> re.Pattern[str]:
    forms = sorted(_words()["deictic"], key=lambda form: (-len(form), form))
    one = "|".join(forms)
    return re.compile(f"(?P<who>[该本我])(?P<noun>{one})|(?<![\u4e00-\u9fff])(?P<inside>{one})里(?!面)")


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_words()[name])
