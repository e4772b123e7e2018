from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from kg.answers.followup import Link, Promise
from kg.answers.tenures import Tenure
from kg.view.page import page_data

BASE = "https://kexie-kg.example/"


@pytest.fixture
def plans(make: Any) -> tuple[nx.MultiDiGraph, dict[str, str]]:
    """A society that plans a station and later has built it, and its president."""
    society = make.thing("Organization", "茶叶学会", "Society")
    station = make.thing("Facility", "茶叶科技小院", "Station")
    person = make.thing("Person", "林远")
    planned = make.say(
        society, "builds", station, "将建", "学会将建小院。", "planned", source="reports/a.txt"
    )
    built = make.say(society, "builds", station, "建成", "学会建成小院。", source="reports/b.txt")
    post = make.say(person, "holdsPost", society, "会长林远", "会长林远出席。", role="会长")
    graph = make.graph()
    return graph, {name: BASE + key for name, key in (("planned", planned), ("built", built), ("post", post))}


def promise(statement: str, sentence: str = "学会将建小院。", links: tuple[Link, ...] = ()) -> Promise:
    return Promise(
        "茶叶学会",
        "建设",
        "茶叶科技小院",
        2,
        "planned",
        "a",
        "2025-03-18",
        sentence,
        None,
        statement,
        links,
        7,
    )


def test_promises_point_to_statements_and_evidence(plans: tuple[nx.MultiDiGraph, dict[str, str]]) -> None:
    graph, said = plans
    link = Link("done", "b", "2025-06-01", "学会建成小院。", "actual", said["built"], "by itself")
    data = page_data(graph, promises=[promise(said["planned"], links=(link,))])
    [row] = data["promises"]
    assert data["nodes"][row["owner"]]["label"] == "茶叶学会"
    assert data["nodes"][row["object"]]["label"] == "茶叶科技小院"
    assert (row["count"], row["months"]) == (2, 7)
    edge, number = row["said"]
    assert (BASE + data["edges"][edge]["key"], number) == (said["planned"], 0)
    [[edge, number, shows]] = row["answers"]
    assert (BASE + data["edges"][edge]["key"], number, shows) == (said["built"], 0, "done")


def test_what_is_not_in_the_graph_is_left_out(plans: tuple[nx.MultiDiGraph, dict[str, str]]) -> None:
    graph, said = plans
    elsewhere = Link("moving", "b", "2025-06-01", "别处。", "actual", BASE + "statement/none", "by itself")
    kept, lost = promise(said["planned"], links=(elsewhere,)), promise(BASE + "statement/none")
    data = page_data(graph, promises=[lost, kept, promise(said["planned"], "另一句。")])
    assert [row["answers"] for row in data["promises"]] == [[]]


def test_a_post_has_its_term(plans: tuple[nx.MultiDiGraph, dict[str, str]]) -> None:
    graph, said = plans
    [person] = [iri for iri, kind in graph.nodes(data="type") if kind == "Person"]
    [body] = [iri for iri, kind in graph.nodes(data="type") if kind == "Organization"]
    tenure = Tenure(
        person,
        body,
        "会长",
        True,
        "2024-03",
        "2025-03-18",
        "2025-05",
        person,
        False,
        (said["post"],),
        frozenset(),
    )
    data = page_data(graph, tenures=[tenure])
    by_key = {edge["key"]: edge for edge in data["edges"]}
    [number] = [node["id"] for node in data["nodes"] if node["group"] == "Person"]
    assert by_key[said["post"].removeprefix(BASE)]["tenure"] == {
        "since": "2024-03",
        "last": "2025-03-18",
        "until": "2025-05",
        "successor": number,
    }
    assert [edge for edge in data["edges"] if "tenure" in edge and edge["relation"] != "holdsPost"] == []
