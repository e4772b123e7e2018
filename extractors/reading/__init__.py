"""Report files to Documents: which files are reports, their text, and what is known of them beside it.

    for file in find_reports([Path("news")]):
        document = file.read().document

One module reads each format (`docx`, `html`, `pdf`, `tables`, `archives`), as docs/formats.md says; nothing
here reads a text for its meaning.
"""

from __future__ import annotations

from pathlib import Path

from extractors.model import Document
from extractors.reading.bylines import report_date
from extractors.reading.content import Report, document
from extractors.reading.files import ReportFile, file_report
from extractors.reading.finding import find_reports
from extractors.reading.metadata import Metadata
from extractors.reading.settings import DEFAULT, Limits, Settings

__all__ = [
    "Limits", "Metadata", "Report", "ReportFile", "Settings", "document", "find_reports", "read",
    "report_date",
]  # fmt: skip


def read(path: Path) -> Document:
    """Return the Document of a file that is one report. Raises ReportError where it cannot be read."""
    return file_report(path, path.name, DEFAULT).read().document
