from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from kg import open_graph
from kg.answers.questions import load_questions
from kg.api import Graph
from kg.errors import KgError, NotFoundError, QueryError, QuestionError, StoreError

Printed = Callable[..., Any]


@pytest.fixture
def graph(example_store: Path) -> Iterator[Graph]:
    with open_graph(example_store) as opened:
        yield opened


@pytest.fixture
def printed(kg: Callable[..., Result], example_store: Path) -> Printed:
    """What a command prints as JSON."""

    def run(*arguments: str) -> Any:
        return json.loads(kg(*arguments, "--format", "json", "--store", example_store).stdout)

    return run


def test_the_package_imports_nothing_heavy_and_no_click() -> None:
    probe = "import sys, kg; print({'rdflib', 'pyoxigraph', 'spacy', 'click'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout == "set()\n"


def test_answers_are_what_the_commands_print(graph: Graph, printed: Printed) -> None:
    assert graph.questions() == printed("ask")
    asked = graph.ask("谁任职", "云浮市科协")
    assert asked == graph.ask("posts", "云浮市科协") == printed("ask", "谁任职", "云浮市科协")
    assert asked["answers"]
    assert {entry["answer"] for entry in asked["evidence"]} == set(asked["answers"])
    assert graph.ask("哪些学会服务德庆县") == printed("ask", "哪些学会服务德庆县")
    assert graph.show("沈若兰") == printed("show", "沈若兰")
    assert graph.match() == printed("match")
    assert graph.match(county="德庆县") == printed("match", "--county", "德庆县")
    assert graph.match(society="省亚热带果树学会") == printed("match", "--society", "省亚热带果树学会")
    assert graph.followup("云浮市科协") == printed("followup", "云浮市科协")
    assert graph.analyze() == printed("analyze")
    assert graph.analyze("hubs", "movers", since="2024") == printed(
        "analyze", "hubs", "movers", "--since", "2024"
    )
    assert len(graph.followup()) > len(graph.followup("云浮市科协")) > 0


def test_a_name_is_resolved_and_a_statement_leads_to_its_sentences(graph: Graph) -> None:
    assert graph.resolve("德庆") == {"iri": "https://kexie-kg.example/id/place/441226", "label": "德庆县"}
    one = graph.show("德庆县")["statements"][0]
    assert graph.evidence(one["statement"]) == one["said"]


def test_a_query_gives_texts_a_bool_or_turtle(graph: Graph) -> None:
    rows = graph.query("SELECT ?x ?code { ?x rdfs:label '德庆县'@zh OPTIONAL { ?x kx:nothing ?code } }")
    assert rows == [{"x": "https://kexie-kg.example/id/place/441226", "code": None}]
    assert graph.query("ASK { ?x rdfs:label '德庆县'@zh }") is True
    assert "kx:County" in str(graph.query("CONSTRUCT WHERE { id:place\\/441226 a ?type }"))


def test_a_graph_of_a_date(example_store: Path, printed: Printed) -> None:
    with open_graph(str(example_store), as_of="2024-06") as then:
        assert then.show("云浮市科协") == printed("show", "云浮市科协", "--as-of", "2024-06")
        assert then.match() == printed("match", "--as-of", "2024-06")
        assert then.followup() == printed("followup", "--as-of", "2024-06")


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        (lambda graph: graph.show("德清县"), NotFoundError, "德庆县"),
        (lambda graph: graph.ask("谁任职"), QuestionError, "谁任职 needs BODY; example: kg ask 谁任职 "),
        (lambda graph: graph.ask("reports", "德庆县"), QuestionError, "needs no name"),
        (lambda graph: graph.ask("你好吗"), QuestionError, "not understood"),
        (lambda graph: graph.match(county="云浮市科协"), NotFoundError, "no Place named"),
        (lambda graph: graph.evidence("x> y"), NotFoundError, "no statement x> y"),
        (lambda graph: graph.evidence("\ud800"), NotFoundError, "no statement"),
        (lambda graph: graph.query("DROP ALL"), QueryError, "DROP"),
        (lambda graph: graph.query("ASK { SERVICE <http://a.example/> {} }"), QueryError, "SERVICE"),
    ],
)
def test_errors_are_of_the_project(
    graph: Graph, wrong: Callable[[Graph], object], error: type[KgError], words: str
) -> None:
    with pytest.raises(error, match=words):
        wrong(graph)


def test_there_must_be_a_store_and_a_date(tmp_path: Path, example_store: Path) -> None:
    with pytest.raises(StoreError):
        open_graph(tmp_path / "none")
    with pytest.raises(KgError, match="'2024-13' is no date"):
        open_graph(example_store, as_of="2024-13")


def test_every_question_of_the_list_can_be_asked_with_its_example(graph: Graph) -> None:
    for question in load_questions().values():
        assert graph.ask(question.id, *question.example)["question"] == question.name
