"""The words that tell who acts in a clause, as patterns over encoded sentences (`data/clauses.toml`)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.data import any_of, load_toml

_M = "\uf001-\uf008"
_P = "\uf002"
_QUANTITY = (
    "广大|全体|许多|不少|大批|众多|部分|来自"
    "|多[位名家所]|[0-9一二三四五六七八九十百千两几数]{1,5}[余多]?[位名家个所]"
)
"""How people in a number begin."""
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
    others: re.Pattern[str]


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
        "others",
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
        others=re.compile(
            f"(?:同时|其中|期间|此外|另外|目前|近年来|随后|会上|会后|会前)?，?"
            f"(?:(?:{_QUANTITY})?[^，。；：、{_M}]{{0,8}}?(?:{words['others']})们?"
            f"|(?:{_QUANTITY})[^，。；：、{_M}]{{0,8}}?{TITLE}(?!{_P}))"
        ),
        charged=re.compile(f"[（(]?(?:{words['charged']})(?:单位|部门|处室|科室|机构)?[：:]"),
    )
