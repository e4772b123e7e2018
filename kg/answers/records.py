"""Answers as plain records, as JSON has them: the same from a command, in Python and from a tool for agents.

answer_record(question, answer)["answers"]      # the names that answer
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from kg.answers.analysis import Sentences, Table, said
from kg.answers.followup import Promise
from kg.answers.match import Matching, Reason
from kg.answers.questions import GROUPS, Answer, Question
from kg.answers.show import Portrait
from kg.answers.tenures import Tenure

MATCH_COLUMNS = (
    "need", "industry", "rank", "body", "score", "reasons", "need_sentence", "offer_sentence",
)  # fmt: skip


def question_records(questions: Collection[Question]) -> list[dict[str, Any]]:
    """Return the named questions, by group."""
    return [
        {
            "question": one.name,
            "id": one.id,
            "group": one.group,
            "chinese": one.chinese,
            "english": one.english,
            "parameters": {name: list(types) for name, types in one.parameters.items()},
            "example": one.example_call,
        }
        for one in sorted(questions, key=lambda one: GROUPS.index(one.group))
    ]


def answer_record(question: Question | None, answer: Answer | None) -> dict[str, Any]:
    """Return the answer to a question; that to one that was not understood is empty."""
    rows = [] if answer is None else answer.rows
    columns: Sequence[str] = [] if question is None else list(question.columns)
    column = 0 if answer is None else answer.column
    return {
        "question": None if question is None else question.name,
        "understood": None if answer is None else dict(zip(("zh", "en"), answer.understood, strict=True)),
        "answers": [] if answer is None else answer.names,
        "rows": [dict(zip(columns, cells, strict=True)) for cells, _ in rows],
        "evidence": [{"answer": cells[column], **entry} for cells, entries in rows for entry in entries],
    }


def portrait_record(portrait: Portrait) -> dict[str, Any]:
    """Return what is known of one thing, with every sentence."""
    return {
        "thing": {"iri": portrait.iri, **portrait.thing, "aliases": portrait.aliases},
        "statements": [
            {
                "statement": one.statement,
                "subject": _thing(portrait, one.key.head),
                "relation": one.key.relation,
                "object": _thing(portrait, one.key.tail),
                "role": one.key.role,
                "modality": one.key.modality,
                "time": one.key.time,
                "post": None if one.tenure is None else _post(portrait, one.tenure),
                "said": one.said,
            }
            for one in portrait.statements
        ],
    }


def _post(portrait: Portrait, tenure: Tenure) -> dict[str, Any]:
    return {
        "since": tenure.since,
        "last": tenure.last,
        "until": tenure.until,
        "former": tenure.former,
        "successor": None if tenure.successor is None else _thing(portrait, tenure.successor),
    }


def _thing(portrait: Portrait, iri: str) -> dict[str, str]:
    return {"iri": iri, "label": portrait.labels[iri]}


def match_records(found: Matching, body: str | None = None) -> list[dict[str, Any]]:
    """Return the rows of needs and who could meet them, or the ranks of one body (its IRI) alone.

    Each row has MATCH_COLUMNS. A need that nobody can meet has no body; an offer that nobody asked for has
    no need.
    """
    return [*_needs(found, body), *_unasked(found)]


def _needs(found: Matching, body: str | None) -> Iterator[dict[str, Any]]:
    for need in found.needs:
        about: dict[str, Any] = {
            **dict.fromkeys(MATCH_COLUMNS),
            "need": need.who.label,
            "industry": need.what.label,
            "reasons": [],
            "need_sentence": _newest(need.said),
        }
        for rank, one in need.ranked(body):
            yield {
                **about,
                "rank": rank,
                "body": one.body.label,
                "score": one.score,
                "reasons": [reason_record(reason) for reason in one.reasons],
                "offer_sentence": _newest(one.said),
            }
        if not need.matches:
            yield about


def _unasked(found: Matching) -> Iterator[dict[str, Any]]:
    for offer in found.unasked:
        yield {
            **dict.fromkeys(MATCH_COLUMNS),
            "industry": offer.industry.label,
            "body": offer.body.label,
            "reasons": [],
            "offer_sentence": _newest(offer.said),
        }


def reason_record(one: Reason) -> dict[str, Any]:
    """Return a part of a score, with its words."""
    return {"reason": one.kind, "points": one.points, "zh": one.chinese, "en": one.english}


def _newest(said: list[dict[str, Any]]) -> str | None:
    """Return the sentence of the newest report."""
    return said[0]["sentence"] if said else None


def promise_record(promise: Promise) -> dict[str, Any]:
    """Return a promise with its status and all links, the strongest and latest as `later_…` too."""
    latest = promise.links[0] if promise.links else None
    return {
        "owner": promise.owner,
        "promise": promise.text,
        "report": promise.report,
        "date": promise.date,
        "status": promise.status,
        "later_report": None if latest is None else latest.report,
        "promise_sentence": promise.sentence,
        "later_sentence": None if latest is None else latest.sentence,
        "months": promise.months,
        "relation": promise.relation,
        "object": promise.object,
        "count": promise.count,
        "modality": promise.modality,
        "speaker": promise.speaker,
        "statement": promise.statement,
        "links": [asdict(link) for link in promise.links],
    }


def table_record(table: Table, sentences: Sentences | None = None) -> dict[str, Any]:
    """Return a table of the analysis; each row with its evidence where sentences are given."""
    rows = []
    for row in table.rows:
        record: dict[str, Any] = dict(zip(table.columns, row.cells, strict=True))
        rows.append(record if sentences is None else {**record, "evidence": said(row, sentences)})
    return {"meaning": dict(zip(("zh", "en"), table.meaning, strict=True)), "rows": rows}
