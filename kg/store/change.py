"""A change of a store: what was there before, and what will be there.

In a folder it is visible in one step, when it is published; on a server (`kg.store.server`) each batch is.

with changing(Path("kg-store")) as change:
    derive(change, added, removed)
    change.publish()                        # without it the store stays as it was
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from kg.errors import StoreError, in_one_line
from kg.identity.judgements import Judgement
from kg.store import generation, server
from kg.store.generation import (
    Generation,
    absent,
    begin,
    building,
    current,
    discard,
    open_quads,
    publish,
    purge,
)
from kg.store.judgements import put_judgements
from kg.store.ledger import Ledger, read_ledger, write_ledger
from kg.store.location import Location, ServerAddress
from kg.store.quads import Quads, WritableQuads
from kg.store.structure import refusal
from kg.store.update import Difference, update


class Change(Protocol):
    """A change under way; `changing` gives one.

    `before` is the ledger as it was, at first or when the last batch ended, `ledger` as it will be. In a
    batch are `batch` reports.
    """

    before: Ledger
    ledger: Ledger
    batch: int

    @property
    def exists(self) -> bool:
        """Whether there is a store to change."""
        ...

    @property
    def stored(self) -> Quads:
        """The quads as they were; on a server what was written meanwhile is among them."""
        ...

    @property
    def quads(self) -> WritableQuads:
        """The quads as they will be."""
        ...

    def end_batch(self) -> None:
        """Go on from what was written; on a server this makes it visible."""
        ...

    def publish(self, *, purged: bool = False) -> None:
        """Make the change visible, with `ledger`.

        With `purged` nothing that was removed is left in the files of a folder; a server has its own way.
        """
        ...


class FolderChange:
    """A change of the store in a folder: its next generation."""

    batch = 2_000

    def __init__(self, store: Path, *, anew: bool = False) -> None:
        self.before = Ledger()
        self._store, self._anew = store, anew
        self._current = None if anew else current(store)
        if self._current is not None:
            self.before = read_ledger(self._current.sources)
        self.ledger = self.before.copy()
        self._next: Generation | None = None
        self._quads: ox.Store | None = None

    @property
    def exists(self) -> bool:
        """Whether there is a store to change; else the next generation begins empty."""
        return self._current is not None

    @cached_property
    def stored(self) -> ox.Store:
        """The quads as they were; there are none where there is no store yet."""
        return ox.Store() if self._current is None else open_quads(self._current)

    @property
    def quads(self) -> ox.Store:
        """The quads of the next generation, which the first use makes: a copy of those before."""
        if self._quads is None:
            self._next = begin(self._store, anew=self._anew)
            self._quads = ox.Store(str(self._next.quads))
        return self._quads

    def end_batch(self) -> None:
        """Go on from what was written; nobody else sees it."""
        self.before = self.ledger.copy()

    def publish(self, *, purged: bool = False) -> None:
        """Make the next generation, with `ledger`, the current one; see `Change.publish`."""
        self.quads.flush()
        self._quads = None  # closes the database
        if self._next is not None:
            if purged:
                purge(self._next)
            write_ledger(self._next.sources, self.ledger)
            publish(self._store, self._next)
            self._next = None

    def discard(self) -> None:
        """Remove what was not published."""
        self._quads = None
        if self._next is not None:
            discard(self._next)
            self._next = None


@contextmanager
def changing(
    store: Location, *, create: bool = False, anew: bool = False, dry_run: bool = False
) -> Iterator[Change]:
    """Hold the store's lock and give a change; what was not published at the end is removed.

    With `create` a store is made where there is none; with `anew` nothing of what was stored stays. With
    `dry_run` the lock is not taken, and nothing may be written. Raises StoreError where there is no store, or
    where it is broken, busy or cannot be written.
    """
    if isinstance(store, ServerAddress):
        with server.changing(store, create=create, anew=anew, dry_run=dry_run) as change:
            yield change
        return
    if not create and current(store) is None:
        raise absent(store)
    lock: AbstractContextManager[None] = nullcontext() if dry_run else building(store)
    with lock:
        folder_change = FolderChange(store, anew=anew)
        try:
            yield folder_change
        except OSError as error:
            raise StoreError(f"cannot write the store at {store}: {in_one_line(error)}") from None
        finally:
            folder_change.discard()


def derive(change: Change, added: set[str], removed: set[str]) -> Difference:
    """Bring the quads of a change to what its records and judgements say, as `kg.store.update.update` does.

    Raises StoreError where what that writes breaks a shape.
    """
    updated = update(change.quads, added, removed)
    if updated.broken is not None:
        raise refusal(change.quads, updated.broken)
    return updated.difference


def judge(store: Location, judgements: Sequence[Judgement]) -> None:
    """Store judgements, new or taken back, with all that follows from them, in one visible step.

    Raises StoreError where the store is missing, broken, busy or cannot be written.
    """
    with changing(store) as change:
        derive(change, put_judgements(change.quads, judgements), set())
        change.publish()


def exists(store: Location) -> bool:
    """Return whether there is a store. Raises StoreError where it is broken."""
    return server.exists(store) if isinstance(store, ServerAddress) else current(store) is not None


def holder(store: Location) -> str | None:
    """Return `process 123 on host` for who changes the store now, None where nobody does."""
    return server.holder(store) if isinstance(store, ServerAddress) else generation.holder(store)
