"""The analysis graph as plain records, for the formats that do not know RDF.

for node in nodes(graph):
    node["names"]     # ["云岭省科协", "省科协"]; flat(node)["names"]: "云岭省科协 | 省科协"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx

from kg.answers.formats import Cell

Record = dict[str, Any]
"""Column → text, whole number, list of texts, or None for what is not known."""

NODE_COLUMNS = ("iri", "label", "type", "subtype", "names", "code", "date")
"""What a thing has; `names` are its other names."""

EDGE_COLUMNS = (
    "iri", "head", "tail", "relation", "modality", "role", "time", "count", "sentences", "speakers",
    "reports", "dates",
)  # fmt: skip
"""What a statement has: `head` and `tail` are IRIs; each of `sentences` stands in the one of `reports` in the
same place, which has the one of `dates`; it is the word of the one of `speakers` (an IRI), or of the report
where that is empty. Where all are of the reports there are no speakers."""

EVIDENCE_COLUMNS = (
    "statement", "report", "title", "date", "source", "speaker", "quote", "sentence", "begin", "end", "rule",
    "count",
)  # fmt: skip
"""What the evidence of a statement (its IRI) has where it is a table of its own."""

LISTS = frozenset({"names", "sentences", "speakers", "reports", "dates"})
WHOLE_NUMBERS = frozenset({"count", "begin", "end"})
"""What the columns hold that do not hold texts."""

_BETWEEN = " | "
_ESCAPED = re.compile(r"\\(.)")


def nodes(graph: nx.MultiDiGraph) -> Iterator[Record]:
    """Give each thing with NODE_COLUMNS."""
    for iri, data in graph.nodes(data=True):
        yield _record(NODE_COLUMNS, {**data, "iri": iri})


def edges(graph: nx.MultiDiGraph) -> Iterator[Record]:
    """Give each statement with EDGE_COLUMNS; a report without a title is named by its file."""
    for head, tail, iri, data in graph.edges(keys=True, data=True):
        said = sorted({_cited(entry) for entry in data["evidence"]})
        dates, reports, sentences, speakers = ([entry[part] for entry in said] for part in range(4))
        evidence = {"dates": dates, "reports": reports, "sentences": sentences}
        evidence["speakers"] = speakers if any(speakers) else []
        yield _record(EDGE_COLUMNS, {**data, **evidence, "iri": iri, "head": head, "tail": tail})


def evidence_rows(graph: nx.MultiDiGraph) -> Iterator[Record]:
    """Give each piece of evidence of each statement with EVIDENCE_COLUMNS."""
    for _, _, iri, data in graph.edges(keys=True, data=True):
        for entry in data["evidence"]:
            yield _record(EVIDENCE_COLUMNS, {**entry, "statement": iri})


def flat(record: Mapping[str, Any]) -> dict[str, Cell]:
    """Return a record with each list as one text; of an empty list None."""
    return {name: joined(value) if isinstance(value, list) else value for name, value in record.items()}


def joined(texts: list[str]) -> str | None:
    r"""Return the texts with ` | ` between them; a bar within one is `\|`, a backslash `\\`."""
    return _BETWEEN.join(text.replace("\\", r"\\").replace("|", r"\|") for text in texts) if texts else None


def separated(text: str | None) -> list[str]:
    """Return the texts that `joined` made one."""
    return [_ESCAPED.sub(r"\1", part) for part in text.split(_BETWEEN)] if text else []


def _cited(entry: Mapping[str, Any]) -> tuple[str, str, str, str]:
    report = entry["title"] or entry["source"] or entry["report"]
    return entry["date"] or "", report, entry["sentence"], entry["speaker_iri"] or ""


def _record(columns: tuple[str, ...], values: Mapping[str, Any]) -> Record:
    return {column: values[column] for column in columns}
