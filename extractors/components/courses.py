"""Who holds a course offers what it teaches: 甲学会举办花生栽培技术培训班."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractors.mentions import Claim, Group, Mention

_TEACHING = frozenset({"Society", "University", "Institute", "Department", "Company"})
"""Kinds of bodies that teach; governments and their associations let others teach."""


def match(claims: Iterable[Claim], groups: Iterable[Group]) -> list[Claim]:
    """Return the offers of the bodies that `claims` say to organize a course whose name holds an industry."""
    groups = list(groups)
    fields = [
        mention
        for group in groups
        if group.type == "Industry"
        for mention in group.mentions
        if mention.rule == "industry.course"
    ]
    if not fields:
        return []
    taught: dict[int, Mention] = {}
    for group in groups:
        for event in group.mentions if group.type == "Event" else ():
            field = next((one for one in fields if event.begin <= one.begin < one.end <= event.end), None)
            if field is not None:
                taught.update((id(mention), field) for mention in group.mentions)
    return [
        replace(claim, type="offers", tail=taught[id(claim.tail)], rule="offers.course")
        for claim in claims
        if claim.type == "organizes" and claim.head.subtype in _TEACHING and id(claim.tail) in taught
    ]
