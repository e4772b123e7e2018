"""A change of a store, visible in one step: what was there before, and the next generation while it is made.

with changing(Path("kg-store")) as change:
    update(change.quads, added, removed)
    change.publish()                        # without it the store stays as it was
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError, in_one_line
from kg.identity.judgements import Judgement
from kg.store.generation import Generation, absent, begin, building, current, discard, open_quads, publish
from kg.store.judgements import put_judgements
from kg.store.ledger import Ledger, read_ledger, write_ledger
from kg.store.update import update


class Change:
    """`before` is the ledger as it was, `ledger` as it will be; `changing` gives one."""

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

    def publish(self) -> None:
        """Make the next generation, with `ledger`, the current one."""
        self.quads.flush()
        self._quads = None  # closes the database
        if self._next is not None:
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
    store: Path, *, create: bool = False, anew: bool = False, dry_run: bool = False
) -> Iterator[Change]:
    """Hold the store's lock and give a change; what was not published at the end is removed.

    With `create` a store is made where there is none; with `anew` nothing of what was stored stays. With
    `dry_run` the lock is not taken, and nothing may be written. Raises StoreError where there is no store, or
    where it is broken, busy or cannot be written.
    """
    if not create and current(store) is None:
        raise absent(store)
    lock: AbstractContextManager[None] = nullcontext() if dry_run else building(store)
    with lock:
        change = Change(store, anew=anew)
        try:
            yield change
        except OSError as error:
            raise StoreError(f"cannot write the store at {store}: {in_one_line(error)}") from None
        finally:
            change.discard()


def judge(store: Path, judgements: Sequence[Judgement]) -> None:
    """Store judgements, new or taken back, with all that follows from them, in one visible step.

    Raises StoreError where the store is missing, broken, busy or cannot be written.
    """
    with changing(store) as change:
        update(change.quads, put_judgements(change.quads, judgements), set())
        change.publish()
