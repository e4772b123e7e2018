"""Reports taken out of the store, with all that only they support.

removal = remove(Path("kg-store"), ["news/0308.txt"])
removal.reports, removal.statements_gone, removal.statements_kept
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import PurePosixPath

import pyoxigraph as ox
from rdflib import DCTERMS, RDF, SDO

from kg.errors import NotFoundError
from kg.store.change import Change, changing, derive
from kg.store.ledger import Ledger
from kg.store.location import Location
from kg.store.patterns import subjects, term, values
from kg.store.quads import Quads
from kg.store.rdf import report_iri
from kg.vocabulary import KX, REPORT

_DIGITS = re.compile("[0-9a-f]{8,64}")
_SHOWN = 5
"""As many reports are listed where none fits, or several do."""


@dataclass(frozen=True, order=True)
class StoredReport:
    """A report of the store.

    `sources` are its paths below the folders that builds were given, `paths` its absolute ones on this
    machine.
    """

    sources: tuple[str, ...]
    paths: tuple[str, ...]
    title: str | None
    date: str | None
    id: str

    def __str__(self) -> str:
        known = [value for value in (self.title, self.date, f"id {self.id[:12]}") if value is not None]
        return " ".join(f"{' = '.join(self.sources) or 'no file'} ({', '.join(known)})".split())


@dataclass(frozen=True)
class Removal:
    """The reports taken out; how many statements went with them, how many of theirs other reports make."""

    reports: list[StoredReport]
    statements_gone: int
    statements_kept: int


def remove(store: Location, names: Sequence[str], *, dry_run: bool = False) -> Removal:
    """Take the reports that `names` mean out of the store in one visible step; with `dry_run` say which.

    Raises NotFoundError where a name means no report or several, StoreError where there is no store, or where
    it is broken, busy or cannot be written; the store then stays as it is.
    """
    with changing(store, dry_run=dry_run) as change:
        stored = StoredReports(change.stored, change.before)
        found = sorted({stored.find(name) for name in names})
        ids = {report.id for report in found}
        removal = Removal(found, *_statements(change.stored, ids))
        if not dry_run:
            remove_reports(change, ids)
            change.publish()
    return removal


def remove_reports(change: Change, reports: set[str]) -> None:
    """Take reports, named by their ids, out of the generation being made and out of its ledger."""
    for name, (report, _) in change.before.reports.items():
        if report in reports:
            del change.ledger.reports[name]
            change.ledger.failed.pop(name, None)
    for report in reports:
        change.ledger.elsewhere.pop(report, None)
    derive(change, set(), reports)


class StoredReports:
    """The reports of a store by all that a user may call them."""

    def __init__(self, quads: Quads, ledger: Ledger) -> None:
        self._quads, self._ledger = quads, ledger

    def find(self, name: str) -> StoredReport:
        """Return the report that a user means.

        In this order: the path of a file, its path below the folder that was built, its name with or without
        the ending, the report's IRI or the first digits (at least eight) of its id. Raises NotFoundError,
        which lists those that fit, or the nearest.
        """
        fitting = sorted(next(filter(None, self._fitting(name)), set()))
        if len(fitting) == 1:
            return self._report(fitting[0])
        if fitting:
            raise NotFoundError(
                f"{name} may be one of {len(fitting)} reports, name one: {self._listed(fitting)}"
            )
        by_name = {
            file_name: report
            for report, sources in sorted(self._sources.items())
            for file_name in (*sources, *_file_names(sources))
        }
        close = get_close_matches(name, by_name, n=_SHOWN, cutoff=0.3)
        nearest = list(dict.fromkeys(by_name[file_name] for file_name in close))
        hint = f"; the nearest: {self._listed(nearest)}" if nearest else ""
        raise NotFoundError(f"the store has no report {name}{hint}")

    def _fitting(self, name: str) -> Iterator[set[str]]:
        """Give the reports that each rule finds; a path needs no look at the others."""
        by_path = self._ledger.reports.get(os.path.abspath(name))
        yield set() if by_path is None else {by_path[0]}
        yield {report for report, sources in self._sources.items() if name in sources}
        yield {report for report, sources in self._sources.items() if name in _file_names(sources)}
        digits = name.removeprefix(REPORT).lower()
        yield {report for report in self._sources if _DIGITS.fullmatch(digits) and report.startswith(digits)}

    @cached_property
    def _sources(self) -> dict[str, set[str]]:
        """The sources of each report."""
        return {
            report.value.removeprefix(REPORT): set(values(self._quads, report, DCTERMS.source, report))
            for report in subjects(self._quads, RDF.type, term(SDO.Report), None)
        }

    def _report(self, report: str) -> StoredReport:
        iri = ox.NamedNode(report_iri(report))
        return StoredReport(
            sources=tuple(sorted(values(self._quads, iri, DCTERMS.source, iri))),
            paths=tuple(sorted(self._ledger.paths().get(report, ()))),
            title=next(values(self._quads, iri, DCTERMS.title, iri), None),
            date=next(values(self._quads, iri, DCTERMS.date, iri), None),
            id=report,
        )

    def _listed(self, reports: Sequence[str]) -> str:
        more = ", …" if len(reports) > _SHOWN else ""
        return ", ".join(str(self._report(report)) for report in reports[:_SHOWN]) + more


def _file_names(sources: Iterable[str]) -> set[str]:
    """Return the names of the files, with and without ending."""
    paths = [PurePosixPath(source) for source in sources]
    return {path.name for path in paths} | {path.stem for path in paths}


def _statements(quads: Quads, reports: set[str]) -> tuple[int, int]:
    """Return how many statements only these reports make, and how many of theirs others make as well."""
    graphs = {ox.NamedNode(report_iri(report)) for report in reports}
    asserts = term(KX.asserts)
    made = {quad.object for graph in graphs for quad in quads.quads_for_pattern(None, asserts, None, graph)}
    kept = sum(
        any(quad.graph_name not in graphs for quad in quads.quads_for_pattern(None, asserts, statement, None))
        for statement in made
    )
    return len(made) - kept, kept
