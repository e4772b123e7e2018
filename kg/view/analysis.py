"""The analysis for people: in the words of the page, as text, and as a paper with pictures.

WRITERS["docx"](analysis_paper(tables, until, sentences, plot))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

from kg.answers.analysis import Sentences, Table, said
from kg.answers.diff import Kind
from kg.answers.formats import Cell
from kg.answers.paper import Grid, Line, Note, Paper, Picture, Piece, Section
from kg.view.words import CHANGES, page_words

_KINDS = {"type": "type", "kind": "subtype", "relation": "relation", "modality": "modality"}
"""Column → the kind of words of the page in which its cells are told."""

_NOTHING = "图谱中没有 the graph has none"

MOST_ROWS = 20
"""As many rows of a table are read; CSV, JSON and xlsx have all."""

SENTENCES = 3
"""As many sentences of one row are shown, of the newest reports; JSON has all."""


def in_words(table: Table) -> list[list[Cell]]:
    """Return the rows with terms of the vocabulary in Chinese and English: 机构 Organization."""
    return [
        [_in_words(column, cell) for column, cell in zip(table.columns, row.cells, strict=True)]
        for row in table.rows
    ]


def beginning(table: Table) -> Table:
    """Return what people read of a table: its first rows, its meaning with how many there are."""
    number = len(table.rows)
    if number <= MOST_ROWS:
        return table
    chinese, english = table.meaning
    meaning = (
        f"{chinese}以下为前{MOST_ROWS}项，共{number}项。",
        f"{english} The first {MOST_ROWS} of {number}.",
    )
    return replace(table, rows=table.rows[:MOST_ROWS], meaning=meaning)


def analysis_paper(
    tables: Sequence[Table],
    until: str | None,
    sentences: Sentences,
    plot: Callable[[Table], Picture | None] | None,
) -> Paper:
    """Return the paper on some tables; without `plot` it has no pictures.

    Rows with a sentence in `sentences` are listed below their table, each with its newest sources.
    """
    return Paper(
        "图谱结构分析",
        "知识图谱分析 analysis of the graph of reports",
        until,
        tuple(
            Section(
                *table.title,
                lines=tuple(_lines(table, sentences)),
                words=table.meaning if table.rows else (*table.meaning, _NOTHING),
                picture=None if plot is None else plot(table),
                grid=Grid(tuple(table.header), tuple(map(tuple, in_words(table)))) if table.rows else None,
            )
            for table in map(beginning, tables)
        ),
    )


def _lines(table: Table, sentences: Sentences) -> list[Line]:
    lines = []
    for row in table.rows:
        notes = [Note(entry["title"], entry["date"], entry["sentence"]) for entry in said(row, sentences)]
        if notes:
            named = Piece(str(row.cells[0]), tuple(notes[:SENTENCES]))
            lines.append(Line((named,), max(0, len(notes) - SENTENCES)))
    return lines


def _in_words(column: str, cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    if column == "change":
        return CHANGES[cast(Kind, cell)]
    return " ".join(page_words()[_KINDS[column]][cell][:2]) if column in _KINDS else cell
