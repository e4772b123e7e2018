"""Workbooks (.xlsx): the rows of each sheet, each cell as a text."""

from __future__ import annotations

import datetime
import io
from typing import Any

from extractors.errors import ReportError
from extractors.reading.settings import Limits
from extractors.reading.unpacking import check_parts

Sheets = dict[str, list[list[str]]]


def read(data: bytes, limits: Limits) -> Sheets:
    """Return the rows of the sheets by their names, formulas as what they gave when the file was saved.

    Empty rows at the end of a sheet are left out. Raises ReportError where there are too many rows.
    """
    import openpyxl

    check_parts(data, limits)
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return {sheet.title: _rows(sheet, limits) for sheet in workbook.worksheets}


def _rows(sheet: Any, limits: Limits) -> list[list[str]]:
    rows: list[list[str]] = []
    sheet.reset_dimensions()  # what a sheet claims to span may be all of a million rows
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        texts = [_text(value) for value in row]
        while texts and not texts[-1]:
            del texts[-1]
        if not texts:
            continue
        if number > limits.reports:
            raise ReportError(
                f"more than {limits.reports} rows; split it, or raise the limit "
                f"(--limit reports={limits.reports * 10})"
            )
        rows += [[] for _ in range(number - len(rows))]
        rows.append(texts)
    return rows


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value)
