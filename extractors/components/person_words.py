"""The words and surnames that persons are found by: `data/persons.toml`, `data/surnames.tsv`."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.data import Trie, any_of, load_toml
from ontologies.tables import read_table

HAN = re.compile(r"[\u4e00-\u9fff]+$")
FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,6}){1,3}")
LATIN = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.?)?(?:[ -][A-Z][a-z]+){1,2}")
SIGNED = re.compile(
    r"（([\u4e00-\u9fff]{2,3}?)(?: ?(?:摄|摄影|供稿|撰稿|报道|[文图] ?[/、] ?[文图摄]))?）(?=\n|$)"
)
"""Who signs a report at its end: （王某 文/图）."""


@dataclass(frozen=True, slots=True)
class PersonWords:
    """The entries of `data/persons.toml` under the same names."""

    behind: Trie
    acts: re.Pattern[str]
    appointed: re.Pattern[str]
    bylines: re.Pattern[str]
    openings: tuple[str, ...]
    not_openings: tuple[str, ...]
    common: frozenset[str]
    classes: frozenset[str]
    not_given: frozenset[str]
    seldom_given: frozenset[str]
    verbs: frozenset[str]
    words_too: frozenset[str]
    links: frozenset[str]
    marks: frozenset[str]


@functools.cache
def person_words() -> PersonWords:
    """Return the words."""
    characters = ("not_given", "seldom_given", "verbs", "words_too", "marks")
    lists = (
        "behind", "acts", "appointed", "bylines", "openings", "not_openings", "common", "classes", "links",
        "example",
    )  # fmt: skip
    data = load_toml("persons.toml", {**dict.fromkeys(characters, str), **dict.fromkeys(lists, list)})
    sets = {name: frozenset(data[name]) for name in (*characters, "links", "common", "classes")}
    return PersonWords(
        behind=Trie(data["behind"]),
        acts=re.compile(any_of(data["acts"])),
        appointed=re.compile(any_of(data["appointed"])),
        bylines=re.compile(any_of(data["bylines"])),
        openings=tuple(data["openings"]),
        not_openings=tuple(data["not_openings"]),
        **sets,
    )


@functools.cache
def surnames() -> frozenset[str]:
    """Return the surnames, single and compound."""
    rows = read_table("extractors.data", "surnames.tsv", ("surname", "per_million"))
    return frozenset(row.cells[0] for row in rows)


def is_name(form: str) -> bool:
    """Tell whether `form` can be a full Chinese name: a surname and one or two characters."""
    if not HAN.match(form) or not person_words().not_given.isdisjoint(form[1:]):
        return False
    if len(form) in (3, 4) and form[:2] in surnames():
        return True
    return len(form) in (2, 3) and form[0] in surnames()


def can_end(text: str, end: int) -> bool:
    """Tell whether a name can end at `end`, by what stands behind it."""
    return end == len(text) or person_words().behind.longest(text, end) > 0
