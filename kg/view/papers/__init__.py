"""A paper as a file: Markdown, one HTML page, or a Word document, by the ending of its name.

    WRITERS["docx"](write_brief(store.quads, iri))      # bytes

All words that come from reports are text in every format, on one line.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.answers.paper import Paper
from kg.view.papers.html import as_html
from kg.view.papers.markdown import as_markdown
from kg.view.papers.word import as_word

WRITERS: dict[str, Callable[[Paper], bytes]] = {"md": as_markdown, "html": as_html, "docx": as_word}
"""The formats by name, which is also the ending of a file's name."""
