"""A store opened for reading, with pyoxigraph's face and rdflib's over the same quads.

with open_store(Path("kg-store")) as store:
    store.quads.query("SELECT ...", prefixes=PREFIXES)
    store.dataset.query("SELECT ...")
"""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from kg.store import server
from kg.store.generation import open_quads, reading
from kg.store.ledger import Ledger, read_ledger
from kg.store.location import Location, ServerAddress, location
from kg.store.quads import Quads
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset


class OpenStore:
    """The store in a folder as it was when it was opened, whatever is built then; on a server as it is now.

    `location` is where the store is, `quads` what it holds.
    """

    def __init__(self, where: Location) -> None:
        self.location = where
        self.quads: Quads
        self._ledger: Ledger | None = None
        with ExitStack() as stack:
            if isinstance(where, ServerAddress):
                self.quads = stack.enter_context(server.reading(where))
            else:
                generation = stack.enter_context(reading(where))
                self.quads = open_quads(generation)
                self._ledger = read_ledger(generation.sources)
            self._held = stack.pop_all()

    @property
    def ledger(self) -> Ledger:
        """Where the reports were read from, and which files failed."""
        if self._ledger is None:
            self._ledger = server.read_ledger(self.quads)
        return self._ledger

    @cached_property
    def dataset(self) -> Dataset:
        """rdflib's face over the same quads: facts in the default graph, no union of graphs."""
        # Late: rdflib's SPARQL takes longer to import than most commands to answer.
        from oxrdflib import OxigraphStore
        from rdflib import Dataset
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        where = self.location
        if isinstance(where, ServerAddress):
            auth = None if where.user is None else (where.user, where.password or "")
            # Without a union rdflib would ask for the default graph by an IRI that the server does not know.
            dataset = Dataset(store=SPARQLStore(where.query_url, auth=auth), default_union=True)
        else:
            dataset = Dataset(store=OxigraphStore(store=cast(ox.Store, self.quads)), default_union=False)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def close(self) -> None:
        """Let the generation go, which a later build may sweep, or the connection."""
        self._held.close()

    def __enter__(self) -> OpenStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(where: Location | str) -> OpenStore:
    """Return the store in a folder or on a server, opened for reading; a store is never created.

    Raises StoreError where there is none, or where it is broken, cannot be reached, or is of another format.
    """
    return OpenStore(location(where) if isinstance(where, str) else where)
