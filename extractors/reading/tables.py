"""Tables with a report in each row: .csv, .xlsx, and .jsonl (a JSON object in each line).

The first row of a sheet names the columns. One holds the text; those of the title, the date, the publisher
and the place are taken where they are there.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from extractors.errors import ReportError
from extractors.reading import kinds
from extractors.reading.content import Content, Report, report
from extractors.reading.encodings import decode
from extractors.reading.files import Loaded, ReportFile, failing, read_bytes
from extractors.reading.isolated import isolated
from extractors.reading.metadata import FIELDS, from_fields
from extractors.reading.settings import Settings

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "正文", "内容", "全文", "文本"),
    "title": ("title", "标题", "题目"),
    "date": ("date", "日期", "发布日期", "发布时间", "时间"),
    "publisher": ("publisher", "来源", "发布单位", "发布机构"),
    "place": ("place", "地区", "地点", "所在地"),
}
"""For each thing that a column may hold the names by which it is known; the first that is there counts."""

Row = Mapping[str, str]
"""The values of a row by their columns."""


def reports_in(path: Path, source: str, settings: Settings) -> list[ReportFile]:
    """Return the reports in the rows of a table; one that cannot be read fails alone.

    Raises ReportError where the table cannot be read, has too many rows, no column of texts or no report.
    """
    data = read_bytes(path, settings.limits)
    kind = kinds.kind(path)
    if kind == "jsonl":
        found = list(_of_lines(decode(data, path), path, source, settings))
    elif kind == "csv":
        rows = _csv_rows(decode(data, path), path, settings)
        found = list(_of_rows(rows, path, path, source, settings))
    else:
        sheets: dict[str, list[list[str]]] = isolated("xlsx", data, path, settings.limits)
        found = [
            one
            for name, rows in sheets.items()
            if rows
            for one in _of_rows(rows, path, path / _plain(name), f"{source}/{_plain(name)}", settings)
        ]
    if not found:
        raise ReportError(f"{path}: no report in this table; give it a row for each")
    if len(found) > settings.limits.reports:
        raise ReportError(
            f"{path}: {len(found)} rows, more than {settings.limits.reports}; split it, or raise the limit "
            f"(--limit reports={len(found)})"
        )
    return found


def _plain(name: str) -> str:
    """Return the name of a sheet as that of a file, which leads nowhere else."""
    return name.replace("/", "_").replace("\x00", "_").lstrip(".") or "_"


def _of_rows(
    rows: Iterable[list[str]], path: Path, place: Path, source: str, settings: Settings
) -> Iterator[ReportFile]:
    """Give the reports of rows of which the first names the columns; each is named by its number."""
    remaining = iter(rows)
    header = [name.strip() for name in next(remaining, [])]
    columns = _columns(header, place, settings)
    for number, cells in enumerate(remaining, start=2):
        row = dict(zip(header, cells, strict=False))
        if any(cell.strip() for cell in cells):
            yield _report(row, columns, path, place / str(number), f"{source}/{number}", settings)


def _of_lines(text: str, path: Path, source: str, settings: Settings) -> Iterator[ReportFile]:
    """Give the reports of lines, of which each may have keys of its own; in some there is a text."""
    rows: dict[int, Row | ReportError] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                rows[number] = _object(line, path / str(number))
            except ReportError as error:
                rows[number] = error
    keys = [key for row in rows.values() if not isinstance(row, ReportError) for key in row]
    if keys:
        _columns(list(dict.fromkeys(keys)), path, settings)
    for number, row in rows.items():
        place, below = path / str(number), f"{source}/{number}"
        try:
            if isinstance(row, ReportError):
                raise row
            file = _report(row, _columns(list(row), place, settings), path, place, below, settings)
        except ReportError as error:
            file = failing(place, below, error, path)
        yield file


def _object(line: str, place: Path) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        told = " ".join(str(error).split())
        raise ReportError(f"{place}: no JSON ({told}); write an object in each line") from None
    if not isinstance(row, dict):
        raise ReportError(f"{place}: no JSON object; write one in each line")
    return {name: str(value) for name, value in row.items() if isinstance(value, str | int | float)}


def _csv_rows(text: str, path: Path, settings: Settings) -> list[list[str]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    csv.field_size_limit(max(settings.limits.characters + 1, len(text)))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ReportError(f"{path}: not a table ({error}); save it as .csv anew") from None


def _columns(header: list[str], place: Path, settings: Settings) -> dict[str, str]:
    """Return the column of each thing that the table has one for; the text's is there."""
    columns = {}
    for field, known in COLUMNS.items():
        named = settings.columns.get(field)
        if named is not None and named not in header:
            raise ReportError(f"{place}: no column {named}; there are {_listed(header)}")
        column = named or next((name for name in known if name in header), None)
        if column is not None:
            columns[field] = column
    if "text" not in columns:
        raise ReportError(
            f"{place}: which column holds the texts? There are {_listed(header)}; say --column text=NAME"
        )
    return columns


def _listed(header: list[str]) -> str:
    shown = ", ".join(name[:40] for name in header[:10] if name)
    return (shown or "none") + (", …" if len(header) > 10 else "")


def _report(
    row: Row, columns: Mapping[str, str], path: Path, place: Path, source: str, settings: Settings
) -> ReportFile:
    return ReportFile(place, source, partial(_load, row, columns, place, settings), path)


def _load(row: Row, columns: Mapping[str, str], place: Path, settings: Settings) -> Loaded:
    held = {field: row.get(column, "") for field, column in columns.items()}
    said = repr((held, settings.metadata)).encode("utf-8", "surrogatepass")
    return Loaded(said, partial(_read, held, place, settings))


def _read(held: dict[str, str], place: Path, settings: Settings) -> Report:
    try:
        stated = from_fields({field: held[field] for field in FIELDS if field in held})
    except ValueError as error:
        raise ReportError(f"{place}: {error}; correct the row") from None
    return report(Content(held["text"], stated), place, settings=settings)
