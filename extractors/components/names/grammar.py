"""The heads of names and how each is read, and the words that decide where a name begins.

Data: `names.toml`, `site_names.toml`, `event_names.toml`, `name_words.toml`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, fields
from typing import Any

from extractors.data import Trie, load_toml
from extractors.errors import DataFileError

REGIONS = "省市县区州镇乡村盟旗"
"""Last characters of administrative places."""
PARTY = "中共"
"""What opens the full names of the committees of the party, before their place."""
TERM = re.compile(r"(?:新一届|首届|本届|第[一二三四五六七八九十百0-9]+届)+")
"""The term of a body or the number of a meeting, which alone makes no name."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How one family of heads is read; see `data/names.toml`, `site_names.toml` and `event_names.toml`."""

    id: str
    type: str
    subtype: str
    unit: bool
    tagged: bool = False
    only_unit: bool = False
    alone: frozenset[str] = frozenset()
    acts: bool = False
    proved: bool = False
    placed: bool = False

    @property
    def rule(self) -> str:
        """The rule that mentions of this kind carry."""
        return f"name.{self.id}"


@functools.cache
def _file() -> dict[str, Any]:
    lists = ("needs_field", "acts", "before_company", "behind_company", "kind")
    return load_toml("names.toml", dict.fromkeys(lists, list))


@functools.cache
def kinds() -> dict[str, tuple[Kind, ...]]:
    """Return every head with the kinds that it may name, in the order of the file.

    Raises DataFileError for a kind with an unknown key or a head that stands twice in it.
    """
    heads: dict[str, list[Kind]] = {}
    events = load_toml("event_names.toml", {"kind": list})["kind"]
    for row in (*_file()["kind"], *_sites()["kind"], *events):
        kind = _kind(row)
        for head in row["heads"]:
            if kind in heads.setdefault(head, []):
                raise DataFileError(f"extractors/data/names.toml: {head!r} stands twice in kind {kind.id!r}")
            heads[head].append(kind)
    return {head: tuple(found) for head, found in heads.items()}


@functools.cache
def _sites() -> dict[str, Any]:
    lists = (
        "builds",
        "sites",
        "sees",
        "field_verbs",
        "short_verbs",
        "held",
        "opened",
        "ordinary",
        "generic",
        "rooms",
        "kind",
    )
    return load_toml("site_names.toml", dict.fromkeys(lists, list))


@functools.cache
def site_words() -> dict[str, frozenset[str]]:
    """Return the lists of words of `data/site_names.toml`."""
    return {key: frozenset(words) for key, words in _sites().items() if key != "kind"}


def _kind(row: dict[str, Any]) -> Kind:
    known = {field.name for field in fields(Kind)}
    unknown = row.keys() - known - {"heads", "examples", "counterexamples"}
    if unknown:
        raise DataFileError(
            f"extractors/data/names.toml: kind {row['id']!r} has unknown keys {sorted(unknown)}"
        )
    given = {key: value for key, value in row.items() if key in known}
    return Kind(**{**given, "alone": frozenset(row.get("alone", ()))})


@functools.cache
def school_of_university() -> Kind:
    """Return the kind of the schools and departments of universities (学院 behind 大学)."""
    return kinds()["教研室"][0]


@functools.cache
def office() -> Kind:
    """Return the kind of the departments of bodies (办公室)."""
    return kinds()["办公室"][0]


@functools.cache
def acting_rules() -> frozenset[str]:
    """Return the rules of the places that are bodies in a report in which they act."""
    return frozenset(kind.rule for family in kinds().values() for kind in family if kind.acts)


@functools.cache
def acts() -> re.Pattern[str]:
    """Return the pattern of the words behind a place that acts."""
    return re.compile(f"(?:联合|共同)?(?:{'|'.join(_file()['acts'])})")


@functools.cache
def company_context() -> dict[str, re.Pattern[str]]:
    """Return what stands directly before and behind a short name of a company, of which either proves it."""
    return {
        "before": re.compile(f"(?:{'|'.join(_file()['before_company'])})[了过]?$"),
        "behind": re.compile("|".join(_file()["behind_company"])),
    }


@functools.cache
def needs_field() -> frozenset[str]:
    """Return the heads that make no name behind a place alone (甲市中心)."""
    return frozenset(_file()["needs_field"])


@functools.cache
def name_words() -> dict[str, Any]:
    """Return the lists of `data/name_words.toml`, each as a frozenset, and its tables."""
    lists = (
        "field_verbs", "event_words", "cutting", "leading_verbs", "stops", "generic", "joined", "ordinary",
    )  # fmt: skip
    tables = ("not_before", "not_before_short")
    data = load_toml("name_words.toml", {**dict.fromkeys(lists, list), **dict.fromkeys(tables, dict)})
    return {key: frozenset(value) if isinstance(value, list) else value for key, value in data.items()}


@functools.cache
def heads() -> Trie:
    """Return all heads."""
    return Trie(kinds())


@functools.cache
def not_before(head: str) -> tuple[str, ...]:
    """Return what may not follow a head (大学 + 生)."""
    if head in name_words()["not_before_short"]:
        return tuple(name_words()["not_before_short"][head])
    ends = name_words()["not_before"].items()
    return tuple(follower for last, followers in ends if head.endswith(last) for follower in followers)


def shorter_head(text: str, begin: int, length: int) -> int:
    """Return the length of the longest head at `begin` that is shorter than `length`, or 0."""
    for shorter in range(length - 1, 0, -1):
        if text[begin : begin + shorter] in kinds():
            return shorter
    return 0


@functools.cache
def _generic() -> Trie:
    return Trie(name_words()["generic"])


def is_generic(field: str) -> bool:
    """Tell whether a field is made of words only that make no name (各级, 行业)."""
    return _generic().spells(re.sub(r"[“”·]", "", field))
