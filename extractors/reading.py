"""A report file to a Document: which files are reports, their encoding, title, date and publisher.

    document = read(Path("news/2025-03-08.txt"))

Nothing here reads the text for its meaning.
"""

from __future__ import annotations

import datetime
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
_LINE_LIMIT = 120
"""Characters of the longest line that is a title or a byline; longer ones are text."""

_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d) ?[年./-] ?(\d{1,2}) ?[月./-] ?(\d{1,2})(?!\d)")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d) ?年 ?(\d{1,2}) ?月(?! ?\d)")
_BYLINE = re.compile(
    r"(?:来源|作者|供稿|撰稿|通讯员|记者|编辑|责编|审核|(?:发布|发表|刊发|发稿|成文|印发|更新)(?:时间|日期))[:：]"
    r"|(?:发布|刊发|更新|印发)于"
)
_AROUND_DATES = " \t\u3000（）()【】[]日编"
_DATELINE = re.compile(r"日? ?[电讯]")
_AHEAD = re.compile(r"(?:[将拟定]于|截[至止]|截止到|力争|预计|计划)[在于到]?$")
_HEAD = 300
"""Characters at the beginning in which a report says when that happened which it tells of."""

_PUBLISHER = re.compile(
    r"(?:(?<![\u4e00-\u9fff])(?:新闻|信息|稿件|文章|消息)?来源|发布单位|发布机构|供稿单位)[:：][ \t]*"
    r"([^\s|｜（）()，。；、,;]{2,40})"
)


def find_reports(paths: Sequence[Path]) -> list[Path]:
    """Return the report files that `paths` name: files as given, folders searched for .txt and .md, sorted.

    Raises ReportError for a path that does not exist, a file of another kind, and a folder that cannot be
    opened or holds no report.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found.update(_reports_in(path))
        elif not path.exists():
            raise ReportError(f"{path}: no such file or folder; check the path")
        elif not _is_report(path):
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
        raise _unreadable(path, error) from None
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
            raise ReportError(
                f"{path}: not a text file (it holds control characters); save the report as plain text"
            )
        return text
    raise ReportError(f"{path}: neither UTF-8 nor GB18030; save the report as UTF-8")


def report_date(text: str) -> str | None:
    """Return the date that the report gives for itself, ISO 8601, or None.

    That is the date of its last byline, signature or dateline; where there is none, the latest day that its
    head names, else the latest day of the whole text. A day that is only planned (将于…) and one that the
    calendar does not have count for nothing; a month counts in bylines and signatures alone.
    """
    marked = _marked_dates(text)
    if marked:
        return marked[-1]
    return max(_told_days(text[:_HEAD]) or _told_days(text), default=None)


def _marked_dates(text: str) -> list[str]:
    """The dates of bylines, of datelines (…3月8日电) and of lines that hold a date alone, in text order."""
    found = []
    for line in text.splitlines():
        for pattern in (_DATE, _MONTH):
            hits = list(pattern.finditer(line))
            alone = len(hits) == 1 and not line.replace(hits[0].group(), "").strip(_AROUND_DATES)
            byline = len(line) <= _LINE_LIMIT and _BYLINE.search(line) is not None
            marked = [hit for hit in hits if alone or byline or _DATELINE.match(line, hit.end())]
            found += [date for date in map(_iso, marked) if date is not None]
    return found


def _told_days(text: str) -> list[str]:
    """The days in `text` that are not said to lie ahead."""
    hits = _DATE.finditer(text)
    dates = (_iso(hit) for hit in hits if not _AHEAD.search(text[max(0, hit.start() - 6) : hit.start()]))
    return [date for date in dates if date is not None]


def _iso(hit: re.Match[str]) -> str | None:
    numbers = [int(number) for number in hit.groups()]
    try:
        day = datetime.date(numbers[0], numbers[1], numbers[2] if len(numbers) == 3 else 1)
    except ValueError:
        return None
    return day.isoformat()[: 10 if len(numbers) == 3 else 7]


def _reports_in(folder: Path) -> list[Path]:
    def refuse(error: OSError) -> None:
        raise _unreadable(Path(error.filename), error)

    paths = (Path(inside, name) for inside, _, names in os.walk(folder, onerror=refuse) for name in names)
    found = [path for path in paths if _is_report(path)]
    if not found:
        raise ReportError(f"{folder}: no report in this folder; put .txt or .md files there")
    return found


def _is_report(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _unreadable(path: Path, error: OSError) -> ReportError:
    return ReportError(f"{path}: cannot be read ({error.strerror}); check the file and its permissions")


def _title(text: str) -> str | None:
    for line in text.splitlines():
        line = _MARKDOWN_HEADING.sub("", line.strip(), count=1)
        if line:
            return line if len(line) <= _LINE_LIMIT else None
    return None


def _publisher(text: str) -> str | None:
    match = _PUBLISHER.search(text)
    return match.group(1) if match else None
