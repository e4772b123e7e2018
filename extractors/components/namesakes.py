"""Two persons of one name in one report: those whom it introduces by posts in places that lie apart.

甲市科协主席张伟先发言，乙县科协主席张伟后发言: two. A name without a post is the one told of last.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractors.components.gazetteer import holders
from extractors.mentions import Claim, Group, Mention
from ontologies.places import by_code

_INTRODUCES = "post.before"
_FORMER = "原"
"""甲县科协原主席张伟: he may be of another place by now."""


def split(text: str, groups: list[Group], claims: Iterable[Claim]) -> list[Group]:
    """Return the groups, that of a name of several persons taken apart."""
    seats: dict[int, set[str]] = {}
    for claim in claims:
        place = _seat(claim.tail)
        if claim.type != "holdsPost" or claim.rule != _INTRODUCES or place is None:
            continue
        if not any(_FORMER in text[begin:end] for begin, end in claim.spans):
            seats.setdefault(id(claim.head), set()).add(place)
    return [part for group in groups for part in _parts(group, seats)]


def _parts(group: Group, seats: dict[int, set[str]]) -> list[Group]:
    persons: list[tuple[set[str], list[Mention]]] = []
    told_of: list[Mention] = []
    for mention in sorted(group.mentions, key=lambda mention: mention.begin):
        own = seats.get(id(mention))
        if own is not None:
            places, mentions = next((one for one in persons if _near(one[0], own)), (set(), []))
            if not mentions:
                mentions = told_of if not persons else mentions
                persons.append((places, mentions))
            places |= own
            told_of = mentions
        told_of.append(mention)
    if len(persons) < 2:
        return [group]
    parts = []
    for _, mentions in persons:
        part = Group(group.type, group.subtype, group.name)
        for mention in mentions:
            part.add(mention, mention.reason)
        parts.append(part)
    return parts


def _seat(body: Mention) -> str | None:
    """The code of the place of a body, or of what it is a unit of."""
    if body.place is not None and body.place.code is not None:
        return body.place.code
    return None if body.parent is None else _seat(body.parent)


def _near(one: set[str], other: set[str]) -> bool:
    """Tell whether a place of the one is, holds or lies in a place of the other."""
    return any(
        a == b or a in holders(place) or b in holders(above)
        for a in one
        for b in other
        if (place := by_code(b)) is not None and (above := by_code(a)) is not None
    )
