"""A page, and the triples, of one thing at the path of its own IRI."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

import jinja2
import pyoxigraph as ox
from markupsafe import Markup
from rdflib import OWL

from extractors.model import ENTITY_TYPES, RELATION_TYPES
from kg.answers.formats import for_terminal
from kg.answers.graph import things
from kg.answers.names import resolve
from kg.answers.show import Portrait, Said
from kg.errors import NotFoundError
from kg.store.patterns import term, values
from kg.store.quads import Quads
from kg.view.inline import source_hash
from kg.view.portrait import posts_once, relation_words, time_words, what_words
from kg.view.words import page_words
from kg.vocabulary import BASE, KXG

SENTENCES = 5
"""As many sentences of one statement are shown, of the newest reports."""

_NOT_ASCII = re.compile("(?:%[89a-fA-F][0-9a-fA-F])+")


class Path(NamedTuple):
    """The path of a thing's IRI; `moved`: another one was asked for, an alias or another spelling."""

    text: str
    moved: bool

    @property
    def url(self) -> str:
        """The path as a client writes it."""
        return "/" + quote(self.text, safe="/%")


def canonical_path(quads: Quads, sent: str) -> Path | None:
    """Return the path of the thing that the path of a request means, None where there is no such thing."""
    # A client encodes letters that are not ASCII; in an IRI of the store they stand as they are.
    decoded = _NOT_ASCII.sub(lambda found: unquote(found[0]), sent)
    text = "".join(char if char.isalnum() or char in "-._~%/" else quote(char, safe="") for char in decoded)
    iri = BASE + text
    if things(quads, [iri]):
        return Path(text, moved=False)
    alias = next(values(quads, ox.NamedNode(iri), str(OWL.sameAs), term(KXG.identity)), None)
    return None if alias is None else Path(alias.removeprefix(BASE), moved=True)


def unknown_thing(quads: Quads, sent: str) -> str:
    """Return what to say where no thing has the path: the thing of that name, or the nearest names."""
    name = unquote(sent.rpartition("/")[2])
    try:
        thing = resolve(quads, name, ENTITY_TYPES)
    except NotFoundError as error:
        return str(error)
    return f"nothing has this IRI; {thing.label} is {thing.iri}"


def triples_about(quads: Quads, iri: str) -> list[ox.Triple]:
    """Return the facts about a thing: those that it is subject or object of, sorted."""
    node, facts = ox.NamedNode(iri), ox.DefaultGraph()
    found = [
        *quads.quads_for_pattern(node, None, None, facts),
        *quads.quads_for_pattern(None, None, node, facts),
    ]
    return sorted({quad.triple for quad in found}, key=str)


def server_url(iri: str) -> str:
    """Return where a server has the page of a thing: at the path of its IRI."""
    return Path(iri.removeprefix(BASE), moved=False).url


def thing_page(
    portrait: Portrait,
    *,
    url: Callable[[str], str] = server_url,
    explorer: str = "/",
    overview: str | None = None,
    linked_data: str | None = None,
) -> str:
    """Return the page: names, statements by relation, the sentences of each. It needs no script.

    `url` gives where the page of another thing is; `explorer` and `overview` are where those are (the list of
    all things, if there is one), `linked_data` is JSON-LD for programs that read the page.
    """
    about, words = portrait.thing, page_words()
    kinds = [words["type"][about["type"]]]
    if about["subtype"] is not None:
        kinds.append(words["subtype"][about["subtype"]])
    known = {
        "其他名称 other names": "、".join(about["names"]),
        "代码 code": about["code"],
        "时间 date": about["date"],
    }
    return _template().render(
        style=Markup(_source("thing.css")),
        label=for_terminal(about["label"]),
        kinds=" · ".join(map(" ".join, kinds)),
        iri=portrait.iri,
        known={title: for_terminal(value) for title, value in known.items() if value},
        sections=_sections(portrait, url),
        explorer=explorer,
        overview=overview,
        linked_data=None if linked_data is None else Markup(_in_html(linked_data)),
    )


@cache
def thing_policy() -> str:
    """Return the content security policy of these pages: their style, nothing else."""
    nothing = ("default-src", "base-uri", "form-action", "frame-ancestors")
    return "; ".join(
        [*(f"{name} 'none'" for name in nothing), f"style-src {source_hash(_source('thing.css'))}"]
    )


def _in_html(json: str) -> str:
    """Return JSON in which nothing ends the element that it stands in."""
    return json.replace("<", "\\u003c")


def _sections(portrait: Portrait, url: Callable[[str], str]) -> list[dict[str, Any]]:
    def relation(one: Said) -> tuple[str, bool]:
        return one.key.relation, one.outgoing

    ordered = sorted(
        portrait.statements, key=lambda one: (RELATION_TYPES.index(one.key.relation), not one.outgoing)
    )
    sections = []
    for (name, outgoing), group in groupby(ordered, key=relation):
        rows = [
            {
                "time": for_terminal(time_words(one)),
                "words": for_terminal(what_words(one, portrait)),
                "url": url(one.other.iri),
                "sentences": _sentences(one),
            }
            for one in posts_once(list(group))
        ]
        sections.append({"title": relation_words(name, outgoing), "rows": rows})
    return sections


def _sentences(one: Said) -> list[dict[str, str]]:
    said = [
        {
            "text": for_terminal(entry["sentence"]),
            "source": for_terminal(", ".join(value for value in (entry["title"], entry["date"]) if value)),
        }
        for entry in one.said
    ]
    return [entry for number, entry in enumerate(said) if entry not in said[:number]][:SENTENCES]


@cache
def _template() -> jinja2.Template:
    # To compile it takes as long as all the rest of a page.
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.from_string(_source("thing.html"))


@cache
def _source(name: str) -> str:
    return files("kg.serve.web").joinpath(name).read_text(encoding="utf-8")
