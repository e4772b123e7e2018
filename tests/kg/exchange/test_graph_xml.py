from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings

from tests.kg.exchange.hostile import HOSTILE, relabelled, texts
from tests.kg.exchange.stores import text_of
from tests.kg.exchange.test_linked_data import is_xml
from tests.kg.small import IRI, small_store

Read = Callable[[str], Any]
READERS: dict[str, Read] = {
    "graphml": lambda text: nx.read_graphml(io.StringIO(text)),
    "gexf": lambda text: nx.read_gexf(io.BytesIO(text.encode("utf-8"))),
}


@pytest.mark.parametrize("format_", READERS)
def test_networkx_reads_back_everything_known(quads: ox.Store, format_: str) -> None:
    graph = READERS[format_](text_of(quads, format_))
    assert graph.number_of_nodes() == 10
    assert graph.number_of_edges() == 13
    assert graph.nodes[IRI["association"]] == {
        "label": "云岭省科学技术协会",
        "type": "Organization",
        "subtype": "Association",
        "names": "云岭省科协 | 省科协",
    }
    (plan,) = (data for _, _, data in graph.edges(data=True) if data["modality"] == "planned")
    for of_format in ("id", "label"):  # what GEXF has beside the attributes
        plan.pop(of_format, None)
    assert graph.nodes[plan.pop("speakers")]["label"] == "周明远"
    assert plan == {
        "relation": "serves",
        "modality": "planned",
        "time": "2026",
        "count": 5,
        "sentences": "云岭省科协主席周明远表示,省科协将服务青禾县。",
        "reports": "茶叶学会走进青禾县",
        "dates": "2025-03",
    }
    assert sorted(data["relation"] for _, _, data in graph.edges(data=True)).count("serves") == 2


@pytest.mark.parametrize("format_", READERS)
def test_a_sentence_stands_in_the_place_of_its_report(quads: ox.Store, format_: str) -> None:
    graph = READERS[format_](text_of(quads, format_))
    served = graph.get_edge_data(IRI["society"], IRI["county"])
    (edge,) = served.values() if graph.is_multigraph() else [served]
    assert edge["dates"] == "2024-12-01 | 2025-03"
    assert edge["reports"] == "去年的简报 | 茶叶学会走进青禾县"
    assert edge["sentences"].startswith("去年12月")


@settings(max_examples=30, deadline=None)
@given(name=texts)
def test_any_name_comes_back(name: str) -> None:
    quads = small_store()
    relabelled(quads, name)
    expected = "".join(char if is_xml(char) else "\ufffd" for char in name)
    for format_, read in READERS.items():
        assert read(text_of(quads, format_)).nodes[IRI["company"]]["label"] == expected


def test_gephi_keeps_what_two_things_have_in_several_relations(quads: ox.Store) -> None:
    kinds = set(re.findall(r' kind="([^"]+)"', text_of(quads, "gexf")))
    assert {"serves", "serves (planned)", "cooperatesWith (wished)"} <= kinds


def test_gexf_says_no_date(quads: ox.Store) -> None:
    relabelled(quads, HOSTILE)
    assert "lastmodified" not in text_of(quads, "gexf")
