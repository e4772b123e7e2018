"""What a paper on the graph is made of: sections of words, tables, pictures and lines with their sources.

`kg.answers.brief` and `kg.view.analysis` make papers; `kg.view.papers` writes them as files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kg.answers.formats import Cell


class Note(NamedTuple):
    """A source: the title and the date of a report and the sentence in it; what is not known is None."""

    title: str | None
    date: str | None
    sentence: str | None


class Piece(NamedTuple):
    """Words, and the sources on which they rest."""

    text: str
    notes: tuple[Note, ...]


class Line(NamedTuple):
    """Pieces that stand behind one another, and how many more there would be."""

    pieces: tuple[Piece, ...]
    more: int = 0


class Grid(NamedTuple):
    """A table: its header and its rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Picture(NamedTuple):
    """A picture as PNG, and what it shows in words."""

    png: bytes
    words: str


class Section(NamedTuple):
    """What stands under a title in Chinese and English; `more`: how many lines more there would be."""

    chinese: str
    english: str
    lines: tuple[Line, ...] = ()
    more: int = 0
    words: tuple[str, ...] = ()
    picture: Picture | None = None
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A title, what this is (Chinese and English in one), sections; it prints in one column or two.

    `until` is the date up to which reports are known, None where none has a date.
    """

    title: str
    what: str
    until: str | None
    sections: tuple[Section, ...]
    columns: int = 1

    def numbers(self) -> dict[Note, int]:
        """Return the notes with their numbers from 1, in the order in which they stand."""
        notes = dict.fromkeys(
            note
            for section in self.sections
            for line in section.lines
            for piece in line.pieces
            for note in piece.notes
        )
        return {note: number for number, note in enumerate(notes, start=1)}
