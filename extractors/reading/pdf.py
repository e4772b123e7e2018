"""PDF files: the text layer, page by page.

Lines stay as they are: `extractors.normalise` mends those that a line break cuts, as in plain text. Pages
that are pictures hold no text; where all are, the file is refused, and where some are, they are named.
"""

from __future__ import annotations

import io
import re
import unicodedata

from extractors.errors import ReportError
from extractors.reading.content import Content, tidied
from extractors.reading.settings import Limits

_PAGE_NUMBER = re.compile(r"(?:https?://\S+\s+)?[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页|\s*/\s*\d{1,4})?[-—–·\s]*")
_RADICALS = str.maketrans(
    {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    | {"⼾": "户"}
    | dict(
        zip(
            "⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
            "民虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
            strict=True,
        )
    )
)
"""Radicals for the characters that look like them: programs that print a PDF confuse the two (⻘⽲县)."""
_MOST_UNREADABLE = 0.2
"""The share of characters without a meaning from which on a text layer counts as unreadable."""


def read(data: bytes, limits: Limits) -> Content:
    """Return the text layer. Raises ReportError where there is none, or it is encrypted or too long."""
    import pypdf

    if b"%PDF-" not in data[:1024]:
        raise ReportError("no PDF file, whatever its name says; give it the ending of its kind")
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReportError("encrypted with a password; save it without one")
    number = len(reader.pages)
    if number > limits.pages:
        raise ReportError(
            f"{number} pages, more than {limits.pages}; split it, or raise the limit (--limit pages={number})"
        )
    pages = [_without_number(tidied(page.extract_text())) for page in reader.pages]
    if not any(pages):
        raise ReportError(
            f"no text on its pages ({number}), which are pictures; have them recognised (OCR), save the text"
        )
    text = tidied("\n".join(filter(None, pages))).translate(_RADICALS)
    meaningless = sum(unicodedata.category(character) == "Co" or character == "\ufffd" for character in text)
    if meaningless > _MOST_UNREADABLE * len(text):
        raise ReportError("its fonts do not say which characters they draw: have it recognised (OCR)")
    pictures = [
        index
        for index, (page, shown) in enumerate(zip(reader.pages, pages, strict=True), start=1)
        if not shown and "/XObject" in page.get("/Resources", {})
    ]
    notes = (f"{_listed(pictures)} without text: a picture, which is not read",) if pictures else ()
    return Content(text, notes=notes)


def _without_number(page: str) -> str:
    """Return the text of a page without a first or last line that is its number."""
    lines = page.strip("\n").split("\n")
    for end in (-1, 0):
        if lines and _PAGE_NUMBER.fullmatch(lines[end]):
            del lines[end]
    return "\n".join(lines).strip()


def _listed(pages: list[int]) -> str:
    shown = ", ".join(str(page) for page in pages[:10])
    more = f" and {len(pages) - 10} more" if len(pages) > 10 else ""
    return f"page {shown}" if len(pages) == 1 else f"pages {shown}{more}"
