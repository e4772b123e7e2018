"""The patterns of posts, made of the words in `data/posts.toml`."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, fields
from typing import Any

from extractors.data import by_length, load_toml


@dataclass(frozen=True, slots=True)
class Patterns:
    """One pattern or list for each entry of the data file, under the same name."""

    appointed: re.Pattern[str]
    appointing: re.Pattern[str]
    as_post: re.Pattern[str]
    career: re.Pattern[str]
    negations: tuple[str, ...]
    plans: tuple[str, ...]
    links: re.Pattern[str]
    terms: re.Pattern[str]
    shared: re.Pattern[str]
    governing: re.Pattern[str]
    committees: tuple[str, ...]
    biography: re.Pattern[str]
    opens_title: frozenset[str]
    organs: tuple[str, ...]


@functools.cache
def patterns() -> Patterns:
    """Return the patterns; each takes the longest word that stands at its place."""
    lists = [field.name for field in fields(Patterns) if field.name != "opens_title"]
    words = load_toml(
        "posts.toml", {**dict.fromkeys([*lists, "adverbs", "example"], list), "opens_title": str}
    )
    return Patterns(
        appointed=re.compile(f"{_any(words['adverbs'])}{{0,2}}{_any(words['appointed'])}"),
        appointing=re.compile(f"{_any(words['appointing'])}[了出]?"),
        as_post=re.compile(_any(words["as_post"])),
        career=re.compile(_any(words["career"])),
        negations=tuple(words["negations"]),
        plans=tuple(words["plans"]),
        links=re.compile(_any(words["links"])),
        terms=re.compile(f"{_any(words['terms'])}{{1,3}}"),
        shared=re.compile(_any(words["shared"])),
        governing=re.compile(_any(words["governing"])),
        committees=tuple(words["committees"]),
        biography=re.compile(f"(?:，{_any(words['biography'])}){{1,8}}，"),
        opens_title=frozenset(words["opens_title"]),
        organs=tuple(words["organs"]),
    )


def _any(words: list[Any]) -> str:
    return f"(?:{'|'.join(by_length(words))})"
