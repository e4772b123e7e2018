"""What a request is answered with, given the quads; all of it runs in a worker.

QueryRequest("ASK { ?x a kx:Society }", accept="text/csv", most_rows=10).reply(store.quads)
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Protocol

import pyoxigraph as ox

from kg.answers.formats import one_line, results_json, turtle
from kg.answers.graph import load_graph
from kg.answers.query import Rows, run
from kg.answers.show import show
from kg.errors import KgError, QueryError
from kg.serve.negotiation import BINDINGS, TRIPLES, chosen
from kg.serve.query_page import query_page, query_policy
from kg.serve.thing import canonical_path, thing_page, thing_policy, triples_about, unknown_thing
from kg.store.quads import Quads
from kg.view.explorer import explorer
from kg.vocabulary import BASE

HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the server: status, body, its media type and further headers."""

    status: HTTPStatus
    body: bytes
    media_type: str = "text/plain"
    headers: dict[str, str] = field(default_factory=dict)


class Request(Protocol):
    """Something that can be answered from the quads."""

    def reply(self, quads: Quads) -> Reply:
        """Return the answer. Raises KgError."""
        ...


def told(status: HTTPStatus, text: str) -> Reply:
    """Return an answer of one line of text."""
    return Reply(status, f"{one_line(text)}\n".encode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A SPARQL query, the Accept header, and the most rows that are given."""

    query: str
    accept: str
    most_rows: int

    def reply(self, quads: Quads) -> Reply:
        """Return the rows or triples in the form that the client takes; 400 for a query that is refused."""
        try:
            answer = run(quads, self.query, self.most_rows)
        except QueryError as error:
            return told(HTTPStatus.BAD_REQUEST, str(error))
        return _triples(answer, self.accept) if isinstance(answer, list) else _bindings(answer, self.accept)


@dataclass(frozen=True, slots=True)
class ThingRequest:
    """The path of a thing's IRI as a client sends it (`id/place/441625`), and the Accept header."""

    path: str
    accept: str

    def reply(self, quads: Quads) -> Reply:
        """Return the page or the triples about the thing; its one IRI for an alias; the nearest names."""
        path = canonical_path(quads, self.path)
        if path is None:
            return told(HTTPStatus.NOT_FOUND, unknown_thing(quads, self.path))
        if path.moved:
            moved = told(HTTPStatus.MOVED_PERMANENTLY, f"it is {BASE}{path.text}")
            return Reply(moved.status, moved.body, headers={"Location": path.url})
        iri = BASE + path.text
        form = chosen(self.accept, {HTML: HTML, **TRIPLES})
        if form != HTML:
            return _triples(triples_about(quads, iri), self.accept)
        headers = {"Content-Security-Policy": thing_policy(), "Vary": "Accept"}
        return Reply(HTTPStatus.OK, thing_page(show(quads, iri)).encode("utf-8", "replace"), HTML, headers)


@dataclass(frozen=True, slots=True)
class ExplorerRequest:
    """The explorer page."""

    def reply(self, quads: Quads) -> Reply:
        """Return the page, which brings its own content security policy."""
        return Reply(HTTPStatus.OK, explorer(quads, load_graph(quads), query_page="/query").encode(), HTML)


@dataclass(frozen=True, slots=True)
class QueryPageRequest:
    """The query page."""

    def reply(self, quads: Quads) -> Reply:
        """Return the page with its content security policy."""
        headers = {"Content-Security-Policy": query_policy()}
        return Reply(HTTPStatus.OK, query_page(quads).encode(), HTML, headers)


def reply_to(request: Request, quads: Quads) -> Reply:
    """Return the answer to a request, whatever happens."""
    try:
        return request.reply(quads)
    except KgError as error:
        return told(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
    except Exception as error:  # the worker goes on
        return told(HTTPStatus.INTERNAL_SERVER_ERROR, f"internal error: {type(error).__name__}")


def _bindings(answer: Rows | bool, accept: str) -> Reply:
    form = chosen(accept, BINDINGS)
    if form is None:
        return _not_acceptable(BINDINGS)
    results = {"head": {}, "boolean": answer} if isinstance(answer, bool) else results_json(answer)
    body = json.dumps(results, ensure_ascii=False).encode("utf-8", "replace")
    if form != ox.QueryResultsFormat.JSON:
        written = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON).serialize(format=form)
        body = bytes(written or b"")
    return Reply(HTTPStatus.OK, body, form.media_type, {"Vary": "Accept"})


def _triples(triples: list[ox.Triple], accept: str) -> Reply:
    form = chosen(accept, TRIPLES)
    if form is None:
        return _not_acceptable(TRIPLES)
    if form == ox.RdfFormat.TURTLE:
        body = turtle(triples).encode()
    else:
        body = bytes(ox.serialize(triples, format=form) or b"")
    return Reply(HTTPStatus.OK, body, form.media_type, {"Vary": "Accept"})


def _not_acceptable(offered: dict[str, ox.QueryResultsFormat] | dict[str, ox.RdfFormat]) -> Reply:
    return told(HTTPStatus.NOT_ACCEPTABLE, f"this answer can be had as {', '.join(offered)}")
