"""The words of place names (`data/places.toml`), plain and as patterns."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from extractors.data import any_of, load_toml

_LETTER = "[\u4e00-\u9fff]"


@dataclass(frozen=True, slots=True)
class Patterns:
    """`town` and `village` match a name (group 1), `zone` an ending (group 1) behind up to ten characters."""

    town: re.Pattern[str]
    village: re.Pattern[str]
    zone: re.Pattern[str]
    bracketed_zone: re.Pattern[str]
    not_in_names: re.Pattern[str]
    after_short: re.Pattern[str]
    letter: re.Pattern[str]


@functools.cache
def patterns() -> Patterns:
    """Return the patterns. Raises DataFileError for a file that is not one."""
    data = _data()
    endings, not_before, zones, words = (data[key] for key in ("endings", "not_before", "zones", "words"))
    return Patterns(
        town=_name(6, endings["Town"], not_before["Town"]),
        village=_name(5, endings["Village"], not_before["Village"]),
        zone=re.compile(
            f"{_LETTER}{{0,10}}?({any_of(zones['ends'])}|(?<!{any_of(zones['not_new'])})新区)(?!域)"
        ),
        bracketed_zone=re.compile(zones["bracketed"]),
        not_in_names=re.compile(any_of(words["not_in_names"])),
        after_short=re.compile(any_of(words["after_short"])),
        letter=re.compile(f"(?<=在)({any_of(cities())})(?:{any_of(_data()['letters']['held'])})"),
    )


@functools.cache
def place_words() -> dict[str, tuple[str, ...]]:
    """Return the lists under `[words]`."""
    return {key: tuple(words) for key, words in _data()["words"].items()}


@functools.cache
def common_zones() -> frozenset[str]:
    """Return the endings of zones, which alone name one in every city (高新区)."""
    return frozenset(_data()["zones"]["ends"])


@functools.cache
def cities() -> dict[str, str]:
    """Return the cities that one character stands for (京), by that character."""
    return dict(_data()["letters"]["cities"])


def _data() -> dict[str, dict[str, Any]]:
    return load_toml(
        "places.toml", dict.fromkeys(("endings", "not_before", "zones", "words", "letters"), dict)
    )


def _name(longest: int, endings: list[str], not_before: list[str]) -> re.Pattern[str]:
    """One to `longest` characters and an ending."""
    return re.compile(f"({_LETTER}{{1,{longest}}}?(?:{any_of(endings)}))(?!{any_of(not_before)})")
