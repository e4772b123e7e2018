"""What is only planned or wished is so in every other claim on it: a body, a site or an event that is to be.

甲学会将在东县建立科技小院       its seat and what it serves are planned as well
明年拟举办东县花生节             so is the place that its name gives
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.components.clauses import Encoded
from extractors.components.modality import meant
from extractors.mentions import Claim, Group
from extractors.model import Modality

_OF_PLANS = frozenset({"locatedIn", "partOf", "serves"})
"""Relations that hold of a plan as of what is there."""
_BY_NAME = "structure."
"""How the rules begin that read names alone: what a name says tells of no fact."""
_AHEAD = re.compile("”?(?:[^，。；]{0,8}(?:将|定于|拟于))")


def keep(claims: tuple[Claim, ...], groups: Iterable[Group], encoded: Iterable[Encoded] = ()) -> None:
    """Give the claims on what is planned or wished that modality, unless it is said to be there."""
    kept = [group for group in groups if group.type in ("Facility", "Organization", "Event")]
    owner = {id(mention): number for number, group in enumerate(kept) for mention in group.mentions}
    about: dict[int, list[Claim]] = {}
    for claim in claims:
        for number in {owner[id(end)] for end in (claim.head, claim.tail) if id(end) in owner}:
            about.setdefault(number, []).append(claim)
    places = {id(mention): (one, place) for one in encoded for place, mention in one.mentions.items()}
    for number, group in enumerate(kept):
        of_it = about.get(number, [])
        told = set(_events(group, of_it, places) if group.type == "Event" else _built(group, of_it))
        there = any(_is_fact(claim) for claim in of_it)
        if told and "actual" not in told and not there:
            for claim in of_it:
                if claim.modality == "actual":
                    claim.modality = "planned" if "planned" in told else "wished"


def _is_fact(claim: Claim) -> bool:
    by_name = claim.rule.startswith(_BY_NAME)
    return claim.modality == "actual" and claim.type not in _OF_PLANS and not by_name


def _built(group: Group, claims: Iterable[Claim]) -> Iterator[Modality]:
    """How the report means that the body or site is built."""
    mentions = set(map(id, group.mentions))
    return (claim.modality for claim in claims if claim.type == "builds" and id(claim.tail) in mentions)


def _events(group: Group, claims: list[Claim], places: dict[int, tuple[Encoded, int]]) -> Iterator[Modality]:
    """How the report means the event: by what its sentences claim, else by the words around its name."""
    said = [claim.modality for claim in claims if not claim.rule.startswith(_BY_NAME)]
    if said:
        yield from said
        return
    for one, place in (places[id(mention)] for mention in group.mentions if id(mention) in places):
        ahead = _AHEAD.match(one.text, place + 1)
        yield meant(one, ahead.end() if ahead is not None else place) or "actual"
