"""A backup, or another export that can be read, back into a store: what it holds is added to what is there.

    restored = restore(Path("kg-store"), Path("backup.zip"))

Reports and judgements are united, and all else is derived anew: the store becomes the one that builds
from both would have given, whichever came first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError
from kg.exchange.backup import is_backup, read_backup
from kg.exchange.contents import Contents
from kg.exchange.formats import FORMATS, READERS
from kg.exchange.report_copy import ReportCopy, copy_of, stored_copy
from kg.identity.judgements import Judgement
from kg.store import open_store
from kg.store.change import Change, changing, derive, exists
from kg.store.forgetting import Forgotten, about_hidden, leave_out, put_forgotten, read_forgotten
from kg.store.judgements import put_judgements, read_judgements
from kg.store.ledger import Ledger
from kg.store.location import Location, ServerAddress
from kg.store.update import put_report, put_sources


@dataclass
class Restored:
    """How many reports of a file became what (`changed`: the file has a later reading); new judgements."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    judgements: int = 0


def restore(store: Location, path: Path, *, replace: bool = False) -> Restored:
    """Add what a file holds to the store, which is made where there is none, in one visible step.

    With `replace` the store then holds what the file holds and nothing else, but persons who were taken out
    of it for good stay out. Of a report that both have, the reading by the later version of the extractor
    counts.

    Raises KgError where the file is no backup or export, or is damaged anywhere, and StoreError where the
    store is broken, busy or cannot be written: the store then stays as it was.
    """
    contents = _read(path)
    if isinstance(store, ServerAddress):
        for _ in contents.reports():
            pass  # a server shows each batch at once: a fault must be found before the first
    kept_out = _kept_out(store)
    with changing(store, create=True, anew=replace) as change:
        restoring = _Restoring(change)
        restoring.keep_out(kept_out | contents.forgotten)
        with closing(contents.reports()) as copies:
            for copy in copies:
                restoring.take_report(copy)
        restoring.take_judgements(contents.judgements)
        restoring.take_ledger(contents.ledger)
        restoring.finish()
    return restoring.restored


class _Restoring:
    """A restore under way."""

    def __init__(self, change: Change) -> None:
        self.restored = Restored()
        self._change = change
        self._forgotten = Forgotten()
        self._hidden: set[str] = set()
        self._brought: set[str] = set()
        self._batch: set[str] = set()
        self._is_other = not change.exists

    def keep_out(self, forgotten: Forgotten) -> None:
        """Take the persons whom store or file keeps out of the stored reports, and of all to come."""
        self._forgotten = forgotten
        new = Forgotten(forgotten.hashes - read_forgotten(self._change.stored).hashes)
        if new.hashes:
            put_forgotten(self._change.quads, new)
            left_out = leave_out(self._change.quads, new)
            self._hidden = left_out.reports
            self._batch |= left_out.touched
            self._is_other = True

    def take_report(self, copy: ReportCopy) -> None:
        """Store a report, or only where else it was read from if the store knows it as well or better."""
        self._brought.add(copy.id)
        extraction = self._forgotten.left_out(copy.extraction, copy.id)
        copy = copy_of(extraction, copy.id, copy.sources, with_text=copy.text is not None)
        known = stored_copy(self._change.quads if self._hidden else self._change.stored, copy.id)
        is_better = known is None or _merit(copy) > _merit(known)
        sources = {*copy.sources, *(() if known is None else known.sources)}
        if is_better:
            put_report(self._change.quads, extraction, copy.id, with_text=copy.text is not None)
            self._batch.add(copy.id)
        if is_better or (known is not None and sources > set(known.sources)):
            put_sources(self._change.quads, copy.id, sources)
            self._is_other = True
        self.restored.new += known is None
        self.restored.changed += known is not None and is_better
        self.restored.unchanged += not is_better
        if len(self._batch) >= self._change.batch:
            self._resolve()

    def take_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Store the judgements that are not known, or not known to be taken back."""
        known = {one.id: one for one in read_judgements(self._change.stored)}
        new = [one for one in judgements if one.id not in known or (one.undone and not known[one.id].undone)]
        if new and self._forgotten.hashes:
            hidden = about_hidden(self._change.quads, new)
            new = [one for one in new if one not in hidden]
        if new:
            self._batch |= put_judgements(self._change.quads, new)
            self._is_other = True
        self.restored.judgements = len(new)

    def take_ledger(self, brought: Ledger) -> None:
        """Note where the reports lay and which files failed; what the store knows of a path stays."""
        ledger = self._change.ledger
        known = ledger.reports.keys() | ledger.failed.keys()
        for name, entry in brought.reports.items():
            if name not in known and entry[0] in self._brought:
                ledger.reports[name] = entry
        ledger.failed.update({name: why for name, why in brought.failed.items() if name not in known})

    def finish(self) -> None:
        """Write what follows, and publish; nothing where nothing differs."""
        if self._is_other or self._change.ledger != self._change.before:
            self._resolve()
            self._change.publish(purged=bool(self._hidden))

    def _resolve(self) -> None:
        # What is held in memory does not grow with the file.
        derive(self._change, self._batch, set())
        self._change.end_batch()
        self._batch = set()


def _kept_out(store: Location) -> Forgotten:
    """Return the persons who are to stay out of the store; a restore never brings them back."""
    if not exists(store):
        return Forgotten()
    with open_store(store) as opened:
        return read_forgotten(opened.quads)


def _read(path: Path) -> Contents:
    if path.is_dir():
        read = FORMATS["csv"].read
    elif is_backup(path):
        read = read_backup
    else:
        read = READERS.get(path.suffix.lower())
    if read is None:
        known = ", ".join(READERS)
        raise KgError(f"cannot import {path}: it is no backup, and no export that can be read ({known})")
    return read(path)


def _merit(copy: ReportCopy) -> tuple[list[int], bool, str]:
    """Return what two copies of one report are compared by: version of the extractor, text, content."""
    version = [int(number) for number in re.findall("[0-9]+", copy.extraction.extractor)]
    return version, copy.text is not None, copy.record
