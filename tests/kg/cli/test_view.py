from __future__ import annotations

import json
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.kg.view.pages import data_of

Kg = Callable[..., Result]


def test_it_writes_the_page_and_prints_its_place(kg: Kg, example_store: Path, tmp_path: Path) -> None:
    page = tmp_path / "graph.html"
    result = kg("view", "-o", page, "--store", example_store)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{page}\n", "")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "<title>科协知识图谱</title>" in text
    assert [path.name for path in tmp_path.iterdir()] == ["graph.html"]


def test_texts_can_be_left_out(kg: Kg, example_store: Path, tmp_path: Path) -> None:
    kept: list[set[bool]] = []
    for name, options in (("with.html", []), ("without.html", ["--no-text"])):
        assert kg("view", "-o", tmp_path / name, "--store", example_store, *options).exit_code == 0
        page = (tmp_path / name).read_text(encoding="utf-8")
        kept.append({"text" in report for report in data_of(page)["reports"]})
    assert kept == [{True}, {False}]


def test_it_opens_the_browser_on_request(
    kg: Kg, example_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    page = tmp_path / "图.html"
    monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address) or True)
    assert kg("view", "-o", page, "--open", "--store", example_store).exit_code == 0
    assert opened == [page.as_uri()]
    monkeypatch.setattr(webbrowser, "open", lambda address: False)
    result = kg("view", "-o", page, "--open", "--store", example_store)
    assert (result.exit_code, result.stdout) == (0, f"{page}\n")
    assert result.stderr == f"No browser was found; open {page} yourself.\n"


def test_a_folder_that_is_not_there_is_one_line(kg: Kg, example_store: Path, tmp_path: Path) -> None:
    result = kg("view", "-o", tmp_path / "no" / "graph.html", "--store", example_store)
    assert "cannot write" in str(result.exception)
    assert "no/graph.html" in str(result.exception)


def test_without_a_store_nothing_is_written(kg: Kg, tmp_path: Path) -> None:
    result = kg("view", "-o", tmp_path / "graph.html", "--store", tmp_path / "none")
    assert result.exit_code != 0
    assert list(tmp_path.iterdir()) == []


def test_persons_can_be_left_out(kg: Kg, example_store: Path, tmp_path: Path) -> None:
    page, graph = tmp_path / "page.html", tmp_path / "graph.trig"
    assert kg("view", "-o", page, "--store", example_store, "--without", "Person").exit_code == 0
    assert kg("export", "trig", "-o", graph, "--store", example_store, "--without", "Person").exit_code == 0
    query = "SELECT ?name { ?who a kx:Person ; rdfs:label|skos:altLabel ?name }"
    names = kg("query", query, "--store", example_store, "--format", "csv").output.split()[1:]
    assert len(names) > 20
    text = page.read_text(encoding="utf-8")
    text += json.dumps(data_of(text), ensure_ascii=False)
    for written in (text, graph.read_text(encoding="utf-8")):
        assert [name for name in names if name in written] == []
        assert "×××" in written


def test_a_type_that_there_is_not_is_named(kg: Kg, example_store: Path, tmp_path: Path) -> None:
    result = kg("view", "-o", tmp_path / "page.html", "--store", example_store, "--without", "Robot")
    assert result.exit_code == 2
    assert "'Robot' is not one of 'Organization', 'Person'" in result.output


def test_the_board_and_the_ledger_are_those_of_the_commands(
    kg: Kg, example_store: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    assert kg("view", "-o", page, "--store", example_store).exit_code == 0
    data = data_of(page.read_text(encoding="utf-8"))
    names = [node["label"] for node in data["nodes"]]

    def sentence(said: list[Any]) -> str:
        statement, number = said
        return str(data["sentences"][data["edges"][statement]["evidence"][number][0]][1])

    board = data["board"]
    reasons = [tuple(row) for row in board["reasons"]]
    shown = []
    for need in board["needs"]:
        about = (names[need["who"]], names[need["what"]])
        for rank, body, score, why, _, said in need["matches"]:
            told = (sentence(need["said"][0]), sentence(said[0]))
            shown.append((*about, rank, names[body], score, [reasons[number] for number in why], *told))
        if need["could"] == 0:
            shown.append((*about, None, None, None, [], sentence(need["said"][0]), None))
    for body, industry, _, said in board["unasked"]:
        shown.append((None, names[industry], None, names[body], None, [], None, sentence(said[0])))
    columns = ("need", "industry", "rank", "body", "score", "reasons", "need_sentence", "offer_sentence")
    listed = json.loads(kg("match", "--store", example_store, "--format", "json").stdout)
    for row in listed:
        row["reasons"] = [(reason["points"], reason["zh"], reason["en"]) for reason in row["reasons"]]
    assert shown == [tuple(row[column] for column in columns) for row in listed]

    ledger = [
        (
            names[row["owner"]],
            names[row["object"]],
            row["answers"][0][2] if row["answers"] else "silent",
            row.get("months"),
            sentence(row["said"]),
            [sentence(answer[:2]) for answer in row["answers"]],
        )
        for row in data["promises"]
    ]
    listed = json.loads(kg("followup", "--store", example_store, "--format", "json").stdout)
    columns = ("owner", "object", "status", "months", "promise_sentence")
    assert ledger == [
        (*(row[column] for column in columns), [link["sentence"] for link in row["links"]]) for row in listed
    ]


def test_a_page_of_what_lies_around_a_thing(kg: Kg, example_store: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    sizes = []
    for depth in (0, 1, 2):
        options = ("--focus", "德庆县", "--depth", depth)
        assert kg("view", "-o", page, "--store", example_store, *options).exit_code == 0
        data = data_of(page.read_text(encoding="utf-8"))
        assert "德庆县" in {node["label"] for node in data["nodes"]}
        sizes.append(len(data["nodes"]))
    assert sizes[0] == 1 < sizes[1] < sizes[2]
    assert "<title>德庆县 · 科协知识图谱</title>" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("question", ["谁任职 云浮市科协", "谁是云浮市科协主席"])
def test_a_page_of_the_answers_to_a_question(
    kg: Kg, example_store: Path, tmp_path: Path, question: str
) -> None:
    page = tmp_path / "page.html"
    assert kg("view", "-o", page, "--store", example_store, "--question", question).exit_code == 0
    data = data_of(page.read_text(encoding="utf-8"))
    assert {edge["relation"] for edge in data["edges"]} == {"holdsPost"}
    assert {node["group"] for node in data["nodes"]} == {"Person", "Organization"}


def test_a_page_of_a_community(kg: Kg, example_store: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert kg("view", "-o", page, "--store", example_store, "--community", 1).exit_code == 0
    listed = json.loads(kg("analyze", "--store", example_store, "--format", "json").output)["communities"]
    assert len(data_of(page.read_text(encoding="utf-8"))["nodes"]) == listed["rows"][0]["things"]


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (["--focus", "没有这个县"], 1, "没有这个县"),
        (["--community", "99"], 1, "no community 99"),
        (["--question", "谁任职"], 2, "needs"),
        (["--focus", "德庆县", "--community", "1"], 2, "one part"),
        (["--question", "今天天气怎么样"], 1, ""),
    ],
)
def test_what_has_no_page_is_one_line(
    kg: Kg, example_store: Path, tmp_path: Path, options: list[str], code: int, says: str
) -> None:
    page = tmp_path / "page.html"
    result = kg("view", "-o", page, "--store", example_store, *options)
    problem = result.exception
    assert getattr(problem, "exit_code", None) == code or result.exit_code == code
    assert says in f"{result.output}{problem}"
    assert not page.exists()
