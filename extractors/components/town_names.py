"""Towns by their table: written out, and in rows that tell their level once: 妥甸、法脿等8个乡镇.

A full name counts wherever it stands as the longest of the table, unless it is a word as well (中心镇).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from extractors.components.place_words import place_words
from extractors.data import any_of
from extractors.mentions import Mention, Word
from ontologies.places import Place, by_name, towns

_ENDS = ("镇", "乡", "街道", "苏木")
_END = re.compile(f"(?:{any_of(_ENDS)})(?![村长级办企政域土里亲愁情音贤])")
_LONGEST, _SHORTEST = 10, 3
_NAMES = frozenset({"LOC", "ORG", "PER", "nz"})
_MEMBER = "[\u4e00-\u9fff]{2,4}"
_ROW = re.compile(
    rf"(?P<row>{_MEMBER}(?:、{_MEMBER}){{0,30}}[、和与及]{_MEMBER}?)(?:等?(?:[0-9]{{1,3}}|[两二三四五六七八九十]{{1,3}})|等)"
    "个?(?P<level>乡镇|镇街道?|镇乡|乡街道?|街道|镇|乡|[县区市旗](?=[^级委政域长的]|$)|地(?=[^区市点方块理]|$))"
)
_PART = re.compile(f"{_MEMBER}")
_COUNTIES = frozenset("县区市旗")


def written_out(text: str, words: Iterable[Word]) -> list[Mention]:
    """Return the towns whose full names the text holds."""
    at = {offset: word for word in words for offset in range(word.begin, word.end)}
    found = []
    for hit in _END.finditer(text):
        for begin in range(max(0, hit.end() - _LONGEST), hit.end() - _SHORTEST + 1):
            form = text[begin : hit.end()]
            if form in towns() and not _is_word(form, begin, at):
                found.append(Mention(begin, hit.end(), form, "Place", "Town", "place.table"))
                break
    return found


def _is_word(form: str, begin: int, at: dict[int, Word]) -> bool:
    """Tell whether a name may be words of the language (新城镇建设): the tagger must see a name there."""
    if form in place_words()["town_words"]:
        return True
    word = at.get(begin)
    return len(form) == _SHORTEST and word is not None and not (word.tag in _NAMES and word.begin == begin)


def rows(text: str) -> list[Mention]:
    """Return the towns and counties of rows that tell their level behind the last of them."""
    found = []
    for hit in _ROW.finditer(text):
        members = [_member(part, hit["level"]) for part in _PART.finditer(text, *hit.span("row"))]
        known = [member for member in members if member is not None]
        if len(known) >= 2 and len(known) >= len(members) - 1:
            found += known
    return found


def _member(part: re.Match[str], level: str) -> Mention | None:
    """Return the place that ends a member of a row; the first may stand behind another word (在霞寨)."""
    for begin in range(part.start(), part.end() - 1):
        form = part.group()[begin - part.start() :]
        if level in _COUNTIES:
            county = _county(form, level)
            if county is not None:
                made = Mention(begin, part.end(), form, "Place", "County", "place.row", name=county.name)
                made.code = county.code
                return made
            continue
        town = _town(form, level)
        if town is not None:
            return Mention(begin, part.end(), form, "Place", "Town", "place.row", name=town)
    return None


@functools.lru_cache(maxsize=4096)
def _county(form: str, level: str) -> Place | None:
    """The one county of today that is short for `form` and of this level."""
    named = [place for place in by_name(form) if place.name.endswith(level) and place.until is None]
    return named[0] if len(named) == 1 and named[0].name != form else None


@functools.lru_cache(maxsize=4096)
def _town(form: str, level: str) -> str | None:
    ends = _ENDS if level == "地" else tuple(end for end in _ENDS if end[0] in level)
    return next((form + end for end in ends if form + end in towns()), None)
