"""What other answers know of the statements in a page: how long posts were held, what came of promises.

The rows name things and statements by their numbers in the page, so that no sentence stands in it twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

import networkx as nx

from kg.answers.followup import Promise
from kg.answers.tenures import Tenure

Numbers = Mapping[str, int]
"""IRI → the number that a thing or a statement has in the page."""


def terms_of_posts(found: Iterable[Tenure], things: Numbers) -> dict[str, dict[str, Any]]:
    """Return by statement `since`, `last`, `until`, `successor`, `former` of the post held, where known."""
    return {
        statement: _known(
            {
                "since": tenure.since,
                "last": tenure.last,
                "until": tenure.until,
                "successor": None if tenure.successor is None else things.get(tenure.successor),
                "former": tenure.former or None,
            }
        )
        for tenure in found
        for statement in tenure.statements
    }


def ledger(
    promises: Iterable[Promise], graph: nx.MultiDiGraph, things: Numbers, statements: Numbers
) -> list[dict[str, Any]]:
    """Return a row for each promise whose statement is in the graph: whose, where said, what shows it kept.

    `said` is (statement, number of its evidence); `answers` are such pairs with what each shows, the
    strongest and latest first; `owner` and `object` are things, `count` and `months` left out where unknown.
    """
    ends = {iri: (head, tail) for head, tail, iri in graph.edges(keys=True)}
    entries = {iri: edge["evidence"] for _, _, iri, edge in graph.edges(keys=True, data=True)}
    rows = []
    for promise in promises:
        said = _said(promise.statement, promise.report, promise.sentence, entries)
        if said is None:
            continue
        head, tail = ends[promise.statement]
        owner, object_ = (head, tail) if graph.nodes[head]["label"] == promise.owner else (tail, head)
        answers = [
            [statements[link.statement], number, link.shows]
            for link in promise.links
            if (number := _said(link.statement, link.report, link.sentence, entries)) is not None
        ]
        row: dict[str, Any] = {"owner": things[owner], "object": things[object_]}
        row |= {"said": [statements[promise.statement], said], "answers": answers}
        rows.append(row | _known({"count": promise.count, "months": promise.months}))
    return rows


def _said(statement: str, report: str, sentence: str, entries: Mapping[str, list[Any]]) -> int | None:
    """Return the number of the evidence of a statement in a report (its file's stem), or None."""
    for number, entry in enumerate(entries.get(statement, [])):
        if entry["sentence"] == sentence and PurePosixPath(entry["source"] or "").stem == report:
            return number
    return None


def _known(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value is not None}
