"""What other answers know of the statements in a page: terms of posts, promises, who could meet a need.

The rows name things and statements by their numbers in the page, so that no sentence stands in it twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

import networkx as nx

from kg.answers.followup import Promise
from kg.answers.match import Match, Matching, Reason
from kg.answers.match.offers import Offer
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


def board(found: Matching, graph: nx.MultiDiGraph, things: Numbers, statements: Numbers) -> dict[str, Any]:
    """Return the needs with the bodies that could meet them, and the offers that nobody asked for.

    Of a need whose statement is in the graph: `who`, `what`, `there` (who works there already), `said` as
    pairs (statement, number of its evidence), the newest first, how many `could` meet it, and of these those
    in the graph as `matches`: (rank, body, score, numbers of `reasons`, through whom or None, `said`). An
    offer without a need: (body, industry, through whom or None, `said`).
    """
    reasons: dict[Reason, int] = {}
    sentences = _Sentences(graph, statements)

    def offered(offer: Offer | None) -> list[Any]:
        if offer is None:
            return [None, []]
        return [None if offer.via is None else things.get(offer.via.iri), sentences.of_offer(offer)]

    def row(rank: int, one: Match) -> list[Any]:
        why = [reasons.setdefault(reason, len(reasons)) for reason in one.reasons]
        return [rank, things[one.body.iri], one.score, why, *offered(one.offer)]

    def is_known(one: Match) -> bool:
        return one.body.iri in things and (one.offer is None or sentences.of_offer(one.offer) != [])

    needs = [
        {
            "who": things[need.who.iri],
            "what": things[need.what.iri],
            "there": [things[one.iri] for one in need.there if one.iri in things],
            "said": said,
            "could": len(need.matches),
            "matches": [row(rank, one) for rank, one in need.ranked() if is_known(one)],
        }
        for need in found.needs
        if (said := sentences.of(need.who.iri, "needs", need.what.iri, need.said))
    ]
    unasked = [
        [things[offer.body.iri], things[offer.industry.iri], *offered(offer)]
        for offer in found.unasked
        if offer.body.iri in things and sentences.of_offer(offer)
    ]
    return {
        "needs": needs,
        "unasked": unasked,
        "reasons": [[one.points, one.chinese, one.english] for one in reasons],
    }


class _Sentences:
    """Where in the page the sentences stand by which two things are related."""

    def __init__(self, graph: nx.MultiDiGraph, statements: Numbers) -> None:
        self._rows: dict[tuple[str, str, str], list[tuple[int, list[Any]]]] = defaultdict(list)
        for head, tail, iri, edge in graph.edges(keys=True, data=True):
            self._rows[head, edge["relation"], tail].append((statements[iri], edge["evidence"]))

    def of_offer(self, offer: Offer) -> list[list[int]]:
        head = offer.body if offer.via is None else offer.via
        relation = "offers" if offer.source in ("offers", "expert") else "serves"
        return self.of(head.iri, relation, offer.industry.iri, offer.said)

    def of(self, head: str, relation: str, tail: str, said: Iterable[dict[str, Any]]) -> list[list[int]]:
        rows = self._rows.get((head, relation, tail), [])
        found = ((number, known.index(entry)) for entry in said for number, known in rows if entry in known)
        return [[number, place] for number, place in dict.fromkeys(found)]


def _said(statement: str, report: str, sentence: str, entries: Mapping[str, list[Any]]) -> int | None:
    """Return the number of the evidence of a statement in a report (its file's stem), or None."""
    for number, entry in enumerate(entries.get(statement, [])):
        if entry["sentence"] == sentence and PurePosixPath(entry["source"] or "").stem == report:
            return number
    return None


def _known(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value is not None}
