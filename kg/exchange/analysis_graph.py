"""The analysis graph of GraphML, or of a pair of CSV files, read back: what `kg.exchange.tables` gives.

Columns that kg does not write are left out, so that a table can be worked on and brought back.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import networkx as nx

from extractors.reading.settings import LONGEST_TEXT
from kg.answers.formats import active
from kg.exchange.claims import Cited, Claim, Claims, Thing
from kg.exchange.pair import EDGES, NODES
from kg.exchange.tables import separated

_Row = Mapping[str, str]
"""Column → text; what is not known is empty or not there."""

_NUMBER = re.compile("[0-9]{1,9}")


def read_graphml(path: Path) -> Claims:
    """Return what GraphML says. Raises ValueError or SyntaxError where it is none of kg."""
    try:
        graph = nx.read_graphml(path, force_multigraph=True)
    except nx.NetworkXException as error:
        raise ValueError(str(error)) from None
    nodes = ({**_texts(data), "iri": str(iri)} for iri, data in graph.nodes(data=True))
    edges = (
        {**_texts(data), "head": str(head), "tail": str(tail)} for head, tail, data in graph.edges(data=True)
    )
    return _claims(nodes, edges)


def read_pair(folder: Path) -> Claims:
    """Return what nodes.csv and edges.csv in a folder say. Raises ValueError where they are none of kg."""
    needed = {NODES: ("iri", "label", "type"), EDGES: ("head", "relation", "tail", "modality")}
    for name in needed:
        _check_encoding(folder / name)
    return _claims(*(_rows(folder / name, columns) for name, columns in needed.items()))


def _claims(nodes: Iterable[_Row], edges: Iterable[_Row]) -> Claims:
    return {row["iri"]: _thing(row) for row in nodes}, [_claim(row) for row in edges]


def _thing(row: _Row) -> Thing:
    code, date = row.get("code"), row.get("date")
    return Thing(
        label=_needed(row, "label"),
        type=_needed(row, "type"),
        subtype=row.get("subtype") or None,
        names=separated(row.get("names")),
        codes=[code] if code else [],
        dates=[date] if date else [],
    )


def _claim(row: _Row) -> Claim:
    sentences, reports = separated(row.get("sentences")), separated(row.get("reports"))
    if len(reports) != len(sentences):
        raise ValueError(f"{_name(row)} has not a report for each sentence")
    dates, speakers = (_for_each(sentences, row, name) for name in ("dates", "speakers"))
    count = row.get("count") or None
    if count is not None and not _NUMBER.fullmatch(count):
        raise ValueError(f"{_name(row)} has a count that is no number")
    return Claim(
        head=row["head"],
        relation=_needed(row, "relation"),
        tail=row["tail"],
        modality=_needed(row, "modality"),
        role=row.get("role") or None,
        time=row.get("time") or None,
        count=None if count is None else int(count),
        cited=tuple(map(Cited, dates, reports, sentences, speakers)),
    )


def _for_each(sentences: list[str], row: _Row, column: str) -> list[str]:
    """Return what a column, which may be empty, has for each of the sentences."""
    found = separated(row.get(column)) or [""] * len(sentences)
    if len(found) != len(sentences):
        raise ValueError(f"{_name(row)} has not as many {column} as sentences")
    return found


def _needed(row: _Row, column: str) -> str:
    if not row.get(column):
        raise ValueError(f"{_name(row)} has no {column}")
    return row[column]


def _name(row: _Row) -> str:
    return row.get("iri") or f"what leads from {row.get('head')} to {row.get('tail')}"


def _texts(data: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in data.items()}


def _check_encoding(path: Path) -> None:
    """Raise ValueError for a file that is not UTF-8: a spreadsheet may save CSV in GB18030."""
    with open(path, encoding="utf-8") as file:
        try:
            for _ in file:
                pass
        except UnicodeDecodeError:
            raise ValueError(f"{path.name} is not UTF-8: save it as CSV UTF-8") from None


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[_Row]:
    csv.field_size_limit(LONGEST_TEXT)
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        lacking = [column for column in needed if column not in (rows.fieldnames or ())]
        if lacking:
            raise ValueError(f"{path.name} has no column {lacking[0]}")
        for row in rows:
            if None in row or None in row.values():
                raise ValueError(f"line {rows.line_num} of {path.name} has not a cell for each column")
            yield {name: active(cell) for name, cell in row.items()}
