"""Report text to one plain form, with the way back: every normalised character knows its original place.

normalised = normalise("佛 山 市 科 协,召开了\n会议。")
normalised.text                    # 佛山市科协，召开了
                                   # 会议。
normalised.original((0, 5))        # (0, 9)
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from extractors.model import Span

_PUNCTUATION = str.maketrans(",;:!?(•・﹒‧「」『』＂〝〞｡､)", '，；：！？（····“”“”"“”。、）')
_BETWEEN_DIGITS = frozenset(",:;?!")
"""Marks that stay narrow inside a number, a time or an address (1,000; 12:30)."""
_DROPPED = frozenset({"Cf", "Cc", "Cs"})
_PLAIN = re.compile(r"[\u4e00-\u9fff0-9A-Za-z，。、]+")
"""What stands for itself, whatever stands beside it."""
_SPACES = re.compile(r"\s+")
_GAP = r"[ \t\u3000]"
_SPACED_NAME = re.compile(
    rf"(?:^|[^\s\u4e00-\u9fff]|\w\w{_GAP}{{1,4}}|\n{_GAP}{{0,8}})[\u4e00-\u9fff]{_GAP}{{1,4}}[\u4e00-\u9fff]\Z"
)
"""Two characters with spaces between them, which no other single characters stand beside."""
_ENDS = frozenset("。！？；：…”》）|")
_OPENERS = frozenset("▲★●◆■□△※>【#-—*·")
_NUMBERING = frozenset("一二三四五六七八九十（0123456789第")
_SHORT_LINE = 24
"""Characters of a line that may end where it does; a longer one without an end is cut."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """Normalised text and, for each of its characters, the offset in the original text."""

    text: str
    offsets: tuple[int, ...]

    def original(self, span: Span) -> Span:
        """Return the original span of a span of the normalised text; neither may be empty."""
        begin, end = span
        return self.offsets[begin], self.offsets[end - 1] + 1


def normalise(text: str) -> Normalised:
    """Return `text` with widths and quotes folded, stray spaces dropped and cut lines mended.

    One paragraph is one line of the result. No character is added but for those that replace one.
    """
    characters: list[str] = []
    offsets: list[int] = []
    for begin, end in _paragraphs(text):
        if characters:
            characters.append("\n")
            offsets.append(begin - 1)
        _append_paragraph(text, begin, end, characters, offsets)
    return Normalised("".join(characters), tuple(offsets))


def _paragraphs(text: str) -> list[Span]:
    """Lines with content, joined where a line break cuts a sentence."""
    paragraphs: list[Span] = []
    begin = 0
    before = ""
    for line in text.splitlines(keepends=True):
        end = begin + len(line)
        if _has_content(line):
            if paragraphs and _is_cut(before, line):
                paragraphs[-1] = (paragraphs[-1][0], end)
            else:
                paragraphs.append((begin, end))
            before = line
        begin = end
    return paragraphs


def _has_content(line: str) -> bool:
    return any(not character.isspace() and not _is_dropped(character) for character in line)


def _is_dropped(character: str) -> bool:
    return unicodedata.category(character) in _DROPPED


def _is_cut(before: str, after: str) -> bool:
    """Tell whether the break between two lines stands inside a sentence: the first is long and has no end."""
    indented = after[:1] in " \t\u3000"
    before, first = before.strip(), after.lstrip()[0]
    if before[-1] in _ENDS or first in _OPENERS:
        return False
    if before[-1] in "，、,(（“" or first in "，。、；,;）)”":
        return True
    long = len(before) >= _SHORT_LINE and ("，" in before or "," in before)
    return long and not indented and first not in _NUMBERING


def _append_paragraph(text: str, begin: int, end: int, characters: list[str], offsets: list[int]) -> None:
    quote_is_open = False
    start = len(characters)
    offset = begin
    while offset < end:
        plain = _PLAIN.match(text, offset, end)
        if plain is not None:
            characters += plain[0]
            offsets += range(offset, plain.end())
            offset = plain.end()
            continue
        character = text[offset]
        if character.isspace():
            after = _after_spaces(text, offset)
            if len(characters) > start and after < end and _keeps_space(text, offset, after):
                characters.append(" ")
                offsets.append(offset)
            offset = after
            continue
        if character in '"＂':
            character = "”" if quote_is_open else "“"
            quote_is_open = not quote_is_open
        elif _is_dropped(character):
            offset += 1
            continue
        else:
            before = characters[-1] if len(characters) > start else ""
            character = _fold(character, before, text[offset + 1] if offset + 1 < end else "")
        characters.append(character)
        offsets.append(offset)
        offset += 1


def _after_spaces(text: str, offset: int) -> int:
    spaces = _SPACES.match(text, offset)
    return spaces.end() if spaces is not None else offset + 1


def _fold(character: str, before: str, after: str) -> str:
    """The plain form of one character that stands between `before` and `after`."""
    if character in _BETWEEN_DIGITS and _is_latin(before) and _is_latin(after):
        return character
    if "\uff01" <= character <= "\uff5e":
        folded = unicodedata.normalize("NFKC", character)
        return folded if folded.isalnum() else character
    return character.translate(_PUNCTUATION)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _keeps_space(text: str, begin: int, end: int) -> bool:
    """Tell whether the spaces at `text[begin:end]` part words: Latin ones, or two and more letters each.

    A name of two characters that is set apart (王  某  市科协主席) counts as a word of two letters.
    """
    left, right = text[begin - 1], text[end]
    if _is_latin(left) and _is_latin(right):
        return True
    if "\n" in text[begin:end]:
        return False
    before, after = text[max(0, begin - 2) : begin], text[end : end + 2]
    if len(after) != 2 or not after.isalnum():
        return False
    if len(before) == 2 and before.isalnum():
        return True
    wide = end - begin > 1 or text[begin] == "\u3000"
    return wide and _SPACED_NAME.search(text, max(0, begin - 16), begin) is not None
