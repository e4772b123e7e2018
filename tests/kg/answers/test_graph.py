from __future__ import annotations

from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg.answers.graph import load_graph
from tests.kg.small import FIRST, IRI, SECOND


def edge(graph: nx.MultiDiGraph, relation: str, head: str, tail: str) -> dict[str, Any]:
    found = [data for data in graph[IRI[head]][IRI[tail]].values() if data["relation"] == relation]
    assert len(found) == 1
    return found[0]


def test_a_node_carries_names_type_code_and_date(quads: ox.Store) -> None:
    graph = load_graph(quads)
    assert graph.nodes[IRI["association"]] == {
        "label": "云岭省科学技术协会",
        "type": "Organization",
        "subtype": "Association",
        "names": ["云岭省科协", "省科协"],
        "code": None,
        "date": None,
    }
    assert graph.nodes[IRI["county"]]["code"] == "990101"
    assert graph.nodes[IRI["company"]]["subtype"] == "Other"
    by_type = {data["label"]: data for _, data in graph.nodes(data=True)}
    assert by_type["茶叶种植培训班"]["date"] == "2025-03-03/2025-03-07"
    assert by_type["周明远"]["subtype"] is None


def test_every_entity_is_a_node_and_every_statement_an_edge(quads: ox.Store) -> None:
    graph = load_graph(quads)
    assert list(graph) == sorted(graph)
    assert sorted(data["label"] for _, data in graph.nodes(data=True)) == sorted(
        ["云岭农业大学", "云岭省科学技术协会", "云岭省茶叶学会", "周明远", "周明远", "茶叶", "茶叶种植培训班"]
        + ["行远公司", "青禾县", "青禾行动"]
    )
    assert sorted((data["relation"], data["modality"]) for _, _, data in graph.edges(data=True)) == [
        ("advances", "actual"),
        ("cooperatesWith", "actual"),
        ("cooperatesWith", "wished"),
        ("hasIndustry", "actual"),
        ("holdsPost", "actual"),
        ("holdsPost", "actual"),
        ("locatedIn", "actual"),
        ("needs", "actual"),
        ("offers", "actual"),
        ("organizes", "actual"),
        ("partOf", "actual"),
        ("serves", "actual"),
        ("serves", "planned"),
    ]


def test_an_edge_carries_modality_role_time_and_count(quads: ox.Store) -> None:
    graph = load_graph(quads)
    plan = edge(graph, "serves", "association", "county")
    assert {name: plan[name] for name in ("modality", "role", "time", "count")} == {
        "modality": "planned",
        "role": None,
        "time": "2026",
        "count": 5,
    }
    roles = {graph.nodes[tail]["label"]: data["role"] for _, tail, data in graph.edges(data=True)}
    assert roles["云岭农业大学"] == "校长"


def test_evidence_comes_oldest_report_first_one_entry_for_all_spans(quads: ox.Store) -> None:
    evidence = edge(load_graph(quads), "serves", "society", "county")["evidence"]
    assert [entry.pop("report").startswith("https://kexie-kg.example/report/") for entry in evidence] == [
        True
    ] * 2
    assert evidence == [
        {
            "title": "去年的简报",
            "date": "2024-12-01",
            "source": "old/b.txt",
            "quote": "茶叶学会服务青禾县",
            "sentence": SECOND.splitlines()[0],
            "begin": 6,
            "end": 15,
            "rule": "serves.test",
            "speaker": None,
            "speaker_iri": None,
            "count": None,
        },
        {
            "title": "茶叶学会走进青禾县",
            "date": "2025-03",
            "source": "reports/a.txt",
            "quote": "茶叶学会…服务青禾县",
            "sentence": FIRST.splitlines()[0],
            "begin": 3,
            "end": 23,
            "rule": "serves.test",
            "speaker": None,
            "speaker_iri": None,
            "count": None,
        },
    ]


def test_a_speaker_is_given_by_label_and_iri(quads: ox.Store) -> None:
    plan = edge(load_graph(quads), "serves", "association", "county")
    (said,) = plan["evidence"]
    assert said["speaker"] == "周明远"
    assert said["speaker_iri"] in load_graph(quads)


def test_of_several_counts_the_largest_is_given(quads: ox.Store) -> None:
    graph = ox.NamedNode("https://kexie-kg.example/graph/statements")
    count = ox.NamedNode("https://kexie-kg.example/ns#count")
    statement = next(quads.quads_for_pattern(None, count, None, graph)).subject
    for number in (12, 7):
        quads.add(ox.Quad(statement, count, ox.Literal(number), graph))
    assert edge(load_graph(quads), "serves", "association", "county")["count"] == 12


def test_an_empty_store_gives_an_empty_graph() -> None:
    graph = load_graph(ox.Store())
    assert (list(graph.nodes), list(graph.edges)) == ([], [])
