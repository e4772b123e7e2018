"""The analysis graph as two CSV files, `nodes.csv` and `edges.csv`, for spreadsheets or Neo4j's import."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.answers.formats import Cell, inert, one_line
from kg.answers.graph import load_graph
from kg.exchange.tables import EDGE_COLUMNS, NODE_COLUMNS, WHOLE_NUMBERS, edges, flat, nodes
from kg.store.quads import Quads

NODES, EDGES = "nodes.csv", "edges.csv"

THING = "Thing"
"""The label that all things have in a property graph, so that one index finds each by its IRI."""

_OF_NODES = tuple(name for name in NODE_COLUMNS if name not in ("iri", "type", "subtype"))
_OF_EDGES = tuple(name for name in EDGE_COLUMNS if name not in ("head", "tail", "relation"))


def write_pair(quads: Quads, folder: Path) -> None:
    """Write both with NODE_COLUMNS and EDGE_COLUMNS, and a byte order mark, by which Excel knows UTF-8."""
    graph = load_graph(quads)
    for name, columns, records in (
        (NODES, NODE_COLUMNS, nodes(graph)),
        (EDGES, EDGE_COLUMNS, edges(graph)),
    ):
        rows = ([inert(record[column]) for column in columns] for record in map(flat, records))
        _write(folder / name, columns, rows, encoding="utf-8-sig")


def write_neo4j(quads: Quads, folder: Path) -> None:
    """Write both files with the headers of `neo4j-admin database import`, every row on one line.

    A thing has the labels that `labels` gives, a statement its relation as type.
    """
    graph = load_graph(quads)
    _write(
        folder / NODES,
        ["iri:ID", *_OF_NODES, ":LABEL"],
        (
            [thing["iri"], *(_on_one_line(thing[name]) for name in _OF_NODES), ";".join(labels(thing))]
            for thing in map(flat, nodes(graph))
        ),
    )
    _write(
        folder / EDGES,
        [":START_ID", ":END_ID", ":TYPE", *map(_typed, _OF_EDGES)],
        (
            [one["head"], one["tail"], one["relation"], *(_on_one_line(one[name]) for name in _OF_EDGES)]
            for one in map(flat, edges(graph))
        ),
    )


def labels(thing: Mapping[str, Any]) -> list[str]:
    """Return what a thing is called in a property graph: THING, its type and subtype."""
    return [THING, *(str(thing[name]) for name in ("type", "subtype") if thing[name] is not None)]


def _typed(name: str) -> str:
    return f"{name}:int" if name in WHOLE_NUMBERS else name


def _on_one_line(cell: Cell) -> Cell:
    return inert(one_line(cell)) if isinstance(cell, str) else cell


def _write(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]], encoding: str = "utf-8"
) -> None:
    with open(path, "w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)  # RFC 4180; with plain line feeds Python leaves a carriage return unquoted
        writer.writerow(header)
        writer.writerows(rows)
