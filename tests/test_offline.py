"""Every command with sockets blocked: nothing here needs a network, and nothing tries."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import Result

from kg.cli import COMMANDS

QUERY = "SELECT ?name WHERE { ?body a kx:Society ; rdfs:label ?name }"
JUDGED = ["--by", "王芳", "--store", "COPY"]
# Command → arguments, of which the words in capitals are replaced.
RUNS: dict[str, list[str]] = {
    "build": ["REPORTS", "--store", "OUT"],
    "extract": ["REPORTS", "-o", "OUT"],
    "query": [QUERY, "--store", "STORE"],
    "ask": ["谁任职", "云浮市科协", "--store", "STORE"],
    "show": ["云浮市科协", "--store", "STORE"],
    "diff": ["2024", "2025", "--store", "STORE"],
    "match": ["--store", "STORE"],
    "followup": ["云浮市科协", "--store", "STORE"],
    "brief": ["云浮市科协", "-o", "PAPER", "--store", "STORE"],
    "mcp": ["--store", "STORE"],  # serves until its input ends, which is at once
    "view": ["-o", "OUT", "--store", "STORE"],
    "export": ["nquads", "-o", "OUT", "--store", "STORE"],
    "import": ["BACKUP", "--store", "OUT"],
    "analyze": ["--since", "2024", "-o", "PAPER", "--store", "STORE"],
    "review": ["--store", "STORE"],
    "merge": ["饶平县科协", "诏安县科协", *JUDGED],
    "separate": ["饶平县科协", "诏安县科协", *JUDGED],
    "accept": ["许伟彬", "holdsPost", "饶平县科协", *JUDGED],
    "reject": ["许伟彬", "holdsPost", "饶平县科协", *JUDGED],
    "undo": ["--by", "王芳", "--store", "STORE"],
    "validate": ["--store", "STORE"],
    "remove": ["2024-03-15-training", "--dry-run", "--store", "STORE"],
    "status": ["--store", "STORE"],
    "evaluate": ["GOLD"],
    "rules": ["REPORTS"],
}
# A server listens, which is its purpose; tests/kg/serve holds that it does so on loopback alone, and that a
# query that would make it ask another host is refused.
SERVERS = {"serve"}


class BlockedError(Exception):
    """A socket was opened."""


class OwnSocket(socket.socket):
    """One of a pair, through which an event loop wakes itself; every other socket is refused."""

    def __init__(self, family: int = -1, type: int = -1, proto: int = -1, fileno: int | None = None) -> None:
        if fileno is None:
            raise BlockedError(f"socket of family {family}")
        super().__init__(family, type, proto, fileno)


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **named: object) -> NoReturn:
        raise BlockedError(f"socket call with {arguments} {named}")

    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.setattr(socket, "socket", OwnSocket)


@pytest.mark.usefixtures("no_sockets")
def test_the_block_holds() -> None:
    with pytest.raises(BlockedError):
        socket.create_connection(("127.0.0.1", 9))
    with pytest.raises(BlockedError):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)


def test_every_command_is_run() -> None:
    assert set(RUNS) | SERVERS == set(COMMANDS)


@pytest.mark.usefixtures("no_sockets")
@pytest.mark.parametrize("command", RUNS)
def test_commands_open_no_socket(
    command: str, kg: Callable[..., Result], reports: Path, example_store: Path, tmp_path: Path
) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "one.txt").write_text("甲省果树学会成立。", encoding="utf-8")
    (gold / "one.gold.json").write_text('{"entities": [], "relations": []}', encoding="utf-8")
    backup = tmp_path / "backup.zip"
    assert kg("export", "backup", "-o", backup, "--store", example_store).exit_code == 0
    copy = tmp_path / "copy"
    if "COPY" in RUNS[command]:
        shutil.copytree(example_store, copy)
    places = {
        "REPORTS": reports, "STORE": example_store, "COPY": copy, "OUT": tmp_path / "out", "GOLD": gold,
        "BACKUP": backup, "PAPER": tmp_path / "paper.docx",
    }  # fmt: skip
    arguments = [places.get(argument, argument) for argument in RUNS[command]]
    # In a thread of its own: the browser tests leave an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        result = thread.submit(kg, command, *arguments).result()
    assert result.exception is None, result.output
    assert result.exit_code == 0
