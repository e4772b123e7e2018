"""The words that tell who acts in a clause, as patterns over encoded sentences (`data/clauses.toml`)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.data import load_toml

_M = "\uf001-\uf008"
TITLE = "\uf008"
"""The character that a title is encoded as."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """The words of `data/clauses.toml` as patterns."""

    opener: re.Pattern[str]
    governing: re.Pattern[str]
    both: re.Pattern[str]
    members: re.Pattern[str]
    topic: re.Pattern[str]
    charged: re.Pattern[str]
    session: re.Pattern[str]


@functools.cache
def patterns() -> Patterns:
    """Return the patterns. Raises DataFileError for a file that is not one."""
    keys = (
        "says",
        "wishes",
        "pivots",
        "not_verbs",
        "governing",
        "both",
        "members",
        "topics",
        "charged",
        "sessions",
    )
    lists = load_toml("clauses.toml", dict.fromkeys(keys, list))
    any_of = {key: _any_of(words) for key, words in lists.items()}
    return Patterns(
        opener=re.compile(
            f"{any_of['not_verbs']}|(?P<say>{any_of['says']}|告诉[^，。；]{{1,4}})|(?P<wish>{any_of['wishes']})"
            f"|(?P<pivot>{any_of['pivots']})了?"
        ),
        governing=re.compile(f"(?:{any_of['governing']}|(?<!和)(?<!、)[与和同])$"),
        both=re.compile(any_of["both"]),
        members=re.compile(f"的[^，。；：{_M}]{{0,4}}(?:{any_of['members']}|{TITLE}们)"),
        topic=re.compile(any_of["topics"]),
        session=re.compile(any_of["sessions"]),
        charged=re.compile(f"[（(]?(?:{any_of['charged']})(?:单位|部门|处室|科室|机构)?[：:]"),
    )


def _any_of(words: list[str]) -> str:
    """Alternatives, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
