"""What 学会, 该院, or a title without a body points back to: the nearest body before it that fits.

Words: `data/anaphora.toml`. Nothing is guessed: where no body before fits, there is no answer.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from typing import Any

from extractors.data import Trie, load_toml
from extractors.mentions import Mention

_REACH = 600
"""Characters that a pointer reaches back; the title of the report is always in reach."""

_PREFIXES = ("名誉", "荣誉", "常务", "执行", "专职", "兼职", "驻会", "第一", "轮值", "代", "首席", "首任", "候任")


@functools.cache
def _words() -> dict[str, Any]:
    return load_toml("anaphora.toml", {"nouns": dict, "titles": dict})


@functools.cache
def nouns() -> Trie:
    """The nouns that can point back."""
    return Trie(_words()["nouns"])


class Bodies:
    """The bodies of a report in text order, and what points back to them."""

    def __init__(self, bodies: list[Mention]) -> None:
        self._bodies = sorted(
            (body for body in bodies if body.type == "Organization"), key=lambda body: (body.begin, body.end)
        )
        self._begins = [body.begin for body in self._bodies]

    def of_noun(self, noun: str, before: int) -> Mention | None:
        """Return the body that `noun` at offset `before` points back to."""
        return self._nearest(_words()["nouns"].get(noun, ()), before)

    def of_title(self, role: str, before: int) -> Mention | None:
        """Return the body that a title without one at offset `before` belongs to."""
        bare = role
        for prefix in _PREFIXES:
            bare = bare.removeprefix(prefix)
        bare = bare.removeprefix("副")
        return self._nearest(_words()["titles"].get(bare, ()), before)

    def _nearest(self, ends: list[str], before: int) -> Mention | None:
        if not ends:
            return None
        for index in range(bisect_left(self._begins, before) - 1, -1, -1):
            body = self._bodies[index]
            if before - body.end > _REACH:
                break
            if body.end <= before and body.name.endswith(tuple(ends)):
                return body
        first = self._bodies[0] if self._bodies else None
        return first if first is not None and first.end <= before and first.name.endswith(tuple(ends)) else None
