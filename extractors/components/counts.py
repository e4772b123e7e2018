"""How many of a kind are built or held: `Claim.count` where a number stands by the name (`data/counts.toml`).

    将建设5个茶叶科技小院        builds, count 5
    新建科普教育基地10个         builds, count 10

One alone is no number of a kind: 建成1个科技小院 has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from extractors.data import any_of, load_toml
from extractors.mentions import Claim

_COUNTED = frozenset({"builds", "organizes"})
_DATA = load_toml("counts.toml", {"counters": list, "sums": list})
_NUMBER = "(?<![0-9一二两三四五六七八九十百千万第.．—～-])([0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_BEFORE = re.compile(f"{_NUMBER}(?:{any_of(_DATA['counters'])})[“《]?$")
_BEHIND = re.compile(f"[”》]?(?:{any_of(_DATA['sums'])})?{_NUMBER}(?:{any_of(_DATA['counters'])})")
_WINDOW = 8
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)} | {"两": 2}


def set_counts(text: str, claims: Iterable[Claim]) -> None:
    """Give each claim of what is built or held its number, where one stands directly by the name."""
    for claim in claims:
        if claim.type not in _COUNTED:
            continue
        begin, end = claim.tail.begin, claim.tail.end
        found = _BEFORE.search(text[max(0, begin - _WINDOW) : begin]) or _BEHIND.match(text, end)
        number = None if found is None else _value(found[1])
        if number is not None and number > 1:
            claim.count = number


def _value(numeral: str) -> int | None:
    """Return what a numeral below 100 says, or None where it is none: 三十五 is 35, 三五 is not."""
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    if (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
        return None
    return (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)


@Language.component("kg_counts", requires=["doc._.claims"], assigns=["doc._.claims"])
def component(doc: Doc) -> Doc:
    """Set the counts of `doc._.claims`."""
    set_counts(doc._.text, doc._.claims)
    return doc
