"""SPARQL 1.1 protocol, query only: https://www.w3.org/TR/sparql11-protocol/."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.kg.serve.client import FORM, QUERY, Client
from tests.kg.serve.conftest import Serve

WHO = "SELECT ?name { ?x a kx:Society ; rdfs:label ?name }"
FACTS = "CONSTRUCT { ?x a kx:Society } { ?x a kx:Society }"
ENCODED = urlencode({"query": WHO})


@pytest.mark.parametrize(
    ("path", "body", "content_type"),
    [
        (f"/sparql?{ENCODED}", None, ""),
        ("/sparql", ENCODED, FORM),
        ("/sparql", ENCODED, f"{FORM}; charset=UTF-8"),
        ("/sparql", WHO, QUERY),
    ],
)
def test_a_query_is_sent_in_three_ways(
    client: Client, path: str, body: str | None, content_type: str
) -> None:
    headers = {"Content_Type": content_type} if content_type else {}
    response = client.ask(path, body, **headers)
    assert response.status == 200
    assert response.media_type == "application/sparql-results+json"
    bindings = json.loads(response.text)["results"]["bindings"]
    assert bindings == [{"name": {"type": "literal", "value": "云岭省茶叶学会", "xml:lang": "zh"}}]


@pytest.mark.parametrize(
    ("query", "accept", "media_type", "within"),
    [
        (WHO, "", "application/sparql-results+json", '"vars": ["name"]'),
        (WHO, "*/*", "application/sparql-results+json", '"vars": ["name"]'),
        (WHO, "application/sparql-results+xml", "application/sparql-results+xml", '<binding name="name">'),
        (WHO, "text/csv;q=0.9, application/json;q=0.1", "text/csv", "name\r\n云岭省茶叶学会\r\n"),
        (WHO, "text/tab-separated-values", "text/tab-separated-values", '?name\n"云岭省茶叶学会"@zh\n'),
        ("ASK { ?x a kx:Society }", "", "application/sparql-results+json", '"boolean": true'),
        ("ASK { ?x a kx:No }", "application/xml", "application/sparql-results+xml", "<boolean>false"),
        (FACTS, "", "text/turtle", "@prefix kx:"),
        (FACTS, "text/*;q=0.2, application/n-triples", "application/n-triples", "#Society> .\n"),
        (FACTS, "application/ld+json", "application/ld+json", '"https://kexie-kg.example/ns#Society"'),
        (FACTS, "application/rdf+xml", "application/rdf+xml", "<rdf:RDF"),
        ("DESCRIBE <https://kexie-kg.example/id/place/990101>", "", "text/turtle", "青禾县"),
    ],
)
def test_the_client_chooses_the_form(
    client: Client, query: str, accept: str, media_type: str, within: str
) -> None:
    response = client.query(query, **({"Accept": accept} if accept else {}))
    assert (response.status, response.media_type) == (200, media_type)
    assert response.headers["Content-Type"].count("charset") <= 1
    assert within in response.text
    assert response.headers["Vary"] == "Accept"


def test_a_form_that_cannot_be_had_is_406(client: Client) -> None:
    response = client.query(WHO, Accept="image/png, text/csv;q=0")
    assert response.status == 406
    assert "text/csv" in response.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("ASK { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }", "SERVICE is refused"),
        ("SELECT * FROM <http://127.0.0.1:1/> { ?a ?b ?c }", "FROM is refused"),
        ("LOAD <http://127.0.0.1:1/>", "LOAD is refused"),
        ("DELETE WHERE { ?a ?b ?c }", "DELETE is refused"),
        ("SELECT * { ?a ?b }", "the query is not SPARQL: line 1, column"),
        ("", "the query is empty"),
        ("(" * 200, "nested more than"),
    ],
)
def test_what_is_refused_is_400_and_one_line(client: Client, query: str, said: str) -> None:
    response = client.ask("/sparql", query, Content_Type=QUERY)
    assert (response.status, response.media_type) == (400, "text/plain")
    assert said in response.text
    assert re.fullmatch(".+\n", response.text)


@pytest.mark.parametrize(
    ("path", "body", "content_type", "status", "said"),
    [
        ("/sparql", None, "", 400, "send one query, not 0"),
        (f"/sparql?{ENCODED}&{ENCODED}", None, "", 400, "send one query, not 2"),
        (f"/sparql?{ENCODED}&default-graph-uri=http://a/", None, "", 400, "default-graph-uri is refused"),
        ("/sparql", f"{ENCODED}&named-graph-uri=http://a/", FORM, 400, "named-graph-uri is refused"),
        ("/sparql?named-graph-uri=http://a/", WHO, QUERY, 400, "named-graph-uri is refused"),
        ("/sparql", "update=CLEAR+ALL", FORM, 400, "updates are refused"),
        ("/sparql", "CLEAR ALL", "application/sparql-update", 400, "updates are refused"),
        ("/sparql", b"ASK { ?a ?b '\xff' }", QUERY, 400, "not UTF-8"),
        ("/sparql?query=%FF", None, "", 400, "not UTF-8"),
        ("/sparql", WHO, "text/plain", 415, "application/sparql-query"),
        ("/", WHO, QUERY, 405, "POST is not for this address"),
        ("/etc/passwd", None, "", 404, "/sparql"),
        ("/id/../../etc/passwd", None, "", 404, "named"),
    ],
)
def test_bad_requests_say_what_is_wrong(
    client: Client, path: str, body: str | bytes | None, content_type: str, status: int, said: str
) -> None:
    response = client.ask(path, body, **({"Content_Type": content_type} if content_type else {}))
    assert response.status == status
    assert said in response.text
    assert re.fullmatch(".+\n", response.text)


def test_other_methods_are_refused(client: Client) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        assert client.ask("/sparql", "x", method=method).status == 501
    assert client.ask("/sparql", None, method="OPTIONS").status == 204
    head = client.ask(f"/sparql?{ENCODED}", method="HEAD")
    assert (head.status, head.text) == (200, "")
    assert int(head.headers["Content-Length"]) > 0


def test_no_page_of_another_origin_reads_answers(client: Client, serve: Serve, small_folder: Path) -> None:
    response = client.query(WHO, Origin="https://other.example")
    assert [name for name in response.headers if name.startswith("Access-Control")] == []
    told = serve(small_folder, origin="https://other.example").query(WHO)
    assert told.headers["Access-Control-Allow-Origin"] == "https://other.example"
