"""The graph as it was known on a date: the reports dated up to it, with today's identities, in memory.

    then = as_of(store.quads, "2025-03")

A report is known on a date where the time that its own date names begins before that date is over: on
2025-03-08 those of 2025-03-08, of 2025-03 and of 2025 are known, in 2025-03 all of that month. Reports
without a date are known on none. Such a store is written by the functions that write a real one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import DCTERMS, OWL, RDF, SDO

from kg.identity.keys import Profile
from kg.store.entities import description_quads, profile_quads, read_profile
from kg.store.patterns import subjects, term, values
from kg.store.quads import Quads
from kg.store.rdf import fact_quads, read_statement, statement_quads
from kg.vocabulary import KX, KXG, REPORT

_IDENTITY = term(KXG.identity)
_DERIVED = {term(KXG.statements), term(KXG.planned), term(KXG.wished), _IDENTITY}


def known_on(report_date: str, date: str) -> bool:
    """Return whether a report with this date is known on a date."""
    # Texts of ISO 8601 are in the order of time; what is longer than the date lies within its first part.
    return report_date[: len(date)] <= date


def as_of(quads: Quads, date: str) -> ox.Store:
    """Return the graph as known on a date, as a store of its own with the graphs that `quads` has."""
    then = ox.Store()
    then.bulk_extend(_quads_as_of(quads, date))
    return then


def undated_reports(quads: Quads) -> int:
    """Return the number of reports without a date, which no `as_of` knows."""
    return sum(1 for report in _reports(quads) if not list(values(quads, report, DCTERMS.date, report)))


def _quads_as_of(quads: Quads, date: str) -> Iterator[ox.Quad]:
    known = {
        report
        for report in _reports(quads)
        for dated in values(quads, report, DCTERMS.date, report)
        if known_on(dated, date)
    }
    for graph in quads.named_graphs():
        # What hangs on no report (a person's judgements) is of today, as the identities are.
        if graph in known or not (graph in _DERIVED or graph.value.startswith(str(REPORT))):
            yield from quads.quads_for_pattern(None, None, None, graph)
    yield from _identity_quads(quads, known)
    yield from _statement_quads(quads, known)


def _reports(quads: Quads) -> Iterator[ox.NamedNode]:
    return subjects(quads, RDF.type, term(SDO.Report), None)


def _identity_quads(quads: Quads, known: set[ox.NamedNode]) -> Iterator[ox.Quad]:
    """Give the report-entities, and the things that they became as these reports describe them."""
    members: dict[str, Counter[Profile]] = defaultdict(Counter)
    profiles: dict[str, Profile] = {}
    for report in known:
        for entity in subjects(quads, KX.report, report, _IDENTITY):
            yield from quads.quads_for_pattern(entity, None, None, _IDENTITY)
            for form in values(quads, entity, KX.form, _IDENTITY):
                yield from quads.quads_for_pattern(ox.NamedNode(form), None, None, _IDENTITY)
            node = next(values(quads, entity, KX.profile, _IDENTITY))
            if node not in profiles:
                profiles[node] = read_profile(quads, ox.NamedNode(node))
            members[next(values(quads, entity, KX.resolvedTo, _IDENTITY))][profiles[node]] += 1
    for thing, described in members.items():
        for profile, bearers in described.items():
            yield from profile_quads(profile, bearers)
        yield from description_quads(thing, described)
        yield from quads.quads_for_pattern(None, term(OWL.sameAs), ox.NamedNode(thing), _IDENTITY)


def _statement_quads(quads: Quads, known: set[ox.NamedNode]) -> Iterator[ox.Quad]:
    """Give the statements that the reports assert, with their counts, and what they imply."""
    counts: dict[str, set[int]] = defaultdict(set)
    for report in known:
        for assertion in subjects(quads, KX.asserts, None, report):
            for statement in values(quads, assertion, KX.asserts, report):
                counts[statement].update(map(int, values(quads, assertion, KX.count, report)))
    for statement, counted in counts.items():
        key = read_statement(quads, ox.NamedNode(statement))
        yield from statement_quads(key, counted)
        yield from fact_quads(key)
