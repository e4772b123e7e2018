"""What follows from the records of reports: report-entities, assertions, statements and what these imply.

writer = ReportWriter(quads, replace, checker, judgements, fresh, names)
writer.write(reports, gone)              # any number of times
writer.remove_unsupported()
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, cast

import pyoxigraph as ox
from rdflib import DCTERMS

from extractors.model import Extraction
from kg.identity.judgements import Judgements
from kg.identity.keys import ReportEntity
from kg.store.entities import report_entity_quads
from kg.store.patterns import foresee, subjects, term
from kg.store.quads import Quads, WritableQuads
from kg.store.rdf import (
    StatementKey,
    asserted_spans,
    assertion_quads,
    fact_quads,
    report_iri,
    stated,
    statement_quads,
    target_quads,
)
from kg.store.records import load
from kg.store.renamed import rename
from kg.store.statements import asserted, new_statements, remove_unsupported
from kg.store.structure import Checker
from kg.vocabulary import ID, KX, KXG

_IDENTITY = term(KXG.identity)
_PROFILE, _RESOLVED_TO, _FORM = term(KX.profile), term(KX.resolvedTo), term(KX.form)
_OUTWARDS = (_PROFILE, _RESOLVED_TO, term(KX.speaker))
"""From the quads of a report to what is said elsewhere."""
_RECORD, _TEXT, _SOURCE = term(KX.record), term(KX.text), term(DCTERMS.source)


Replace = Callable[[Iterable[ox.Quad], Collection[ox.Quad]], None]
"""Writes quads in place of others, which are stored."""


class StoredReport(NamedTuple):
    """What a store holds of a report: its record with text and metadata, and all that follows from these."""

    own: list[ox.Quad]
    derived: list[ox.Quad]


def read_report(quads: Quads, report: str) -> StoredReport:
    """Return what a store holds of a report."""
    iri = ox.NamedNode(report_iri(report))
    own: list[ox.Quad] = []
    derived: list[ox.Quad] = []
    for quad in quads.quads_for_pattern(None, None, None, iri):
        (own if quad.subject == iri else derived).append(quad)
    nodes = report_entity_nodes(quads, report)
    entities = [quad for node in nodes for quad in quads.quads_for_pattern(node, None, None, _IDENTITY)]
    forms = [cast(ox.NamedNode, quad.object) for quad in entities if quad.predicate == _FORM]
    foresee(quads, ((form, None, None, _IDENTITY) for form in forms))
    derived += entities
    derived += (quad for form in forms for quad in quads.quads_for_pattern(form, None, None, _IDENTITY))
    return StoredReport(own, derived)


def own_quads(quads: Quads, report: str) -> Iterator[ox.Quad]:
    """Give the record, text, metadata and sources of a stored report."""
    iri = ox.NamedNode(report_iri(report))
    return quads.quads_for_pattern(iri, None, None, iri)


def report_entity_nodes(quads: Quads, report: str) -> list[ox.NamedNode]:
    """Return the nodes of the stored report-entities of a report."""
    iri = ox.NamedNode(report_iri(report))
    nodes = list(subjects(quads, KX.report, iri, _IDENTITY))
    foresee(quads, ((node, None, None, _IDENTITY) for node in nodes))
    return nodes


def extraction_of(report: str, quads: Iterable[ox.Quad]) -> Extraction:
    """Return the extraction of a report from the quads of its record."""
    values: dict[ox.NamedNode, list[str]] = defaultdict(list)
    for quad in quads:
        values[quad.predicate].append(cast(ox.Literal, quad.object).value)
    [record], text = values[_RECORD], values.get(_TEXT, [None])
    return load(record, text[0], min(values[_SOURCE], default=report))


class _Following(NamedTuple):
    """A report's record, and of what follows from it: what is stored, what is to be, the statements of that.

    Of each node all quads are there; what is stored of others stays.
    """

    own: list[ox.Quad]
    known: list[ox.Quad]
    derived: list[ox.Quad]
    statements: Mapping[StatementKey, set[int]]


class ReportWriter:
    """Writes what follows from records; `difference` counts the statements that came.

    `fresh` gives the report-entities of reports whose profiles are not as they were stored, `names` for each
    profile (its id) of theirs, and of whatever else changed its name, the key of the entity.
    """

    def __init__(
        self,
        quads: WritableQuads,
        replace: Replace,
        checker: Checker,
        judgements: Judgements,
        fresh: Mapping[str, list[ReportEntity]],
        names: Mapping[str, str],
    ) -> None:
        self._quads, self._replace, self._checker = quads, replace, checker
        self._judgements = judgements
        self._fresh, self._names = fresh, names
        self._lost: dict[ox.NamedNode, set[int]] = defaultdict(set)
        self.difference: Counter[tuple[str, str]] = Counter()

    def write(self, reports: Iterable[str], gone: set[str]) -> None:
        """Write what follows from the reports' records, in place of what is stored; remove those `gone`."""
        old: list[ox.Quad] = []
        written: list[_Following] = []
        for report in reports:
            if report in gone:
                stored = read_report(self._quads, report)
                old += [*stored.own, *stored.derived]
                self._note_lost(stored.derived, [])
                continue
            following = self._anew(report) if report in self._fresh else self._renamed(report)
            if following.known:
                self._note_lost(following.known, following.derived)
                known = set(following.known)
                old += known.difference(following.derived)
                changed = _changed(following.derived, known)
                following = following._replace(derived=changed, statements=_of(changed, following.statements))
            written.append(following)
        self._checker.foresee(
            cast(ox.NamedNode, quad.object)
            for report in written
            for quad in report.derived
            if quad.predicate in _OUTWARDS
        )
        new: list[ox.Quad] = []
        implied: set[StatementKey] = set()
        for own, _, derived, statements in written:
            part = [*own, *derived]
            for key, counts in statements.items():
                quads = [*statement_quads(key, counts), *fact_quads(key)]
                part += quads
                if counts or key not in implied:
                    implied.add(key)
                    new += quads
            self._checker.check(part)
            new += derived
        self.difference.update(new_statements(self._quads, implied))
        self._replace(old, new)

    def remove_unsupported(self) -> list[ox.NamedNode]:
        """Remove the statements that no report makes any more, and return their nodes."""
        gone, nodes = remove_unsupported(self._quads, self._lost)
        self.difference.subtract(gone)
        return nodes

    def _anew(self, report: str) -> _Following:
        """Return all that follows from the record of a report that was read."""
        own, known = read_report(self._quads, report)
        extraction = self._judgements.upheld(extraction_of(report, own), report)
        judged = self._judgements.sides(extraction, report)
        quads: list[ox.Quad] = []
        entity_of: dict[str, str] = {}
        for one, entity in zip(self._fresh[report], extraction.entities, strict=True):
            became = entity_of[entity.id] = ID + self._names[one.profile.id]
            quads += report_entity_quads(one, entity, became, judged.get(entity.id, ()))
        quads += assertion_quads(extraction, report, entity_of)
        for span in sorted(asserted_spans(extraction, entity_of)):
            quads += target_quads(report, span, extraction.document.text)
        return _Following(own, known, quads, stated(extraction, entity_of))

    def _renamed(self, report: str) -> _Following:
        """Return what follows from the record of a report for the things that are now called otherwise."""
        own = list(own_quads(self._quads, report))
        extraction = self._judgements.upheld(extraction_of(report, own), report)
        return _Following(own, *rename(self._quads, extraction, report, self._judgements, self._names))

    def _note_lost(self, old: list[ox.Quad], new: list[ox.Quad]) -> None:
        """Remember the statements that a report no longer makes, and the counts that it no longer gives."""
        if old:
            made = asserted(new)
            for statement, counts in asserted(old).items():
                if statement not in made:
                    self._lost[statement].update(counts)
                elif counts - made[statement]:
                    self._lost[statement].update(counts - made[statement])


def _changed(quads: list[ox.Quad], stored: set[ox.Quad]) -> list[ox.Quad]:
    """Return the quads of the subjects of which not all is stored."""
    changed = {quad.subject for quad in quads if quad not in stored}
    return [quad for quad in quads if quad.subject in changed]


def _of(quads: list[ox.Quad], statements: Mapping[StatementKey, set[int]]) -> dict[StatementKey, set[int]]:
    """Return those of the statements that the assertions among the quads make."""
    made = asserted(quads)
    return {key: counts for key, counts in statements.items() if ox.NamedNode(key.iri) in made}
