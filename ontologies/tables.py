"""Reads shipped data: TSV tables (comment lines `#`, a header line, rows of exactly those columns) and TOML.

>>> read_table("ontologies", "countries.tsv", ("code", "name", "other"))[0]
Row(file="ontologies/countries.tsv", line=5, cells=("AD", "安道尔", ""))
"""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any, NamedTuple

from extractors.errors import DataFileError


class Row(NamedTuple):
    """One row with the file and line it stands on, so that a complaint can name them."""

    file: str
    line: int
    cells: tuple[str, ...]

    def error(self, what: str) -> DataFileError:
        """Return (not raise) the error that names this row."""
        return DataFileError(f"{self.file}, line {self.line}: {what}")


def read_table(package: str, name: str, columns: tuple[str, ...]) -> list[Row]:
    """Return the rows of table `name` in `package`, whose header must be exactly `columns`.

    Raises DataFileError for another header or a row with more or fewer cells.
    """
    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    return parse_table(text, f"{package.replace('.', '/')}/{name}", columns)


def parse_toml(text: str, file: str) -> dict[str, Any]:
    """Return the content of TOML `text`; `file` is what complaints call it.

    Raises DataFileError for what is no TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise DataFileError(f"{file}: {problem}") from None


def parse_table(text: str, file: str, columns: tuple[str, ...]) -> list[Row]:
    """Return the rows of `text`; `file` is what complaints call it. Raises as `read_table`."""
    width = len(columns)
    rows: list[Row] = []
    header_seen = False
    for number, line in enumerate(text.splitlines(), start=1):
        if line == "" or line[0] == "#":
            continue
        row = Row(file, number, tuple(line.split("\t")))
        if not header_seen:
            if row.cells != columns:
                raise row.error(f"the columns are {', '.join(row.cells)}; wanted {', '.join(columns)}")
            header_seen = True
        elif len(row.cells) != width:
            raise row.error(f"{len(row.cells)} cells; wanted {width}")
        else:
            rows.append(row)
    if not header_seen:
        raise DataFileError(f"{file}: no header line; wanted {', '.join(columns)}")
    return rows
