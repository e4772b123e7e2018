"""The analysis graph as three Parquet files, for DuckDB, Spark, pandas: things, statements, their evidence.

SELECT relation, count(*) FROM 'graph/edges.parquet' WHERE modality = 'planned' GROUP BY relation
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from kg.answers.graph import load_graph
from kg.errors import KgError
from kg.exchange.tables import (
    EDGE_COLUMNS,
    EVIDENCE_COLUMNS,
    LISTS,
    NODE_COLUMNS,
    WHOLE_NUMBERS,
    Record,
    edges,
    evidence_rows,
    nodes,
)
from kg.store.quads import Quads

_CHUNK = 50_000
"""Rows that are written at a time."""


def write_parquet(quads: Quads, folder: Path) -> None:
    """Write nodes.parquet, edges.parquet and evidence.parquet. Raises KgError where pyarrow is missing."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise KgError(
            "kg export parquet needs the package pyarrow: pip install 'kexie-kg[parquet]'"
        ) from None

    def column(name: str) -> pyarrow.Field:
        if name in LISTS:
            return pyarrow.field(name, pyarrow.list_(pyarrow.string()))
        return pyarrow.field(name, pyarrow.int64() if name in WHOLE_NUMBERS else pyarrow.string())

    def write(name: str, columns: tuple[str, ...], records: Iterator[Record]) -> None:
        schema = pyarrow.schema([column(one) for one in columns])
        with parquet.ParquetWriter(folder / f"{name}.parquet", schema) as writer:
            while chunk := list(islice(records, _CHUNK)):
                writer.write_table(pyarrow.Table.from_pylist(chunk, schema=schema))

    graph = load_graph(quads)
    write("nodes", NODE_COLUMNS, nodes(graph))
    write("edges", EDGE_COLUMNS, edges(graph))
    write("evidence", EVIDENCE_COLUMNS, evidence_rows(graph))
