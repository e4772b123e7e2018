"""A change of an existing store, visible in one step: `change`, and `judge` for what persons decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import StoreError, in_one_line
from kg.identity.judgements import Judgement
from kg.store.generation import begin, building, current, discard, publish
from kg.store.judgements import put_judgements
from kg.store.ledger import Ledger, read_ledger, write_ledger
from kg.store.update import update

Result = TypeVar("Result")


def change(store: Path, do: Callable[[ox.Store, Ledger], Result]) -> Result:
    """Let `do` change a copy of the store's quads and ledger, publish it, and return what `do` returned.

    Where `do` raises, the store stays as it was. Raises StoreError where there is no store, or where it is
    broken, busy or cannot be written.
    """
    if current(store) is None:
        raise StoreError(f"no store at {store}: run kg build PATH... --store {store}")
    with building(store):
        try:
            after = begin(store)
            try:
                ledger = read_ledger(after.sources)
                result = _changed(ox.Store(str(after.quads)), ledger, do)
                write_ledger(after.sources, ledger)
                publish(store, after)
            except BaseException:
                discard(after)
                raise
        except OSError as error:
            raise StoreError(f"cannot write the store at {store}: {in_one_line(error)}") from None
    return result


def judge(store: Path, judgements: Sequence[Judgement]) -> None:
    """Store judgements, new or taken back, with all that follows from them, in one visible step.

    Raises StoreError where the store is missing, broken, busy or cannot be written.
    """
    change(store, lambda quads, _: update(quads, put_judgements(quads, judgements), set()))


def _changed(quads: ox.Store, ledger: Ledger, do: Callable[[ox.Store, Ledger], Result]) -> Result:
    """Return what `do` returned; the database is closed when this returns, as publishing needs."""
    result = do(quads, ledger)
    quads.flush()
    return result
