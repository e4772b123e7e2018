"""What the reader of a format finds in a file, and the Document that becomes of it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from extractors.errors import ReportError
from extractors.model import Document
from extractors.reading.bylines import told_date
from extractors.reading.metadata import NOTHING, Metadata, from_text, most_trusted
from extractors.reading.settings import DEFAULT, Settings

_NO_TEXT = frozenset({"Cc", "Cs"})
_LINE_END = re.compile(r"[ \t]*(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])")


class Content(NamedTuple):
    """The text of a report, the metadata that the file has fields for, and what its reader could not read."""

    text: str
    stated: Metadata = NOTHING
    notes: tuple[str, ...] = ()


class Report(NamedTuple):
    """A report as read: its Document, for each field of metadata that is known who says so, and notes."""

    document: Document
    voices: Mapping[str, str]
    notes: tuple[str, ...] = ()


def document(text: str, path: Path) -> Document:
    """Return the Document of a decoded text. Raises ReportError where there is nothing to read."""
    return report(Content(text), path).document


def report(content: Content, path: Path, sidecar: Metadata = NOTHING, settings: Settings = DEFAULT) -> Report:
    """Return the report at `path`, with metadata from whom is trusted most.

    First the report itself (its fields, then its words), then its sidecar, then the user's options; last of
    all a date that the text merely tells of. Raises ReportError where there is no text, or too much.
    """
    text, limit = content.text, settings.limits.characters
    if not text.strip():
        raise ReportError(f"{path}: the file is empty; remove it or write the report into it")
    if len(text) > limit:
        raise ReportError(
            f"{path}: {len(text)} characters, more than {limit}; split the file, or raise the limit "
            f"(--limit characters={len(text)})"
        )
    known = most_trusted(
        {
            "file": content.stated,
            "text": from_text(text),
            "sidecar": sidecar,
            "option": settings.metadata,
            "a day in the text": Metadata(date=told_date(text)),
        }
    )
    try:
        sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError:
        raise ReportError(
            f"{path}: its text holds half a character (a lone surrogate); save it anew"
        ) from None
    metadata = Metadata(**{field: value for field, (value, _) in known.items()})
    return Report(
        Document(
            name=path.stem,
            path=path.as_posix(),
            text=text,
            sha256=sha256,
            title=metadata.title,
            date=metadata.date,
            publisher=metadata.publisher,
            place=metadata.place,
        ),
        {field: voice for field, (_, voice) in known.items()},
        content.notes,
    )


def tidied(text: str) -> str:
    """Return a text that was taken out of a document, without what is no text: control characters, blanks.

    Lines end with a line feed and not in blanks; of several empty lines one stays.
    """
    text = _LINE_END.sub("\n", text)
    kept = "".join(
        character
        for character in text
        if character in "\n\t" or unicodedata.category(character) not in _NO_TEXT
    )
    return re.sub(r"\n{3,}", "\n\n", kept).strip("\n") + "\n"
