"""Where names stand by the words around them, whatever the tagger sees: appointments, brackets, bylines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence

from extractors.components.person_words import SIGNED, is_name, person_words
from extractors.mentions import Word
from extractors.model import Span

LENGTHS = (3, 2, 4)
"""Characters of a Chinese name, the likeliest first."""
_LONGEST_BRACKET = 40
_TO_POST = 24
"""Characters between a verb of appointment and its post."""
_OPENS_MEMBER = frozenset("、，；：（ |\n")
_ENDS_BYLINE = frozenset("）)/ ｜|\n#摄文图")
_BEFORE_BYLINE = frozenset(" ：｜|")
_LISTED = ("）、", "） ", "）\n", "）和")


def appointed(text: str, title_begins: Sequence[int]) -> Iterator[Span]:
    """Yield what opens a clause before a post: 牧野任所长, 景福来当选监事长."""
    for hit in person_words().appointed.finditer(text):
        near = bisect_left(title_begins, hit.end())
        if near == len(title_begins) or title_begins[near] - hit.end() > _TO_POST:
            continue
        for length in LENGTHS:
            begin = hit.start() - length
            if begin == 0 or (begin > 0 and text[begin - 1] in _OPENS_MEMBER):
                yield begin, hit.start()


def bracketed(text: str, named: Iterable[Span], title_begins: Sequence[int]) -> Iterator[Span]:
    """Yield members of a list that the tagger takes for places or bodies: 甲（某大学教授）、乙（某所）."""
    for begin, end in sorted(named):
        if end - begin != 3 or text[end : end + 1] != "（" or not is_name(text[begin:end]):
            continue
        close = text.find("）", end, end + _LONGEST_BRACKET)
        near = bisect_left(title_begins, end)
        titled = near < len(title_begins) and title_begins[near] < close
        opens = begin == 0 or text[begin - 1] in _OPENS_MEMBER
        if text[begin - 2 : begin] in _LISTED or (opens and titled):
            yield begin, end


def end_before_body(word: Word, in_names: Container[int]) -> int:
    """Return where a tagged name ends, without the body that the tagger took in with it: 王平 + 和县科协."""
    bodies = (offset for offset in range(word.begin + 3, word.end) if offset in in_names)
    body = next(bodies, word.end)
    joined = body < word.end and word.text[body - 1 - word.begin] in "和与及"
    return body - 1 if joined else word.end


def signed(text: str) -> Iterator[Span]:
    """Yield who wrote or photographed: （通讯员 王某）, （王某 摄）."""
    spans = [hit.span(1) for hit in SIGNED.finditer(text)]
    for hit in person_words().bylines.finditer(text):
        place = hit.end()
        while place < len(text) and text[place] in _BEFORE_BYLINE:
            place += 1
        for length in LENGTHS:
            end = place + length
            if end == len(text) or text[end : end + 1] in _ENDS_BYLINE:
                spans.append((place, end))
    for begin, end in spans:
        if is_name(text[begin:end]) and text[begin:end] not in person_words().common:
            yield begin, end
