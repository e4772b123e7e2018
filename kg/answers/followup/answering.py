"""Which later statement answers a promise, and when two names are of one thing: `ontologies/answering.toml`.

answering = load_answering()
answering.relations["serves"].shows("visits")     # "moving"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

from extractors.errors import DataFileError
from extractors.model import RELATION_TYPES
from ontologies.tables import parse_toml

_FILE = "ontologies/answering.toml"
_PATTERNS = ("edition", "year", "number")
_RELATION_KEYS = {"done", "moving", "examples"}
_QUOTES = re.compile(r"[\s“”‘’\"'《》〈〉「」『』·]")


class Answers(NamedTuple):
    """The relations that show a promise kept (`done`) or under way (`moving`), and examples of both."""

    done: tuple[str, ...]
    moving: tuple[str, ...]
    examples: tuple[tuple[str, str, str], ...]

    def shows(self, relation: str) -> str | None:
        """Return what an actual statement of the relation shows: done, moving or, for None, nothing."""
        if relation in self.done:
            return "done"
        return "moving" if relation in self.moving else None


class EventName(NamedTuple):
    """An event's name without what tells it from others of its series, and that."""

    series: str
    edition: str | None
    year: str | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Answering:
    """The data file: for each relation that can be a promise, what answers it; the parts of events' names."""

    relations: Mapping[str, Answers]
    patterns: Mapping[str, re.Pattern[str]]

    def event_name(self, label: str) -> EventName:
        """Return the parts of an event's name: 第三届青禾茶叶论坛 is the 第三届 of 青禾茶叶论坛."""
        rest, parts = plain_name(label), dict.fromkeys(_PATTERNS, "")
        while True:
            matches = ((name, pattern.match(rest)) for name, pattern in self.patterns.items())
            name, match = next((pair for pair in matches if pair[1] is not None), ("", None))
            if match is None or match.end() == len(rest):
                break
            parts[name] = match[0]
            rest = rest[match.end() :]
        digits = re.match("[0-9]+", parts["number"])
        return EventName(
            rest, parts["edition"] or None, parts["year"][:4] or None, int(digits[0]) if digits else None
        )


def plain_name(label: str) -> str:
    """Return a name without quotation marks and spaces."""
    return _QUOTES.sub("", label)


@cache
def load_answering() -> Answering:
    """Return the content of the data file. Raises DataFileError, naming file and entry."""
    return parse_answering(resources.files("ontologies").joinpath("answering.toml").read_text("utf-8"))


def parse_answering(text: str) -> Answering:
    """Return the content of a file's text. Raises DataFileError for what it should not or must say."""

    def error(what: str) -> DataFileError:
        return DataFileError(f"{_FILE}: {what}")

    data = parse_toml(text, _FILE)
    if set(data) != {"relations", *_PATTERNS}:
        raise error(f"the entries must be relations {' '.join(_PATTERNS)}")
    try:
        patterns = {name: re.compile(data[name]) for name in _PATTERNS}
    except re.error as problem:
        raise error(f"a pattern is wrong: {problem}") from None
    relations = {}
    for relation, entry in data["relations"].items():
        if relation not in RELATION_TYPES or set(entry) != _RELATION_KEYS:
            raise error(f"{relation} is no relation, or has not exactly {' '.join(sorted(_RELATION_KEYS))}")
        unknown = {*entry["done"], *entry["moving"]} - set(RELATION_TYPES)
        if unknown or set(entry["done"]) & set(entry["moving"]):
            raise error(f"{relation}: an answer is no relation, or shows both done and moving")
        if not entry["examples"]:
            raise error(f"{relation} has no example")
        relations[relation] = Answers(
            tuple(entry["done"]), tuple(entry["moving"]), tuple(map(tuple, entry["examples"]))
        )
    return Answering(relations, patterns)
