"""Rows → a workbook (xlsx), one sheet for each table; the same rows give the same bytes.

    workbook({"needs": (("county", "need"), [["青禾县", "茶叶"]])})

A text is written as text, whatever it begins with: nothing in a report becomes a formula or a link.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from datetime import datetime

from kg.answers.formats import Cell, for_terminal, width
from kg.errors import KgError

Sheet = tuple[Sequence[str], Sequence[Sequence[Cell]]]
"""The header and the rows of a sheet."""

MOST_ROWS = 1_048_575
"""What a sheet holds below its header."""

LONGEST_TEXT = 32_767
"""What a cell holds, in UTF-16 units; of longer texts the beginning is written."""

_LARGEST_NUMBER = 2**53
"""Up to here a workbook's numbers, which are doubles, are exact."""

_WIDEST_COLUMN = 60
_CREATED = datetime(1980, 1, 1)


def workbook(sheets: Mapping[str, Sheet]) -> bytes:
    """Return the workbook. Raises KgError for more rows than a sheet holds."""
    import xlsxwriter  # only where a workbook is asked for

    content = io.BytesIO()
    # In memory the parts of the file all bear one fixed date.
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    bold = book.add_format({"bold": True})
    for name, (header, rows) in sheets.items():
        if len(rows) > MOST_ROWS:
            raise KgError(f"a sheet of xlsx cannot hold {len(rows):,} rows: use csv, or ask for fewer")
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, title in enumerate(header):
            cells = [title, *(row[column] for row in rows)]
            sheet.set_column(column, column, min(max(map(_width, cells)) + 2, _WIDEST_COLUMN))
            sheet.write_string(0, column, _text(title), bold)
            for row, cell in enumerate(cells[1:], start=1):
                if _is_number(cell):
                    sheet.write_number(row, column, cell)
                elif cell is not None:
                    sheet.write_string(row, column, _text(cell))
    book.close()
    return content.getvalue()


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and math.isfinite(cell) and abs(cell) <= _LARGEST_NUMBER


def _text(cell: Cell) -> str:
    """Return a cell as text that XML can hold and a cell takes."""
    text = for_terminal(str(cell)).translate({0xFFFE: None, 0xFFFF: None})
    units = text.encode("utf-16-le", "replace")
    if len(units) > 2 * LONGEST_TEXT:
        units = units[: 2 * (LONGEST_TEXT - 1)] + "…".encode("utf-16-le")
    return units.decode("utf-16-le", "ignore")


def _width(cell: Cell) -> int:
    return 0 if cell is None else width(str(cell)[:_WIDEST_COLUMN])
