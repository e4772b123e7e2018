"""Report text to one plain form, with the way back: every normalised character knows its original place.

    normalised = normalise("佛山 市科协,召开\\n会议。")
    normalised.text                    # 佛山市科协，召开会议。
    normalised.original((0, 5))        # (0, 6)
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from extractors.model import Span

_FOLDED_PUNCTUATION = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）", "•": "·", "・": "·",
                       "﹒": "·", "‧": "·", "「": "“", "」": "”", "『": "“", "』": "”", "＂": '"', "〝": "“", "〞": "”",
                       "｡": "。", "､": "、"}  # fmt: skip
_ENDS = frozenset("。！？；：…”》）|")
_OPENERS = frozenset("▲★●◆■□△※>【#-—*·")
_NUMBERING = frozenset("一二三四五六七八九十（0123456789第")


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
    lines: list[Span] = []
    begin = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            lines.append((begin, begin + len(line)))
        begin += len(line)
    paragraphs: list[Span] = []
    for index, (begin, end) in enumerate(lines):
        if index and _is_cut(text[slice(*paragraphs[-1])], text[begin:end], text[paragraphs[-1][1] : begin]):
            paragraphs[-1] = (paragraphs[-1][0], end)
        else:
            paragraphs.append((begin, end))
    return paragraphs


def _is_cut(before: str, after: str, between: str) -> bool:
    """Tell whether a line break stands inside a sentence: the line before is long and has no end."""
    if between.strip("\r\n"):
        return False
    last_line = before.rstrip().rsplit("\n", 1)[-1].strip()
    first = after.lstrip()
    if not last_line or last_line[-1] in _ENDS or first[0] in _OPENERS:
        return False
    if last_line[-1] in "，、,(（“":
        return True
    if first[0] in "，。、；,;）)”":
        return True
    indented = after[:1] in " \t\u3000"
    return len(last_line) >= 24 and not indented and first[0] not in _NUMBERING and "，" in last_line.replace(",", "，")


def _append_paragraph(text: str, begin: int, end: int, characters: list[str], offsets: list[int]) -> None:
    straight_open = False
    start = len(characters)
    for offset in range(begin, end):
        character = text[offset]
        if character == '"' or character == "＂":
            character = "”" if straight_open else "“"
            straight_open = not straight_open
        elif character.isspace():
            if len(characters) > start and characters[-1] != " " and _keeps_space(text, offset, begin, end):
                characters.append(" ")
                offsets.append(offset)
            continue
        elif unicodedata.category(character) in ("Cf", "Cc", "Cs"):
            continue
        else:
            character = _fold(character, characters[-1] if len(characters) > start else "", text, offset, end)
        characters.append(character)
        offsets.append(offset)
    while len(characters) > start and characters[-1] == " ":
        characters.pop()
        offsets.pop()


def _fold(character: str, before: str, text: str, offset: int, end: int) -> str:
    if character in _FOLDED_PUNCTUATION:
        follower = text[offset + 1] if offset + 1 < end else ""
        between_digits = before.isascii() and before.isalnum() and follower.isascii() and follower.isalnum()
        if not (between_digits and character in ",:;?!"):
            return _FOLDED_PUNCTUATION[character]
        return character
    folded = unicodedata.normalize("NFKC", character) if "\uff01" <= character <= "\uff5e" else character
    if len(folded) == 1 and folded.isalnum():
        return folded
    return character


def _keeps_space(text: str, offset: int, begin: int, end: int) -> bool:
    """Tell whether a space parts words: Latin words, or two stretches of two and more characters (a list)."""
    right = offset
    while right < end and text[right].isspace():
        right += 1
    if offset == begin or right == end:
        return False
    left, follower = text[offset - 1], text[right]
    if left.isascii() and follower.isascii() and left.isalnum() and follower.isalnum():
        return True
    if "\n" in text[offset:right] or not (_is_letter(left) and _is_letter(follower)):
        return False
    return _is_letter(text[offset - 2 : offset - 1]) and _is_letter(text[right + 1 : right + 2])


def _is_letter(character: str) -> bool:
    return character.isalnum()
