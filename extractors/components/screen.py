"""Which of many patterns a text can match at all, told from the characters that each cannot do without."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Needs = list[frozenset[str]]
"""Sets of characters: a match, with what it looks ahead or back at, holds one of each set."""

_INSIDE = {
    codes.SUBPATTERN: lambda value: value[-1],
    codes.ATOMIC_GROUP: lambda value: value,
    codes.ASSERT: lambda value: value[1],
}


class Screen:
    """Sorts out, in time linear in a text, the patterns that cannot match it."""

    def __init__(self, patterns: Sequence[str]) -> None:
        needs = [dict.fromkeys(needed(parser.parse(pattern))) for pattern in patterns]
        bits = {one: 1 << place for place, one in enumerate({one: None for all_ in needs for one in all_})}
        self._needs = [sum(bits[one] for one in all_) for all_ in needs]
        self._all = sum(bits.values())
        self._gives: dict[str, int] = defaultdict(int)
        for one, bit in bits.items():
            for char in one:
                self._gives[char] |= bit

    def passing(self, text: str) -> list[int]:
        """Return the numbers of the patterns that may match, in order."""
        given = 0
        for char in self._gives.keys() & set(text):
            given |= self._gives[char]
        missing = self._all & ~given
        return [number for number, needs in enumerate(self._needs) if not needs & missing]


def needed(parsed: Iterable[tuple[Any, Any]]) -> Needs:
    """Return what every match of a pattern, parsed by `re`, needs; what is not understood needs nothing."""
    found: Needs = []
    for code, value in parsed:
        if code is codes.LITERAL:
            found.append(frozenset(chr(value)))
        elif code is codes.IN and all(part is codes.LITERAL for part, _ in value):
            found.append(frozenset(chr(char) for _, char in value))
        elif code in _INSIDE:
            found += needed(_INSIDE[code](value))
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT) and value[0] > 0:
            found += needed(value[2])
        elif code is codes.BRANCH:
            branches = [needed(branch) for branch in value[1]]
            if all(branches):
                found.append(frozenset().union(*(min(branch, key=len) for branch in branches)))
    return found
