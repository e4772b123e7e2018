"""Extraction ↔ the Extraction record: the gold JSON format with offsets, rules and reasons beside it.

A record is one JSON object for each report. `evidence` is the report's text at `spans`, joined by `…`.
"""

from __future__ import annotations

import json
from typing import Any

from extractors.model import Document, Entity, Extraction, Form, Span, Statement

FORMAT = 1
"""Version of the record; a change that old readers would misread raises it."""


def evidence(text: str, spans: tuple[Span, ...]) -> str:
    """Return the text at `spans`, joined by `…`."""
    return "…".join(text[begin:end] for begin, end in spans)


def to_record(extraction: Extraction) -> dict[str, Any]:
    """Return the record of an extraction: plain JSON values, keys in a fixed order, no text but quotes."""
    document = extraction.document
    return {
        "format": FORMAT,
        "extractor": extraction.extractor,
        "doc": document.name,
        "path": document.path,
        "sha256": document.sha256,
        "title": document.title,
        "date": document.date,
        "publisher": document.publisher,
        **({} if document.place is None else {"place": document.place}),
        "entities": [_entity_record(entity) for entity in extraction.entities],
        "relations": [_statement_record(statement, document.text) for statement in extraction.statements],
    }


def to_json(extraction: Extraction) -> str:
    """Return the record as JSON text, the same bytes for the same extraction."""
    return json.dumps(to_record(extraction), ensure_ascii=False, indent=1) + "\n"


def from_record(record: dict[str, Any], text: str) -> Extraction:
    """Return the extraction that `to_record` wrote, given the report's text."""
    document = Document(
        name=record["doc"],
        path=record["path"],
        text=text,
        sha256=record["sha256"],
        title=record["title"],
        date=record["date"],
        publisher=record["publisher"],
        place=record.get("place"),
    )
    entities = tuple(
        Entity(
            id=row["id"],
            type=row["type"],
            subtype=row["subtype"],
            name=row["name"],
            forms=tuple(
                Form(form["text"], form["reason"], _spans(form["mentions"])) for form in row["forms"]
            ),
            date=row["date"],
            code=row["code"],
            key=row.get("key"),
        )
        for row in record["entities"]
    )
    statements = tuple(
        Statement(
            type=row["type"],
            head=row["head"],
            tail=row["tail"],
            spans=_spans(row["spans"]),
            rule=row["rule"],
            modality=row["modality"],
            role=row["role"],
            trigger=row["trigger"],
            speaker=row["speaker"],
            time=row["time"],
            count=row["count"],
        )
        for row in record["relations"]
    )
    return Extraction(document, entities, statements, record["extractor"])


def _entity_record(entity: Entity) -> dict[str, Any]:
    in_text = [form.text for form in entity.forms if form.mentions]
    record = {
        "id": entity.id,
        "type": entity.type,
        "subtype": entity.subtype,
        "name": entity.name,
        "names": in_text,
        "optional": False,
        "date": entity.date,
        "code": entity.code,
        "mentions": [list(span) for span in entity.mentions],
        "forms": [
            {"text": form.text, "reason": form.reason, "mentions": [list(span) for span in form.mentions]}
            for form in entity.forms
        ],
    }
    return record if entity.key is None else {**record, "key": entity.key}


def _statement_record(statement: Statement, text: str) -> dict[str, Any]:
    return {
        "type": statement.type,
        "head": statement.head,
        "tail": statement.tail,
        "role": statement.role,
        "modality": statement.modality,
        "evidence": evidence(text, statement.spans),
        "optional": False,
        "spans": [list(span) for span in statement.spans],
        "rule": statement.rule,
        "trigger": statement.trigger,
        "speaker": statement.speaker,
        "time": statement.time,
        "count": statement.count,
    }


def _spans(rows: list[list[int]]) -> tuple[Span, ...]:
    return tuple((begin, end) for begin, end in rows)
