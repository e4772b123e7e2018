"""A brief as one HTML page for screen and print (A4), without scripts and anything from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from kg.answers.brief import Brief
from kg.answers.formats import for_terminal
from kg.view.briefs.text import SOURCES, more, source, subtitle


def as_html(brief: Brief) -> bytes:
    """Return the page as UTF-8."""
    style = _source("brief.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    environment.filters["plain"] = for_terminal
    page = environment.from_string(_source("brief.html")).render(
        brief=brief,
        numbers=brief.numbers(),
        subtitle=subtitle(brief),
        sources=SOURCES,
        source=source,
        more=more,
        style=Markup(style),
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )
    return page.encode("utf-8", "replace")


@cache
def _source(name: str) -> str:
    return files("kg.view.web").joinpath(name).read_text(encoding="utf-8")
