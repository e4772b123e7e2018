"""Report files → the next generation of the store: new and changed reports only.

outcome = build(Path("kg-store"), inputs([Path("reports")]), version=pipeline.VERSION, load=pipeline.load)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

import pyoxigraph as ox
from rdflib import RDF, SDO

from extractors.errors import ReportError
from extractors.model import Document, Extraction
from extractors.reading import find_reports, read
from kg.errors import StoreError, in_one_line
from kg.store.generation import Generation, begin, building, current, discard, open_quads, publish
from kg.store.ledger import Ledger, read_ledger, write_ledger
from kg.store.patterns import subjects, term, values
from kg.store.rdf import report_iri
from kg.store.records import report_id, without_text
from kg.store.update import put_report, put_sources, update
from kg.vocabulary import KX


class Extractor(Protocol):
    """What the build needs of `extractors.pipeline`."""

    def extract(self, document: Document) -> Extraction:
        """Return what one report says."""
        ...


class Input(NamedTuple):
    """A report file, and its path below the folder that was named."""

    path: Path
    source: str


@dataclass
class Outcome:
    """The files of a build by what became of them; `failed` gives each its reason."""

    new: list[Path] = field(default_factory=list)
    changed: list[Path] = field(default_factory=list)
    unchanged: list[Path] = field(default_factory=list)
    failed: dict[Path, str] = field(default_factory=dict)


def inputs(paths: Sequence[Path]) -> list[Input]:
    """Return the reports in files and folders, each file once, sorted by path. Raises ReportError."""
    found: dict[str, Input] = {}
    for path in paths:
        for file in find_reports([path]):
            relative = file.relative_to(path).as_posix() if path.is_dir() else file.name
            source = os.fsencode(relative).decode("utf-8", "replace")
            known = found.setdefault(os.path.abspath(file), Input(file, source))
            if source < known.source:
                found[os.path.abspath(file)] = Input(file, source)
    return [found[name] for name in sorted(found)]


def build(
    store: Path,
    files: Sequence[Input],
    *,
    version: str,
    load: Callable[[], Extractor],
    keep_text: bool = True,
    dry_run: bool = False,
    progress: Callable[[Sequence[Input]], Iterable[Input]] = iter,
) -> Outcome:
    """Bring the store to what the files now say, in one visible step, and return what became of each file.

    A file that cannot be read does not stop the others; what it said before stays. Where all fail, or nothing
    differs, the store stays as it is. With `dry_run` it stays so in any case, and nothing is extracted.
    `load` is called once, and only if something is to be extracted; `version` is that of its extractor.

    Raises StoreError where the store is broken, busy or cannot be written.
    """
    lock: AbstractContextManager[None] = nullcontext() if dry_run else building(store)
    with lock:
        work = _Build(store, version, load, keep_text, dry_run)
        try:
            for file in progress(files):
                work.take(file)
            if len(work.outcome.failed) < len(files):
                work.finish()
        except OSError as error:
            raise StoreError(f"cannot write the store at {store}: {in_one_line(error)}") from None
        finally:
            work.close()
        return work.outcome


class _Build:
    """A build under way: what was there before, and the generation being made (None while none is needed)."""

    def __init__(
        self, store: Path, version: str, load: Callable[[], Extractor], keep_text: bool, dry_run: bool
    ) -> None:
        self.outcome = Outcome()
        self._store, self._version, self._load = store, version, load
        self._keep_text, self._dry_run = keep_text, dry_run
        self._extractor: Extractor | None = None
        before = current(store)
        self._before = Ledger() if before is None else read_ledger(before.sources)
        self._stored = {} if before is None else _versions(open_quads(before))
        self._ledger = self._before.copy()
        self._after: Generation | None = None
        self._quads: ox.Store | None = None
        self._added: set[str] = set()

    def take(self, file: Input) -> None:
        """Read one file and, where it says something new, store its record in the generation being made."""
        name = os.path.abspath(file.path)
        try:
            document = read(file.path)
        except ReportError as error:
            self.outcome.failed[file.path] = self._ledger.failed[name] = str(error)
            return
        self._ledger.failed.pop(name, None)
        report = report_id(document)
        known = self._ledger.reports.get(name)
        if known is None or known[0] != report:
            self._ledger.reports[name] = report, file.source
        if report in self._added or self._stored.get(report) == self._version:
            moved = known is not None and known[0] != report
            (self.outcome.changed if moved else self.outcome.unchanged).append(file.path)
            return
        (self.outcome.new if known is None and report not in self._stored else self.outcome.changed).append(
            file.path
        )
        self._added.add(report)
        if not self._dry_run:
            extraction = self._extract(document)
            if not self._keep_text:
                extraction = without_text(extraction)
            put_report(self._making(), extraction, report, with_text=self._keep_text)

    def finish(self) -> None:
        """Write what follows from the records, and publish; nothing where nothing differs."""
        if self._dry_run or (self._ledger == self._before and not self._added):
            return
        self._write(self._making())
        self._quads = None  # closes the database
        if self._after is not None:
            write_ledger(self._after.sources, self._ledger)
            publish(self._store, self._after)
            self._after = None

    def close(self) -> None:
        """Let go; a generation that was not published is removed."""
        self._quads = None
        if self._after is not None:
            discard(self._after)

    def _write(self, quads: ox.Store) -> None:
        before, after = self._before.sources(), self._ledger.sources()
        for report in sorted(after):
            if report in self._added or after[report] != before.get(report):
                put_sources(quads, report, after[report])
        update(quads, self._added, before.keys() - after.keys())
        quads.flush()

    def _extract(self, document: Document) -> Extraction:
        if self._extractor is None:
            self._extractor = self._load()
        return self._extractor.extract(document)

    def _making(self) -> ox.Store:
        if self._quads is None:
            self._after = begin(self._store)
            self._quads = ox.Store(str(self._after.quads))
        return self._quads


def _versions(quads: ox.Store) -> dict[str, str]:
    """Return for each stored report the version of the extractor that read it."""
    return {
        report.value.removeprefix(report_iri("")): version
        for report in subjects(quads, RDF.type, term(SDO.Report), None)
        for version in values(quads, report, KX.extractor, report)
    }
