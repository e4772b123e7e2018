"""Who acts in a clause and is no mention: 广大校友扎根乡村, 农户反映. What they do nobody named does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.components.clause_words import CLASSES, patterns

if TYPE_CHECKING:
    from extractors.components.clauses import Encoded

_ADVERBS = ("d", "ad", "vd", "TIME", "t", "xc", "u", "c")
_DONE_BY = ("v", "d", "ad", "vd", "p")
_SITE = re.compile(
    f"(?:同时|此外|目前|近年来)?，?{CLASSES['Facility']}(?:还|又|也|先后|积极|充分|每年|定期|主动)*"
    "(?:开展|利用|组织|举办|联合|邀请|推出|承办|坚持|围绕|依托|接待|开放|吸引)"
)
"""A museum or base that acts; it is named as a site, not as a body."""
_THEY = re.compile("[他她它我咱你人]们$")
_WHEN = re.compile(
    "(?:下一?步|下一?阶段|今后|接下来|后续|目前|当前|近期|近年来?|届时|期间|同时|今年|明年|去年|年[内底初中](?:前)?)$"
)
"""Words of time that the tagger takes for nouns."""


def act(one: Encoded, begin: int, end: int) -> bool:
    """Tell whether people act, before `end` in the clause from `begin`, that are no mention."""
    if _SITE.match(one.text, begin, end):
        return True
    named = begin
    while named < end and one.tags[named] == "ORG":
        named += 1
    if named > begin + 2 and one.tags[named] in _DONE_BY:
        return True
    hit = patterns().others.match(one.text, begin, end)
    return hit is not None and hit.end() < len(one.text) and one.tags[hit.end()] in _DONE_BY


def stand_before(one: Encoded, begin: int, end: int) -> bool:
    """Tell whether the word before the verb at `end` (adverbs apart) is a noun that nothing governs."""
    place = end - 1
    while place >= begin and one.tags[place] in _ADVERBS:
        place -= 1
    if place < begin or not one.tags[place].startswith(("n", "r", "ORG", "LOC", "PER")):
        return False
    if (
        one.text[place] == "此"
        or _THEY.search(one.text, begin, place + 1)
        or _WHEN.search(one.text, begin, place + 1)
    ):
        return False
    return not any(tag in ("p", "v") for tag in one.tags[begin:place])
