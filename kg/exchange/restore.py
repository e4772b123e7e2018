"""A backup, or an export of a whole store, back into a store: what it holds is added to what is there.

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
from kg.exchange.dataset import SUFFIXES, read_dataset
from kg.exchange.report_copy import ReportCopy, stored_copy
from kg.identity.judgements import Judgement
from kg.store.change import Change, changing, derive
from kg.store.judgements import put_judgements, read_judgements
from kg.store.ledger import Ledger
from kg.store.location import Location
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

    With `replace` the store then holds what the file holds and nothing else. Of a report that both have, the
    reading by the later version of the extractor counts.

    Raises KgError where the file is no backup or export, or is damaged anywhere, and StoreError where the
    store is broken, busy or cannot be written: the store then stays as it was.
    """
    contents = _read(path)
    with changing(store, create=True, anew=replace) as change:
        restoring = _Restoring(change)
        restoring.take_judgements(contents.judgements)
        with closing(contents.reports()) as copies:
            for copy in copies:
                restoring.take_report(copy)
        restoring.take_ledger(contents.ledger)
        restoring.finish()
    return restoring.restored


class _Restoring:
    """A restore under way."""

    def __init__(self, change: Change) -> None:
        self.restored = Restored()
        self._change = change
        self._brought: set[str] = set()
        self._batch: set[str] = set()
        self._is_other = not change.exists

    def take_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Store the judgements that are not known, or not known to be taken back."""
        known = {one.id: one for one in read_judgements(self._change.stored)}
        new = [one for one in judgements if one.id not in known or (one.undone and not known[one.id].undone)]
        if new:
            self._batch |= put_judgements(self._change.quads, new)
            self._is_other = True
        self.restored.judgements = len(new)

    def take_report(self, copy: ReportCopy) -> None:
        """Store a report, or only where else it was read from if the store knows it as well or better."""
        self._brought.add(copy.id)
        known = stored_copy(self._change.stored, copy.id)
        if known is None or _merit(copy) > _merit(known):
            put_report(self._change.quads, copy.extraction, copy.id, with_text=copy.text is not None)
            self._batch.add(copy.id)
        sources = {*copy.sources, *(() if known is None else known.sources)}
        if known is None or copy.id in self._batch or sources > set(known.sources):
            put_sources(self._change.quads, copy.id, sources)
            self._is_other = True
        if known is None:
            self.restored.new += 1
        elif copy.id in self._batch:
            self.restored.changed += 1
        else:
            self.restored.unchanged += 1
        if len(self._batch) >= self._change.batch:
            self._resolve()

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
            self._change.publish()

    def _resolve(self) -> None:
        # What is held in memory does not grow with the file.
        derive(self._change, self._batch, set())
        self._change.end_batch()
        self._batch = set()


def _read(path: Path) -> Contents:
    if is_backup(path):
        return read_backup(path)
    if path.suffix in SUFFIXES:
        return read_dataset(path)
    kinds = " or ".join(SUFFIXES)
    raise KgError(f"cannot import {path}: it is no backup, and no export of a whole store ({kinds})")


def _merit(copy: ReportCopy) -> tuple[list[int], bool, str]:
    """Return what two copies of one report are compared by: version of the extractor, text, content."""
    version = [int(number) for number in re.findall("[0-9]+", copy.extraction.extractor)]
    return version, copy.text is not None, copy.record
