"""How commands write their results: what is safe on a terminal, and as exact bytes elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kg.answers.formats import ROWS, Cell, for_terminal, json_text, one_line, table
from kg.answers.workbook import Sheet, workbook
from kg.errors import KgError
from kg.store.generation import replacing

Answer = tuple[Sequence[Cell], Sequence[Mapping[str, Any]]]
"""The cells of a row, and the entries of its evidence."""

_LONGEST_SENTENCE = 160

_BYTE_ORDER_MARK = "\ufeff"
"""Tells spreadsheets that a file of CSV is UTF-8; what a program reads from a pipe begins without it."""


def default_format() -> str:
    """Return what to write where the user asks for nothing: a table on a terminal, else CSV."""
    return "table" if sys.stdout.isatty() else "csv"


@dataclass(frozen=True, slots=True)
class Output:
    """Where the result of a command goes, a file or standard output, and in which format.

    `asked` is the format where the user names one, in words or by the ending of the file.
    """

    asked: str | None = None
    file: Path | None = None

    @property
    def format(self) -> str:
        """The format to write: that asked for, else what suits the place."""
        return default_format() if self.asked is None else self.asked

    def rows(self, header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Write rows: as a table, CSV, Markdown, a workbook with one sheet, or JSON records."""
        if self.format == "json":
            self.json([dict(zip(header, row, strict=True)) for row in rows])
        elif self.format == "xlsx":
            self.sheets({"kg": (header, rows)})
        else:
            self.text(ROWS[self.format](header, rows))

    def with_sentences(self, header: Sequence[str], answers: Sequence[Answer]) -> None:
        """Write rows with their sentences: below each in a table, else one row for each sentence."""
        if self.format == "table":
            self.text(table_with_sentences(header, answers))
        else:
            self.rows(*rows_with_sentences(header, answers))

    def sheets(self, sheets: Mapping[str, Sheet]) -> None:
        """Write tables as the sheets of a workbook."""
        self.bytes(workbook(sheets))

    def json(self, value: Any) -> None:
        """Write JSON."""
        self.text(json_text(value))

    def text(self, text: str) -> None:
        """Write text."""
        if self.file is None:
            emit(text)
        else:
            mark = _BYTE_ORDER_MARK if self.format == "csv" else ""
            self.bytes((mark + text).encode("utf-8", "replace"))

    def bytes(self, content: bytes) -> None:
        """Write a file's content as it is."""
        if self.file is None:
            click.echo(content, nl=False)
            return
        with writing(self.file), replacing(self.file) as file:
            file.write(content)
        click.echo(self.file.resolve())


def table_with_sentences(header: Sequence[str], answers: Sequence[Answer]) -> str:
    """Return a table with the sentences of each row below it."""
    lines = table(header, [cells for cells, _ in answers]).splitlines()
    shown = lines[:2]
    for line, (_, entries) in zip(lines[2:], answers, strict=True):
        shown += [line, *map(quoted, entries)]
    return "\n".join(shown) + "\n"


def rows_with_sentences(
    header: Sequence[str], answers: Sequence[Answer]
) -> tuple[list[str], list[list[Cell]]]:
    """Return header and rows, one row for each sentence; one without a sentence stands alone."""
    return [*header, "句子 sentence", "报告 title", "日期 date"], [
        [*cells, entry.get("sentence"), entry.get("title"), entry.get("date")]
        for cells, entries in answers
        for entry in entries or [{}]
    ]


def quoted(entry: Mapping[str, Any]) -> str:
    """Return a piece of evidence as a line of text: the sentence, the report's title and date.

    Of sentences too long to read only the words that say it are shown.
    """
    words = entry["sentence"] if len(entry["sentence"]) <= _LONGEST_SENTENCE else entry["quote"]
    return "    " + one_line(f"「{words}」 {source(entry)}")


def source(entry: Mapping[str, Any]) -> str:
    """Return title and date of the report that a piece of evidence is from."""
    return one_line(", ".join(value for value in (entry["title"], entry["date"]) if value is not None))


def emit(text: str) -> None:
    """Write a result to standard output; on a terminal without control characters."""
    # color=True: click would take escape sequences out of what goes to a file or a pipe, where bytes count.
    click.echo(for_terminal(text) if sys.stdout.isatty() else text, nl=False, color=True)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what keeps a file from being written into one line that says what to do."""
    try:
        yield
    except OSError as error:
        raise KgError(f"cannot write {path}: {error.strerror}; name a file in an existing folder") from None
