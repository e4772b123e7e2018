"""Industries between two words that govern what stands between them, whatever it is made of.

    攻克了高镁锂比卤水提锂技术     between 攻克了 and 技术
    就枸杞原浆褐变控制提出需求     between 就 and 提出需求

The tagger does not know new techniques and cuts them badly; here its tags only tell what belongs to none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.components.industry_words import (
    Phrase,
    is_generic,
    is_known,
    longest_first,
    slot_words,
    stops,
)
from extractors.data import by_length
from extractors.errors import DataFileError
from extractors.mentions import Mention, Word

_KEYS = {"id", "before", "behind", "known", "examples"}
_STRETCH = "(?P<stretch>[^，。；：！？\\s|｜《》（）()【】]{2,36}?)"
_LONGEST = 16
_FOREIGN_TAGS = frozenset({"r", "c", "xc", "ORG", "w"})
_DATE = re.compile("[0-9年月日天今明昨去]")
_HERE = re.compile("[该本我全][省市县区州旗镇乡村]的?")
_BROKEN = re.compile("[“”‘’,;:]|[0-9][余多]?万?[亩株头只个项]")


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands before and behind; `known` asks for a phrase that ends like a product or a process."""

    id: str
    pattern: re.Pattern[str]
    known: bool


@functools.cache
def slots() -> tuple[Slot, ...]:
    """Return the slots in the order of the file. Raises DataFileError for one with an unknown key."""
    found = []
    for row in slot_words()["slot"]:
        if not row.keys() <= _KEYS:
            raise DataFileError(f"extractors/data/industry_slots.toml: unknown key in slot {row.get('id')!r}")
        pattern = re.compile(f"(?:{row['before']})“?{_STRETCH}”?(?:{row['behind']})", re.MULTILINE)
        found.append(Slot(row["id"], pattern, row.get("known", False)))
    return tuple(found)


def phrases(
    text: str, words: tuple[Word, ...], taken: set[int], places: list[Mention]
) -> Iterator[tuple[str, Phrase]]:
    """Yield the phrases in slots, each with the id of its slot; offsets in `taken` belong to no phrase."""
    by_begin = {word.begin: word for word in words}
    ends = {place.begin: place.end for place in places}
    for slot in slots():
        for hit in _overlapping(slot.pattern, text):
            members = [
                phrase
                for begin, end in _members(text, *hit.span("stretch"), by_begin)
                if (phrase := _phrase(text, begin, end, by_begin, taken, ends)) is not None
            ]
            if members and (not slot.known or any(is_known(member.text) for member in members)):
                for member in members:
                    yield slot.id, member


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Give the match at each place where there is one."""
    hit = pattern.search(text)
    while hit is not None:
        yield hit
        hit = pattern.search(text, hit.start() + 1)


def _members(text: str, begin: int, end: int, by_begin: dict[int, Word]) -> Iterator[tuple[int, int]]:
    """Yield the members of the list from `begin` to `end`: conjunctions part it where they are words."""
    if text[begin - 1 : begin] == "“" and text[end : end + 1] == "”":
        yield begin, end
        return
    first = begin
    for offset in range(begin, end):
        word = by_begin.get(offset)
        if text[offset] == "、" or (word is not None and word.text in ("和", "与", "及", "以及")):
            yield first, offset
            first = offset + (len(word.text) if word is not None else 1)
    yield first, end


def _phrase(
    text: str, begin: int, end: int, by_begin: dict[int, Word], taken: set[int], ends: dict[int, int]
) -> Phrase | None:
    """The phrase from `begin` to `end` without the place that owns it; None for what is no phrase."""
    while begin in ends and ends[begin] < end:
        begin = ends[begin]
        begin += text.startswith("的", begin)
    here = _HERE.match(text, begin, end)
    begin = here.end() if here is not None else begin
    while begin < end and (
        text[begin] in "“”" or (begin in by_begin and by_begin[begin].text in slot_words()["leading"])
    ):
        begin = by_begin[begin].end if text[begin] not in "“”" else begin + 1
    while begin < end and text[end - 1] in "“”的等":
        end -= 1
    carrier = next((word for word in longest_first("carriers") if text.endswith(word, begin + 2, end)), "")
    end -= len(carrier)
    trouble = next((word for word in _troubles() if text.endswith(word, begin, end)), "")
    end -= len(trouble)
    inside = [by_begin[offset] for offset in range(begin, end) if offset in by_begin]
    phrase = text[begin:end]
    if (
        not (2 if is_known(phrase) else 3) <= len(phrase) <= _LONGEST
        or begin not in by_begin
        or is_generic(phrase)
    ):
        return None
    if any(offset in taken for offset in range(begin, end)) or _BROKEN.search(phrase):
        return None
    owner, of, core = phrase.rpartition("的")
    if of and (not is_known(core) or not is_known(owner)):
        return None
    if any(_is_foreign(word) for word in inside) or (len(inside[0].text) > 1 and inside[0].text in stops()):
        return None
    lead = inside[0]
    if lead.tag == "LOC" and lead.text[-1] in "省市县区州旗镇乡村" and len(lead.text) > 2:
        return None
    return Phrase(begin, end, phrase)


def _is_foreign(word: Word) -> bool:
    """Tell whether the word belongs to no name of a technique."""
    if word.text in "+-—":
        return False
    if (word.tag == "d" and len(word.text) > 1) or (word.tag == "TIME" and _DATE.search(word.text)):
        return True
    return word.tag in _FOREIGN_TAGS or word.text in _foreign()


@functools.cache
def _foreign() -> frozenset[str]:
    """The words that no name of a technique holds."""
    return frozenset(slot_words()["foreign"]) | frozenset(slot_words()["outer_verbs"])


@functools.cache
def _troubles() -> tuple[str, ...]:
    """The words for what goes wrong, longest first."""
    return by_length(slot_words()["troubles"])
