"""Abbreviations inside one report: which of its names is short for which longer one.

    创新论坛     第十届花生产业创新论坛   an event: a long part of it stands in the long one
    花生研究所   甲省花生产业研究所       a unit: its characters stand in the long name in order
    金穗公司     东县金穗农业有限公司     a company: its core stands in the long name

Where two longer names fit, the short one stays by itself.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.components.full_names import key
from extractors.data import load_toml
from extractors.mentions import Group

_TERM = re.compile(r"^(?:第?[一二三四五六七八九十百0-9]+届|[12]\d{3}年?(?:度)?|首届|本届)+")
_LEGAL_REST = re.compile("(?:集团|控股|股份|有限|责任|公司)+")
"""What the full name of a company has behind its short one: 甲电信, 甲电信集团有限公司."""
_COMPANY_END = re.compile(r"(?:有限)?公司$|集团$")
_ABBREVIATED = frozenset({"Organization", "Event", "Facility", "Initiative"})
_UNITS = frozenset({"Department", "Institute", "Other", "School"})
_LONGEST_SEAT = 4
"""Characters of the place before the core of a company's full name: 甲州星光科技股份有限公司."""
_NUMBERED = ("医院", "卫生院", "中学", "小学", "学校")
"""Endings of names that a word more makes another one: 甲省人民医院, 甲省东区人民医院."""
_COMMON = 8
"""Characters that two names of one event share at least in one stretch."""
_COMMON_SHARE = 0.75
"""The share of the short name that this stretch is at least."""
_FIRST_EVENTS = 4
"""Events of the beginning of a report of which one may be that of the title."""
_SAME_END = 2
_TITLE_SHARE = 0.66
_TITLE_REACH, _LEAD_REACH, _LEAD_COMMON = 50, 220, 5
"""Of the event of the title and one of the first sentence, which stand so near, so much need be common."""


@dataclass(slots=True, eq=False)
class _Name:
    """What is compared of a group: the key of its name, for events its term and the name without it."""

    group: Group
    key: str
    term: str
    bare: str
    stretches: frozenset[str]
    codes: set[str | None]


def join(groups: list[Group]) -> list[Group]:
    """Return the groups, each that is named by an abbreviation taken in by the one of the full name."""
    names = [_name(group) for group in groups if group.type in _ABBREVIATED]
    kept: dict[tuple[str, str], list[_Name]] = {}
    for name in names:
        kept.setdefault(_bucket(name), []).append(name)
    gone = set()
    for name in sorted(names, key=lambda name: len(name.group.name)):
        owner = _owner(name, kept[_bucket(name)])
        if owner is not None:
            owner.group.absorb(name.group, f"abbreviates {owner.group.name} in this report")
            owner.codes |= name.codes
            kept[_bucket(name)].remove(name)
            gone.add(id(name.group))
    _join_title([name for name in names if id(name.group) not in gone], gone)
    return [group for group in groups if id(group) not in gone]


def _join_title(names: list[_Name], gone: set[int]) -> None:
    """The event of the title and the first one of the text that ends alike and shares most of its words."""
    events = [name for name in names if name.group.type == "Event"]
    if len(events) < 2:
        return
    events.sort(key=_begin)
    first, *others = events[:_FIRST_EVENTS]
    for other in others:
        short, long = sorted((first, other), key=lambda name: len(name.bare))
        leads = _begin(first) < _TITLE_REACH and _begin(other) < _LEAD_REACH
        if _says_the_same(short, long, _LEAD_COMMON if leads else None):
            other.group.absorb(first.group, "the event of the title by most of its words")
            gone.add(id(first.group))
            return


def _begin(name: _Name) -> int:
    return min(mention.begin for mention in name.group.mentions)


def _says_the_same(short: _Name, long: _Name, enough: int | None) -> bool:
    """Tell whether two names that end alike share most of their words, or `enough` characters in order."""
    if short.term and long.term and short.term != long.term:
        return False
    if short.codes and long.codes and not short.codes & long.codes:
        return False
    end = short.key[-_SAME_END:]
    if not long.key.endswith(end) or (len(short.bare) < _COMMON and enough is None):
        return False
    common = _common_in_order(short.bare, long.key)
    return common >= (enough if enough is not None else _TITLE_SHARE * len(short.bare))


def _common_in_order(a: str, b: str) -> int:
    """The number of characters that two names share in order."""
    row = [0] * (len(b) + 1)
    for character in a:
        before = 0
        for place, other in enumerate(b, 1):
            above = row[place]
            row[place] = before + 1 if other == character else max(above, row[place - 1])
            before = above
    return row[-1]


def _name(group: Group) -> _Name:
    short = key(group.name)
    term = _TERM.match(short) if group.type == "Event" else None
    bare = short[term.end() :] if term is not None else short
    stretches = (short[place : place + _COMMON] for place in range(len(short) - _COMMON + 1))
    codes = {mention.place.code for mention in group.mentions if mention.place is not None}
    return _Name(group, short, term.group() if term is not None else "", bare, frozenset(stretches), codes)


def _bucket(name: _Name) -> tuple[str, str]:
    """Names of different buckets never abbreviate one another: all but companies and events end alike."""
    if name.group.type == "Event" or name.group.subtype == "Company":
        return name.group.type, "Company" if name.group.subtype == "Company" else ""
    return name.group.type, name.key[-2:]


def _owner(name: _Name, others: list[_Name]) -> _Name | None:
    """The one name that `name` abbreviates; of events and companies the longest if it takes in the others."""
    owners = [other for other in others if other is not name and _abbreviates(name, other)]
    if len(owners) > 1 and (name.group.type == "Event" or name.group.subtype == "Company"):
        longest = max(owners, key=lambda owner: len(owner.group.name))
        if all(owner is longest or _abbreviates(owner, longest) for owner in owners):
            return longest
    legal = [owner for owner in owners if _LEGAL_REST.fullmatch(owner.key.removeprefix(name.key))]
    if len(owners) > 1 and len(legal) == 1 and legal[0].key.startswith(name.key):
        return legal[0]
    return owners[0] if len(owners) == 1 else None


def _abbreviates(short: _Name, long: _Name) -> bool:
    if not 3 <= len(short.key) < len(long.key):
        return False
    if short.group.type == "Event":
        return _is_event_of(short, long)
    if short.group.type in ("Facility", "Initiative"):
        return long.key.endswith(short.key)
    if short.codes and long.codes and not short.codes & long.codes:
        return False
    subtypes = {short.group.subtype, long.group.subtype}
    if subtypes == {"Company"}:
        place = long.key.find(short.key)
        if 0 <= place <= _LONGEST_SEAT and _LEGAL_REST.fullmatch(long.key[place + len(short.key) :]):
            return True
        core = _COMPANY_END.sub("", short.key)
        return 2 <= len(core) < len(short.key) and core in long.key
    if subtypes == {"Society"}:
        in_title = _begin(short) < _TITLE_REACH and _is_in_order(short.key, long.key)
        return not short.codes and len(short.key) >= 4 and (long.key.endswith(short.key) or in_title)
    return subtypes <= _UNITS and (len(subtypes) == 1 or len(short.key) >= 5) and _is_unit_of(short, long)


def _is_event_of(short: _Name, long: _Name) -> bool:
    if len(short.bare) < 3 or (short.term and long.term and short.term != long.term):
        return False
    place = long.key.find(short.bare)
    if place >= 0:
        behind = long.key[place + len(short.bare) :]
        return long.key.endswith(short.bare) or behind.startswith(_behind_events())
    if short.stretches.isdisjoint(long.stretches):
        return False
    return _longest_common(short.key, long.key) >= _COMMON_SHARE * len(short.bare)


def _is_unit_of(short: _Name, long: _Name) -> bool:
    a, b = short.key, long.key
    if a in _full():
        return False
    in_order = _is_in_order(a, b)
    if a.endswith(_NUMBERED) and not b.endswith(a):
        return False
    return in_order and a[-2:] == b[-2:] and (a[0] == b[0] or len(a) >= 5 or a in b)


def _is_in_order(a: str, b: str) -> bool:
    """Tell whether the characters of `a` stand in `b` in their order."""
    characters = iter(b)
    return all(character in characters for character in a)


_KEYS: dict[str, type] = {"behind_events": list, "full": list}


@functools.cache
def _behind_events() -> tuple[str, ...]:
    return tuple(load_toml("abbreviations.toml", _KEYS)["behind_events"])


@functools.cache
def _full() -> frozenset[str]:
    return frozenset(load_toml("abbreviations.toml", _KEYS)["full"])


def _longest_common(a: str, b: str) -> int:
    """The length of the longest stretch that two names share."""
    best = 0
    row = [0] * (len(b) + 1)
    for character in a:
        row = [0, *(row[place] + 1 if other == character else 0 for place, other in enumerate(b))]
        best = max(best, *row)
    return best
