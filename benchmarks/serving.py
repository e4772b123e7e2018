"""`kg serve` with many clients at once: does each get its answer, and how soon?

Each client asks one named question after the other without a pause, about a thing that has an answer, drawn
by chance, each over one connection. Among them one client sends a query without end every 15 seconds, which
must be cut; it asks then whether the server is well. Times are those of the client, on the same cores.
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from benchmarks.measuring import percentile
from benchmarks.tables import Cell, Table
from benchmarks.workload import Workload
from kg.answers.query import about, select
from kg.answers.questions import load_questions
from kg.store import open_store

COLUMNS = (
    "reports", "answers", "answers/s", "p50 ms", "p95 ms", "slowest ms", "the slowest question", "errors",
    "without end, cut after s",
)  # fmt: skip
CLIENTS = 50
SECONDS = 60
THINGS = 50
"""As many things each question is asked about."""

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
ENDLESS_EVERY = 15
CUT_AFTER = 10
"""Seconds: kg serve --timeout."""


@dataclass
class Asked:
    """What the clients saw: milliseconds by question, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    cut: list[float] = field(default_factory=list)


class Connection:
    """A connection to the server, for one query after the other."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def query(self, sparql: str) -> tuple[int, bytes]:
        """Return status and body."""
        target = f"/sparql?{urlencode({'query': sparql})}"
        self._writer.write(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = dict(line.split(": ", 1) for line in head[1:] if line)
        return int(head[0].split()[1]), await self._reader.readexactly(int(headers["Content-Length"]))


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Connection]:
    """Open a connection to the server and close it."""
    reader, writer = await asyncio.open_connection(urlsplit(url).hostname, urlsplit(url).port)
    try:
        yield Connection(reader, writer)
    finally:
        writer.close()
        await writer.wait_closed()


async def ask(url: str, queries: dict[str, list[str]], number: int, until: float, asked: Asked) -> None:
    """Ask one question after the other until the time is over; a client whose connection breaks gives up."""
    chance, names = random.Random(number), sorted(queries)
    try:
        async with connected(url) as connection:
            while time.monotonic() < until:
                name = chance.choice(names)
                began = time.perf_counter()
                status, body = await connection.query(chance.choice(queries[name]))
                asked.times.setdefault(name, []).append((time.perf_counter() - began) * 1000)
                if status != 200 or not json.loads(body)["results"]["bindings"]:
                    asked.errors.append(f"{name}: {status} {body[:100].decode()}")
    except (OSError, EOFError) as error:
        asked.errors.append(f"client {number}: {error!r}")


async def ask_without_end(url: str, until: float, asked: Asked) -> None:
    """Ask what takes too long, and whether the server is well when that has been cut."""
    async with connected(url) as connection:
        while time.monotonic() + CUT_AFTER + 1 < until:
            began = time.monotonic()
            status, _ = await connection.query(ENDLESS)
            asked.cut.append(time.monotonic() - began)
            well, _ = await connection.query("ASK {}")
            if (status, well) != (503, 200):
                asked.errors.append(f"a query without end: {status}, then {well}")
            await asyncio.sleep(max(0.0, ENDLESS_EVERY - (time.monotonic() - began)))


async def run(url: str, queries: dict[str, list[str]], clients: int, seconds: float) -> Asked:
    """Let the clients ask, all at once."""
    asked, until = Asked(), time.monotonic() + seconds
    async with asyncio.TaskGroup() as group:
        group.create_task(ask_without_end(url, until, asked))
        for number in range(clients):
            group.create_task(ask(url, queries, number, until, asked))
    return asked


def named_questions(store: Path) -> dict[str, list[str]]:
    """Return the queries of each question about things that have an answer in the store."""
    queries: dict[str, list[str]] = {}
    with open_store(store) as opened:
        for question in load_questions().values():
            if not question.parameters:
                continue
            rows = select(opened.quads, question.query).texts()
            things = sorted({tuple(str(row[name]) for name in question.parameters) for row in rows})
            chosen = random.Random(question.id).sample(things, min(THINGS, len(things)))
            bound = [dict(zip(question.parameters, iris, strict=True)) for iris in chosen]
            if bound:
                queries[question.name] = [about(question.query, one) for one in bound]
    return queries


@contextmanager
def served(store: Path) -> Iterator[str]:
    """Run `kg serve` and give its address."""
    program = "from kg.cli import main; main()"
    arguments = ["serve", "--store", str(store), "--port", "0", "--timeout", str(CUT_AFTER)]
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def tables(workload: Workload, sizes: Sequence[int]) -> Iterator[Table]:
    """Give what the clients saw at each size."""
    note = f"{CLIENTS} clients without a pause for {SECONDS} s; a query without end every {ENDLESS_EVERY} s."
    yield Table("Many clients at once", COLUMNS, [row(workload.store(size), size) for size in sizes], note)


def row(store: Path, size: int) -> list[Cell]:
    """Serve a store and return what the clients saw; errors go to standard error as well."""
    queries = named_questions(store)
    with served(store) as url:
        asked = asyncio.run(run(url, queries, CLIENTS, SECONDS))
    for error in asked.errors[:10]:
        print(error, file=sys.stderr)
    times = [one for some in asked.times.values() for one in some]
    spread = statistics.median(times), percentile(times, 95), max(times)
    slowest = max(asked.times, key=lambda name: statistics.median(asked.times[name]))
    cut = ", ".join(f"{one:.1f}" for one in asked.cut)
    return [size, len(times), len(times) / SECONDS, *spread, slowest, len(asked.errors), cut]
