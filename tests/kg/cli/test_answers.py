"""The commands that read: query, ask, export, analyze, validate."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
from click.testing import Result

from kg.answers.questions import GROUPS, load_questions
from kg.cli import COMMANDS, output
from kg.errors import NotFoundError, QueryError, QuestionError, StoreError
from kg.store.generation import begin, building, publish
from kg.store.ledger import Ledger, write_ledger
from tests.kg.small import IRI, small_store
from tests.kg.view.pages import data_of

Run = Callable[..., Result]
SOCIETIES = "SELECT ?x ?name { ?x a kx:Society ; rdfs:label ?name }"


def stored(folder: Path, quads: ox.Store) -> Path:
    with building(folder):
        generation = begin(folder)
        on_disk = ox.Store(str(generation.quads))
        on_disk.extend(quads)
        on_disk.flush()
        del on_disk
        write_ledger(generation.sources, Ledger())
        publish(folder, generation)
    return folder


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("small") / "kg-store", small_store())


@pytest.fixture
def run(kg: Run, store: Path) -> Run:
    return lambda *arguments: kg(*arguments, "--store", store)


def ok(result: Result, code: int = 0) -> str:
    assert result.exit_code == code, result.output
    return str(result.stdout)


# query


def test_query_writes_csv_where_there_is_no_terminal(run: Run) -> None:
    assert ok(run("query", SOCIETIES)) == f"x,name\n{IRI['society']},云岭省茶叶学会\n"


def test_query_as_a_table_shortens_names(run: Run) -> None:
    assert ok(run("query", SOCIETIES, "--format", "table")).splitlines() == [
        "x                               name",
        "------------------------------  --------------",
        "id:organization/云岭省茶叶学会  云岭省茶叶学会",
    ]


def test_query_as_json(run: Run) -> None:
    answer = json.loads(ok(run("query", SOCIETIES, "--format", "json")))
    assert answer["head"]["vars"] == ["x", "name"]
    assert [row["name"] for row in answer["results"]["bindings"]] == [
        {"type": "literal", "value": "云岭省茶叶学会", "xml:lang": "zh"}
    ]


@pytest.mark.parametrize(
    ("query", "format_", "expected"),
    [
        ("ASK { ?x a kx:Society }", None, "true\n"),
        ("ASK { ?x a kx:Alliance }", "csv", "false\n"),
        ("ASK { ?x a kx:Society }", "json", '{\n "head": {},\n "boolean": true\n}\n'),
        ("SELECT ?x { ?x a kx:Alliance }", None, "x\n"),
    ],
)
def test_query_of_other_answers(run: Run, query: str, format_: str | None, expected: str) -> None:
    assert ok(run("query", query, *(() if format_ is None else ("--format", format_)))) == expected


def test_construct_gives_turtle(run: Run) -> None:
    text = ok(run("query", "CONSTRUCT WHERE { ?x kx:needs ?y }"))
    assert len(list(ox.parse(text, format=ox.RdfFormat.TURTLE))) == 1
    assert "kx:needs" in text


def test_query_from_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "societies.rq"
    file.write_bytes(b"\xef\xbb\xbf" + SOCIETIES.encode())
    assert ok(run("query", "-f", file)) == ok(run("query", SOCIETIES))


def test_a_query_file_in_another_encoding_is_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_bytes("SELECT * { ?x rdfs:label '学会'@zh }".encode("gb18030"))
    result = run("query", "-f", file)
    assert isinstance(result.exception, QueryError)
    assert str(result.exception) == f"{file} is not UTF-8: save the query in UTF-8"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (SOCIETIES, "-f", "setup.cfg"),
        ("-f", "no-such-file.rq"),
        (SOCIETIES, "--format", "turtle"),
        (SOCIETIES, "--format", "xml"),
        ("ASK {}", "--format", "turtle"),
        ("DESCRIBE kx:x", "--format", "csv"),
    ],
)
def test_wrong_use_of_query(run: Run, arguments: tuple[str, ...]) -> None:
    ok(run("query", *arguments), code=2)


def test_query_refuses_and_explains(run: Run) -> None:
    for query, start in (
        ("SELECT * {", "the query is not SPARQL: line 1"),
        ("CLEAR ALL", "CLEAR is refused"),
    ):
        error = run("query", query).exception
        assert isinstance(error, QueryError)
        assert str(error).startswith(start)


@pytest.mark.parametrize("command", ["query", "ask", "show", "diff", "export", "analyze", "validate"])
def test_a_missing_store_is_an_error_and_is_not_made(kg: Run, tmp_path: Path, command: str) -> None:
    needed = {
        "query": [SOCIETIES],
        "ask": ["需求", "青禾县"],
        "show": ["青禾县"],
        "diff": ["2024", "2025"],
        "export": ["turtle", "-o", "-"],
    }
    folder = tmp_path / "none"
    error = kg(command, *needed.get(command, []), "--store", folder).exception
    assert isinstance(error, StoreError)
    assert str(folder) in str(error)
    assert not folder.exists()


# ask


def test_ask_lists_the_questions_without_a_store(kg: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(ok(kg("ask")))))
    assert {row["question"] for row in rows} == {question.name for question in load_questions().values()}
    groups = [row["group"] for row in rows]
    assert list(dict.fromkeys(groups)) == list(GROUPS)
    assert groups == sorted(groups, key=GROUPS.index)
    listed = json.loads(ok(kg("ask", "--format", "json")))
    assert [row["question"] for row in listed] == [row["question"] for row in rows]


def test_ask_answers_by_chinese_name_or_id(run: Run) -> None:
    result = run("ask", "谁任职", "省科协")
    assert ok(result) == "人物 person,职务 role,机构 unit,时间 time\n周明远,主席,云岭省科学技术协会,2024-06\n"
    assert "谁在云岭省科学技术协会及其部门任职" in result.stderr
    assert ok(run("ask", "posts", "省科协")) == ok(result)


def test_ask_with_evidence(run: Run) -> None:
    assert ok(run("ask", "计划", "省科协", "--evidence", "--format", "table")).splitlines()[2:] == [
        "计划           服务           青禾县       2026",
        "    「云岭省科协主席周明远表示,省科协将服务青禾县。」 茶叶学会走进青禾县, 2025-03",
    ]
    rows = list(csv.DictReader(io.StringIO(ok(run("ask", "服务", "青禾县", "--evidence")))))
    assert [row["日期 date"] for row in rows] == ["2024-12-01", "2025-03"]


def test_ask_as_json_has_the_contract(run: Run) -> None:
    answer = json.loads(ok(run("ask", "需求", "青禾县", "--format", "json")))
    assert set(answer) == {"question", "understood", "answers", "rows", "evidence"}
    assert answer["question"] == "需求"
    assert answer["understood"] == {"zh": "青禾县有哪些需求?", "en": "What does 青禾县 need?"}
    assert answer["answers"] == ["茶叶"]
    assert [(entry["answer"], entry["quote"]) for entry in answer["evidence"]] == [("茶叶", "茶叶加工缺人")]


def test_nothing_found_is_exit_code_1_and_an_empty_answer(run: Run) -> None:
    result = run("ask", "需求", "茶叶学会", "--format", "json")
    answer = json.loads(ok(result, code=1))
    assert (answer["answers"], answer["evidence"]) == ([], [])
    assert result.stderr.endswith("nothing found\n")


@pytest.mark.parametrize("id_", load_questions())
def test_each_example_is_answered_by_the_example_reports(kg: Run, example_store: Path, id_: str) -> None:
    example = load_questions()[id_].example
    assert len(ok(kg("ask", id_, *example, "--store", example_store)).splitlines()) > 1


def test_an_unknown_thing_is_the_answer_no(run: Run) -> None:
    result = run("ask", "需求", "青木县")
    assert isinstance(result.exception, NotFoundError)
    assert result.exception.exit_code == 1
    assert "青禾县" in str(result.exception)


@pytest.mark.parametrize("text", [("哪些学会服务青禾县?",), ("哪些学会", "服务", "青禾县")])
def test_ask_answers_plain_chinese_and_says_what_it_understood(run: Run, text: tuple[str, ...]) -> None:
    result = run("ask", *text)
    assert ok(result) == "服务者 server,类型 kind,服务对象 served\n云岭省茶叶学会,机构,青禾县\n"
    assert "理解为: 哪些机构、平台和举措服务青禾县? (学会)" in result.stderr


def test_plain_chinese_as_json_has_the_contract(run: Run) -> None:
    answer = json.loads(ok(run("ask", "谁是省科协主席", "--format", "json")))
    assert set(answer) == {"question", "understood", "answers", "rows", "evidence"}
    assert (answer["question"], answer["answers"]) == ("谁任职", ["周明远"])
    assert answer["understood"]["zh"] == "谁在云岭省科学技术协会及其部门任职? (现任主席)"
    assert [entry["quote"] for entry in answer["evidence"]] == ["云岭省科协主席周明远"]


def test_plain_chinese_of_a_date(run: Run) -> None:
    ok(run("ask", "青禾县有哪些需求", "--as-of", "2024-12"), code=1)
    assert "茶叶" in ok(run("ask", "青禾县有哪些需求", "--as-of", "2025-03", "--evidence"))


@pytest.mark.parametrize("words", [("青禾县的天气怎么样",), ("青木县有哪些需求",), ("需求", "青木县")])
def test_what_is_not_understood_is_said_and_answers_nothing(run: Run, words: tuple[str, ...]) -> None:
    result = run("ask", *words, "--format", "json")
    assert isinstance(result.exception, QuestionError | NotFoundError)
    assert result.exception.exit_code == 1
    answer = json.loads(result.stdout)
    assert (answer["understood"], answer["answers"], answer["rows"], answer["evidence"]) == (None, [], [], [])


@pytest.mark.parametrize("arguments", [("谁任职",), ("谁任职", "省科协", "主席")])
def test_wrong_use_of_ask(run: Run, arguments: tuple[str, ...]) -> None:
    result = run("ask", *arguments)
    ok(result, code=2)
    assert "谁任职" in result.stderr


# export


def test_export_writes_a_file_or_standard_output(run: Run, tmp_path: Path) -> None:
    for format_ in ("turtle", "trig", "nquads", "graphml", "mentions"):
        file = tmp_path / f"graph.{format_}"
        assert ok(run("export", format_, "-o", file)) == ""
        assert file.read_bytes().decode("utf-8") == ok(run("export", format_, "-o", "-"))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "graph.graphml",
        "graph.mentions",
        "graph.nquads",
        "graph.trig",
        "graph.turtle",
    ]
    assert nx.read_graphml(tmp_path / "graph.graphml").number_of_nodes() == 10


def test_export_replaces_whole_files_only(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text("before", encoding="utf-8")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    error = run("export", "turtle", "-o", file).exception
    assert str(error) == f"cannot write {file}: No space left on device; name a file in an existing folder"
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["before"]


@pytest.mark.parametrize("arguments", [(), ("turtle",), ("xml", "-o", "-")])
def test_wrong_use_of_export(run: Run, arguments: tuple[str, ...]) -> None:
    ok(run("export", *arguments), code=2)


# validate


def test_validate_says_that_a_built_store_conforms(run: Run) -> None:
    result = run("validate")
    assert ok(result) == "conforms (34 shapes looked at 153 nodes)\n"
    assert (
        result.stderr
        == "nothing to check for: FacilitySubtype ForgottenPerson Judgement builds participatesIn visits\n"
    )


def test_validate_lists_each_violation_in_a_block(kg: Run, tmp_path: Path) -> None:
    quads = small_store()
    place = ox.NamedNode(IRI["county"])
    notation = ox.NamedNode("http://www.w3.org/2004/02/skos/core#notation")
    quads.remove(ox.Quad(place, notation, ox.Literal("990101")))
    quads.add(ox.Quad(place, notation, ox.Literal("9901\x1b[31m\n01")))
    result = kg("validate", "--store", stored(tmp_path / "kg-store", quads))
    assert ok(result, code=1).splitlines() == [
        "Place: id:place/990101",
        "  地点至多有一个代码:六位数字(乡镇九位,国家两个字母)。",
        "  A place has at most one code: six digits (towns nine, countries two letters).",
        "  about: 青禾县",
        "  path: skos:notation",
        "  value: 9901[31m 01",
        "",
        "violations: 1 (34 shapes looked at 153 nodes)",
    ]


# the graph of a date


def test_answers_as_of_a_date(run: Run, tmp_path: Path) -> None:
    assert ok(run("ask", "需求", "青禾县", "--as-of", "2025-03")) == ok(run("ask", "需求", "青禾县"))
    ok(run("ask", "需求", "青禾县", "--as-of", "2024-12"), code=1)
    societies = "SELECT ?x { ?x a kx:Association }"
    assert ok(run("query", societies, "--as-of", "2024-12-01")) == f"x\n{IRI['association']}\n"
    assert ok(run("query", societies, "--as-of", "2024-11")) == "x\n"
    assert "\nPerson,0\n" in ok(run("analyze", "things", "--as-of", "2024"))
    page = tmp_path / "graph.html"
    ok(run("view", "-o", page, "--as-of", "2024"))
    shown = json.dumps(data_of(page.read_text(encoding="utf-8")), ensure_ascii=False)
    assert "云岭省茶叶学会" in shown
    assert "云岭农业大学" not in shown


def test_reports_without_a_date_are_told_of(kg: Run, tmp_path: Path) -> None:
    quads = small_store()
    quads.update("DELETE WHERE { GRAPH ?g { ?r <http://purl.org/dc/terms/date> '2024-12-01' } }")
    result = kg("query", SOCIETIES, "--as-of", "2024-12", "--store", stored(tmp_path / "kg-store", quads))
    assert ok(result) == "x,name\n"
    assert result.stderr == "1 report has no date and is left out\n"


@pytest.mark.parametrize("command", [("query", SOCIETIES), ("ask",), ("view", "-o", "x.html"), ("analyze",)])
def test_a_bad_date_is_wrong_use(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--as-of", "2025-02-30")
    ok(result, code=2)
    assert "'2025-02-30' is no date: write 2025, 2025-03 or 2025-03-08" in result.stderr


# all


def test_a_terminal_gets_a_table_without_control_characters(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert output.default_format() == "csv"
    output.emit("a\x1b[31m\n")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert output.default_format() == "table"
    output.emit("b\x1b[31m\n")
    assert capsys.readouterr().out == "a\x1b[31m\nb[31m\n"


def test_the_commands_of_this_file_exist() -> None:
    assert {"query", "ask", "export", "analyze", "validate"} <= set(COMMANDS)
