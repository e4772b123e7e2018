"""Societies that the tagger cuts apart, for a word of theirs is a verb to it: 变性病 in 东州神经变性病学会.

A place, a field and a head are a name where the same words stand together more than once in the report.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from extractors.components.names.grammar import name_words
from extractors.mentions import Mention

_HEAD = re.compile("学会|协会|研究会|促进会|联合会|商会|基金会")
_FIELD = re.compile(
    "(?:(?![的了在与和及或由为将对向是有于至以等被把让使给跟同并已也均还])[\u4e00-\u9fff]){2,14}"
)
"""Function words end a name; other stops of one character also stand inside of words: 经 in 神经."""
_TWICE = 2


def add(text: str, found: list[Mention], places: Iterable[Mention]) -> None:
    """Add such societies to `found`, in place of the ends of them that were read as names."""
    in_order = sorted(places, key=lambda place: place.end)
    ends = [place.end for place in in_order]
    read = {mention.end: mention for mention in found}
    candidates: list[tuple[Mention, int]] = []
    for head in _HEAD.finditer(text):
        index = bisect_left(ends, head.start()) - 1
        place = in_order[index] if index >= 0 else None
        known = read.get(head.end())
        if place is None or (known is not None and (known.begin <= place.begin or known.place is not None)):
            continue
        if _FIELD.fullmatch(text, place.end, head.start()) and _is_field(text[place.end : head.start()]):
            candidates.append((place, head.end()))
    counts = Counter(text[place.begin : end] for place, end in candidates)
    cut = set()
    for place, end in candidates:
        form = text[place.begin : end]
        if counts[form] >= _TWICE:
            cut.add(id(read.get(end)))
            name = Mention(place.begin, end, form, "Organization", "Society", "name.repeated", place=place)
            found.append(name)
    found[:] = [mention for mention in found if id(mention) not in cut]


def _is_field(words: str) -> bool:
    """Tell whether nothing in `words` ends a name."""
    pieces = {words[i:j] for i in range(len(words)) for j in range(i + 2, min(i + 4, len(words)) + 1)}
    return pieces.isdisjoint(name_words()["stops"])
