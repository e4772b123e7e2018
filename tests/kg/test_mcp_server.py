"""The server over standard input and output, as the SDK's own client sees it."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import mcp.types
import pytest
from click.testing import Result
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from kg import mcp_server
from kg.answers.questions import load_questions
from kg.errors import KgError, StoreError

Kg = Callable[..., Result]
ROOT = Path(__file__).resolve().parents[2]

SERVICES = {"question": "services", "names": ["德庆县"]}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
FEDERATED = "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }"
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "a named question": ("ask", SERVICES),
    "before the first report": ("ask", {**SERVICES, "as_of": "2020"}),
    "plain Chinese": ("ask", {"question": "哪些学会服务德庆县"}),
    "show": ("show", {"name": "德庆"}),
    "match": ("match", {"county": "德庆县"}),
    "followup": ("followup", {"body": "云浮市科协"}),
    "rows": ("sparql", {"query": "SELECT ?s ?p ?o { ?s ?p ?o }"}),
    "Turtle without end": (
        "sparql",
        {"query": "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } } LIMIT 9000"},
    ),
    "true": ("sparql", {"query": "ASK { ?s ?p ?o }"}),
    "an unknown name": ("show", {"name": "德清县"}),
    "too few names": ("ask", {"question": "services"}),
    "no question": ("ask", {"question": "你好吗"}),
    "a refused query": ("sparql", {"query": FEDERATED}),
    "an update": ("sparql", {"query": "DROP ALL"}),
    "too many rows": ("sparql", {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"}),
    "no statement": ("evidence", {"statement": "https://a.example/"}),
    "no date": ("match", {"as_of": "2024-13"}),
    "no such tool": ("build", {}),
}


def talk(store: Path, conversation: Callable[[Client], Awaitable[None]]) -> None:
    """Start `kg mcp`, let the client say what it has to say, and end."""
    server = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from kg.cli import main; main()", "mcp", "--store", str(store)],
        cwd=ROOT,
    )

    async def run() -> None:
        with open(os.devnull, "w", encoding="utf-8") as log:
            async with Client(stdio_client(server, errlog=log)) as client:
                await conversation(client)

    # In a thread of its own: the browser tests leave an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(anyio.run, run).result()


def record(result: mcp.types.CallToolResult) -> dict[str, Any]:
    """Return the JSON of a result, which says the same as text and as structured content."""
    (content,) = result.content
    assert isinstance(content, mcp.types.TextContent)
    assert not result.is_error, content.text
    assert json.loads(content.text) == result.structured_content
    found = dict(result.structured_content)
    assert found.pop("note") == mcp_server.NOTE
    return found


def complaint(result: mcp.types.CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, mcp.types.TextContent)
    assert result.is_error
    return content.text


@pytest.fixture(scope="module")
def said(example_store: Path) -> dict[str, Any]:
    """What one server says: its tools, its instructions, the result of each call."""
    heard: dict[str, Any] = {}

    async def conversation(client: Client) -> None:
        heard["instructions"] = client.instructions
        heard["tools"] = {tool.name: tool for tool in (await client.list_tools()).tools}
        for name, (tool, arguments) in CALLS.items():
            heard[name] = await client.call_tool(tool, arguments)
        statement = record(heard["show"])["statements"][0]["statement"]
        heard["evidence"] = await client.call_tool("evidence", {"statement": statement})

    talk(example_store, conversation)
    return heard


@pytest.fixture
def printed(kg: Kg, example_store: Path) -> Callable[..., Any]:
    def run(*arguments: str) -> Any:
        return json.loads(kg(*arguments, "--format", "json", "--store", example_store).stdout)

    return run


def test_the_tools_are_few_only_read_and_are_told_in_both_languages(said: dict[str, Any]) -> None:
    tools = said["tools"]
    assert list(tools) == ["ask", "show", "match", "followup", "evidence", "sparql"]
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        chinese, english = tool.description.splitlines()[:2]
        assert not chinese.isascii()
        assert english.isascii()
    assert mcp_server.NOTE in said["instructions"]


def test_the_list_of_questions_stands_in_the_tool_that_answers_them(said: dict[str, Any]) -> None:
    lines = said["tools"]["ask"].description.splitlines()
    for one in load_questions().values():
        start = f"{one.id} {one.name} [{', '.join(one.parameters)}]: "
        assert [line for line in lines if line.startswith(start)] == [f"{start}{one.chinese} {one.english}"]


def test_results_are_those_of_the_commands_with_their_sentences(
    said: dict[str, Any], printed: Callable[..., Any]
) -> None:
    answer = record(said["a named question"])
    assert answer == printed("ask", "services", "德庆县")
    assert answer["evidence"][0]["sentence"]
    assert record(said["plain Chinese"]) == printed("ask", "哪些学会服务德庆县")
    portrait = record(said["show"])
    assert portrait == printed("show", "德庆县")
    assert record(said["evidence"]) == {"evidence": portrait["statements"][0]["said"]}
    assert record(said["match"]) == {"matches": printed("match", "--county", "德庆县")}
    assert record(said["followup"]) == {"promises": printed("followup", "云浮市科协")}
    assert record(said["true"]) == {"result": True}


def test_a_long_list_is_cut_and_says_so(said: dict[str, Any]) -> None:
    rows = record(said["rows"])
    assert len(rows["rows"]) == mcp_server.MOST_ENTRIES
    assert rows["rows_left_out"] > 0
    assert set(rows["rows"][0]) == {"s", "p", "o"}
    assert "too many to read: add a LIMIT" in complaint(said["Turtle without end"])


def test_of_a_statement_the_newest_sentences_are_shown(
    example_store: Path, printed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mcp_server, "MOST_SENTENCES", 1)
    shown = record(mcp_server.Tools(example_store).show("云浮市科协"))["statements"]
    whole = printed("show", "云浮市科协")["statements"]
    assert [one["said"] for one in shown] == [one["said"][:1] for one in whole]
    left_out = [one.get("said_left_out", 0) for one in shown]
    assert left_out == [len(one["said"]) - 1 for one in whole]
    assert max(left_out) > 0


def test_what_an_agent_gets_wrong_is_told_so_that_it_can_mend_it(said: dict[str, Any]) -> None:
    assert "the nearest names: 德庆县" in complaint(said["an unknown name"])
    assert "knows no Place or Industry named 德庆县" in complaint(said["before the first report"])
    assert "needs PLACE; example: kg ask 服务 德庆县" in complaint(said["too few names"])
    assert "not understood" in complaint(said["no question"])
    assert "SERVICE is refused" in complaint(said["a refused query"])
    assert "DROP" in complaint(said["an update"])
    assert "knows no statement https://a.example/" in complaint(said["no statement"])
    assert "'2024-13' is no date" in complaint(said["no date"])
    assert complaint(said["no such tool"]) == "Unknown tool: build"


def test_a_query_has_limits(
    said: dict[str, Any], example_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "more than 10,000 rows: ask for fewer with LIMIT" in complaint(said["too many rows"])
    monkeypatch.setattr(mcp_server, "MOST_SECONDS", 1)
    tools = mcp_server.Tools(example_store)
    with pytest.raises(KgError, match="cut after 1 s: ask for less"):
        tools.sparql(ENDLESS)
    monkeypatch.undo()
    assert record(tools.sparql("ASK { ?s ?p ?o }")) == {"result": True}


def test_a_build_that_has_ended_is_seen_without_a_restart(
    kg: Kg, example_store: Path, tmp_path: Path
) -> None:
    store = tmp_path / "kg-store"
    shutil.copytree(example_store, store)
    report = tmp_path / "new.txt"
    report.write_text("云岭省茶叶学会服务德庆县。", encoding="utf-8")
    answers: list[list[str]] = []

    async def conversation(client: Client) -> None:
        answers.append(record(await client.call_tool("ask", SERVICES))["answers"])
        assert kg("build", report, "--store", store).exit_code == 0
        answers.append(record(await client.call_tool("ask", SERVICES))["answers"])

    talk(store, conversation)
    before, after = answers
    assert set(after) - set(before) == {"云岭省茶叶学会"}


def test_without_a_store_or_the_extra_there_is_one_line(
    kg: Kg, example_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(kg("mcp", "--store", tmp_path / "none").exception, StoreError)
    monkeypatch.delitem(sys.modules, "kg.mcp_server")
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    error = kg("mcp", "--store", example_store).exception
    assert isinstance(error, KgError)
    assert str(error) == "kg mcp needs the package mcp 2: pip install 'kexie-kg[mcp]'"
    assert error.exit_code == 2
