"""The small store of tests/kg/small.py in a folder, and servers of it on loopback."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.serve.server import Server, Settings
from kg.store.generation import begin, building, publish
from kg.store.ledger import Ledger, write_ledger
from tests.kg.serve.client import Client
from tests.kg.small import small_store

Serve = Callable[..., Client]


def put(store: Path, quads: Iterable[ox.Quad]) -> None:
    """Publish a generation that holds these quads too, as a build would."""
    with building(store):
        generation = begin(store)
        write_ledger(generation.sources, Ledger())
        written = ox.Store(str(generation.quads))
        written.bulk_extend(quads)
        written.flush()
        del written
        publish(store, generation)


@pytest.fixture
def small_folder(tmp_path: Path, quads: ox.Store) -> Path:
    store = tmp_path / "small-store"
    put(store, quads)
    return store


@contextmanager
def serving(store: Path, **settings: Any) -> Iterator[Client]:
    server = Server(store, replace(Settings(port=0, workers=2), **settings))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield Client(server.url)
    server.shutdown()
    server.server_close()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a server of a store on a free port, with the settings that the test names."""
    with ExitStack() as servers:
        yield lambda store, **settings: servers.enter_context(serving(store, **settings))


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A server of the small store that all tests share."""
    store = tmp_path_factory.mktemp("served") / "small-store"
    put(store, small_store())
    with serving(store) as client:
        yield client
