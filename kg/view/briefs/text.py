"""The words of a brief that all formats share."""

from __future__ import annotations

from kg.answers.brief import Brief, Note
from kg.answers.formats import one_line

SOURCES = ("来源", "Sources")
"""The title of the notes, where a format has one."""


def subtitle(brief: Brief) -> str:
    """Return what stands under the title: what this is, and up to when the reports are known."""
    known = "" if brief.until is None else f" · 资料截至 {brief.until} reports up to that date"
    return one_line(f"知识图谱简报 brief from the graph of reports{known}")


def source(note: Note) -> str:
    """Return a note as text: the sentence, the report's title and date."""
    where = ", ".join(part for part in (note.title, note.date) if part is not None)
    return one_line(where if note.sentence is None else f"「{note.sentence}」 {where}")


def more(number: int) -> str:
    """Return the words for what found no room; nothing where all did."""
    return f" … 另有 {number} 项 {number} more" if number else ""
