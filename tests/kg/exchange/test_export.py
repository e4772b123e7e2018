from __future__ import annotations

import io
import random

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.exchange.export import FORMATS, export
from kg.vocabulary import PREFIXES
from tests.kg.small import IRI

HOSTILE = "<script>alert(1)</script> \"'&]]>\n二\x1b[31m\u2028\ufffe行"


def loaded(text: str, format_: ox.RdfFormat) -> set[ox.Quad]:
    return set(ox.parse(text.encode("utf-8"), format=format_))


def relabelled(quads: ox.Store) -> None:
    """Give the company a hostile name."""
    node, label = ox.NamedNode(IRI["company"]), ox.NamedNode(f"{PREFIXES['rdfs']}label")
    for quad in list(quads.quads_for_pattern(node, label, None, None)):
        quads.remove(quad)
    quads.add(ox.Quad(node, label, ox.Literal(HOSTILE, language="zh")))


def test_turtle_holds_the_facts_and_no_plan(quads: ox.Store) -> None:
    facts = {
        ox.Quad(q.subject, q.predicate, q.object) for q in quads if isinstance(q.graph_name, ox.DefaultGraph)
    }
    assert loaded(export(quads, "turtle"), ox.RdfFormat.TURTLE) == facts


@pytest.mark.parametrize(("format_", "rdf"), [("trig", ox.RdfFormat.TRIG), ("nquads", ox.RdfFormat.N_QUADS)])
def test_trig_and_nquads_hold_the_whole_store(quads: ox.Store, format_: str, rdf: ox.RdfFormat) -> None:
    relabelled(quads)
    assert loaded(export(quads, format_), rdf) == set(quads)


def test_nquads_are_sorted_lines(quads: ox.Store) -> None:
    relabelled(quads)
    lines = export(quads, "nquads").split("\n")
    assert lines.pop() == ""
    assert lines == sorted(lines)
    assert len(lines) == len(quads)


@pytest.mark.parametrize("format_", FORMATS)
def test_equal_stores_give_equal_bytes(quads: ox.Store, format_: str) -> None:
    shuffled = list(quads)
    random.Random(7).shuffle(shuffled)
    other = ox.Store()
    other.extend(shuffled)
    assert export(other, format_) == export(quads, format_)


def test_graphml_reads_back_with_everything_known(quads: ox.Store) -> None:
    graph = nx.read_graphml(io.StringIO(export(quads, "graphml")))
    assert graph.number_of_nodes() == 10
    assert graph.nodes[IRI["association"]] == {
        "label": "云岭省科学技术协会",
        "type": "Organization",
        "subtype": "Association",
        "names": "云岭省科协 | 省科协",
    }
    (plan,) = (data for _, _, data in graph.edges(data=True) if data["modality"] == "planned")
    assert plan == {
        "relation": "serves",
        "modality": "planned",
        "time": "2026",
        "count": 5,
        "sentences": "云岭省科协主席周明远表示,省科协将服务青禾县。",
        "reports": "茶叶学会走进青禾县",
    }
    assert sorted(data["relation"] for _, _, data in graph.edges(data=True)).count("serves") == 2


def test_graphml_holds_hostile_names_as_text(quads: ox.Store) -> None:
    relabelled(quads)
    graph = nx.read_graphml(io.StringIO(export(quads, "graphml")))
    expected = HOSTILE.replace("\x1b", "\ufffd").replace("\ufffe", "\ufffd")
    assert graph.nodes[IRI["company"]]["label"] == expected


def test_an_empty_store_can_be_exported() -> None:
    assert {format_: bool(export(ox.Store(), format_)) for format_ in FORMATS} == {
        "turtle": False,
        "trig": False,
        "nquads": False,
        "graphml": True,
        "mentions": True,
    }
