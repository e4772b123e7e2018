"""What is known of the words of industries: ends, processes, words that name none (`industries.toml`)."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from extractors.components.names import name_words
from extractors.data import Trie, by_length, load_toml


@dataclass(slots=True)
class Phrase:
    """A noun phrase; `begin` and `end` are offsets in the normalised text.

    The first `lead` characters are the name of a place or the like that no table knows (云岭黑山羊).
    """

    begin: int
    end: int
    text: str
    lead: int = 0


@functools.cache
def industry_words() -> dict[str, Any]:
    """Return the content of `data/industries.toml`."""
    keys: dict[str, type] = {
        "processes": list, "carriers": list, "loose_ends": list, "loose_begins": list, "product_ends": list,
        "generic": list, "illness_ends": list, "stops": list, "workers": list, "public": list,
        "name_heads": dict, "context": list,
    }  # fmt: skip
    return load_toml("industries.toml", keys)


@functools.cache
def slot_words() -> dict[str, Any]:
    """Return the content of `data/industry_slots.toml`."""
    return load_toml(
        "industry_slots.toml", dict.fromkeys(("leading", "foreign", "troubles", "outer_verbs", "slot"), list)
    )


@functools.cache
def stops() -> frozenset[str]:
    """Return the words at which a phrase ends."""
    return frozenset(industry_words()["stops"]) | name_words()["stops"]


@functools.cache
def processes() -> frozenset[str]:
    """Return the verbs that name a process."""
    return frozenset(industry_words()["processes"])


@functools.cache
def products() -> frozenset[str]:
    """Return the words that name a product."""
    return frozenset(industry_words()["product_ends"])


@functools.cache
def _generic() -> Trie:
    return Trie(industry_words()["generic"])


@functools.cache
def longest_first(key: str) -> tuple[str, ...]:
    """Return the words of the list `key`, longest first."""
    return by_length(industry_words()[key])


@functools.lru_cache(maxsize=100_000)
def is_known(phrase: str) -> bool:
    """Tell whether the phrase ends like a product, or like a process of something."""
    ends = longest_first("product_ends")
    return (len(phrase) >= 2 and phrase.endswith(ends)) or phrase[1:].endswith(longest_first("processes"))


def is_generic(phrase: str) -> bool:
    """Tell whether the phrase is made of words that name no industry, or names what ails people."""
    if phrase.endswith(longest_first("illness_ends")):
        return True
    if phrase in products() and _generic().longest(phrase, 0) != len(phrase):
        return False
    return _generic().spells(phrase)
