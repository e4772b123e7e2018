"""A store opened for reading, with pyoxigraph's face and rdflib's over the same quads.

with open_store(Path("kg-store")) as store:
    store.quads.query("SELECT ...", prefixes=PREFIXES)
    store.dataset.query("SELECT ...")
"""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset

from kg.store.generation import open_quads, reading
from kg.store.ledger import read_ledger
from kg.vocabulary import PREFIXES


class OpenStore:
    """One state of the store, as it was when it was opened; builds that end meanwhile do not show.

    `path` is the store's folder, `quads` pyoxigraph's read-only store, `ledger` says where the reports were
    read from and which files failed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with ExitStack() as stack:
            generation = stack.enter_context(reading(path))
            self.quads: ox.Store = open_quads(generation)
            self.ledger = read_ledger(generation.sources)
            self._held = stack.pop_all()

    @cached_property
    def dataset(self) -> Dataset:
        """rdflib's face over the same quads: facts in the default graph, no union of graphs."""
        dataset = Dataset(store=OxigraphStore(store=self.quads), default_union=False)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def close(self) -> None:
        """Let the generation go; a later build may sweep it."""
        self._held.close()

    def __enter__(self) -> OpenStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(path: Path | str) -> OpenStore:
    """Return the store at `path`, opened for reading; a store is never created.

    Raises StoreError where there is none, or where it is broken or of another format.
    """
    return OpenStore(Path(path))
