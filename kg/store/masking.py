"""Names of persons hidden in text: each of their characters becomes MASK, so that all offsets stay true.

× is the mark that Chinese punctuation has for what is not to be said (隐讳号); unlike 〇, it is no digit of a
date (二〇二五年), so that what is hidden can be told from what was written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

MASK = "×"

_BETWEEN = r"[ \t\u3000·]*"
"""What may stand between the characters of a name: 俞 渺, 阿依古丽·买买提 (or, in IRIs, without the dot)."""

_SHORTEST = 2
"""A shorter name (a surname alone) stands in too many other words."""

Names = re.Pattern[str]
"""A pattern that finds any of some names."""


def names_pattern(names: Iterable[str]) -> Names | None:
    """Return the pattern that finds each of the names, also spaced ones; None where there are none."""
    rests: dict[str, set[str]] = defaultdict(set)
    for name in names:
        letters = re.sub(_BETWEEN, "", name)
        if len(letters) >= _SHORTEST:
            rests[letters[0]].add(letters[1:])
    if not rests:
        return None
    # By surname, so that a text is held only against the few names that can begin where it stands.
    return re.compile("|".join(_of_surname(first, rests[first]) for first in sorted(rests)))


def hide(text: str, names: Names) -> str:
    """Return the text with every place hidden at which one of the names stands."""
    return names.sub(lambda found: hidden(found.group()), text)


def hidden(name: str) -> str:
    """Return as many characters as the name has, none of them its own but for spaces."""
    return re.sub(r"\S", MASK, name)


def _of_surname(first: str, rests: Iterable[str]) -> str:
    # The longest first: of 李明 and 李明远, both in a text, the second would else be left with its end.
    longest_first = sorted(rests, key=lambda rest: (-len(rest), rest))
    written = (_BETWEEN.join(map(re.escape, rest)) for rest in longest_first)
    return f"{re.escape(first)}{_BETWEEN}(?:{'|'.join(written)})"
