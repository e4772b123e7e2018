"""A paper as one HTML page for screen and print (A4), without scripts and anything from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from kg.answers.formats import for_terminal
from kg.answers.paper import Paper
from kg.view.papers.text import SOURCES, more, source, subtitle


def as_html(paper: Paper) -> bytes:
    """Return the page as UTF-8."""
    style = _source("paper.css")
    digest = _base64(hashlib.sha256(style.encode()).digest())
    # Pictures stand in the page itself.
    pictures = "img-src data:; " if any(section.picture for section in paper.sections) else ""
    styles = f"style-src 'sha256-{digest}'"
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    environment.filters["plain"] = for_terminal
    environment.filters["base64"] = _base64
    page = environment.from_string(_source("paper.html")).render(
        paper=paper,
        numbers=paper.numbers(),
        subtitle=subtitle(paper),
        sources=SOURCES,
        source=source,
        more=more,
        style=Markup(style),
        policy=f"default-src 'none'; {pictures}{styles}; base-uri 'none'; form-action 'none'",
    )
    return page.encode("utf-8", "replace")


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


@cache
def _source(name: str) -> str:
    return files("kg.view.web").joinpath(name).read_text(encoding="utf-8")
