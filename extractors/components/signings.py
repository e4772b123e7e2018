"""The parties of a signing that the name of its ceremony tells: 甲县政府与乙学会合作签约仪式.

The name holds the last of them, or all (甲县政府与乙学会合作签约仪式), or none: 甲、乙与丙三方签约活动.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from extractors.components.clause_words import CLASSES
from extractors.mentions import Claim, Mention

if TYPE_CHECKING:
    from extractors.components.clauses import Encoded

_O = CLASSES["Organization"]
_SIGNING = re.compile(
    "(?:签约|签字|签署|签订|缔约)[^与和]{0,12}(?:仪式|活动|会|大会)$|(?:协议|备忘录|合作)[^与和]{0,8}(?:仪式|签署会)$"
)
_BRACKET = "(?:（[^（）]{0,20}）)?"
_BEFORE = re.compile(
    f"({_O}{_BRACKET}(?:[、和与同]{_O}{_BRACKET})*)(?P<with>与|和|、)?(?:[两双三四]方|校企|校地|政校|战略|正式){{0,2}}“?$"
)
_JOINT = "与和、同"
_REACH = 60
"""Characters before the name of a signing that its parties may stand in."""


def match(encoded: Iterable[Encoded]) -> list[Claim]:
    """Return the claims that the parties of each signing work together."""
    bodies = bodies_of(encoded)
    claims = []
    for one in encoded:
        span = (one.sentence.begin, one.sentence.end)
        for head, tail in itertools.combinations(parties(one, bodies), 2):
            claims.append(Claim("cooperatesWith", head, tail, (span,), "cooperatesWith.signing", "签约"))
    return claims


def bodies_of(encoded: Iterable[Encoded]) -> dict[str, Mention]:
    """The bodies of the report by their forms."""
    return {
        mention.form: mention
        for one in encoded
        for mention in one.mentions.values()
        if mention.type == "Organization"
    }


def parties(one: Encoded, bodies: dict[str, Mention]) -> tuple[Mention, ...]:
    """The two or more parties of the first signing that the sentence names; empty where it names none."""
    for place in sorted(one.mentions):
        event = one.mentions[place]
        if event.type != "Event" or not _SIGNING.search(event.form):
            continue
        inside = _named_in(event.form, bodies) or _owner(event)
        before = _BEFORE.search(one.text, max(0, place - _REACH), place)
        listed = (
            [one.mentions[at] for at in range(*before.span(1)) if one.text[at] == _O]
            if before is not None and bool(before["with"]) == bool(inside)
            else []
        )
        found = tuple({body.name: body for body in (*listed, *inside)}.values())
        if len(found) > 1:
            return found
    return ()


def _named_in(form: str, bodies: dict[str, Mention]) -> list[Mention]:
    """The bodies that a name begins with, or names behind 与."""
    found: list[Mention] = []
    place = 0
    while place < len(form):
        longest = max((name for name in bodies if form.startswith(name, place)), key=len, default="")
        if not longest:
            break
        found.append(bodies[longest])
        place += len(longest)
        if form[place : place + 1] not in _JOINT:
            break
        place += 1
    return found


def _owner(event: Mention) -> list[Mention]:
    """The body that the name of the event begins with, where no other words name it."""
    return [event.parent] if event.parent is not None and event.parent.type == "Organization" else []
