"""The words, names and frames that the components read, and how they are loaded.

Each file says where its entries come from and carries examples that the tests run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from extractors.errors import DataFileError
from ontologies.tables import parse_toml


def data_file(name: str) -> Traversable:
    """Return the data file `name`, which may not exist."""
    return resources.files(__name__).joinpath(name)


def load_toml(name: str, keys: dict[str, type]) -> dict[str, Any]:
    """Return the content of data file `name`, which holds exactly `keys`, each of the given type.

    Raises DataFileError that names the file and the entry for unknown, missing or duplicate entries.
    """
    data = parse_toml(data_file(name).read_text(encoding="utf-8"), f"extractors/data/{name}")
    for key in data:
        if key not in keys:
            raise DataFileError(f"extractors/data/{name}: unknown entry {key!r}; known are {', '.join(keys)}")
    for key, kind in keys.items():
        if not isinstance(data.get(key), kind):
            raise DataFileError(f"extractors/data/{name}: entry {key!r} is missing or not a {kind.__name__}")
        _check_unique(name, key, data[key])
    return data


def _check_unique(name: str, key: str, value: Any) -> None:
    """Raise DataFileError where a word, or the id of a table, stands twice in a list at or below `key`."""
    if isinstance(value, dict):
        for below, inner in value.items():
            _check_unique(name, f"{key}.{below}", inner)
    elif isinstance(value, list):
        seen = set()
        for entry in value:
            mark = entry.get("id") if isinstance(entry, dict) else entry
            if mark is not None and mark in seen:
                raise DataFileError(f"extractors/data/{name}: {mark!r} stands twice in {key!r}")
            seen.add(mark)


def by_length(words: Iterable[str]) -> tuple[str, ...]:
    """Return `words`, the longest first, those of one length in the order of their characters."""
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of `words`, the longest first."""
    return "|".join(by_length(map(re.escape, words)))


class Trie:
    """A set of words that finds the longest one at a place of a text, in time bounded by the longest word."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        by_first: dict[str, set[int]] = {}
        for word in self._words:
            by_first.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: tuple(sorted(lengths, reverse=True)) for first, lengths in by_first.items()}

    @property
    def firsts(self) -> Set[str]:
        """The characters that words begin with."""
        return self._lengths.keys()

    def longest(self, text: str, begin: int) -> int:
        """Return the length of the longest word at `begin`, or 0."""
        if begin < len(text):
            for length in self._lengths.get(text[begin], ()):
                if begin + length <= len(text) and text[begin : begin + length] in self._words:
                    return length
        return 0

    def spells(self, text: str) -> bool:
        """Tell whether `text` is made of words alone, each the longest at its place."""
        offset = 0
        while offset < len(text):
            length = self.longest(text, offset)
            if not length:
                return False
            offset += length
        return True
