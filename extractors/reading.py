"""A report file to a Document: which files are reports, their encoding, title, date and publisher.

    document = read(Path("news/2025-03-08.txt"))
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path

from extractors.errors import ReportError
from extractors.model import Document

SUFFIXES = (".txt", ".md")
MAX_CHARACTERS = 1_000_000
"""Longer texts are books or logs and not reports; spaCy refuses them as well."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MARKDOWN_HEADING = re.compile(r"#{1,6}[ \t]+")
_TITLE_LIMIT = 120
_FULL_DATE = re.compile(r"((?:19|20)\d\d)[年./-](\d{1,2})[月./-](\d{1,2})日?")
_MONTH_DATE = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(?!\d)")
_PUBLISHER = re.compile(r"(?:来源|发布单位|发布机构|供稿单位)[:：][ \t]*([^\s|｜（）()]{2,40})")


def find_reports(paths: Sequence[Path]) -> list[Path]:
    """Return the report files that `paths` name: files as given, folders searched for .txt and .md, sorted.

    Raises ReportError for a path that does not exist, a file of another kind, and a folder without reports.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            inside = {
                Path(folder, name)
                for folder, _, names in os.walk(path)
                for name in names
                if Path(name).suffix.lower() in SUFFIXES
            }
            if not inside:
                raise ReportError(f"{path}: no report in this folder; put .txt or .md files there")
            found |= inside
        elif not path.exists():
            raise ReportError(f"{path}: no such file or folder; check the path")
        elif path.suffix.lower() not in SUFFIXES:
            raise ReportError(f"{path}: not a .txt or .md file; save the report as plain text")
        else:
            found.add(path)
    return sorted(found)


def read(path: Path) -> Document:
    """Return the Document of one file.

    Raises ReportError where the file cannot be opened, is empty, binary, too long or in no known encoding.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReportError(f"{path}: cannot be read ({error.strerror}); check the file and its permissions") from None
    return document(decode(data, path), path)


def document(text: str, path: Path) -> Document:
    """Return the Document of a decoded text. Raises ReportError where there is nothing to read."""
    if not text.strip():
        raise ReportError(f"{path}: the file is empty; remove it or write the report into it")
    if len(text) > MAX_CHARACTERS:
        raise ReportError(f"{path}: {len(text)} characters, more than {MAX_CHARACTERS}; split the file")
    return Document(
        name=path.stem,
        path=path.as_posix(),
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        title=_title(text),
        date=report_date(text),
        publisher=_publisher(text),
    )


def decode(data: bytes, path: Path) -> str:
    """Return the text of a file's bytes: strict UTF-8 (with or without byte order mark), else strict GB18030.

    Raises ReportError for bytes that are not text in either.
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            raise ReportError(f"{path}: not a text file (it holds control characters); save the report as plain text")
        return text
    raise ReportError(f"{path}: neither UTF-8 nor GB18030; save the report as UTF-8")


def report_date(text: str) -> str | None:
    """Return the date that the report gives for itself, ISO 8601, or None.

    The last full date near the end or the head (bylines, datelines) wins over one within the text; a month is
    taken where no day is known.
    """
    for pattern in (_FULL_DATE, _MONTH_DATE):
        for part in (text[-200:], text[:300], text):
            found = list(pattern.finditer(part))
            if part is text[-200:]:
                found.reverse()
            for match in found:
                numbers = [int(number) for number in match.groups()]
                if 1 <= numbers[1] <= 12 and (len(numbers) == 2 or 1 <= numbers[2] <= 31):
                    return "-".join(f"{number:02d}" for number in numbers)
    return None


def _title(text: str) -> str | None:
    for line in text.splitlines():
        line = _MARKDOWN_HEADING.sub("", line.strip(), count=1)
        if line:
            return line if len(line) <= _TITLE_LIMIT else None
    return None


def _publisher(text: str) -> str | None:
    match = _PUBLISHER.search(text)
    return match.group(1) if match else None
