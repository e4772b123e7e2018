"""Relations that names say by themselves: partOf (unit and body), locatedIn, serves, organizes.

Also decides which mentions go on to coreference: a place inside a proper name is none (南京 in 南京大学).
"""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.gazetteer import COUNTRY, IN_NAME
from extractors.components.names.grammar import PARTY
from extractors.mentions import Claim, Group, Mention

Doc.set_extension("mentions", default=())

WRITTEN_OUT = tuple("省市县区州镇乡旗盟")
"""Endings of a place that is written out: a body or site named by it belongs to it (本溪市第二中学)."""
_SEATED = frozenset({"Association", "Society", "Government", "Alliance"})
_IN_NAMES = frozenset({"industry.name", "industry.site"})
_NAMED_BY_SEAT = frozenset({"Association", "Government"})
"""Bodies whose place is their seat however it is written (佛山科协)."""
WHERE = frozenset({"City", "County", "Town", "Village", "Zone"})
_JOINS = "与和、同暨及"
_HOLDS = frozenset({"Society", "Association", "University", "Company", "Government", "Alliance", "School"})
_OWN = re.compile(
    "代表大会|会员|理事会|全委会|常委会|主席会|办公会|常务会|年会|全会|工作会|务虚会|座谈会|总结会|述职"
    "|培训班|研修班|全体会议"
)
"""What a body holds whose name opens that of the event."""


def keep(mentions: list[Mention], places: list[Mention]) -> list[Mention]:
    """Return `mentions` and all places but those that are buried in a proper name."""
    in_order = sorted(places, key=lambda place: place.begin)
    begins = [place.begin for place in in_order]
    buried: set[int] = set()
    for mention in mentions:
        inside = in_order[bisect_left(begins, mention.begin) : bisect_left(begins, mention.end)]
        buried.update(id(place) for place in inside if _is_buried(place, mention, inside))
    return [*mentions, *(place for place in places if id(place) not in buried and place.rule != IN_NAME)]


def match(text: str, mentions: list[Mention]) -> list[Claim]:
    """Return what the names themselves say: 花生科技小院 serves 花生, 甲学会 organizes 甲学会年会."""
    claims = _own_events(text, mentions)
    for mention in mentions:
        body = mention.parent
        if body is not None and body.type == "Organization" and mention.type in ("Organization", "Facility"):
            claims.append(Claim("partOf", mention, body, (mention.span,), "structure.unit", mention.form))
        if mention.place is not None and mention.type == "Place":
            span = (mention.place.begin, mention.end)
            claims.append(Claim("locatedIn", mention, mention.place, (span,), "structure.place"))
        elif mention.place is not None and mention.type == "Industry":
            claims.append(
                Claim("hasIndustry", mention.place, mention, (mention.span,), "structure.named-after-place")
            )
        elif mention.place is not None and _sits_there(mention, mention.place):
            claims.append(Claim("locatedIn", mention, mention.place, (mention.span,), "structure.seat"))
    return claims + _fields(mentions)


def event_places(claims: tuple[Claim, ...], groups: list[Group]) -> list[Claim]:
    """The places in the names of those events of which the report does not say where they were.

    甲县花生节 is in 甲县; a province in the name (甲省学会年会) tells whose it is rather than where.
    """
    placed = {id(claim.head) for claim in claims if claim.type == "locatedIn"}
    found = []
    for group in groups:
        if group.type != "Event" or not placed.isdisjoint(map(id, group.mentions)):
            continue
        named = (one for one in group.mentions if one.place is not None or one.parent is not None)
        for mention in named:
            place = mention.place or (mention.parent.place if mention.parent is not None else None)
            if place is not None and place.subtype in WHERE and place.form.endswith(WRITTEN_OUT):
                found.append(Claim("locatedIn", mention, place, (mention.span,), "structure.event-place"))
                break
    return found


def _own_events(text: str, mentions: list[Mention]) -> list[Claim]:
    """The organizes claims of bodies whose name opens that of an event: 甲学会二届三次理事会, 甲学会年会."""
    claims = []
    for event in mentions:
        body = event.parent
        if event.type != "Event" or body is None or body.type != "Organization":
            continue
        joined = text[event.begin - 1 : event.begin] in _JOINS and event.begin > 0
        if body.begin == event.begin and not joined and body.subtype in _HOLDS and _OWN.search(event.form):
            claims.append(Claim("organizes", body, event, (event.span,), "structure.own-event"))
    return claims


def _is_buried(place: Mention, mention: Mention, inside: list[Mention]) -> bool:
    """Tell whether a place in the name of `mention` (of the places `inside` it) is part of the name only."""
    if place.end > mention.end:
        return False
    if mention.type == "Person":
        return place.span != mention.span
    begin = mention.begin + len(PARTY) if mention.form.startswith(PARTY) else mention.begin
    leads = place.begin == begin or any(other.end == place.begin for other in inside)
    full = (*WRITTEN_OUT, "村") if mention.subtype in ("Department", "Government") else WRITTEN_OUT
    written_out = len(place.form) >= 3 and place.form.endswith(full)
    holds = any(
        other.begin == place.end < other.end < mention.end
        and other.place is place
        and other.form.endswith(WRITTEN_OUT)
        for other in inside
    )
    seat = mention.subtype in _NAMED_BY_SEAT and place.subtype != "Country"
    abroad = place.rule == COUNTRY and place.form == place.name and mention.type == "Organization"
    seat = seat or (abroad and place.begin == begin)
    return not (leads and (written_out or holds or seat))


def _sits_there(body: Mention, place: Mention) -> bool:
    """Tell whether a body or site is at the place of its name: where it is written out or its seat."""
    if body.type not in ("Organization", "Facility"):
        return False
    if place.form.endswith(WRITTEN_OUT) and body.subtype != "University":
        return True
    in_name = body.begin <= place.begin < min(place.end, body.end)
    return body.subtype in _NAMED_BY_SEAT or (body.subtype in _SEATED and not in_name)


def _fields(mentions: list[Mention]) -> list[Claim]:
    """What facilities named after an industry serve, and what grows at their place (东镇花生种植基地)."""
    facilities = {
        offset: mention
        for mention in mentions
        if mention.type == "Facility"
        for offset in range(*mention.span)
    }
    claims = []
    for mention in mentions:
        facility = facilities.get(mention.begin) if mention.rule in _IN_NAMES else None
        if facility is None or mention.end > facility.end:
            continue
        if mention.rule == "industry.name":
            claims.append(Claim("serves", facility, mention, (facility.span,), "structure.field"))
        elif facility.place is not None and facility.place.subtype != "Province":
            claims.append(Claim("hasIndustry", facility.place, mention, (facility.span,), "structure.site"))
    return claims


@Language.component("kg_structure", requires=["doc._.mentions"], assigns=["doc._.claims"])
def component(doc: Doc) -> Doc:
    """Add the claims to `doc._.claims`."""
    doc._.claims = (*doc._.claims, *match(doc._.text, doc._.mentions))
    return doc
