"""What an analysis gives: a table that says what it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kg.answers.formats import Cell

Sentences = Mapping[str, Sequence[Mapping[str, Any]]]
"""Statement → the entries of its evidence (`kg.answers.evidence`)."""


class Row(NamedTuple):
    """The cells of a row, and the statements (their IRIs) on which they rest."""

    cells: tuple[Cell, ...]
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A part of the analysis: its name, its title, and one sentence on what it means (Chinese, English).

    `columns` gives each column's name and that in Chinese.
    """

    name: str
    title: tuple[str, str]
    meaning: tuple[str, str]
    columns: Mapping[str, str]
    rows: tuple[Row, ...]

    @property
    def header(self) -> list[str]:
        """The columns as answers show them: 机构 body."""
        return [f"{chinese} {name}" for name, chinese in self.columns.items()]


def said(row: Row, sentences: Sentences) -> list[Mapping[str, Any]]:
    """Return the evidence of a row, the newest report first, each sentence once."""
    entries = {
        (entry["report"], entry["sentence"]): entry
        for statement in row.statements
        for entry in sentences.get(statement, ())
    }
    return sorted(entries.values(), key=lambda entry: entry["date"] or "", reverse=True)


def most_first(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows in the order of their numbers, the largest first, then of their texts."""
    return tuple(sorted(rows, key=_rank))


def _rank(row: Row) -> tuple[list[float], list[str], tuple[str, ...]]:
    numbers = [-cell for cell in row.cells if isinstance(cell, int | float)]
    return numbers, [cell or "" for cell in row.cells if not isinstance(cell, int | float)], row.statements
