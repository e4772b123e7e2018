"""The words that tell who takes part in an event, as patterns over encoded sentences (`data/events.toml`)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.components.clause_words import CLASSES
from extractors.data import any_of, load_toml

_EVENT, _BODY = CLASSES["Event"], CLASSES["Organization"]


@dataclass(frozen=True, slots=True)
class Patterns:
    """`at_event` holds the event in group 1, `bodies_attend` the list of bodies in group 1."""

    attends: re.Pattern[str]
    speaks: re.Pattern[str]
    not_attending: re.Pattern[str]
    at_event: re.Pattern[str]
    bodies_attend: re.Pattern[str]


@functools.cache
def patterns() -> Patterns:
    """Return the patterns. Raises DataFileError for a file that is not one."""
    data = load_toml("events.toml", {"attends": list, "attends_with": dict, "words": dict})
    words = {key: any_of(values) for key, values in data["words"].items()}
    body = f"{_BODY}(?:（[^（）]{{0,30}}）)?"
    with_object = (f"{verb}[^，。]{{0,24}}(?:{any_of(ends)})" for verb, ends in data["attends_with"].items())
    return Patterns(
        attends=re.compile("|".join((any_of(data["attends"]), *with_object))),
        speaks=re.compile(words["speaks"]),
        not_attending=re.compile(words["not_attending"]),
        at_event=re.compile(f"(?:{words['at_event']})[^，。；{_EVENT}]{{0,10}}({_EVENT})"),
        bodies_attend=re.compile(
            f"((?:{body}[、，和与及]{{1,2}}){{0,20}}{body})(?:等[^，。]{{0,12}})?"
            f"(?:{words['for_bodies']})?(?:{words['invited']})?(?:{words['bodies_attend']})了?"
        ),
    )
