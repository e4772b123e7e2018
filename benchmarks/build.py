"""Building: `kg build` of a folder with all cores; rdflib with the same quads."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measuring import NotEndedError, kg, run
from benchmarks.tables import Cell, Table
from benchmarks.workload import Workload, characters
from kg.store import open_store
from kg.store.summary import entity_counts, statement_counts

COLUMNS = (
    "reports", "characters", "s", "CPU s", "peak MB", "characters/s", "reports/s",
    "quads", "entities", "statements", "store MB",
)  # fmt: skip
LOADED = ("reports", "quads", "rdflib: s", "rdflib: peak MB", "pyoxigraph: s", "pyoxigraph: peak MB")
FOREVER = 36_000
LOADED_UP_TO = 300
"""Reports: rdflib's graph needs more than a kilobyte for each quad."""


def tables(workload: Workload, sizes: Sequence[int]) -> Iterator[Table]:
    """Give the builds, and the parsing of the same quads."""
    yield Table(
        "Building", COLUMNS, [_whole(workload, size) for size in sizes],
        "Recombined reports, the full pipeline. CPU: of all processes; peak: of the largest of them.",
    )  # fmt: skip
    yield Table(
        "The same quads without reading for meaning", LOADED,
        [_loaded(workload, size) for size in sizes if size <= LOADED_UP_TO],
        "The N-Quads of `kg export nquads`, parsed into rdflib's Dataset in memory and into pyoxigraph's "
        f"store in memory. Up to {LOADED_UP_TO:,} reports.",
    )  # fmt: skip


def _whole(workload: Workload, size: int) -> list[Cell]:
    reports, store = workload.reports(0, size), workload.folder / f"store-{size}"
    cost = kg("build", reports, "--store", store, limit=FOREVER).cost
    read = characters(reports)
    with open_store(store) as opened:
        quads = sum(1 for _ in opened.quads.quads_for_pattern(None, None, None, None))
        entities = sum(entity_counts(opened.quads).values())
        statements = sum(sum(counts.values()) for counts in statement_counts(opened.quads).values())
    figures = [*cost, read / cost.seconds, size / cost.seconds]
    return [size, read, *figures, quads, entities, statements, megabytes(store)]


def _loaded(workload: Workload, size: int) -> list[Cell]:
    file = exported(workload, size)
    row: list[Cell] = [size]
    for peer in ("rdflib", "pyoxigraph"):
        try:
            ended = run(sys.executable, "-m", "benchmarks.in_memory", peer, file, 0, given="{}")
        except NotEndedError as error:
            row += [str(error), None]
            continue
        told = json.loads(ended.output)
        row += [told["quads"]] if peer == "rdflib" else []
        row += [told["seconds"], ended.cost.megabytes]
    return row


def exported(workload: Workload, size: int) -> Path:
    """Return the N-Quads file of a store."""
    file = workload.folder / f"{size}.nq"
    if not file.exists():
        kg("export", "nquads", "-o", file, "--store", workload.store(size))
    return file


def megabytes(path: Path) -> float:
    """Return what a file or a folder takes on disk, by the lengths of its files."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6
