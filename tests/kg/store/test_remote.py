"""The store on a server does what the store in a folder does, and ends what was begun there."""

from __future__ import annotations

import base64
import csv
import io
import json
import os
import shutil
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import Result

from kg.answers.query import run as query
from kg.errors import QueryError, StoreError
from kg.store import Location, endpoint, open_store, pending, server
from kg.store.change import changing, holder
from kg.store.endpoint import Endpoint
from kg.store.location import ServerAddress, location
from kg.store.patterns import foresee
from kg.store.pending import PendingQuads
from kg.store.quads import Pattern
from kg.store.remote import BOOKKEEPING, RemoteQuads
from kg.store.removal import remove
from tests.kg.exchange.stores import text_of
from tests.kg.store.builds import again, lines, names, run, sources, versions, write
from tests.kg.store.lines import Extractor
from tests.kg.store.servers import PROGRAM, serving

Kg = Callable[..., Result]

needs_server = pytest.mark.skipif(PROGRAM is None, reason="the extra `test` (oxigraph) is not installed")


@pytest.fixture(scope="session")
def url() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture
def remote(url: str) -> ServerAddress:
    """A server without anything."""
    address = location(url)
    assert isinstance(address, ServerAddress)
    update(address, "DROP ALL")
    return address


def update(where: ServerAddress, text: str) -> None:
    with closing(Endpoint(where)) as open_endpoint:
        open_endpoint.update(text)


@pytest.fixture
def connection(remote: ServerAddress) -> Iterator[Endpoint]:
    with closing(Endpoint(remote)) as open_endpoint:
        yield open_endpoint


@pytest.fixture(params=["folder", pytest.param("server", marks=needs_server)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    """Where a store may be; both kinds must pass the same tests."""
    where: Location = (
        tmp_path / "kg-store" if request.param == "folder" else request.getfixturevalue("remote")
    )
    return where


def nquads(where: Location) -> str:
    with open_store(where) as opened:
        return text_of(opened.quads, "nquads")


# The same over both


def test_a_build_says_the_same_wherever_the_store_is(folder: Path, place: Location, store: Path) -> None:
    outcome = run(place, folder)
    assert names(outcome) == {"new": ["a.txt", "b.txt", "c.md"]}
    run(store.with_name("other"), folder)
    assert nquads(place) == nquads(store.with_name("other"))
    assert nquads(place).count("\n") > 100


def test_built_again_nothing_is_read_and_nothing_changes(folder: Path, place: Location) -> None:
    run(place, folder)
    before, extractor = nquads(place), Extractor()
    assert names(run(place, folder, extractor=extractor)) == {"unchanged": ["a.txt", "b.txt", "c.md"]}
    assert (extractor.read, nquads(place)) == ([], before)


def test_increments_in_any_order_give_the_same(folder: Path, place: Location, store: Path) -> None:
    part = folder.with_name("part")
    for name in ("deep/c.md", "a.txt", "b.txt"):
        write(part / name, (folder / name).read_text(encoding="utf-8"))
        run(place, part)
    run(store.with_name("other"), folder)
    assert nquads(place) == nquads(store.with_name("other"))


def test_changed_moved_failed_and_removed_reports(folder: Path, place: Location, store: Path) -> None:
    run(place, folder)
    write(folder / "a.txt", "改写\n云岭省茶叶学会 offers 制茶\n")
    (folder / "b.txt").rename(folder / "moved.txt")
    write(folder / "bad.txt", "")
    outcome = run(place, folder)
    assert names(outcome) == {
        "changed": ["a.txt"],
        "moved": ["moved.txt"],
        "unchanged": ["c.md"],
        "failed": ["bad.txt"],
    }
    with open_store(place) as opened:
        assert list(opened.ledger.failed) == [str(folder / "bad.txt")]
    (folder / "bad.txt").unlink()
    run(store.with_name("other"), folder)
    assert nquads(place) == nquads(store.with_name("other"))
    assert remove(place, ["c"]).statements_gone > 0
    (folder / "deep" / "c.md").unlink()
    run(store.with_name("third"), folder)
    assert nquads(place) == nquads(store.with_name("third"))


def test_one_text_in_two_files_stays_until_both_have_changed(folder: Path, place: Location) -> None:
    shutil.copy(folder / "a.txt", folder / "z.txt")
    run(place, folder)
    assert sources(place) == {"a.txt", "b.txt", "deep/c.md", "z.txt"}
    write(folder / "a.txt", "改写\n")
    run(place, folder)
    assert any("第一篇" in line for line in lines(place))
    write(folder / "z.txt", "改写\n")
    run(place, folder)
    assert not any("第一篇" in line for line in lines(place))


def test_a_text_that_goes_on_in_another_file_stays(
    folder: Path, place: Location, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(place, folder)
    shutil.copy(folder / "a.txt", folder / "z.txt")
    write(folder / "a.txt", "改写\n云岭省茶叶学会 offers 制茶\n")
    monkeypatch.setattr("kg.store.change.FolderChange.batch", 1)
    monkeypatch.setattr("kg.store.server.ServerChange.batch", 1)
    write(folder / "b.txt", "又改写\n")
    run(place, folder)
    run(store.with_name("other"), folder)
    assert nquads(place) == nquads(store.with_name("other"))


def test_a_new_extractor_reads_again(folder: Path, place: Location) -> None:
    run(place, folder)
    extractor = Extractor("lines-2")
    assert names(again(place, extractor))["again"] == ["a.txt", "b.txt", "c.md"]
    assert versions(place) == {"lines-2"}


def test_a_dry_run_writes_nothing(folder: Path, place: Location) -> None:
    assert names(run(place, folder, dry_run=True)) == {"new": ["a.txt", "b.txt", "c.md"]}
    with pytest.raises(StoreError, match="^no store at "):
        open_store(place)


def test_an_exception_in_a_change_changes_nothing(folder: Path, place: Location) -> None:
    run(place, folder)
    before = nquads(place)
    with pytest.raises(ZeroDivisionError), changing(place) as change:
        change.quads.extend([ox.Quad(BOOKKEEPING, BOOKKEEPING, ox.Literal("x"))])
        raise ZeroDivisionError
    assert (nquads(place), holder(place)) == (before, None)


def test_the_commands(folder: Path, place: Location, kg: Kg, tmp_path: Path) -> None:
    run(place, folder)
    where = str(place)

    def told(*arguments: object, code: int = 0) -> str:
        result = kg(*arguments, "--store", where)
        assert result.exit_code == code, (result.output, result.exception)
        return str(result.stdout)

    rows = list(csv.reader(io.StringIO(told("query", "SELECT ?n { ?x a kx:Person ; rdfs:label ?n }"))))
    assert rows == [["n"], ["李明远"]]
    assert json.loads(told("query", "ASK { ?x kx:serves ?y }", "--format", "json"))["boolean"] is True
    assert "kx:serves" in told("query", "CONSTRUCT { ?x kx:serves ?y } WHERE { ?x kx:serves ?y }")
    assert "李明远" in told("ask", "谁任职", "云岭省茶叶学会", "--evidence")
    assert "李明远" in told("show", "李明远")
    status = told("status")
    assert where in status and "nobody" in status
    told("validate")
    told("analyze")
    told("view", "-o", tmp_path / "graph.html")
    told("export", "nquads", "-o", tmp_path / "graph.nq")
    assert (tmp_path / "graph.nq").read_text(encoding="utf-8") == nquads(place)
    told("ask", "谁任职", "云岭省茶叶学会", "--as-of", "2020", code=1)
    told("followup", code=1)
    assert "李明远" in told("diff", "2020", where)
    merged = told("merge", "云岭省茶叶学会", "云岭农业大学", "--by", "周")
    assert told("query", "ASK { ?x a kx:Organization ; skos:altLabel ?y }", "--format", "csv").endswith(
        "true\n"
    )
    told("undo", merged.split()[0], "--by", "周")
    assert "1 removed" in told("remove", "b")
    write(folder / "new.txt", "茶叶学会走进青禾县\n2025年3月8日,云岭省茶叶学会到青禾县开展服务。\n")
    assert told("build", folder / "new.txt", "--store", where).startswith("Reports: 1 new")


def test_a_person_is_forgotten_and_no_backup_brings_him_back(
    folder: Path, place: Location, kg: Kg, tmp_path: Path
) -> None:
    run(place, folder)
    backup = tmp_path / "backup.zip"
    assert kg("export", "backup", "-o", backup, "--store", place).exit_code == 0
    assert kg("remove", "--person", "李明远", "--store", place).exit_code == 0
    run(place, folder)
    for option in ([], ["--replace"]):
        assert kg("import", backup, *option, "--store", place).exit_code == 0
        assert "李明远" not in nquads(place)
    assert "云岭省茶叶学会" in nquads(place)


def test_a_damaged_backup_changes_nothing(folder: Path, place: Location, kg: Kg, tmp_path: Path) -> None:
    run(place, folder)
    before = nquads(place)
    export = tmp_path / "export.nq"
    export.write_text(before.replace("第一篇", "改写"), encoding="utf-8")
    assert "is damaged" in str(kg("import", export, "--replace", "--store", place).exception)
    assert nquads(place) == before


def test_a_backup_moves_a_store(folder: Path, place: Location, store: Path, kg: Kg, tmp_path: Path) -> None:
    run(store.with_name("other"), folder)
    run(place, folder / "a.txt")
    told = kg("export", "backup", "-o", tmp_path / "all.zip", "--store", store.with_name("other"))
    assert told.exit_code == 0, told.output
    for more in ([], ["--replace"]):
        told = kg("import", tmp_path / "all.zip", "--store", place, *more)
        assert told.exit_code == 0, (told.output, told.exception)
        assert nquads(place) == nquads(store.with_name("other"))
    told = kg("export", "backup", "-o", tmp_path / "back.zip", "--store", place)
    assert told.exit_code == 0, told.output
    with open_store(place) as opened, open_store(store.with_name("other")) as other:
        assert opened.ledger == other.ledger


@pytest.mark.parametrize("text", ["SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }", "?s ?p"])
def test_what_is_refused_is_not_sent(
    text: str, folder: Path, place: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(place, folder)
    with open_store(place) as opened:
        monkeypatch.setattr(Endpoint, "query", lambda *_: pytest.fail("sent"))
        with pytest.raises(QueryError):
            query(opened.quads, f"SELECT * {{ {text} }}")


# Only on a server


@needs_server
def test_literals_come_back_as_they_went(connection: Endpoint) -> None:
    words = ['云"\\u0022 } ; DROP ALL #', "\\", "a\n\r\tb", "\u2028\x01 '''", "😀", "<b>&amp;"]
    written = [ox.Quad(BOOKKEEPING, BOOKKEEPING, ox.Literal(word)) for word in words]
    written += [ox.Quad(BOOKKEEPING, BOOKKEEPING, ox.Literal("云", language="zh")) for _ in range(1)]
    quads = PendingQuads(connection)
    quads.extend(written)
    quads.commit()
    assert set(RemoteQuads(connection)) == set(written)
    assert all(quad in RemoteQuads(connection) for quad in written)
    for quad in written:
        quads.remove(quad)
    quads.commit()
    assert list(RemoteQuads(connection)) == []


@needs_server
def test_pending_changes_are_seen_here_and_nowhere_else(connection: Endpoint) -> None:
    graph, other = ox.NamedNode("http://example.com/g"), ox.NamedNode("http://example.com/h")
    quads = PendingQuads(connection)
    first = [ox.Quad(graph, graph, ox.Literal(str(number)), graph) for number in range(3)]
    quads.extend(first)
    quads.commit()
    quads.remove(first[0])
    quads.extend([first[1], ox.Quad(graph, graph, graph, other)])
    assert [quad.object.value for quad in quads.quads_for_pattern(graph, None, None, graph)] == ["2", "1"]
    assert set(quads.named_graphs()) == {graph, other}
    assert first[0] not in quads and first[0] in RemoteQuads(connection)
    with pytest.raises(RuntimeError):
        quads.query("ASK { ?s ?p ?o }")
    quads.remove_graph(graph)
    assert len(list(quads)) == 1
    quads.commit()
    assert set(RemoteQuads(connection).named_graphs()) == {other}


@needs_server
def test_what_is_foreseen_is_asked_for_once(
    folder: Path, remote: ServerAddress, connection: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(remote, folder)
    stored = RemoteQuads(connection)
    everything = list(stored)
    none = ox.NamedNode("http://example.com/none")
    patterns: list[Pattern] = [(none, None, None, None), (None, none, none, ox.DefaultGraph())]
    for quad in everything:
        subject, predicate, value, graph = quad
        patterns += [(subject, None, None, graph), (None, predicate, value, graph), (None, None, value, None)]
    once = {pattern: set(stored.quads_for_pattern(*pattern)) for pattern in patterns}
    quads, asked = PendingQuads(connection), []
    query = Endpoint.query
    monkeypatch.setattr(Endpoint, "query", lambda *given: (asked.append(given), query(*given))[1])
    foresee(quads, iter(patterns))
    requests = len(asked)
    assert {pattern: set(quads.quads_for_pattern(*pattern)) for pattern in patterns} == once
    assert all(quad in quads for quad in everything)  # known from their subjects
    assert requests == len(asked) < 40


def killed(where: ServerAddress, folder: Path, updates: int) -> bool:
    """Build in a process that dies before its n-th update is sent; return whether it died."""
    child = os.fork()
    if child == 0:
        send, sent = Endpoint.update, 0

        def update(self: Endpoint, text: str) -> None:
            nonlocal sent
            sent += 1
            if sent > updates:
                os.kill(os.getpid(), signal.SIGKILL)
            send(self, text)

        Endpoint.update = update  # type: ignore[method-assign]
        run(where, folder)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@needs_server
@pytest.mark.parametrize("largest", [50_000, 150])
def test_a_build_killed_anywhere_is_completed_by_the_next(
    largest: int, folder: Path, remote: ServerAddress, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`largest` is the size of one update; with the smaller one a batch is a change of several."""
    monkeypatch.setattr(server.ServerChange, "batch", 1)
    monkeypatch.setattr(pending, "BATCH_QUADS", largest)
    before = (folder / "a.txt").read_text(encoding="utf-8")
    after = "改写\n云岭省茶叶学会 offers 制茶\n云岭农业大学 serves 茶叶\n"
    write(folder / "a.txt", after)
    run(store, folder)
    updates = 0
    while True:
        update(remote, "DROP ALL")
        write(folder / "a.txt", before)
        run(remote, folder / "a.txt")
        write(folder / "a.txt", after)
        died = killed(remote, folder, updates)
        run(remote, folder)
        assert nquads(remote) == nquads(store)
        if not died:
            break
        updates += 1
    assert updates > (10 if largest == 150 else 3)


@needs_server
def test_a_changed_file_leaves_nothing_behind_when_a_build_dies_and_it_changes_again(
    folder: Path, remote: ServerAddress, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server.ServerChange, "batch", 1)
    run(remote, folder)
    write(folder / "a.txt", "改写\n云岭省茶叶学会 offers 制茶\n")
    write(folder / "b.txt", "也改写\n")
    assert killed(remote, folder, 2)  # the lock, and the first batch
    write(folder / "a.txt", "再改写\n云岭农业大学 offers 制茶\n")
    run(remote, folder)
    run(store, folder)
    assert nquads(remote) == nquads(store)


@needs_server
def test_a_second_builder_is_told_who_is_at_work(folder: Path, remote: ServerAddress) -> None:
    run(remote, folder)
    with changing(remote):
        own = f"process {os.getpid()} on {socket.gethostname()}"
        assert holder(remote) == own
        with pytest.raises(StoreError, match=f"^the store at .* is being built by {own}: wait until "):
            run(remote, folder)
        run(remote, folder, dry_run=True)
    assert holder(remote) is None


@needs_server
def test_the_lock_of_a_dead_machine_is_cleared_as_the_message_says(
    folder: Path, remote: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(socket, "gethostname", lambda: "other-machine")
        assert killed(remote, folder, 1)
    with pytest.raises(StoreError, match=" on other-machine: wait until .* send the server the") as told:
        run(remote, folder)
    update(remote, str(told.value).partition("the update ")[2])
    assert names(run(remote, folder))["new"] == ["a.txt", "b.txt", "c.md"]


@needs_server
def test_who_lost_the_lock_writes_nothing_more(folder: Path, remote: ServerAddress) -> None:
    run(remote, folder)
    before = nquads(remote)
    with pytest.raises(StoreError, match="the lock on .* was taken away"), changing(remote) as change:
        update(remote, f"DELETE WHERE {{ GRAPH {BOOKKEEPING} {{ ?store <{server._LOCK}> ?holder }} }}")
        change.quads.remove(next(iter(change.quads)))
        change.publish()
    assert nquads(remote) == before


@needs_server
def test_two_machines_build_one_store(
    folder: Path, remote: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(remote, folder)
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    (copy / "a.txt").rename(copy / "as.txt")
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(socket, "gethostname", lambda: "other-machine")
        assert names(run(remote, copy)) == {"known": ["as.txt", "b.txt", "c.md"]}
        assert sources(remote) == {"a.txt", "as.txt", "b.txt", "deep/c.md"}
    write(folder / "a.txt", "改写\n")
    run(remote, folder)
    assert any("第一篇" in line for line in lines(remote))  # the other machine still has it
    remove(remote, ["as"])
    assert sources(remote) == {"a.txt", "b.txt", "deep/c.md"}
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(socket, "gethostname", lambda: "other-machine")
        assert names(run(remote, copy))["new"] == ["as.txt"]


@needs_server
def test_a_person_stays_out_where_a_replacement_dies(folder: Path, remote: ServerAddress, kg: Kg) -> None:
    run(remote, folder)
    assert kg("remove", "--person", "李明远", "--store", remote).exit_code == 0
    with pytest.raises(ZeroDivisionError), changing(remote, create=True, anew=True):
        raise ZeroDivisionError
    run(remote, folder)
    assert "李明远" not in nquads(remote) and "云岭省茶叶学会" in nquads(remote)


@needs_server
def test_data_of_others_is_left_alone(folder: Path, remote: ServerAddress, store: Path) -> None:
    update(remote, "INSERT DATA { GRAPH <http://a.example/g> { <http://a.example> <http://a.example> 1 } }")
    with pytest.raises(StoreError, match="holds other data: name an empty one$"):
        run(remote, folder)
    update(remote, "DROP ALL")
    run(store, folder)
    with closing(Endpoint(remote)) as connection, open_store(store) as opened:
        quads = PendingQuads(connection)
        quads.extend(opened.quads)
        quads.commit()
    assert names(run(remote, folder))["known"] == ["a.txt", "b.txt", "c.md"]  # loaded from an export
    assert nquads(remote) == nquads(store)


@needs_server
def test_a_server_that_shows_plans_as_facts_is_refused(folder: Path) -> None:
    with serving("--union-default-graph") as url, pytest.raises(StoreError, match="look like facts"):
        run(location(url), folder)


@needs_server
def test_another_format_is_refused(folder: Path, remote: ServerAddress) -> None:
    run(remote, folder)
    update(remote, f"DELETE WHERE {{ GRAPH {BOOKKEEPING} {{ ?store <{server._FORMAT}> ?format }} }}")
    update(remote, f"INSERT DATA {{ GRAPH {BOOKKEEPING} {{ {BOOKKEEPING} <{server._FORMAT}> '9' }} }}")
    with pytest.raises(StoreError, match="has format 9, this kg reads "):
        open_store(remote)


@needs_server
def test_rdflib_sees_the_same_facts(folder: Path, remote: ServerAddress) -> None:
    run(remote, folder)
    with open_store(remote) as opened:
        asked = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        (row,) = opened.dataset.query(asked)
        (own,) = opened.quads.query(asked)
        assert str(row.n) == own["n"].value != "0"


# What servers answer when they do not


@contextmanager
def answering(status: int, kind: str, body: bytes, seen: list[str] | None = None) -> Iterator[str]:
    """Serve one and the same answer; it stands for what goes wrong on the way to a server."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            if seen is not None:
                seen.append(self.headers.get("Authorization", ""))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as one:
        thread = threading.Thread(target=one.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{one.server_port}/query"
        finally:
            one.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("status", "kind", "body", "told"),
    [
        (
            500,
            "text/plain",
            b"out of memory\nat line 3",
            r" 500 Internal Server Error \(out of memory\)",
        ),
        (
            404,
            "text/html",
            b"<html>",
            r" 404 Not Found: name the address where it takes queries",
        ),
        (
            401,
            "text/plain",
            b"",
            r"wants a user and a password: set \$KG_STORE_USER",
        ),
        (200, "text/html", b"<html>welcome", r"answers, but not as a SPARQL server does: check the address$"),
    ],
)
def test_an_answer_that_is_none_is_told_in_one_line(status: int, kind: str, body: bytes, told: str) -> None:
    with answering(status, kind, body) as url, pytest.raises(StoreError, match=told) as error:
        open_store(url)
    assert "\n" not in str(error.value) and url in str(error.value)


def test_user_and_password_are_sent_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    with answering(403, "text/plain", b"", seen) as url:
        for named in (url.replace("//", "//li:p%40ss@"), url):
            with pytest.raises(StoreError, match="refuses this user and password$") as error:
                open_store(named)
            assert "p@ss" not in str(error.value) and "p%40ss" not in str(error.value)
            monkeypatch.setenv("KG_STORE_USER", "li")
            monkeypatch.setenv("KG_STORE_PASSWORD", "p@ss")
    assert seen == [f"Basic {base64.b64encode(b'li:p@ss').decode()}"] * 2
    assert "p@ss" not in repr(location("http://li:p%40ss@example.com/query"))


def test_a_server_that_is_not_there_or_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/query"
        with pytest.raises(StoreError, match=r"^cannot reach .* \(Connection refused\): start it"):
            open_store(url)
        silent.listen()
        monkeypatch.setattr(endpoint, "ANSWER_SECONDS", 0.05)
        with pytest.raises(StoreError, match=r"gave no answer within 0\.05 s$"):
            open_store(url)


@pytest.mark.parametrize(
    ("text", "queries", "updates"),
    [
        ("http://127.0.0.1:7878/query", "http://127.0.0.1:7878/query", "http://127.0.0.1:7878/update"),
        ("https://a:b@x.example/kg", "https://x.example/kg", "https://x.example/kg"),
        ("HTTP://[::1]:1/a/query", "http://[::1]:1/a/query", "http://[::1]:1/a/update"),
        ("http://x/云/query", "http://x/%E4%BA%91/query", "http://x/%E4%BA%91/update"),
    ],
)
def test_the_url_of_a_server(text: str, queries: str, updates: str) -> None:
    address = location(text)
    assert isinstance(address, ServerAddress)
    assert (address.query_url, address.update_url, str(address)) == (queries, updates, queries)


@pytest.mark.parametrize(
    "text",
    [
        "http://",
        "http:///query",
        "http://a b/query",
        "http://云/",
        "http://u:secret@x:port/query",
        "http://x/?default",
    ],
)
def test_no_url_of_a_server(text: str) -> None:
    with pytest.raises(StoreError, match="is no address of a server: write http://HOST:PORT/query$") as error:
        location(text)
    assert "secret" not in str(error.value)


def test_a_folder_is_no_server() -> None:
    assert location("httpd/kg-store") == Path("httpd/kg-store")
