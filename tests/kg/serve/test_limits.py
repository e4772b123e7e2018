"""What keeps the server well: limits, hosts, loopback, a build that goes on, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli import group
from kg.errors import KgError, StoreError
from kg.serve import workers
from kg.serve.replies import QueryRequest
from kg.serve.server import Server, Settings
from tests.kg.serve.client import QUERY, Client, Response
from tests.kg.serve.conftest import Serve, put
from tests.kg.view.pages import data_of

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
QUICK = "ASK { ?x a kx:Society }"


def test_a_long_query_is_cut_while_others_are_answered(serve: Serve, small_folder: Path) -> None:
    client = serve(small_folder, seconds=3.0)
    assert client.query(QUICK).status == 200
    cut: list[Response] = []
    thread = threading.Thread(target=lambda: cut.append(client.query(ENDLESS)))
    begin = time.monotonic()
    thread.start()
    while time.monotonic() - begin < 1.5:
        assert client.query(QUICK).status == 200
    assert thread.is_alive()
    thread.join()
    assert [(response.status, response.text) for response in cut] == [
        (503, "the query was cut after 3 s: ask for less\n")
    ]
    assert cut[0].headers["Retry-After"] is not None
    assert [client.query(QUICK).status for _ in range(4)] == [200] * 4


def test_a_query_that_takes_long_gives_way_and_its_process_is_replaced(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "SLOW_SECONDS", 0)
    lowered: list[int] = []
    monkeypatch.setattr(os, "setpriority", lambda _, pid, priority: lowered.append(pid))
    quick = QueryRequest(QUICK, "*/*", most_rows=1)
    with workers.Workers(small_folder, number=1, seconds=30, memory=2**32) as pool:
        assert [pool.ask(quick).status for _ in range(3)] == [200] * 3
    assert len(lowered) == len(set(lowered)) == 3


def test_all_workers_can_be_cut_and_are_replaced(serve: Serve, small_folder: Path) -> None:
    client = serve(small_folder, seconds=0.5)
    threads = [threading.Thread(target=client.query, args=(ENDLESS,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [client.query(QUICK).status for _ in range(4)] == [200] * 4


def test_a_query_that_takes_too_much_memory_is_cut(serve: Serve, small_folder: Path) -> None:
    client = serve(small_folder, seconds=60.0, memory=2**30)
    assert client.query(QUICK).status == 200
    response = client.query(
        'SELECT ?t { BIND ("0123456789abcdef" AS ?a0) '
        + " ".join(f"BIND (CONCAT({', '.join([f'?a{n}'] * 16)}) AS ?a{n + 1})" for n in range(8))
        + " BIND (STRLEN(?a8) AS ?t) }"
    )
    assert (response.status, response.text) == (503, "the query took too much memory: ask for less\n")
    assert client.query(QUICK).status == 200


def test_rows_and_bodies_have_a_limit(serve: Serve, small_folder: Path) -> None:
    client = serve(small_folder, rows=3, body=200)
    for query in ("SELECT * { ?a ?b ?c }", "CONSTRUCT WHERE { ?a ?b ?c }"):
        refused = client.query(query)
        assert (refused.status, refused.text) == (
            400,
            "the answer has more than 3 rows: ask for fewer with LIMIT\n",
        )
        assert client.query(f"{query} LIMIT 3").status == 200
    assert client.ask("/sparql", f"{QUICK}{' ' * 200}", Content_Type=QUERY).status == 413
    assert client.ask("/sparql", f"{QUICK}{' ' * 100}", Content_Type=QUERY).status == 200
    assert client.ask(f"/sparql?query={'a' * 70_000}").status == 414


@pytest.mark.parametrize("length", ["", "-1", "x", "1_0", "9" * 30])
def test_a_length_that_is_none_is_refused(client: Client, length: str) -> None:
    host, port = urlsplit(client.url).hostname, urlsplit(client.url).port
    with socket.create_connection((host, port), timeout=10) as connection:
        connection.sendall(
            f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n".encode()
        )
        assert connection.recv(1000).split()[1] in (b"411", b"413")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:80", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:80", 200),
        ("192.168.0.9", 200),
        ("attacker.example", 421),
        ("127.0.0.1.attacker.example", 421),
        ("localhost.attacker.example:80", 421),
        ("attacker.example@127.0.0.1.nip.example", 421),
        ("[::1", 421),
        ("", 421),
    ],
)
def test_a_name_that_points_here_is_refused(client: Client, host: str, status: int) -> None:
    assert client.query(QUICK, Host=host).status == status


def test_it_listens_on_loopback_alone(client: Client) -> None:
    port = urlsplit(client.url).port
    assert client.url == f"http://127.0.0.1:{port}/"
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", port), timeout=5)


def test_a_finished_build_is_seen(serve: Serve, small_folder: Path) -> None:
    client = serve(small_folder)
    new = ox.NamedNode("https://kexie-kg.example/id/organization/青禾县茶叶协会")
    type_, label = (
        ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
    )
    query = f"ASK {{ {new} a kx:Organization }}"
    assert "false" in client.query(query).text
    page = client.ask("/").text
    assert client.ask("/").text == page
    put(
        small_folder,
        [
            ox.Quad(new, type_, ox.NamedNode("https://kexie-kg.example/ns#Organization")),
            ox.Quad(new, label, ox.Literal("青禾县茶叶协会", language="zh")),
        ],
    )
    assert ["true" in client.query(query).text for _ in range(4)] == [True] * 4
    assert "青禾县茶叶协会" in json.dumps(data_of(client.ask("/").text), ensure_ascii=False)


def test_a_store_that_is_gone_is_said(serve: Serve, small_folder: Path) -> None:
    client = serve(small_folder)
    (small_folder / "CURRENT").unlink()
    for response in (client.query(QUICK), client.ask("/"), client.ask("/id/place/990101")):
        assert response.status == 503
        assert response.text.startswith(f"no store at {small_folder}")


def test_without_a_store_or_a_port_it_does_not_start(
    tmp_path: Path, small_folder: Path, client: Client
) -> None:
    with pytest.raises(StoreError, match="no store at"):
        Server(tmp_path / "none", Settings(port=0))
    taken = urlsplit(client.url).port or 0
    with pytest.raises(KgError, match="cannot listen on 127.0.0.1, port .*--port"):
        Server(small_folder, Settings(port=taken))


def test_a_server_as_store_is_refused_in_one_line() -> None:
    result = CliRunner().invoke(group, ["serve", "--store", "http://127.0.0.1:7878/query"])
    assert isinstance(result.exception, StoreError)
    assert str(result.exception) == (
        "http://127.0.0.1:7878/query is a SPARQL server already: name a folder with --store"
    )


def test_ctrl_c_ends_it_with_all_its_processes(small_folder: Path) -> None:
    # Where the tests run in the background of a shell, Ctrl-C is ignored by all that they start.
    heeded = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    program = f"{heeded}; from kg.cli import main; main(['serve', '--port', '0', '--store', 'small-store'])"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])}
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=small_folder.parent, env=environment, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    client = Client(process.stdout.readline().strip())
    assert client.query(QUICK).status == 200
    os.killpg(process.pid, signal.SIGINT)
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, output, errors.strip()) == (130, "", "")
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("processes are left")
