"""Bytes to text: UTF-8, GB18030, Big5 and UTF-16 told apart.

The order is careful rather than clever: what is UTF-8 is read as UTF-8, and other bytes count as GB18030
unless what that gives is seen not to be Chinese as it is written.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from extractors.errors import ReportError

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_PLAIN = re.compile(r"[\t\r\n -~\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
_CHARSET = re.compile(rb"charset=[\"' ]*([A-Za-z0-9_-]+)")
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAMPLE = 20_000
"""Characters that suffice to tell one encoding from another."""
_MOST_WRONG = 0.1
"""The share of wrong characters in what still is UTF-8, at most; bytes of another encoding give far more."""
_MOST = 0.9
"""The share of characters of a text that are common ones, at least; in the wrong encoding about half are."""


def decode(data: bytes, path: Path) -> str:
    """Return the text of a file's bytes, without byte order mark.

    Raises ReportError for bytes that are text in none of the encodings, and for text that holds control
    characters.
    """
    text = _decoded(data)
    if text is None or "\x00" in text or _commonness(text, "gb2312") < _MOST:
        _check_damage(data, path)
    if text is None:
        raise ReportError(f"{path}: neither UTF-8, GB18030, Big5 nor UTF-16; save the report as UTF-8")
    if _CONTROL.search(text):
        raise ReportError(
            f"{path}: not a text file (it holds control characters); save the report as plain text"
        )
    return text


def _check_damage(data: bytes, path: Path) -> None:
    """Raise ReportError for UTF-8 with some wrong bytes, which GB18030 might make another text of."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = data.decode("utf-8", "replace")
        wrong = found.count("\ufffd")
        if wrong <= _MOST_WRONG * sum(not character.isascii() for character in found):
            raise ReportError(
                f"{path}: damaged UTF-8 (wrong bytes from byte {error.start + 1} on); save the report anew"
            ) from None


def decode_page(data: bytes) -> str:
    """Return the text of a web page's bytes, of which some may be wrong: as it says its encoding is."""
    text = _decoded(data)
    if text is None:
        declared = _CHARSET.search(data[:_SAMPLE])
        name = "utf-8" if declared is None else declared[1].decode("ascii").lower()
        try:
            text = data.decode("gb18030" if name in ("gb2312", "gbk") else name, "replace")
        except LookupError:  # no encoding, or none of texts
            text = data.decode("utf-8", "replace")
    return text


def _decoded(data: bytes) -> str | None:
    if data.startswith(_MARKS):
        return _strict(data, "utf-16")
    text = _strict(data, "utf-8-sig")
    if text is None:
        text = _simplified_or_traditional(data)
    if text is None or "\x00" in text:
        # Without a mark, each line end and each Latin letter of UTF-16 holds a NUL.
        wide = (_strict(data, encoding) for encoding in ("utf-16-le", "utf-16-be"))
        text = next((found for found in wide if found and _share(found) >= _MOST), text)
    return text


def _simplified_or_traditional(data: bytes) -> str | None:
    """Decode GB18030, or Big5 where that makes more of the characters common ones.

    Big5 read as GB18030 hits the rare half of it; the characters of GB 2312 are those of simplified Chinese.
    """
    simplified = _strict(data, "gb18030")
    if simplified is not None and _commonness(simplified, "gb2312") >= _MOST:
        return simplified
    traditional = _strict(data, "cp950")
    if traditional is None or simplified is None:
        return simplified if traditional is None else traditional
    share = _commonness(traditional, "cp950", first_level=True)
    return traditional if share > _commonness(simplified, "gb2312") else simplified


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _share(text: str) -> float:
    """The share of characters that Chinese text is made of."""
    sample = text[:_SAMPLE]
    return len(_PLAIN.findall(sample)) / len(sample)


def _commonness(text: str, encoding: str, *, first_level: bool = False) -> float:
    """The share of the characters beyond ASCII that an encoding has; Big5's first level ends at C67E."""
    wide = [character for character in text[:_SAMPLE] if not character.isascii()]
    encoded = (character.encode(encoding, "ignore") for character in wide)
    known = sum(bytes_ != b"" and (not first_level or bytes_ <= b"\xc6\x7e") for bytes_ in encoded)
    return known / len(wide) if wide else 0.0
