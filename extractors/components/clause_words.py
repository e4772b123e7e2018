"""The words that tell who acts in a clause, as patterns over encoded sentences (`data/clauses.toml`)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.data import any_of, load_toml

_M = "\uf001-\uf008"
_P = "\uf002"
TITLE = "\uf008"
"""The character that a title is encoded as."""
CLASSES = {
    "Organization": "\uf001",
    "Person": "\uf002",
    "Place": "\uf003",
    "Initiative": "\uf004",
    "Facility": "\uf005",
    "Event": "\uf006",
    "Industry": "\uf007",
}


@dataclass(frozen=True, slots=True)
class Patterns:
    """The words of `data/clauses.toml` as patterns."""

    says: re.Pattern[str]
    opener: re.Pattern[str]
    wishing: re.Pattern[str]
    own_people: re.Pattern[str]
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
        "sends",
        "not_verbs",
        "governing",
        "both",
        "members",
        "topics",
        "charged",
        "sessions",
    )
    lists = load_toml("clauses.toml", dict.fromkeys(keys, list))
    words = {key: any_of(values) for key, values in lists.items()}
    return Patterns(
        says=re.compile(words["says"]),
        opener=re.compile(
            f"{words['not_verbs']}|(?P<say>{words['says']}|告诉[^，。；]{{1,4}})|(?P<wish>{words['wishes']})"
            f"|(?P<pivot>{words['pivots']})了?"
        ),
        wishing=re.compile(f"{words['wishes']}|恳请|请求|期待|盼望?|想请"),
        own_people=re.compile(
            f"(?:{words['sends']})了?[^，。；：、{_M}]{{0,6}}?(?:{words['members']}|{TITLE}{{1,2}}(?!{_P}))"
        ),
        governing=re.compile(f"(?:{words['governing']}|(?<!和)(?<!、)[与和同])$"),
        both=re.compile(words["both"]),
        members=re.compile(f"的[^，。；：{_M}]{{0,4}}(?:{words['members']}|{TITLE}们)"),
        topic=re.compile(words["topics"]),
        session=re.compile(words["sessions"]),
        charged=re.compile(f"[（(]?(?:{words['charged']})(?:单位|部门|处室|科室|机构)?[：:]"),
    )
