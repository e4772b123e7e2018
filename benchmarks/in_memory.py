"""A graph in the memory of one process, as one would write it without `kg`: parsed, then queried.

    python -m benchmarks.in_memory rdflib|pyoxigraph FILE.nq LIMIT < QUERIES

QUERIES is a JSON object of SPARQL by name. Prints as JSON the seconds of parsing, the quads, and for each
query its milliseconds and rows, or null where rdflib did not end in LIMIT seconds; pyoxigraph has no limit.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib

from benchmarks.measuring import timed
from kg.vocabulary import PREFIXES


def in_rdflib(path: Path) -> tuple[Callable[[], int], Callable[[str], int]]:
    """Return what counts the quads and what counts the rows of a query."""
    dataset = rdflib.Dataset()
    dataset.parse(path, format="nquads")
    return (
        lambda: sum(1 for _ in dataset.quads()),
        lambda sparql: len(list(dataset.query(sparql, initNs=PREFIXES))),
    )


def in_pyoxigraph(path: Path) -> tuple[Callable[[], int], Callable[[str], int]]:
    """Return the same of pyoxigraph's store in memory."""
    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    return lambda: len(store), lambda sparql: len(list(store.query(sparql, prefixes=PREFIXES)))  # type: ignore[arg-type]


def within(limit: int, query: Callable[[str], int], sparql: str) -> list[float] | None:
    """Return milliseconds and rows of a query; None where it took too long."""
    signal.alarm(limit)
    try:
        rows, cost = timed(lambda: query(sparql))
    except TimeoutError:
        return None
    finally:
        signal.alarm(0)
    return [cost.seconds * 1000, rows]


def _too_long(*_: Any) -> None:
    raise TimeoutError


def main(peer: str, path: Path, limit: int) -> None:
    load = {"rdflib": in_rdflib, "pyoxigraph": in_pyoxigraph}[peer]
    (count, query), cost = timed(lambda: load(path))
    signal.signal(signal.SIGALRM, _too_long)
    answers = {name: within(limit, query, sparql) for name, sparql in json.load(sys.stdin).items()}
    print(json.dumps({"seconds": cost.seconds, "quads": count(), "answers": answers}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
