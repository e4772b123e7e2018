"""Who acts in a clause and is no mention: 广大校友扎根乡村, 农户反映. What they do nobody named does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.components.clause_words import CLASSES, patterns

if TYPE_CHECKING:
    from extractors.components.clauses import Encoded

_ADVERBS = ("d", "ad", "vd", "TIME", "t", "xc", "u", "c")
_DONE_BY = ("v", "d", "ad", "vd", "p")
_THEY = re.compile("[他她它我咱你人]们$")
_WHEN = re.compile(
    "(?:下一?步|下一?阶段|今后|接下来|后续|目前|当前|近期|近年来?|届时|期间|同时|今年|明年|去年|年[内底初中](?:前)?)$"
)
"""Words of time that the tagger takes for nouns."""


def act(one: Encoded, begin: int, end: int) -> bool:
    """Tell whether people act, before `end` in the clause from `begin`, that are no mention."""
    hit = patterns().others.match(one.text, begin, end)
    if hit is None:
        return False
    after = hit.end()
    if after < len(one.text) and one.text[after] == CLASSES["Organization"]:
        return False
    return after < len(one.text) and one.tags[after] in _DONE_BY


def stand_before(one: Encoded, begin: int, end: int) -> bool:
    """Tell whether the word before the verb at `end` (adverbs apart) is a noun that nothing governs."""
    place = end - 1
    while place >= begin and one.tags[place] in _ADVERBS:
        place -= 1
    if place < begin or not one.tags[place].startswith(("n", "r")):
        return False
    if (
        one.text[place] == "此"
        or _THEY.search(one.text, begin, place + 1)
        or _WHEN.search(one.text, begin, place + 1)
    ):
        return False
    return not any(tag in ("p", "v") for tag in one.tags[begin:place])
