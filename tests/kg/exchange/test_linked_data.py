from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings

from kg.exchange import sorting
from kg.exchange.linked_data import CONTEXT
from kg.store.rdf import FACTS
from tests.kg.exchange.hostile import HOSTILE, relabelled, texts
from tests.kg.exchange.stores import text_of
from tests.kg.small import IRI, small_store

OF_FACTS = {"turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD, "rdfxml": ox.RdfFormat.RDF_XML}
OF_ALL = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS}


def loaded(text: str, format_: ox.RdfFormat) -> set[ox.Quad]:
    return set(ox.parse(text.encode("utf-8"), format=format_))


def facts(quads: ox.Store) -> set[ox.Quad]:
    return set(quads.quads_for_pattern(None, None, None, FACTS))


@pytest.mark.parametrize("format_", OF_FACTS)
def test_it_holds_the_facts_and_no_plan(quads: ox.Store, format_: str) -> None:
    assert loaded(text_of(quads, format_), OF_FACTS[format_]) == facts(quads)


@pytest.mark.parametrize(
    ("format_", "name"), [("turtle", "turtle"), ("jsonld", "json-ld"), ("rdfxml", "xml")]
)
def test_rdflib_reads_the_same(quads: ox.Store, format_: str, name: str) -> None:
    graph = rdflib.Graph().parse(data=text_of(quads, format_), format=name)
    expected = rdflib.Graph().parse(
        data=b"".join(str(quad).encode() + b" .\n" for quad in facts(quads)), format="nt"
    )
    assert set(graph) == set(expected)


@pytest.mark.parametrize("format_", OF_ALL)
def test_it_holds_the_whole_store(quads: ox.Store, format_: str) -> None:
    relabelled(quads, HOSTILE)
    assert loaded(text_of(quads, format_), OF_ALL[format_]) == set(quads)


@settings(max_examples=40, deadline=None)
@given(name=texts)
def test_any_name_comes_back(name: str) -> None:
    quads = small_store()
    relabelled(quads, name)
    for format_, rdf in {"turtle": OF_FACTS["turtle"], "jsonld": OF_FACTS["jsonld"]}.items():
        assert loaded(text_of(quads, format_), rdf) == facts(quads)
    for format_, rdf in OF_ALL.items():
        assert loaded(text_of(quads, format_), rdf) == set(quads)
    label = (
        rdflib.Graph()
        .parse(data=text_of(quads, "rdfxml"), format="xml")
        .value(rdflib.URIRef(IRI["company"]), rdflib.RDFS.label)
    )
    assert str(label) == "".join(char if is_xml(char) else "\ufffd" for char in name)


def is_xml(char: str) -> bool:
    """XML 1.0, production Char."""
    return (
        char in "\t\n\r" or "\x20" <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char >= "\U00010000"
    )


@pytest.mark.parametrize("chunk", [1, 7, 1000])
def test_nquads_are_sorted_lines(quads: ox.Store, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    relabelled(quads, HOSTILE)
    monkeypatch.setattr(sorting, "_CHUNK", chunk)
    lines = text_of(quads, "nquads").split("\n")
    assert lines.pop() == ""
    assert lines == sorted(lines)
    assert len(lines) == len(quads)


def test_jsonld_reads_as_plain_json_and_needs_no_other_file(quads: ox.Store) -> None:
    document = json.loads(text_of(quads, "jsonld"))
    society = next(node for node in document["@graph"] if node["@id"] == "id:organization/云岭省茶叶学会")
    assert society["label"] == "云岭省茶叶学会"
    assert society["serves"] == "id:place/990101"
    assert document["@context"] == CONTEXT
    assert all(isinstance(means, dict) or means.count(":") for means in CONTEXT.values())


def test_terms_that_the_context_does_not_know_come_back_too() -> None:
    quads = ox.Store()
    node = ox.NamedNode(IRI["company"])
    for value in (
        ox.Literal("a"),
        ox.Literal("b", language="en"),
        ox.Literal("3", datatype=_XSD_INTEGER),
        node,
    ):
        quads.add(ox.Quad(node, ox.NamedNode("http://purl.org/dc/terms/relation"), value))
        quads.add(ox.Quad(node, ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), value))
    for format_, rdf in OF_FACTS.items():
        assert loaded(text_of(quads, format_), rdf) == set(quads)


_XSD_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
