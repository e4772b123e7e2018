"""The kinds of files that are read, by the endings of their names, and what the first bytes say."""

from __future__ import annotations

from pathlib import PurePath

from extractors.errors import ReportError

_KINDS = {
    ".txt": "txt",
    ".md": "txt",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".zip": "zip",
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".xlsx": "xlsx",
}
DOCUMENTS = frozenset({"txt", "html", "docx", "pdf"})
"""Kinds of files that are one report."""
TABLES = frozenset({"csv", "jsonl", "xlsx"})
"""Kinds of files with a report in each row."""

DOCUMENT_ENDINGS = ".txt, .md, .html, .docx or .pdf"
ENDINGS = ".txt, .md, .html, .docx, .pdf, .zip, .csv, .xlsx, .jsonl"

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = {
    b"%PDF-": "pdf",
    b"PK\x03\x04": "docx",
    _OLD_OFFICE: "doc",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpg",
}
_JUNK = ("~$", "._")
"""Beginnings of the names of files that Office and macOS put beside others."""


def kind(path: PurePath) -> str | None:
    """Return the kind of a file by its name, None where it is not one of those that are read."""
    return None if path.name.startswith(_JUNK) else _KINDS.get(path.suffix.lower())


def kind_of_bytes(data: bytes) -> str:
    """Return the kind of a document that has no name: a PDF, a Word document, a web page, else a text."""
    found = _signature(data)
    if found is None and data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(
        (b"<!doctype html", b"<html")
    ):
        found = "html"
    return found or "txt"


def check_text(data: bytes, path: PurePath) -> None:
    """Raise ReportError where a file that is named as text is a document of another kind."""
    found = _signature(data)
    if found is not None:
        more = "give it that ending" if found in DOCUMENTS else f"save it as one of {ENDINGS}"
        raise ReportError(f"{path}: a .{found} file by its first bytes, not a text; {more}")


def _signature(data: bytes) -> str | None:
    return next((kind for begin, kind in _SIGNATURES.items() if data.startswith(begin)), None)
