"""Report files → the next generation of the store: new and changed reports only.

outcome = build(Path("kg-store"), find_reports([Path("reports")]), version=VERSION, load=pipeline.load)
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar, runtime_checkable

import pyoxigraph as ox
from rdflib import DCTERMS

from extractors.errors import ReportError
from extractors.model import Document, Extraction
from extractors.reading import Report, ReportFile, read
from kg.errors import in_one_line
from kg.store.change import Change, changing, derive
from kg.store.forgetting import read_forgotten
from kg.store.ledger import is_there
from kg.store.location import Location
from kg.store.patterns import values
from kg.store.quads import Quads
from kg.store.rdf import report_iri
from kg.store.records import report_id, without_text
from kg.store.summary import stale_reports
from kg.store.update import Difference, put_report, put_sources, read_extraction
from kg.vocabulary import KX


class Extractor(Protocol):
    """What the build needs of `extractors.pipeline`."""

    def extract(self, document: Document) -> Extraction:
        """Return what one report says."""
        ...


@runtime_checkable
class ForeseeingExtractor(Extractor, Protocol):
    """An extractor that begins before it is asked, as `extractors.ahead` does, with `ahead` documents."""

    ahead: int

    def foresee(self, document: Document) -> None:
        """Say that a document will be asked for."""
        ...


@dataclass
class Outcome:
    """The files of a build by what became of them, each in one of the lists, and the `difference` it made.

    `again`: read anew, because another version of the extractor had read it. `moved` gives a file its old
    place. `known` are new files that say what a stored report says. `missing` are old files that are gone,
    whose reports stay. `failed` gives each its reason. `stale` are those of `unchanged` and `known`
    that another version of the extractor read. `read` gives the new and changed ones as they were read,
    without their texts.
    """

    new: list[Path] = field(default_factory=list)
    changed: list[Path] = field(default_factory=list)
    again: list[Path] = field(default_factory=list)
    moved: dict[Path, Path] = field(default_factory=dict)
    known: list[Path] = field(default_factory=list)
    unchanged: list[Path] = field(default_factory=list)
    stale: list[Path] = field(default_factory=list)
    missing: list[Path] = field(default_factory=list)
    failed: dict[Path, str] = field(default_factory=dict)
    read: dict[Path, Report] = field(default_factory=dict)
    difference: Difference = field(default_factory=Difference)


Looked = TypeVar("Looked")

Progress = Callable[[Sequence[Any]], Iterable[Any]]
"""Gives what it is given, one by one as each is done, and shows how far that is."""


def build(
    store: Location,
    files: Sequence[ReportFile],
    *,
    version: str,
    load: Callable[[], Extractor],
    folders: Sequence[Path] = (),
    again: bool = False,
    keep_text: bool = True,
    dry_run: bool = False,
    progress: Progress = iter,
) -> Outcome:
    """Bring the store to what the files now say, in one visible step, and return what became of each file.

    A file that cannot be read, or at which the extractor fails, does not stop the others: what it said before
    stays. So does what a file said that is gone; such files below `folders` are reported. Where all fail, or
    nothing differs, the store stays as it is; with `dry_run` in any case, and nothing is extracted. With
    `again`, unchanged reports that another version of the extractor read are read anew. `load` is called
    once, and only if something is to be extracted; `version` is that of its extractor.

    Raises StoreError where the store is broken, busy or cannot be written.
    """
    with changing(store, create=True, dry_run=dry_run) as change:
        work = _Build(change, version, load, keep_text, dry_run)
        looks = work.ahead(lambda file: work.look(file, again), files)
        for _, look in zip(progress(files), looks, strict=True):
            work.take(look, again)
        work.look_for_missing(files, folders)
        if len(work.outcome.failed) < len(files):
            work.finish()
        return work.outcome


def build_again(
    store: Location,
    *,
    version: str,
    load: Callable[[], Extractor],
    keep_text: bool = True,
    dry_run: bool = False,
    progress: Progress = iter,
) -> Outcome:
    """Read anew all reports of the store that another version of the extractor read, as `build` does.

    Their stored text is read, and only where none is kept the file. Raises StoreError.
    """
    with changing(store, dry_run=dry_run) as change:
        work = _Build(change, version, load, keep_text, dry_run)
        stale = sorted(stale_reports(change.stored, version), key=work.place)
        looks = work.ahead(work.look_at_stored, stale)
        for _, stored in zip(progress(stale), looks, strict=True):
            work.take_stored(stored)
        work.finish()
        return work.outcome


class _Look(NamedTuple):
    """A file at the first look: the digest of what it holds, and what it says.

    `read` is None where it holds what it held, and where it cannot be read, of which `failed` tells why.
    """

    file: ReportFile
    digest: str = ""
    read: Report | None = None
    failed: str | None = None


class _Stored(NamedTuple):
    """A stored report and its text, None where it cannot be read anew."""

    report: str
    document: Document | None
    has_text: bool


class _Build:
    """A build under way."""

    def __init__(
        self, change: Change, version: str, load: Callable[[], Extractor], keep_text: bool, dry_run: bool
    ) -> None:
        self.outcome = Outcome()
        self._change, self._ledger, self._before = change, change.ledger, change.before
        self._version, self._load = version, load
        self._keep_text, self._dry_run = keep_text, dry_run
        self._foreseen: set[str] = set()
        self._ahead = 0
        self._forgotten = read_forgotten(change.stored)
        self._added: set[str] = set()
        self._batch: set[str] = set()
        self._gone: set[str] = set()

    def ahead(self, look: Callable[[Any], Looked], work: Iterable[Any]) -> Iterator[Looked]:
        """Give what the first looks find, in order, with as many looks ahead as the extractor wants."""
        looks: deque[Looked] = deque()
        for one in work:
            looks.append(look(one))
            if len(looks) > self._ahead:
                yield looks.popleft()
        yield from looks

    def look(self, file: ReportFile, again: bool) -> _Look:
        """Read one file where it may hold something new."""
        try:
            loaded = file.load()
            digest = hashlib.sha256(self._version.encode() + loaded.held).hexdigest()
            if not again and self._is_known(file.key, digest):
                return _Look(file, digest)
            read_report = loaded.read()
        except ReportError as error:
            return _Look(file, failed=str(error))
        report = report_id(read_report.document)
        version = self._stored_version(report)
        if version is None or (again and version != self._version):
            self._foresee(report, read_report.document)
        return _Look(file, digest, read_report)

    def take(self, look: _Look, again: bool) -> None:
        """Store what a file says that is new in the generation being made."""
        file, name, read_report = look.file, look.file.key, look.read
        if look.failed is not None:
            self._fail(file.path, name, look.failed)
            return
        if read_report is None:
            self._ledger.failed.pop(name, None)
            self.outcome.unchanged.append(file.path)
            stale = self._stored_version(self._ledger.reports[name][0]) != self._version
            self.outcome.stale += [file.path] if stale else []
            return
        document = read_report.document
        report = report_id(document)
        known = self._ledger.reports.get(name)
        version = self._stored_version(report)
        stale = version not in (None, self._version)
        if (version is None or (stale and again)) and not self._extract(
            document, report, file.path, name, keep_text=self._keep_text
        ):
            return
        self._ledger.failed.pop(name, None)
        self._ledger.digests[name] = look.digest
        if known is None or known[0] != report:
            self._ledger.reports[name] = report, file.source
        old = self._old_place(report) if known is None and version is not None else None
        if old is not None:
            del self._ledger.reports[old]
            self.outcome.moved[file.path] = Path(old)
        elif known is not None and known[0] != report:
            self.outcome.changed.append(file.path)
            self._note(file.path, read_report)
        elif version is None:
            self.outcome.new.append(file.path)
            self._note(file.path, read_report)
        elif stale and again:
            self.outcome.again.append(file.path)
        else:
            (self.outcome.known if known is None else self.outcome.unchanged).append(file.path)
            self.outcome.stale += [file.path] if stale else []

    def _is_known(self, name: str, digest: str) -> bool:
        """Return whether a file holds what it held, as its digest says, and that is stored."""
        known = self._ledger.reports.get(name)
        stored = known is not None and self._stored_version(known[0]) is not None
        return stored and self._ledger.digests.get(name) == digest

    def look_at_stored(self, report: str) -> _Stored:
        """Find what to read anew of a stored report: its text, or where that is not kept its file."""
        has_text = _has_text(self._change.stored, report)
        if has_text:
            document: Document | None = read_extraction(self._change.stored, report).document
        else:
            there = (_reread(place, report) for place in sorted(self._paths.get(report, ())))
            document = next(filter(None, there), None)
        if document is not None:
            self._foresee(report, document)
        return _Stored(report, document, has_text)

    def take_stored(self, stored: _Stored) -> None:
        """Read one stored report anew."""
        name = self.place(stored.report)
        path = Path(name)
        if stored.document is None:
            reason = f"{path}: its text is not kept and the file is gone or changed; build the file again"
            self._fail(path, name, reason)
            return
        keep_text = stored.has_text and self._keep_text
        if self._extract(stored.document, stored.report, path, name, keep_text=keep_text):
            self._ledger.failed.pop(name, None)
            self.outcome.again.append(path)

    def place(self, report: str) -> str:
        """Return where a stored report was read from: a path, or a source where no path is known."""
        iri = ox.NamedNode(report_iri(report))
        sources = values(self._change.stored, iri, DCTERMS.source, iri)
        return min(self._paths.get(report, ()), default=min(sources, default=report))

    def _note(self, path: Path, report: Report) -> None:
        self.outcome.read[path] = report._replace(document=replace(report.document, text=""))

    def look_for_missing(self, files: Sequence[ReportFile], folders: Sequence[Path]) -> None:
        """Report the known files below the folders that are gone; those that had failed are forgotten.

        The archives and tables that were opened count as folders; nothing is known of the parts of others.
        """
        there = {file.key for file in files}
        opened = {file.part_of for file in files if file.part_of is not None}
        for folder in sorted({*folders, *opened}):
            above = os.path.join(os.path.abspath(folder), "")
            for name in sorted(self._ledger.reports.keys() | self._ledger.failed.keys()):
                if not name.startswith(above) or name in there:
                    continue
                if is_there(name) and folder not in opened:
                    continue
                self._ledger.failed.pop(name, None)
                path = folder / os.path.relpath(name, above)
                if name in self._ledger.reports and path not in self.outcome.missing:
                    self.outcome.missing.append(path)

    def finish(self) -> None:
        """Write what follows from the records, and publish; nothing where nothing differs."""
        if self._dry_run or (self._ledger == self._change.before and not self._added):
            return
        self._end_batch()
        self._change.publish()

    def _extract(self, document: Document, report: str, path: Path, name: str, *, keep_text: bool) -> bool:
        """Store what the extractor reads; where it fails, note that and return False."""
        if len(self._batch) == self._change.batch:
            self._end_batch()
        self._added.add(report)
        if self._dry_run:
            return True
        try:
            extraction = self._extractor.extract(document)
        except Exception as error:
            # A bug met by one report of thousands: the others are worth having, and nothing of them is lost.
            self._added.discard(report)
            told = in_one_line(error)
            self._fail(
                path, name, f"{path}: the extractor failed ({type(error).__name__}: {told}); "
                f"kg --debug extract {path} --explain shows where"
            )  # fmt: skip
            return False
        if not keep_text:
            extraction = without_text(extraction)
        extraction = self._forgotten.left_out(extraction, report)
        put_report(self._change.quads, extraction, report, with_text=keep_text)
        self._batch.add(report)
        return True

    def _end_batch(self) -> None:
        """Write what follows from the records so far, so that what is held in memory does not grow."""
        quads = self._change.quads
        old, new = self._change.before, self._ledger
        touched = {report for _, (report, _) in old.reports.items() ^ new.reports.items()}
        before, after = old.sources(touched), new.sources(touched)
        for report in sorted(after):
            put_sources(quads, report, after[report])
        gone = before.keys() - after.keys()
        self.outcome.difference.add(derive(self._change, self._batch, gone))
        self._change.end_batch()
        self._gone |= gone
        self._batch = set()

    def _fail(self, path: Path, name: str, reason: str) -> None:
        self.outcome.failed[path] = self._ledger.failed[name] = reason

    def _stored_version(self, report: str) -> str | None:
        """Return the version of the extractor that read a report, None where it is not stored."""
        if report in self._added:
            return self._version
        return None if report in self._gone else _version(self._change.stored, report)

    @cached_property
    def _extractor(self) -> Extractor:
        """The extractor, which is loaded where something is to be extracted."""
        return self._load()

    def _foresee(self, report: str, document: Document) -> None:
        """Let a report be extracted while others are looked at and written."""
        if not self._dry_run and report not in self._foreseen:
            self._foreseen.add(report)
            if isinstance(self._extractor, ForeseeingExtractor):
                self._ahead = self._extractor.ahead
                self._extractor.foresee(document)

    @cached_property
    def _paths(self) -> dict[str, set[str]]:
        """The absolute paths from which each report was read before."""
        return self._before.paths()

    def _old_place(self, report: str) -> str | None:
        """Return a path that the report was read from and where there is nothing any more."""
        known = (name for name in sorted(self._paths.get(report, ())) if name in self._ledger.reports)
        return next((name for name in known if not is_there(name)), None)


def _version(quads: Quads, report: str) -> str | None:
    """Return the version of the extractor that read a report, None where it is not stored."""
    iri = ox.NamedNode(report_iri(report))
    return next(values(quads, iri, KX.extractor, iri), None)


def _has_text(quads: Quads, report: str) -> bool:
    iri = ox.NamedNode(report_iri(report))
    return next(values(quads, iri, KX.text, iri), None) is not None


def _reread(name: str, report: str) -> Document | None:
    """Return the report in a file, None where the file now says something else or nothing."""
    try:
        document = read(Path(name))
    except ReportError:
        return None
    return document if report_id(document) == report else None
