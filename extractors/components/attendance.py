"""Who takes part in which event: persons and bodies that attend, speak or chair there (participatesIn).

A sentence that names no event of its own speaks of the last meeting that its paragraph says was held, else of
the main event of the report. Words: `data/events.toml`.
"""

from __future__ import annotations

import re

from extractors.components.clause_words import CLASSES
from extractors.components.clauses import Encoded
from extractors.components.event_words import patterns
from extractors.components.modality import is_plan, modality
from extractors.components.modality import meant as meant_in
from extractors.mentions import Claim, Group, Mention
from extractors.model import Modality

_SPOKEN_AT = frozenset({"Meeting", "Forum", "Session", "Training", "Competition", "Activity"})
_GROUPS = ("list", "listed", "from", "signs", "won")
_BEHIND = 16
"""Characters behind the verb in which the event that bodies attend may stand."""
_NEAR = 1
"""Paragraphs on which a report without a main event still speaks of its last meeting."""
_PERSON = CLASSES["Person"]
_NOT_THERE = re.compile(
    "(?:讯|消息|电)（[^（）]{1,40}）"
    f"|向(?:{_PERSON}[、和与及]){{2,60}}{_PERSON}等?[^，。；{_PERSON}]{{0,16}}(?:颁发|授予|赠送|发放)"
)
"""Who wrote the report (本报讯（甲 乙）), and the members of a long list whom something is given."""
_AGAIN = re.compile(
    "(?:(?:[本此这]次|该)(?P<kind>[\u4e00-\u9fff]{2,8}?)|(?P<bare>[\u4e00-\u9fff]{2,6}?[会班坛营]))"
    "(?:由|上|中|现场|期间|开幕|分为|在|邀|特邀|，)"
)
"""How a paragraph begins that goes on about a meeting: 本次论坛特邀, 培训会由."""
_JOINED = 12
"""Characters between two spans of evidence that are given as one."""


def match(encoded: tuple[Encoded, ...], main: Mention | None, groups: list[Group]) -> list[Claim]:
    """Return the participatesIn claims."""
    subtypes = {id(mention): group.subtype for group in groups for mention in group.mentions}
    claims: list[Claim] = []
    current: Mention | None = None
    last: Mention | None = None
    paragraph, told = -1, -1
    for one in encoded:
        if one.sentence.kind in ("byline", "caption"):
            continue
        # Before its first name nothing is told of the main event.
        named = main if main is not None and main.begin < one.sentence.end else None
        if one.paragraph != paragraph:
            near = main is None and one.paragraph - told <= _NEAR
            goes_on = near or patterns().goes_on.match(one.text) is not None
            current, paragraph = current if goes_on else named, one.paragraph
            if last is not None and _is_named_again(one, last, main):
                current = last
        elif current is None:
            current = named
        claims += _persons(one, current, subtypes)
        claims += _bodies(one, current, subtypes)
        held = _last_meeting(one, subtypes)
        if held is not None:
            current, last, told = held, held, one.paragraph
    return claims


def _is_named_again(one: Encoded, last: Mention, main: Mention | None) -> bool:
    """Tell whether a paragraph opens with the kind of the last meeting, which is not the main event's."""
    hit = _AGAIN.match(one.text)
    kind = (hit["kind"] or hit["bare"]) if hit is not None else None
    return kind is not None and kind in last.form and (main is None or kind not in main.form)


def is_held(one: Encoded, place: int) -> bool:
    """Tell whether the sentence says that the event at `place` was held, or what was done there."""
    return bool(
        patterns().is_held.match(one.text, place + 1)
        or patterns().holds.search(one.text, max(0, place - _BEHIND - 8), place)
    )


def _last_meeting(one: Encoded, subtypes: dict[int, str | None]) -> Mention | None:
    """The last event of the sentence at which people speak: the sentences behind it are about that one."""
    for place in sorted(one.mentions, reverse=True):
        mention = one.mentions[place]
        spoken_at = subtypes.get(id(mention)) in ("Meeting", "Forum", "Session", "Training")
        beside = patterns().beside.search(one.text, one.clause_begin(place), place)
        if spoken_at and is_held(one, place) and not beside and modality(one.text, place) == "actual":
            return mention
    return None


def _persons(one: Encoded, current: Mention | None, subtypes: dict[int, str | None]) -> list[Claim]:
    """The persons of a sentence with a verb of attending, or those before a verb of speaking."""
    found = _trigger(one, current, subtypes)
    if found is None:
        return []
    rule, trigger, last = found
    event = _event_of(one, current, trigger, rule)
    if event is None or subtypes.get(id(event), event.subtype) not in _SPOKEN_AT:
        return []
    # What is said may be a plan, that it was said is none.
    said = rule in ("event.speaks", "event.speaker") and not is_plan(one)
    meant = modality(one.text, trigger.start()) if said else meant_in(one, trigger.start())
    if meant is None or not _is_of_time(one, event, meant):
        return []
    left_out = {at for hit in _NOT_THERE.finditer(one.text) for at in range(*hit.span())}
    persons = (
        mention
        for place, mention in one.mentions.items()
        if mention.type == "Person" and place <= last and place not in left_out
    )
    words = trigger.group()
    return [
        Claim("participatesIn", who, event, _spans(one, who, trigger, event), rule, words, meant)
        for who in persons
    ]


def _trigger(
    one: Encoded, current: Mention | None, subtypes: dict[int, str | None]
) -> tuple[str, re.Match[str], int] | None:
    """The rule, the verb, and the place of the last person that it speaks of; None where none takes part."""
    words = patterns()
    wins = current is not None and _has_prizes(current, subtypes)
    won = words.wins.search(one.text) if wins else None
    if won is not None and not words.absent.search(one.text):
        return "event.wins", won, len(one.text)
    attends = words.attends.search(one.text)
    while attends is not None:
        if not words.not_attending.search(one.text, 0, attends.end()):
            return "event.attends", attends, len(one.text)
        if not words.absent.search(one.text, 0, attends.end()) and words.in_office.match(attends.group()):
            return "event.attends", attends, len(one.text)
        attends = words.in_office.search(one.text, attends.end())
    there = words.there.search(one.text)
    if there is not None and not words.not_attending.search(one.text, 0, there.end()):
        end = next(
            (at for at in range(there.end() + 1, len(one.text)) if one.text[at] in "，；："), len(one.text)
        )
        return "event.there", there, end
    says = words.says.match(one.text)
    if says is not None:
        return "event.speaker", says, says.end()
    speaks = words.speaks.search(one.text)
    if speaks is None or words.not_attending.search(one.text, 0, speaks.end()):
        return None
    return "event.speaks", speaks, speaks.start()


def _has_prizes(event: Mention, subtypes: dict[int, str | None]) -> bool:
    """Tell whether the event is a competition, or prizes are given there."""
    competition = subtypes.get(id(event), event.subtype) == "Competition"
    return competition or patterns().of_prizes.search(event.name) is not None


def _event_of(one: Encoded, current: Mention | None, trigger: re.Match[str], rule: str) -> Mention | None:
    """The event that a verb governs, one that the sentence says is held before it, else the current.

    Who speaks does so at an event that is named before (在座谈会上，甲说), not of which he speaks.
    """
    end = trigger.start() if rule in ("event.speaks", "event.speaker") else len(one.text)
    governed = patterns().at_event.search(one.text, 0, end)
    if governed is not None:
        return one.mentions[governed.start(1)]
    events = [place for place, mention in one.mentions.items() if mention.type == "Event"]
    if events and min(events) == 0:
        return one.mentions[0]
    held = [place for place in events if place < trigger.start() and is_held(one, place)]
    return one.mentions[max(held)] if held else current


def _bodies(one: Encoded, current: Mention | None, subtypes: dict[int, str | None]) -> list[Claim]:
    """The bodies of each list with a verb of attending (甲学会、乙大学等单位代表参加, 参会的有甲、乙)."""
    claims = []
    for hit in patterns().bodies.finditer(one.text):
        meant = meant_in(one, hit.end())
        place = one.text.find(CLASSES["Event"], hit.end(), hit.end() + _BEHIND)
        event = one.mentions[place] if place >= 0 else current
        if event is None or meant is None or not _is_of_time(one, event, meant):
            continue
        group = next(name for name in _GROUPS if hit[name] is not None)
        if group == "signs" and "签" not in event.name:
            continue
        if (group == "won" and not _has_prizes(event, subtypes)) or _is_only_asked(one, hit.start()):
            continue
        for at in range(*hit.span(group)):
            body = one.mentions.get(at)
            if body is not None and body.type == "Organization" and not _owns(one, at):
                spans = _spans(one, body, hit, event)
                claims.append(Claim("participatesIn", body, event, spans, "event.bodies", "参加", meant))
    return claims


def _is_only_asked(one: Encoded, place: int) -> bool:
    """Tell whether a person asks the bodies at `place` to come: 王某邀请甲公司参加."""
    clause = one.text[one.clause_begin(place) : place]
    return clause.endswith(("邀请", "欢迎", "邀")) and CLASSES["Person"] in clause


def _is_of_time(one: Encoded, event: Mention, meant: Modality) -> bool:
    """Tell whether what is meant so can be said of the event: no plan of one that was held."""
    return meant == "actual" or event in one.mentions.values() or is_plan(one)


def _owns(one: Encoded, place: int) -> bool:
    """Tell whether the body at `place` is only that to which the next one belongs."""
    return one.text[place + 1 : place + 2] in (CLASSES["Organization"], CLASSES["Facility"])


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
