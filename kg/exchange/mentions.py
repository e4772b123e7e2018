"""The concordance of the store: which mention of which report became which thing, and by what reason.

A row is one place in the text of one report; with it, identity can be checked from outside.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import BinaryIO

from extractors.model import ENTITY_TYPES
from kg.answers.formats import comma_separated
from kg.answers.query import select
from kg.store.quads import Quads
from kg.vocabulary import REPORT, local_name

HEADER = ("report", "begin", "end", "form", "type", "entity", "label", "reason")

_SOURCES = """
SELECT ?report ?source { GRAPH ?report { ?report a schema:Report ; dcterms:source ?source } }"""

_MENTIONS = f"""
SELECT ?report ?characters ?text ?type ?entity ?label ?reason {{
  GRAPH kxg:identity {{
    ?known kx:report ?report ; kx:resolvedTo ?entity ; kx:form ?form .
    ?form kx:formText ?text ; kx:reason ?reason ; kx:mention ?characters
  }}
  ?entity rdfs:label ?label ; a ?type
  VALUES ?type {{ {" ".join(f"kx:{name}" for name in ENTITY_TYPES)} }}
}}"""


def write_mentions(quads: Quads, file: BinaryIO) -> None:
    """Write the table of mentions."""
    file.write(mentions_table(quads).encode("utf-8"))


def mentions_table(quads: Quads) -> str:
    """Return CSV with the columns of HEADER: a row for each mention of each report-entity, sorted.

    `report` is the stem of the report's source file (of several, of the first in order), `begin` and `end`
    count code points of its text, `form` is the name there, `entity` the IRI of the thing, `label` its full
    name, `reason` why the form means it.
    """
    sources: dict[str, str] = {}
    for row in select(quads, _SOURCES).texts():
        report, source = str(row["report"]), str(row["source"])
        sources[report] = min(sources.get(report, source), source)
    rows = []
    for row in select(quads, _MENTIONS).texts():
        report = str(row["report"])
        # The offsets stand in the IRI of the characters: …#char=10,14.
        begin, end = str(row["characters"]).rpartition("=")[2].split(",")
        rows.append(
            (
                PurePosixPath(sources.get(report, report.removeprefix(REPORT))).stem,
                int(begin),
                int(end),
                str(row["text"]),
                local_name(str(row["type"])),
                str(row["entity"]),
                str(row["label"]),
                str(row["reason"]),
            )
        )
    return comma_separated(HEADER, sorted(rows))
