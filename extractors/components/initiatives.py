"""Initiatives that quotation marks show: policies in 《》, programmes and brands in “”. Words: `data/initiatives.toml`."""

from __future__ import annotations

import functools
import re
from typing import Any

from extractors.components.names import kinds
from extractors.data import load_toml
from extractors.mentions import Mention

_BOOK = re.compile(r"《([^《》\n]{3,40})》")
_QUOTED = re.compile(r"“([^“”\n]{2,20})”([\u4e00-\u9fff]{0,8})")


@functools.cache
def _words() -> dict[str, Any]:
    return load_toml(
        "initiatives.toml",
        {"policy_ends": list, "event_ends": list, "kinds": dict, "before": list, "honours": list, "behind_people": list, "public": dict, "aliases": dict},
    )


@functools.cache
def _policy_end() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(_words()["policy_ends"]) + r")(?:（[^（）]{2,20}）)?$")


def books(text: str) -> list[Mention]:
    """Return the policies that stand in 《》."""
    found = []
    for hit in _BOOK.finditer(text):
        if _policy_end().search(hit.group(1)):
            mention = Mention(hit.start(), hit.end(), hit.group(), "Initiative", "Policy", "initiative.book")
            mention.name = hit.group(1)
            found.append(mention)
    return found


def match(text: str, taken: set[int]) -> list[Mention]:
    """Return the programmes and brands that stand in “” or are public; none lies in `taken` offsets."""
    found: list[Mention] = []
    for hit in _QUOTED.finditer(text):
        if hit.start(1) in taken or "，" in hit.group(1) or "。" in hit.group(1):
            continue
        if hit.group(1).endswith(tuple(_words()["event_ends"])) and len(hit.group(1)) >= 5:
            ending = next((end for end in ("系列活动", "活动") if hit.group(2).startswith(end)), "")
            end = hit.end(1) + 1 + len(ending)
            found.append(Mention(hit.start(), end, text[hit.start() : end], "Event", "Activity", "event.quoted"))
            continue
        facility = _facility(hit.group(1))
        if facility is not None:
            found.append(Mention(hit.start(), hit.end(1) + 1, text[hit.start() : hit.end(1) + 1], "Facility", facility, "facility.quoted"))
            continue
        subtype, length = _kind(hit.group(2))
        if subtype is None:
            if not _led_to(text, hit.start()) or _describes_people(hit.group(1), hit.group(2)):
                continue
            subtype = "Brand"
        end = hit.end(1) + 1 + length
        mention = Mention(hit.start(), end, text[hit.start() : end], "Initiative", subtype, "initiative.quoted")
        mention.name = hit.group(1) + text[hit.end(1) + 1 : end]
        mention.name = _words()["aliases"].get(mention.name, mention.name)
        found.append(mention)
    for name, subtype in _words()["public"].items():
        full = _words()["aliases"].get(name, name)
        begin = text.find(name)
        while begin >= 0:
            covered = any(mention.begin <= begin < mention.end for mention in found)
            if begin not in taken and not covered:
                mention = Mention(begin, begin + len(name), name, "Initiative", subtype, "initiative.public")
                if full != name:
                    mention.name, mention.reason = full, "the programme's known other name"
                found.append(mention)
            begin = text.find(name, begin + len(name))
    return found


def _facility(quoted: str) -> str | None:
    """The subtype of a facility that the quotation names (“科技小院”), or None."""
    for length in range(len(quoted), 1, -1):
        for kind in kinds().get(quoted[-length:], ()):
            if kind.type == "Facility":
                return kind.subtype
    return None


def _kind(behind: str) -> tuple[str | None, int]:
    for subtype, heads in _words()["kinds"].items():
        for head in heads:
            if behind.startswith(head):
                return subtype, len(head)
    return None, 0


def _led_to(text: str, begin: int) -> bool:
    clause = re.split(r"[，。；：！？\n]", text[max(0, begin - 14) : begin])[-1]
    return any(word in clause for word in _words()["before"])


def _describes_people(quoted: str, behind: str) -> bool:
    return any(quoted.startswith(word) or quoted == word for word in _words()["honours"]) or behind.startswith(
        tuple(_words()["behind_people"])
    )
