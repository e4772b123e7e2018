"""A report as the store keeps it: its id, its Extraction record as one literal, its text or only its quotes.

The record is the source from which everything else of the report in the store can be written again. It holds
no path, so that it is the same wherever the report is read from.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import PurePosixPath

from extractors.annotation import from_record, to_record
from extractors.model import Document, Extraction, Span
from kg.identity.keys import content_hash

_UNKNOWN = "\0"
"""Stands for each character that is not kept; readers refuse it in reports, and it is never stored."""

_END = "。！？；!?\n" + _UNKNOWN
_CLOSING = "”’）》」"
_LONGEST = 300


def report_id(document: Document) -> str:
    """Return the report's identity: a SHA-256 of its text and what is known of it, not of where it lies."""
    place = () if document.place is None else (document.place,)
    return content_hash(document.sha256, document.title, document.date, document.publisher, *place, digits=64)


def dump(extraction: Extraction) -> str:
    """Return the record as one line of JSON without text and path."""
    record = to_record(extraction)
    for machine_dependent in ("doc", "path"):
        del record[machine_dependent]
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def load(record_text: str, text: str | None, source: str) -> Extraction:
    """Return the extraction of a stored record; without text its quotes stand in a text else unknown."""
    record = json.loads(record_text)
    if text is None:
        text = _quoted(record)
    path = PurePosixPath(source)
    return from_record({**record, "doc": path.stem, "path": source}, text)


def without_text(extraction: Extraction) -> Extraction:
    """Return the extraction as `load` gives it where the text is not kept."""
    record = to_record(extraction)
    return replace(extraction, document=replace(extraction.document, text=_quoted(record)))


def sentences_around(text: str, spans: tuple[Span, ...]) -> str:
    """Return the sentences that the spans stand in, in text order, those apart joined by `…`."""
    stretches: list[Span] = []
    for begin, end in sorted(_sentence(text, span) for span in spans):
        if stretches and begin <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], max(end, stretches[-1][1])
        else:
            stretches.append((begin, end))
    return "…".join(text[begin:end].strip() for begin, end in stretches)


def _sentence(text: str, span: Span) -> Span:
    begin, end = span
    earliest, latest = max(0, begin - _LONGEST), min(len(text), end + _LONGEST)
    while begin > earliest and text[begin - 1] not in _END:
        begin -= 1
    while begin < span[0] and text[begin] in _CLOSING:
        begin += 1
    if end > span[0] and text[end - 1] not in _END:
        while end < latest and text[end] not in _END:
            end += 1
        if end < latest and text[end] not in "\n" + _UNKNOWN:
            end += 1
    while end < latest and text[end] in _CLOSING:
        end += 1
    return begin, end


def _quoted(record: dict[str, object]) -> str:
    rows = record["relations"]
    if not isinstance(rows, list):
        raise TypeError("relations of a record are a list")
    length = max((end for row in rows for _, end in row["spans"]), default=0)
    characters = [_UNKNOWN] * length
    for row in rows:
        quoted = row["evidence"]
        for begin, end in row["spans"]:
            characters[begin:end] = quoted[: end - begin]
            quoted = quoted[end - begin + 1 :]
    return "".join(characters)
