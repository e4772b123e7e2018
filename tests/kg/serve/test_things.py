"""The explorer, and a page and triples for each thing at the path of its IRI."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from tests.kg.serve.client import Client
from tests.kg.serve.conftest import Serve, put
from tests.kg.small import IRI
from tests.kg.view.pages import data_of

SOCIETY = "/id/organization/" + quote("云岭省茶叶学会")


def test_a_thing_has_a_page_with_its_sentences(client: Client) -> None:
    response = client.ask(SOCIETY, Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (response.status, response.media_type) == (200, "text/html")
    assert "<h1>云岭省茶叶学会</h1>" in response.text
    assert "其他名称 other names</dt><dd>茶叶学会</dd>" in response.text
    assert '<a href="/id/place/990101">青禾县</a>' in response.text
    assert "茶叶学会在青禾县举办茶叶种植培训班。" in response.text
    assert "去年的简报, 2024-12-01" in response.text


def test_each_link_of_a_page_leads_to_a_page(client: Client) -> None:
    links = set(re.findall('href="(/[^"]*)"', client.ask(SOCIETY).text))
    assert len(links) > 5
    assert {link: client.ask(link).status for link in links} == dict.fromkeys(links, 200)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/ld+json", "application/ld+json"),
        ("text/turtle", "text/turtle"),
        ("application/n-triples", "application/n-triples"),
    ],
)
def test_programs_get_the_triples(client: Client, accept: str, media_type: str) -> None:
    response = client.ask(SOCIETY, Accept=accept)
    assert (response.status, response.media_type) == (200, media_type)
    form = ox.RdfFormat.from_media_type(media_type)
    found = {(quad.subject.value, quad.predicate.value.rpartition("#")[2], quad.object.value)
             for quad in ox.parse(response.text, format=form)}  # fmt: skip
    assert (IRI["society"], "serves", IRI["county"]) in found
    assert (IRI["university"], "cooperatesWith", IRI["society"]) in found
    assert client.ask(SOCIETY, Accept=accept).text == response.text


def test_an_unknown_thing_is_404_with_the_nearest(client: Client) -> None:
    for path, said in (
        ("/id/organization/" + quote("云岭省茶学会"), "云岭省茶叶学会"),
        ("/id/organization/" + quote("省科协"), f"云岭省科学技术协会 is {IRI['association']}"),
        ("/id/", "nothing named"),
        ("/id/%FF%00%3Cscript%3E", "nothing named"),
    ):
        response = client.ask(path)
        assert (response.status, response.media_type) == (404, "text/plain")
        assert said in response.text


def test_an_alias_leads_to_the_thing(serve: Serve, small_folder: Path) -> None:
    alias = ox.NamedNode("https://kexie-kg.example/id/place/990199")
    same = ox.NamedNode("http://www.w3.org/2002/07/owl#sameAs")
    identity = ox.NamedNode("https://kexie-kg.example/graph/identity")
    put(small_folder, [ox.Quad(alias, same, ox.NamedNode(IRI["society"]), identity)])
    response = serve(small_folder).ask("/id/place/990199")
    assert (response.status, response.headers["Location"]) == (301, SOCIETY)


def test_hostile_text_stays_text(serve: Serve, small_folder: Path) -> None:
    name = "<script>alert(1)</script>\"'\u202e&"
    iri = ox.NamedNode("https://kexie-kg.example/id/organization/hostile")
    rdf, rdfs = (
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "http://www.w3.org/2000/01/rdf-schema#label",
    )
    put(
        small_folder,
        [
            ox.Quad(iri, ox.NamedNode(rdf), ox.NamedNode("https://kexie-kg.example/ns#Organization")),
            ox.Quad(iri, ox.NamedNode(rdfs), ox.Literal(name, language="zh")),
        ],
    )
    response = serve(small_folder).ask("/id/organization/hostile")
    assert "<h1>&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;&amp;</h1>" in response.text
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy


def test_the_explorer_is_at_the_root(client: Client) -> None:
    response = client.ask("/")
    assert 'href="/query"' in response.text
    assert 'href="/"' in client.ask("/query").text
    assert (response.status, response.media_type) == (200, "text/html")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "<title>科协知识图谱</title>" in response.text
    assert "云岭省茶叶学会" in {node["label"] for node in data_of(response.text)["nodes"]}
