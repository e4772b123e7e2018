"""The main event of the report (`doc._.main_event`), who takes part in which event, and when events are.

The main event is the one that the title or the first sentences name; sentences about speaking and attending
that name no event of their own speak of it, or of the last meeting of their paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components import dates
from extractors.components.clause_words import CLASSES
from extractors.components.clauses import Encoded
from extractors.components.event_words import patterns
from extractors.components.modality import meant as meant_in
from extractors.components.modality import modality
from extractors.mentions import Claim, Group, Mention

Doc.set_extension("main_event", default=None)
Doc.set_extension("report_date", default=None)

_HEAD_SENTENCES = 3
"""Sentences of text in which a report names what it is about."""
_LONG_NAME = 8
_ENOUGH = 4.0
"""What the main event must score at least (see `_weight`)."""
_SPOKEN_AT = frozenset({"Meeting", "Forum", "Session", "Training", "Competition", "Activity"})
_BEHIND = 16
"""Characters behind the verb in which the event that bodies attend may stand."""
_JOINED = 12
"""Characters between two spans of evidence that are given as one."""


def main_event(entities: list[Group], encoded: tuple[Encoded, ...]) -> Mention | None:
    """Return the first mention of the event that the report is about, or None."""
    outermost = {id(mention) for one in encoded for mention in one.mentions.values()}
    best: tuple[float, int, Mention] | None = None
    for group in entities:
        mentions = [mention for mention in group.mentions if id(mention) in outermost]
        if group.type == "Event" and mentions:
            first = min(mentions, key=lambda mention: mention.begin)
            weight = _weight(group, first, len(mentions), encoded)
            if best is None or (weight, -first.begin) > best[:2]:
                best = (weight, -first.begin, first)
    return best[2] if best is not None and best[0] >= _ENOUGH else None


def match(encoded: tuple[Encoded, ...], main: Mention | None, groups: list[Group]) -> list[Claim]:
    """Return the participatesIn claims."""
    subtypes = {id(mention): group.subtype for group in groups for mention in group.mentions}
    claims: list[Claim] = []
    current, paragraph = main, -1
    for one in encoded:
        if one.sentence.kind in ("byline", "caption"):
            continue
        if one.paragraph != paragraph:
            current, paragraph = main, one.paragraph
        claims += _persons(one, current, subtypes)
        claims += _bodies(one, current)
        current = _last_meeting(one, subtypes) or current
    return claims


def set_dates(text: str, encoded: tuple[Encoded, ...], report_date: str | None, groups: list[Group]) -> None:
    """Give each event the first day or month that stands in a sentence that names it."""
    begins = [one.sentence.begin for one in encoded]
    found: dict[int, str | None] = {}
    for group in groups:
        if group.type != "Event":
            continue
        for mention in sorted(group.mentions, key=lambda mention: mention.begin):
            index = bisect_right(begins, mention.begin) - 1
            if group.date is not None or index < 0 or mention.begin >= encoded[index].sentence.end:
                continue
            if index not in found:
                sentence = encoded[index].sentence
                days = dates.find(text, report_date, sentence.begin, sentence.end)
                found[index] = next((value for _, _, value in days if len(value) > len("2025")), None)
            group.date = found[index]


def _weight(group: Group, first: Mention, count: int, encoded: tuple[Encoded, ...]) -> float:
    """How much the report is about an event: by title, head, number of mentions, and a full name."""
    title = encoded[0].sentence
    told = [one.sentence.end for one in encoded if one.sentence.kind == "text"][:_HEAD_SENTENCES]
    return (
        5.0 * (title.kind == "heading" and first.begin < title.end)
        + 3.0 * (bool(told) and first.begin < told[-1])
        + min(4, count)
        + (len(group.name) >= _LONG_NAME)
    )


def _last_meeting(one: Encoded, subtypes: dict[int, str | None]) -> Mention | None:
    """The last event of the sentence at which people speak: the sentences behind it are about that one."""
    for place in sorted(one.mentions, reverse=True):
        mention = one.mentions[place]
        if subtypes.get(id(mention)) in ("Meeting", "Forum") and modality(one.text, place) == "actual":
            return mention
    return None


def _persons(one: Encoded, current: Mention | None, subtypes: dict[int, str | None]) -> list[Claim]:
    """The persons of a sentence with a verb of attending, or those before a verb of speaking."""
    attends = patterns().attends.search(one.text)
    trigger = attends or patterns().speaks.search(one.text)
    if trigger is None or patterns().not_attending.search(one.text, 0, trigger.end()):
        return []
    event = _event_of(one, current)
    if event is None or subtypes.get(id(event), event.subtype) not in _SPOKEN_AT:
        return []
    meant = meant_in(one, trigger.start())
    if meant is None:
        return []
    rule, last = ("event.attends", len(one.text)) if attends else ("event.speaks", trigger.start())
    return [
        Claim(
            "participatesIn",
            mention,
            event,
            _spans(one, mention, trigger, event),
            rule,
            trigger.group(),
            meant,
        )
        for place, mention in one.mentions.items()
        if mention.type == "Person" and place <= last
    ]


def _event_of(one: Encoded, current: Mention | None) -> Mention | None:
    """The event that a verb governs, or that begins the sentence (座谈会由…主持), else the current."""
    governed = patterns().at_event.search(one.text)
    if governed is not None:
        return one.mentions[governed.start(1)]
    leading = one.mentions.get(0)
    return leading if leading is not None and leading.type == "Event" else current


def _bodies(one: Encoded, current: Mention | None) -> list[Claim]:
    """The bodies of each list before a verb of attending (甲学会、乙大学等单位代表参加)."""
    claims = []
    for hit in patterns().bodies_attend.finditer(one.text):
        meant = meant_in(one, hit.end())
        place = one.text.find(CLASSES["Event"], hit.end(), hit.end() + _BEHIND)
        event = one.mentions[place] if place >= 0 else current
        if event is None or meant is None:
            continue
        for body in (one.mentions[place] for place in range(*hit.span(1)) if place in one.mentions):
            spans = _spans(one, body, hit, event)
            claims.append(Claim("participatesIn", body, event, spans, "event.bodies", "参加", meant))
    return claims


def _spans(one: Encoded, who: Mention, trigger: re.Match[str], event: Mention) -> tuple[tuple[int, int], ...]:
    """The places of who, the verb and the event (where the sentence names it), near ones joined."""
    spans = [who.span, (one.offset(trigger.start()), one.offset(trigger.end()))]
    if event.begin >= one.sentence.begin and event.end <= one.sentence.end:
        spans.append(event.span)
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1] + _JOINED:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return tuple(merged)


@Language.component(
    "kg_events",
    requires=["doc._.entities", "doc._.encoded"],
    assigns=["doc._.main_event", "doc._.claims"],
)
def component(doc: Doc) -> Doc:
    """Set `doc._.main_event` and the dates of events, and add the participatesIn claims."""
    doc._.main_event = main_event(doc._.entities, doc._.encoded)
    set_dates(doc.text, doc._.encoded, doc._.report_date, doc._.entities)
    doc._.claims = (*doc._.claims, *match(doc._.encoded, doc._.main_event, doc._.entities))
    return doc
