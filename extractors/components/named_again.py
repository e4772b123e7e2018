"""Two or more named before: 双方 (the last pair), 三方, 两地科协, 两县, 三个镇 (the last so many)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.components.clause_words import CLASSES, TITLE, patterns
from extractors.mentions import Mention

if TYPE_CHECKING:
    from extractors.components.clauses import Encoded

_O, _P, _L, _F = (CLASSES[name] for name in ("Organization", "Person", "Place", "Facility"))
_M = "\uf001-\uf008"
_OTHER = f"{_L}{{0,3}}([{_O}{_L}])(?![{_O}{_L}{_F}{_P}]|{TITLE}{{1,3}}{_P})"
_PAIR = re.compile(f"([{_O}{_L}])[^，。；{_M}]{{0,8}}[与和同跟、]{_OTHER}")
_WITH = re.compile(f"[与和同跟]{_OTHER}")
_SEVERAL = re.compile("(?<![一二三四五六七八九十0-9第])([两三四五六])个?([省市县区州旗镇乡村])(?![级长委政])")
_WHICH = re.compile("[前后]者")
_TWO = re.compile(f"(?<![、和与]){_O}[、和与]{_O}(?![、和与]?[{_O}])")
_NUMBERS = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_PLACES = re.compile(f"{_L}{{1,3}}(?:(?:、|[和与及])“?{_L}{{1,3}}){{1,12}}")
_BODIES = re.compile(
    "(?<![一二三四五六七八九十0-9第])([两三四五六])(?:[地省市县区校]|[家个所]|地市)?"
    "(科协|学会|协会|商会|研究会|高校|医院|党?支部|公司|企业)(?!长)"
)
_ENDS = {"科协": ("科协", "科学技术协会"), "高校": ("大学", "学院"), "企业": ("公司", "集团", "厂")}
_LISTED = re.compile(
    f"{_O}(?:（[^（）]{{0,16}}）)?(?:(?:[、和与及]|以及){_O}(?:（[^（）]{{0,16}}）)?){{1,8}}"
    f"(?![{_O}{_F}{_P}]|{TITLE})"
)
_PARTY_LINE = re.compile(f"[甲乙丙丁]方(?:（[^（）]{{0,12}}）)?：\\s{{0,2}}(?={_O})")
_REACH = 8
"""Sentences that a pair reaches back."""
_FAR = 30
"""Sentences that a list of places reaches back."""
_CLAUSES = 12
_LONGEST_CLAUSE = 400


def subjects(one: Encoded, begin: int, end: int) -> tuple[Mention, ...] | None:
    """What the word for two or more in `text[begin:end]` stands for; () for an unknown pair."""
    bodies = _bodies(one, begin, end)
    if bodies:
        return bodies
    both = patterns().both.search(one.text, begin, end)
    if both is not None:
        return _three(one, both.start()) if both.group() == "三方" else _both(one, both.start())
    which = _WHICH.search(one.text, begin, end)
    if which is not None:
        return _of_two(one, which)
    return places(one, begin, end) or None


def places(one: Encoded, begin: int, end: int) -> tuple[Mention, ...]:
    """The places that 两县 or 三个镇 in `text[begin:end]` stands for: the last list of so many before it."""
    hits = list(_SEVERAL.finditer(one.text, begin, end))
    if not hits:
        return ()
    hit = hits[-1]
    count, level, place = _NUMBERS[hit[1]], hit[2], hit.start()
    at: Encoded | None = one
    for _ in range(_FAR):
        if at is None:
            break
        for listed in reversed(list(_PLACES.finditer(at.text, 0, place))):
            members = [
                at.mentions[offset]
                for offset in range(*listed.span())
                if at.text[offset] == _L and at.text[offset + 1 : offset + 2] != _L
            ]
            if len(members) == count and all(member.name.endswith(level) for member in members):
                return tuple(members)
        at = at.previous
        place = len(at.text) if at is not None else 0
    return ()


def _bodies(one: Encoded, begin: int, end: int) -> tuple[Mention, ...]:
    """The bodies that 两地科协 in `text[begin:end]` stands for: the last so many of that kind, if no more."""
    hit = _BODIES.search(one.text, begin, end)
    if hit is None:
        return ()
    ends = _ENDS.get(hit[2], (hit[2],))
    found: dict[str, Mention] = {}
    at: Encoded | None = one
    place = hit.start()
    for _ in range(_REACH):
        if at is None or len(found) >= _NUMBERS[hit[1]]:
            break
        for offset in sorted(at.mentions, reverse=True):
            mention = at.mentions[offset]
            if offset < place and mention.type == "Organization" and mention.name.endswith(ends):
                found.setdefault(mention.name, mention)
        at = at.previous
        place = len(at.text) if at is not None else 0
    return tuple(reversed(found.values())) if len(found) == _NUMBERS[hit[1]] else ()


def _three(start: Encoded, place: int) -> tuple[Mention, ...]:
    """The three that 三方 at `place` stands for: the parties of the signing that the report is about.

    Else the last list of three, else the parties of a contract.
    """
    if len(start.parties) == _NUMBERS["三"]:
        return start.parties
    at: Encoded | None = start
    parties: dict[str, Mention] = {}
    for _ in range(_FAR):
        if at is None:
            break
        for listed in reversed(list(_LISTED.finditer(at.text, 0, place))):
            members = [at.mentions[offset] for offset in range(*listed.span()) if at.text[offset] == _O]
            if len(members) == _NUMBERS["三"]:
                return tuple(members)
        for line in _PARTY_LINE.finditer(at.text):
            parties.setdefault(line.group()[0], at.mentions[line.end()])
        at = at.previous
        place = len(at.text) if at is not None else 0
    return tuple(parties[key] for key in sorted(parties)) if len(parties) == _NUMBERS["三"] else ()


def _of_two(one: Encoded, which: re.Match[str]) -> tuple[Mention, ...]:
    """The first or the second of the last two bodies that were listed: 甲、乙已来函：前者…，后者…."""
    for at, end in ((one, which.start()), (one.previous, None)):
        if at is None:
            continue
        lists = [
            [at.mentions[place] for place in range(*hit.span()) if at.text[place] == _O]
            for hit in _TWO.finditer(at.text, 0, len(at.text) if end is None else end)
        ]
        if lists:
            return (lists[-1][0 if which[0] == "前者" else 1],)
    return ()


def _both(start: Encoded, place: int) -> tuple[Mention, ...]:
    """The two that 双方 at `place` stands for: the last pair joined by 与 before it in its paragraph.

    Else those of the signing that the report is about, else the last pair before the paragraph.
    """
    one: Encoded | None = start
    for _ in range(_REACH):
        if one is None:
            break
        if one.paragraph != start.paragraph and len(start.parties) == 2:
            return start.parties
        begin = max(0, place - _LONGEST_CLAUSE)
        pairs = {pair.end(): pair for pair in _PAIR.finditer(one.text, begin, place)}
        for hit in reversed(list(_WITH.finditer(one.text, begin, place))):
            pair = pairs.get(hit.end())
            first = (one.mentions[pair.start(1)],) if pair else _acting_before(one, hit.start())
            if len(first) == 1 and first[0].type in ("Organization", "Place"):
                return (first[0], one.mentions[hit.start(1)])
        one = one.previous
        place = len(one.text) if one is not None else 0
    return ()


def _acting_before(one: Encoded, place: int) -> tuple[Mention, ...]:
    """The nearest list that acts before `place` in the sentence, else the topic."""
    end, begin = place, one.clause_begin(place)
    for _ in range(_CLAUSES):
        _, listed = one.first_list(begin, end)
        if listed:
            return listed
        if begin == 0:
            break
        end, begin = begin - 1, one.clause_begin(begin - 1)
    return (one.topic,) if one.topic is not None else ()
