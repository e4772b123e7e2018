"""How commands write their results: what is safe on a terminal, and as exact bytes elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from kg.answers.formats import Cell, comma_separated, for_terminal, one_line, table
from kg.errors import KgError

_LONGEST_SENTENCE = 160

Writer = Callable[[Sequence[str], Sequence[Sequence[Cell]]], str]

ROWS: dict[str, Writer] = {"table": table, "csv": comma_separated}
"""The formats that write a header and rows."""


def default_format() -> str:
    """Return what to write where the user asks for nothing: a table on a terminal, else CSV."""
    return "table" if sys.stdout.isatty() else "csv"


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
