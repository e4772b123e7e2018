"""What the names of entities say about one another where no sentence does: partOf and locatedIn.

    甲大学藏医学院       a unit of 甲大学, which the report names
    甲市科学技术协会     in 甲市, for its name is that of 市科协
    甲学会乙县工作站     in 乙县

Claims of single mentions are those of `structure`; these are for entities of which none says as much.
"""

from __future__ import annotations

import re

from extractors.components.structure import WHERE, WRITTEN_OUT
from extractors.mentions import Claim, Group
from ontologies.places import by_name

_NEVER_SEATED = frozenset({"University", "Department"})
_PARTIES = re.compile("^(?:中国共产党|中共|共青团|九三学社|民盟|民建|民进|农工党|致公党|台盟|民革)")
_LONGEST_PLACE = 16
_SHORTEST = 3
"""Characters of the name of a body after which others are named."""
_UNIT = re.compile(
    "(?:处|部|科|室|中心|学院|研究院|研究所|所|系|基地|馆|实验室|委员会|专委会|分会|联盟|团队|工作站|办公室|医院|书院|支部|党委|工会"
    "|协会|社团|站)$"
)
"""Ends of the names of units."""


def match(claims: tuple[Claim, ...], groups: list[Group]) -> list[Claim]:
    """Return what the names of `groups` add to `claims`."""
    units = _units(claims, groups)
    told = _told(claims, groups)
    return [*units, *_seats((*claims, *units), groups, told), *_sites(groups, told)]


def _units(claims: tuple[Claim, ...], groups: list[Group]) -> list[Claim]:
    """What is named after a body of the report and told to be part of none: 甲公司研发中心."""
    has_body = {id(claim.head) for claim in claims if claim.type == "partOf"}
    bodies = {name: group for group in groups if group.type == "Organization" for name in _names(group)}
    found = []
    for group in groups:
        if group.type not in ("Organization", "Facility") or not has_body.isdisjoint(map(id, group.mentions)):
            continue
        for mention in group.mentions:
            unit = _UNIT.search(mention.form)
            if unit is None:
                continue
            ends = range(unit.start(), _SHORTEST - 1, -1)
            body = next((bodies[mention.form[:end]] for end in ends if mention.form[:end] in bodies), None)
            if body is not None and body is not group:
                claim = Claim("partOf", mention, body.mentions[0], (mention.span,), "structure.named-after")
                found.append(claim)
                break
    return found


def _seats(claims: tuple[Claim, ...], groups: list[Group], told: set[int]) -> list[Claim]:
    """The places in the full names of bodies of which nothing else says where they are: 市科协 of 甲市."""
    units = {id(claim.head) for claim in claims if claim.type == "partOf"}
    places = {name: group for group in groups if group.type == "Place" for name in (group.name, *group.forms)}
    found = []
    for group in groups:
        of_body = group.subtype != "Government" and not units.isdisjoint(map(id, group.mentions))
        if group.type != "Organization" or group.subtype in _NEVER_SEATED or of_body:
            continue
        place = _leading_place(group.name, places) if told.isdisjoint(map(id, group.mentions)) else None
        if place is not None:
            mention = group.mentions[0]
            claim = Claim("locatedIn", mention, place.mentions[0], (mention.span,), "structure.named-seat")
            found.append(claim)
    return found


def _sites(groups: list[Group], told: set[int]) -> list[Claim]:
    """The places in the names of sites of which nothing else says where they are: 甲学会乙县工作站.

    A place leads the name, or stands behind the body or place that does.
    """
    places = {
        form: group
        for group in groups
        if group.type == "Place" and group.subtype in WHERE
        for name in (group.name, *group.forms)
        for form in (name, name[:-1] if name.endswith(WRITTEN_OUT) else name)
        if len(form) >= 2
    }
    leads = {form for group in groups if group.type in ("Organization", "Place") for form in group.forms}
    found = []
    for group in groups:
        if group.type != "Facility" or not told.isdisjoint(map(id, group.mentions)):
            continue
        mention = group.mentions[0]
        name = mention.form.strip("“”")
        inside = [form for form in places if form in name]
        inside = [form for form in inside if _leads(name[: name.find(form)], leads)]
        if inside:
            place = places[max(inside, key=lambda form: (name.find(form), len(form)))]
            claim = Claim("locatedIn", mention, place.mentions[0], (mention.span,), "structure.site-place")
            found.append(claim)
    return found


def _leads(before: str, leads: set[str]) -> bool:
    """Tell whether what stands before a place in a name is nothing, a body or place, or a province."""
    return (
        before in ("", "中国")
        or before in leads
        or any(place.level == "province" for place in by_name(before))
    )


def _told(claims: tuple[Claim, ...], groups: list[Group]) -> set[int]:
    """The mentions of which a claim says where they are, in a place that is an entity."""
    known = {id(mention) for group in groups for mention in group.mentions}
    return {id(claim.head) for claim in claims if claim.type == "locatedIn" and id(claim.tail) in known}


def _leading_place(name: str, places: dict[str, Group]) -> Group | None:
    """The last of the places that a name begins with: 乙县 in 甲市乙县农业局."""
    name = _PARTIES.sub("", name)
    place = None
    while True:
        ends = range(min(len(name) - 1, _LONGEST_PLACE), 1, -1)
        lead = next(
            (name[:end] for end in ends if name[:end] in places and name[:end].endswith(WRITTEN_OUT)), ""
        )
        if not lead:
            return place
        place, name = places[lead], name[len(lead) :]


def _names(group: Group) -> set[str]:
    return {mention.form for mention in group.mentions if len(mention.form) >= _SHORTEST}
