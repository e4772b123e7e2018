"""The main event of the report (`doc._.main_event`), and when events are.

The main event is the one that the title names, or of which the first sentences say that it was held.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components import attendance, dates
from extractors.components.clauses import Encoded
from extractors.components.modality import is_plan, modality
from extractors.mentions import Group, Mention

Doc.set_extension("main_event", default=None)
Doc.set_extension("report_date", default=None)

_HEAD_SENTENCES = 3
"""Sentences of text in which a report names what it is about."""
_LONG_NAME = 8
_ENOUGH = 4.0
"""What the main event must score at least (see `_weight`)."""


_YEAR_OF_EVENT = re.compile("(?<![0-9（])(?:19|20)[0-9]{2}(?!年?度|[0-9—–~-]|年?）)")
"""The year in the name of an event; one that it is held for (2015年度, （2015）) is another."""
_ATTENDED = re.compile("(?:出席|参加|列席|观摩)了?(?!召开|举行|举办)[^，。；]{0,12}$")
"""What a report says of an event at which somebody was on the way, and of which it tells nothing more."""


def main_event(entities: list[Group], encoded: tuple[Encoded, ...]) -> Mention | None:
    """Return the first mention of the event that the report is about, or None."""
    places = {id(mention): (one, place) for one in encoded for place, mention in one.mentions.items()}
    best: tuple[float, int, Mention] | None = None
    for group in entities:
        mentions = [mention for mention in group.mentions if id(mention) in places]
        if group.type == "Event" and mentions:
            first = min(mentions, key=lambda mention: mention.begin)
            weight = _weight(group, first, len(mentions), encoded)
            told = [places[id(mention)] for mention in mentions]
            if not _is_in_title(first, encoded) and not any(
                _is_told_of(one, place) and not _ATTENDED.search(one.text, 0, place) for one, place in told
            ):
                continue
            if best is None or (weight, -first.begin) > best[:2]:
                best = (weight, -first.begin, first)
    return best[2] if best is not None and best[0] >= _ENOUGH else None


def _is_in_title(first: Mention, encoded: tuple[Encoded, ...]) -> bool:
    return encoded[0].sentence.kind == "heading" and first.begin < encoded[0].sentence.end


def _is_told_of(one: Encoded, place: int) -> bool:
    """Tell whether the report says that the event at `place` was held, or plans nothing but it."""
    return modality(one.text, place) == "actual" or is_plan(one)


def set_dates(text: str, encoded: tuple[Encoded, ...], report_date: str | None, groups: list[Group]) -> None:
    """Give each event the first day or month that stands in a sentence that names it."""
    begins = [one.sentence.begin for one in encoded]
    found: dict[tuple[int, int | None], str | None] = {}
    for group in groups:
        if group.type != "Event":
            continue
        for mention in sorted(group.mentions, key=lambda mention: mention.begin):
            index = bisect_right(begins, mention.begin) - 1
            if group.date is not None or index < 0 or mention.begin >= encoded[index].sentence.end:
                continue
            year = _YEAR_OF_EVENT.search(group.name)
            own_year = int(year[0]) if year is not None else None
            key = index, own_year
            if key not in found:
                sentence = encoded[index].sentence
                days = dates.find(text, report_date, sentence.begin, sentence.end, own_year)
                found[key] = next((value for _, _, value in days if len(value) > len("2025")), None)
            group.date = found[key]


def _weight(group: Group, first: Mention, count: int, encoded: tuple[Encoded, ...]) -> float:
    """How much the report is about an event: by title, head, number of mentions, and a full name."""
    told = [one.sentence.end for one in encoded if one.sentence.kind == "text"][:_HEAD_SENTENCES]
    return (
        5.0 * _is_in_title(first, encoded)
        + 3.0 * (bool(told) and first.begin < told[-1])
        + min(4, count)
        + (len(group.name) >= _LONG_NAME)
    )


@Language.component(
    "kg_events",
    requires=["doc._.entities", "doc._.encoded"],
    assigns=["doc._.main_event", "doc._.claims"],
)
def component(doc: Doc) -> Doc:
    """Set `doc._.main_event` and the dates of events, and add the participatesIn claims."""
    doc._.main_event = main_event(doc._.entities, doc._.encoded)
    set_dates(doc._.text, doc._.encoded, doc._.report_date, doc._.entities)
    doc._.claims = (*doc._.claims, *attendance.match(doc._.encoded, doc._.main_event, doc._.entities))
    return doc
