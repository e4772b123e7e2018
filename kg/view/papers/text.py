"""The words of a paper that all formats share."""

from __future__ import annotations

from kg.answers.formats import one_line
from kg.answers.paper import Note, Paper

SOURCES = ("来源", "Sources")
"""The title of the notes, where a format has one."""


def subtitle(paper: Paper) -> str:
    """Return what stands under the title: what this is, and up to when the reports are known."""
    known = "" if paper.until is None else f" · 资料截至 {paper.until} reports up to that date"
    return one_line(paper.what + known)


def source(note: Note) -> str:
    """Return a note as text: the sentence, the report's title and date."""
    where = ", ".join(part for part in (note.title, note.date) if part is not None)
    return one_line(where if note.sentence is None else f"「{note.sentence}」 {where}")


def more(number: int) -> str:
    """Return the words for what found no room; nothing where all did."""
    return f" … 另有 {number} 项 {number} more" if number else ""
