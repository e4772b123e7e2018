"""A report as it travels from one store to another, and what must hold for a store to take it.

All else that a store knows of a report is derived from its record, so a copy is small; and no more of it is
believed than what can be checked.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pyoxigraph as ox
from rdflib import DCTERMS, RDF, SDO

from extractors.annotation import FORMAT
from extractors.model import ENTITY_TYPES, MODALITIES, RELATION_TYPES, SUBTYPES, Extraction
from extractors.reading.settings import LONGEST_TEXT
from kg.store.masking import has_hidden
from kg.store.patterns import subjects, term, values
from kg.store.quads import Quads
from kg.store.rdf import report_iri
from kg.store.records import dump, load, report_id
from kg.vocabulary import ID, KX, REPORT

_ID = re.compile("[0-9a-f]{64}")


class ReportCopy(NamedTuple):
    """A report's id, its record, its text (None where the store keeps none) and where it was read from."""

    id: str
    record: str
    text: str | None
    sources: tuple[str, ...]

    @property
    def extraction(self) -> Extraction:
        """What the report says; of a copy that was not checked, this may fail in any way."""
        return load(self.record, self.text, min(self.sources, default=self.id))


def copy_of(extraction: Extraction, report: str, sources: Iterable[str], *, with_text: bool) -> ReportCopy:
    """Return the copy of a report that says this."""
    text = extraction.document.text if with_text else None
    return ReportCopy(report, dump(extraction), text, tuple(sorted(sources)))


def stored_copy(quads: Quads, report: str) -> ReportCopy | None:
    """Return the copy of a report of a store, None where the store does not have it."""
    iri = ox.NamedNode(report_iri(report))
    record = next(values(quads, iri, KX.record, iri), None)
    if record is None:
        return None
    text = next(values(quads, iri, KX.text, iri), None)
    return ReportCopy(report, record, text, tuple(sorted(values(quads, iri, DCTERMS.source, iri))))


def copies(quads: Quads) -> Iterator[ReportCopy]:
    """Give the copies of all reports of a store, sorted by their ids."""
    for node in sorted(node.value for node in subjects(quads, RDF.type, term(SDO.Report), None)):
        copy = stored_copy(quads, node.removeprefix(REPORT))
        if copy is not None:
            yield copy


def to_line(copy: ReportCopy) -> str:
    """Return the copy as one line of JSON."""
    record = {"report": copy.id, "sources": list(copy.sources), "text": copy.text, "record": copy.record}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def from_line(line: str) -> ReportCopy:
    """Return the copy that `to_line` wrote. Raises ValueError where the line is none."""
    row = json.loads(line)
    if not isinstance(row, dict) or row.keys() != {"report", "sources", "text", "record"}:
        raise ValueError("a line is no report")
    if not isinstance(row["sources"], list):
        raise ValueError("sources are no list")
    return ReportCopy(row["report"], row["record"], row["text"], tuple(row["sources"]))


def check(copy: ReportCopy) -> None:
    """Raise ValueError where a report is damaged, of a newer format, or not what its id says."""
    name = f"report {str(copy.id)[:12]}"
    try:
        record = json.loads(copy.record)
        newer = record["format"] > FORMAT
        sound = newer or (_are_texts(copy) and _is_sound(record) and _says_what_it_says(copy))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        newer = sound = False
    if newer:
        raise ValueError(f"{name} was written by a newer kg: install that one")
    if not sound:
        raise ValueError(f"{name} in it is damaged")
    document = copy.extraction.document
    # The id is that of the report as it was read, before any name in it was hidden.
    is_as_read = report_id(document) == copy.id or has_hidden(copy.text or copy.record)
    if not is_as_read or (copy.text is not None and _sha256(copy.text) != document.sha256):
        raise ValueError(f"{name} in it is not what its id says: its text, title or date was changed")


def is_report_id(value: object) -> bool:
    """Return whether a value can be the id of a report."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _are_texts(copy: ReportCopy) -> bool:
    texts = [copy.record, *copy.sources, *([] if copy.text is None else [copy.text])]
    for text in texts:
        text.encode("utf-8")  # raises ValueError at a lone surrogate
    return is_report_id(copy.id)


def _says_what_it_says(copy: ReportCopy) -> bool:
    """Return whether the record is what this kg writes of it, so that its quotes are those of the text."""
    return dump(copy.extraction) == copy.record


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _is_sound(record: dict[str, Any]) -> bool:
    """Return whether each value of a record is of its kind, and points to what is there."""
    ids = [entity["id"] for entity in record["entities"]]
    return (
        all(isinstance(record[key], str) for key in ("sha256", "extractor"))
        and all(_is_text(record[key]) for key in ("title", "date", "publisher"))
        and isinstance(record.get("place", ""), str)
        and len(set(ids)) == len(ids)
        and all(_is_entity(row) for row in record["entities"])
        and all(_is_relation(row, set(ids)) for row in record["relations"])
    )


def _is_entity(row: dict[str, Any]) -> bool:
    return (
        row["type"] in ENTITY_TYPES
        and (row["subtype"] is None or row["subtype"] in SUBTYPES[row["type"]])
        and all(isinstance(row[key], str) for key in ("id", "name"))
        and all(_is_text(row[key]) for key in ("date", "code"))
        and ("key" not in row or _is_key(row["key"]))
        and all(
            isinstance(form["text"], str)
            and isinstance(form["reason"], str)
            and all(_is_span(span) for span in form["mentions"])
            for form in row["forms"]
        )
    )


def _is_relation(row: dict[str, Any], ids: set[str]) -> bool:
    return (
        row["type"] in RELATION_TYPES
        and row["modality"] in MODALITIES
        and {row["head"], row["tail"], *([] if row["speaker"] is None else [row["speaker"]])} <= ids
        and isinstance(row["rule"], str)
        and isinstance(row["evidence"], str)
        and all(_is_text(row[key]) for key in ("role", "trigger", "time"))
        and (row["count"] is None or type(row["count"]) is int)
        and len(row["spans"]) > 0
        and all(_is_span(span) for span in row["spans"])
    )


def _is_key(value: object) -> bool:
    """Return whether a value can stand in an IRI below `id/`; what cannot raises ValueError."""
    return isinstance(value, str) and "/" in value and bool(ox.NamedNode(ID + value))


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_span(value: list[object]) -> bool:
    """Return whether a span lies in a report; a far end would let `load` fill the memory."""
    begin, end = value
    return type(begin) is int and type(end) is int and 0 <= begin <= end <= LONGEST_TEXT
