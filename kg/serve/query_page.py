"""The query page: YASGUI with the store's own terms and the named questions as examples.

web/yasgui.js and web/yasgui.css are of others (make_yasgui.py); web/query.js sets them up.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup
from rdflib import RDF

from kg.answers.names import labels
from kg.answers.query import about, select
from kg.answers.questions import GROUPS, Question, load_questions
from kg.store.quads import Quads
from kg.view.inline import inline_json, source_hash
from kg.vocabulary import BASE, PREFIXES

SCRIPTS = ("yasgui.js", "query.js")
STYLES = ("yasgui.css", "query.css")

_GRIPS = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
"""The style that YASGUI adds for the grips of columns."""

_ANYWHERE = "{{ {{ {0} }} UNION {{ GRAPH ?graph {{ {0} }} }} }}"
_PROPERTIES = f"SELECT DISTINCT ?term {_ANYWHERE.format('?thing ?term ?value')}"
_CLASSES = f"SELECT DISTINCT ?term {_ANYWHERE.format(f'?thing <{RDF.type}> ?term')}"

_PREFIX = re.compile(r"\b([a-z]+):(?=[A-Za-z])")


def query_page(quads: Quads) -> str:
    """Return the page. It asks nothing but /sparql, and a browser lets it ask nothing else."""
    questions = sorted(load_questions().values(), key=lambda question: GROUPS.index(question.group))
    data = {
        "base": BASE,
        "prefixes": PREFIXES,
        "properties": _terms(quads, _PROPERTIES),
        "classes": _terms(quads, _CLASSES),
        "examples": [_example(quads, question) for question in questions],
    }
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.from_string(_source("query.html")).render(
        styles=[Markup(_source(name)) for name in STYLES],
        scripts=[Markup(_source(name)) for name in SCRIPTS],
        data=inline_json(data),
    )


@cache
def query_policy() -> str:
    """Return the content security policy: the scripts and styles of the page, requests to this server."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hashes(SCRIPTS)}",
            f"style-src {_hashes(STYLES)} {_GRIPS}",
            "img-src data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    )


def _terms(quads: Quads, query: str) -> list[str]:
    return sorted(str(row["term"]) for row in select(quads, query).texts())


def _example(quads: Quads, question: Question) -> dict[str, str]:
    """Return a question's query, about the first things for which the store has an answer."""
    query, title = question.query.strip(), question.chinese
    first = next(select(quads, f"{query} LIMIT 1").texts(), None)
    if question.parameters and first is not None:
        things = {parameter: str(first[parameter]) for parameter in question.parameters}
        query = about(query, things)
        known = labels(quads, things.values())
        for parameter, iri in things.items():
            title = title.replace(f"{{{parameter}}}", known.get(iri, iri))
    prefixes = sorted(set(_PREFIX.findall(query)) & PREFIXES.keys())
    declared = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in prefixes)
    return {"group": question.group, "title": title, "query": declared + query}


def _hashes(names: tuple[str, ...]) -> str:
    return " ".join(source_hash(_source(name)) for name in names)


@cache
def _source(name: str) -> str:
    return files("kg.serve.web").joinpath(name).read_text(encoding="utf-8")
