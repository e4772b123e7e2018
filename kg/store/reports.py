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
from kg.identity.keys import ReportEntity, report_entities
from kg.store.entities import report_entity_quads
from kg.store.patterns import foresee, subjects, term
from kg.store.quads import Quads, WritableQuads
from kg.store.rdf import (
    StatementKey,
    assertion_quads,
    fact_quads,
    report_iri,
    statement_keys,
    statement_quads,
)
from kg.store.records import load
from kg.store.statements import asserted, new_statements, remove_unsupported
from kg.store.structure import Checker
from kg.vocabulary import ID, KX, KXG, PROFILE

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

    def extraction(self, report: str) -> Extraction:
        """Return the record as an extraction."""
        return extraction_of(report, self.own)

    def names(self) -> dict[str, str]:
        """Return for each profile (its id) the IRI of the entity that its report-entities became."""
        profiles: dict[ox.NamedNode, str] = {}
        became: dict[ox.NamedNode, str] = {}
        for quad in self.derived:
            for predicate, found in ((_PROFILE, profiles), (_RESOLVED_TO, became)):
                if quad.predicate == predicate:
                    found[cast(ox.NamedNode, quad.subject)] = cast(ox.NamedNode, quad.object).value
        return {profile.removeprefix(PROFILE): became[entity] for entity, profile in profiles.items()}


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


class _Written(NamedTuple):
    """What is to be written of a report: its record, which is there, what follows, the statements."""

    own: list[ox.Quad]
    derived: list[ox.Quad]
    statements: dict[StatementKey, set[int]]


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
        written: list[_Written] = []
        for report in reports:
            stored = read_report(self._quads, report)
            if report in gone:
                old += [*stored.own, *stored.derived]
                self._note_lost(stored.derived, [])
                continue
            statements: dict[StatementKey, set[int]] = defaultdict(set)
            derived = list(self._derived(report, stored, statements))
            if stored.derived:
                self._note_lost(stored.derived, derived)
                old += set(stored.derived).difference(derived)
                derived = _changed(derived, set(stored.derived))
                statements = _of(derived, statements)
            written.append(_Written(stored.own, derived, statements))
        self._checker.foresee(
            cast(ox.NamedNode, quad.object)
            for report in written
            for quad in report.derived
            if quad.predicate in _OUTWARDS
        )
        new: list[ox.Quad] = []
        implied: set[StatementKey] = set()
        for own, derived, statements in written:
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

    def _derived(
        self, report: str, stored: StoredReport, statements: dict[StatementKey, set[int]]
    ) -> Iterator[ox.Quad]:
        """Give report-entities and assertions; add the statements that are asserted, with their counts."""
        extraction = self._judgements.upheld(stored.extraction(report), report)
        judged = self._judgements.sides(extraction, report)
        known = self._fresh.get(report)
        names: dict[str, str] = {}
        if known is None:
            apart = self._judgements.keys_apart(extraction, report)
            known, names = report_entities(extraction, report, apart), stored.names()
        entity_of: dict[str, str] = {}
        for one, entity in zip(known, extraction.entities, strict=True):
            id_ = one.profile.id
            became = ID + self._names[id_] if id_ in self._names else names[id_]
            entity_of[entity.id] = became
            yield from report_entity_quads(one, entity, became, judged.get(entity.id, ()))
        yield from assertion_quads(extraction, report, entity_of)
        for key, statement in zip(statement_keys(extraction, entity_of), extraction.statements, strict=True):
            if key is not None:
                statements[key].update(() if statement.count is None else (statement.count,))

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


def _of(quads: list[ox.Quad], statements: dict[StatementKey, set[int]]) -> dict[StatementKey, set[int]]:
    """Return those of the statements that the assertions among the quads make."""
    made = asserted(quads)
    return {key: counts for key, counts in statements.items() if ox.NamedNode(key.iri) in made}
