"""Word documents (.docx): paragraphs and tables in their order, with what tracked changes inserted.

What was deleted, headers, footers, notes and comments are left out. A row of a table is a line of its cells.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from extractors.errors import ReportError
from extractors.reading.content import Content, tidied
from extractors.reading.settings import Limits
from extractors.reading.unpacking import check_parts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WORDS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_BETWEEN_CELLS = " | "


def read(data: bytes, limits: Limits) -> Content:
    """Return the text of a document. Raises ReportError where it unpacks to too much or holds no text."""
    import docx

    check_parts(data, limits)
    body = docx.Document(io.BytesIO(data)).element.body
    text = tidied("\n".join(_lines(body)))
    if not text.strip():
        raise ReportError("it holds no text (pictures are not read); write the report into it")
    return Content(text)


def _lines(parent: Any) -> Iterator[str]:
    """Give the paragraphs below an element, also those in content controls, and the rows of tables."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield "".join(_words(child))
        elif child.tag == f"{_W}tbl":
            yield from _rows(child)
        elif child.tag not in (f"{_W}del", f"{_W}sectPr"):
            yield from _lines(child)


def _rows(table: Any) -> Iterator[str]:
    for row in (row for row in table if row.tag == f"{_W}tr"):
        cells = (" ".join(" ".join(_lines(cell)).split()) for cell in row if cell.tag == f"{_W}tc")
        line = _BETWEEN_CELLS.join(filter(None, cells))
        if line:
            yield line


def _words(element: Any) -> Iterator[str]:
    """Give the text in a paragraph; drawings that are there twice, for older programs, once."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _WORDS:
            yield _WORDS[child.tag]
        elif child.tag == f"{_W}p":  # of a text box
            yield "".join(("\n", *_words(child), "\n"))
        elif child.tag not in (_FALLBACK, f"{_W}del"):
            yield from _words(child)
