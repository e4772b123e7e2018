"""`kg serve` with many clients at once, as a Markdown table: does each get its answer, and how soon?

    python -m benchmarks.serving [--clients N] [--seconds N] [--reports N] [--store DIR]

The reports are those of benchmarks/recombined.py; with --store a store that is there already is asked. Each
client asks one named question after the other without a pause, about a thing that has an answer, drawn by
chance, each over one connection. Among them one client sends a query without end every 15 seconds, which must
be cut; it asks then whether the server is well. Times are those of the client, in milliseconds. All runs on
one machine, so that clients and server share its cores.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from benchmarks.recombined import VERSION, Recombined, read_templates
from kg.answers.query import about, select
from kg.answers.questions import load_questions
from kg.store import open_store

COLUMNS = ("question", "answers", "median", "p95", "slowest")
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


def build(reports: int, folder: Path) -> Path:
    """Make a store of so many reports."""
    import extractors
    from extractors import pipeline
    from kg.cli import group

    recombined = Recombined(read_templates())
    (folder / "reports").mkdir()
    for number in range(reports):
        (folder / "reports" / f"{number}.txt").write_text(recombined.text(number), encoding="utf-8")
    pipeline.load = lambda: recombined  # type: ignore[assignment]
    extractors.VERSION = VERSION
    store = folder / "kg-store"
    build = [
        "build",
        str(folder / "reports"),
        "--store",
        str(store),
        "--workers",
        "1",
    ]  # the others know no stand-in
    group.main(build, standalone_mode=False)
    return store


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


def told(times: list[float]) -> str:
    """Return the cells of a row: how many, and how long they took."""
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return f"{len(times):,} | {statistics.median(times):.0f} | {p95:.0f} | {max(times):.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description="kg serve with many clients at once.")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--store", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        store = arguments.store or build(arguments.reports, Path(name))
        queries = named_questions(store)
        with served(store) as url:
            load = os.getloadavg()[0]
            asked = asyncio.run(run(url, queries, arguments.clients, arguments.seconds))
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, load before {load:.1f}, Python "
        f"{platform.python_version()}; {arguments.clients} clients, {arguments.seconds:g} s\n"
    )
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    for question, times in sorted(asked.times.items()):
        print(f"| {question} | {told(times)} |")
    everything = [one for times in asked.times.values() for one in times]
    print(f"| all | {told(everything)} |\n")
    print(f"{len(everything) / arguments.seconds:.0f} answers a second; {len(asked.errors)} errors")
    print(f"queries without end, cut after s: {', '.join(f'{one:.1f}' for one in asked.cut)}")
    for error in asked.errors[:10]:
        print(error)


if __name__ == "__main__":
    main()
