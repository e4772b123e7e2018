"""Initiatives that quotation marks show: policies in 《》, programmes and brands in “”; and public ones.

Words: `data/initiatives.toml`. A quotation can show an event or a facility as well (“科技小院”).
"""

from __future__ import annotations

import functools
import re
from typing import Any

from extractors.components.names import kinds
from extractors.data import load_toml
from extractors.mentions import Mention

_BOOK = re.compile(r"《([^《》\n]{3,40})》")
_QUOTED = re.compile(r"“([^“”，。\n]{2,20})”([\u4e00-\u9fff]{0,8})")
_CLAUSE_END = re.compile(r"[，。；：！？\n]")
_LEAD = 14
"""Characters before a quotation in which a word can make it an initiative."""


def books(text: str) -> list[Mention]:
    """Return the policies that stand in 《》."""
    found = []
    for hit in _BOOK.finditer(text):
        if _policy_end().search(hit[1]):
            mention = Mention(*hit.span(), hit[0], "Initiative", "Policy", "initiative.book", name=hit[1])
            found.append(mention)
    return found


def match(text: str, taken: set[int]) -> list[Mention]:
    """Return what stands in “” or is public; none lies in `taken` offsets."""
    hits = (hit for hit in _QUOTED.finditer(text) if hit.start(1) not in taken)
    quoted = [mention for mention in map(_quoted, hits) if mention is not None]
    covered = {offset for mention in quoted for offset in range(mention.begin, mention.end)}
    return quoted + _public(text, taken | covered)


@functools.cache
def _words() -> dict[str, Any]:
    lists = ("policy_ends", "event_ends", "event_heads", "before", "honours", "behind_people")
    return load_toml(
        "initiatives.toml", {**dict.fromkeys(lists, list), "kinds": dict, "public": dict, "aliases": dict}
    )


@functools.cache
def _policy_end() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(_words()["policy_ends"]) + r")(?:（[^（）]{2,20}）)?$")


def _quoted(hit: re.Match[str]) -> Mention | None:
    """What the quotation names: an event, a facility, else an initiative, else nothing."""
    inner, behind = hit.groups()
    if len(inner) >= 5 and inner.endswith(tuple(_words()["event_ends"])):
        head = next((head for head in _words()["event_heads"] if behind.startswith(head)), "")
        return _mention(hit, len(head), "Event", "Activity", "event.quoted")
    facility = _facility(inner)
    if facility is not None:
        return _mention(hit, 0, "Facility", facility, "facility.quoted")
    subtype, head = _kind(behind)
    if subtype is None:
        if not _is_led_to(hit) or _describes_people(inner, behind):
            return None
        subtype = "Brand"
    mention = _mention(hit, len(head), "Initiative", subtype, "initiative.quoted")
    mention.name = _words()["aliases"].get(inner + head, inner + head)
    return mention


def _mention(hit: re.Match[str], more: int, kind: str, subtype: str, rule: str) -> Mention:
    """The quotation with its marks and `more` characters behind it."""
    begin, end = hit.start(), hit.end(1) + 1 + more
    return Mention(begin, end, hit.string[begin:end], kind, subtype, rule)


def _public(text: str, taken: set[int]) -> list[Mention]:
    """The programmes, policies and brands of the whole country, outside of `taken` offsets."""
    found = []
    taken = set(taken)
    for name, subtype in _words()["public"].items():
        for hit in re.finditer(re.escape(name), text):
            if hit.start() in taken:
                continue
            mention = Mention(*hit.span(), name, "Initiative", subtype, "initiative.public")
            if name in _words()["aliases"]:
                mention.name = _words()["aliases"][name]
                mention.reason = "the programme's known other name"
            found.append(mention)
            taken.update(range(*hit.span()))
    return found


def _facility(quoted: str) -> str | None:
    """The subtype of a facility that the quotation names (“科技小院”), or None."""
    for length in range(len(quoted), 1, -1):
        for kind in kinds().get(quoted[-length:], ()):
            if kind.type == "Facility":
                return kind.subtype
    return None


def _kind(behind: str) -> tuple[str | None, str]:
    """The subtype that a word behind the quotation says (“…”计划), and the word."""
    for subtype, heads in _words()["kinds"].items():
        for head in heads:
            if behind.startswith(head):
                return subtype, head
    return None, ""


def _is_led_to(hit: re.Match[str]) -> bool:
    lead = _CLAUSE_END.split(hit.string[max(0, hit.start() - _LEAD) : hit.start()])[-1]
    return any(word in lead for word in _words()["before"])


def _describes_people(quoted: str, behind: str) -> bool:
    words = _words()
    return quoted.startswith(tuple(words["honours"])) or behind.startswith(tuple(words["behind_people"]))
