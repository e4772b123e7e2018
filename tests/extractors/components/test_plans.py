"""What is only planned stays so in all that is claimed of it."""

from __future__ import annotations

import pytest

from extractors.components import plans
from extractors.mentions import Claim, Group, Mention
from extractors.model import Modality
from tests.extractors.marked import encode


def claims(built: Modality, *more: str) -> list[Claim]:
    body = Mention(0, 3, "甲学会", "Organization", None, "example")
    site = Mention(5, 11, "花生科技小院", "Facility", None, "example")
    place = Mention(12, 14, "东县", "Place", None, "example")
    found = [
        Claim("builds", body, site, ((0, 11),), "example", modality=built),
        Claim("locatedIn", site, place, ((5, 14),), "example"),
    ]
    found += [Claim(relation, body, site, ((0, 11),), "example") for relation in more]
    group = Group("Facility", None, site.form)
    group.add(site, "example")
    plans.keep(tuple(found), [group])
    return found


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (claims("planned"), ["planned", "planned"]),
        (claims("wished"), ["wished", "wished"]),
        (claims("actual"), ["actual", "actual"]),
        (claims("planned", "visits"), ["planned", "actual", "actual"]),
    ],
)
def test_what_is_only_planned_stays_so(found: list[Claim], expected: list[Modality]) -> None:
    assert [claim.modality for claim in found] == expected


@pytest.mark.parametrize(
    ("marked", "organized", "expected"),
    [
        ("[O:甲学会]将在年底举办[E:东县花生节]。", "planned", "planned"),
        ("[O:甲学会]举办[E:东县花生节]。", "actual", "actual"),
        ("[O:甲学会]举办[E:东县花生节]，明年将再办[E:东县花生节]。", "actual", "actual"),
        ("明年拟举办[E:东县花生节]。", None, "planned"),
        ("[E:东县花生节]将于年底开幕。", None, "planned"),
        ("[E:东县花生节]落幕。", None, "actual"),
        ("未举办[E:东县花生节]。", None, "actual"),
    ],
)
def test_the_place_in_the_name_of_an_event_is_as_the_event_is_meant(
    marked: str, organized: Modality | None, expected: Modality
) -> None:
    encoded = encode(marked)
    mentions = [mention for one in encoded for mention in one.mentions.values()]
    event = next(mention for mention in mentions if mention.type == "Event")
    group = Group("Event", "Activity", event.form)
    for mention in mentions:
        if mention.type == "Event":
            group.add(mention, "example")
    place = Mention(event.begin, event.begin + 2, "东县", "Place", "County", "example")
    seat = Claim("locatedIn", event, place, (event.span,), "structure.event-place")
    found = [seat]
    if organized is not None:
        found.append(Claim("organizes", mentions[0], event, (event.span,), "example", modality=organized))
    plans.keep(tuple(found), [group], encoded)
    assert seat.modality == expected
