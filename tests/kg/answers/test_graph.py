from __future__ import annotations

import pyoxigraph as ox

from kg.answers.graph import load_graph

BASE = "https://kexie-kg.example/"
SOCIETY = f"{BASE}id/organization/云岭省茶叶学会"
ASSOCIATION = f"{BASE}id/organization/云岭省科学技术协会"
COUNTY = f"{BASE}id/place/990101"
REPORT = f"{BASE}report/aa"


def test_a_node_carries_names_type_code_and_date(quads: ox.Store) -> None:
    graph = load_graph(quads)
    assert graph.nodes[ASSOCIATION] == {
        "label": "云岭省科学技术协会",
        "type": "Organization",
        "subtype": "Association",
        "names": ["云岭省科协", "省科协"],
        "code": None,
        "date": None,
    }
    assert graph.nodes[COUNTY]["code"] == "990101"
    assert graph.nodes[f"{BASE}id/event/e1"]["date"] == "2025-03-03/2025-03-07"
    assert graph.nodes[f"{BASE}id/organization/行远公司"]["subtype"] == "Other"
    assert graph.nodes[f"{BASE}id/person/a1"]["subtype"] is None


def test_every_entity_is_a_node_and_every_statement_an_edge(quads: ox.Store) -> None:
    graph = load_graph(quads)
    assert list(graph) == sorted(graph)
    assert graph.number_of_nodes() == 10
    assert {key for _, _, key in graph.edges(keys=True)} == {f"{BASE}statement/{n:02}" for n in range(1, 15)}


def test_an_edge_carries_modality_role_time_and_count(quads: ox.Store) -> None:
    graph = load_graph(quads)
    plan = graph.edges[ASSOCIATION, COUNTY, f"{BASE}statement/11"]
    assert {name: plan[name] for name in ("relation", "modality", "role", "time", "count")} == {
        "relation": "serves",
        "modality": "planned",
        "role": None,
        "time": "2026",
        "count": 5,
    }
    post = graph.edges[f"{BASE}id/person/a1", ASSOCIATION, f"{BASE}statement/01"]
    assert (post["relation"], post["modality"], post["role"]) == ("holdsPost", "actual", "主席")


def test_evidence_comes_oldest_report_first_one_entry_for_all_spans(quads: ox.Store) -> None:
    edge = load_graph(quads).edges[SOCIETY, COUNTY, f"{BASE}statement/03"]
    assert edge["evidence"] == [
        {
            "report": f"{BASE}report/bb",
            "title": "去年的简报",
            "date": "2024-12-01",
            "source": None,
            "quote": "茶叶学会服务青禾县",
            "sentence": None,
            "begin": 5,
            "end": 14,
            "rule": "serves.direct",
            "speaker": None,
        },
        {
            "report": REPORT,
            "title": "茶叶学会走进青禾县",
            "date": "2025-03",
            "source": "old/a.txt",
            "quote": "茶叶学会…服务青禾县",
            "sentence": "茶叶学会组织专家,服务青禾县。",
            "begin": 0,
            "end": 14,
            "rule": "serves.direct",
            "speaker": None,
        },
    ]


def test_a_speaker_is_given_by_its_label(quads: ox.Store) -> None:
    plan = load_graph(quads).edges[ASSOCIATION, COUNTY, f"{BASE}statement/11"]
    assert [entry["speaker"] for entry in plan["evidence"]] == ["周明远"]


def test_an_empty_store_gives_an_empty_graph() -> None:
    graph = load_graph(ox.Store())
    assert (list(graph.nodes), list(graph.edges)) == ([], [])
