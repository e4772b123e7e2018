from __future__ import annotations

import pyoxigraph as ox
import pytest

from tests.kg.small import small_store


@pytest.fixture(scope="session")
def _small() -> list[ox.Quad]:
    return list(small_store())


@pytest.fixture
def quads(_small: list[ox.Quad]) -> ox.Store:
    """The small store of tests/kg/small.py, in memory; each test has its own."""
    store = ox.Store()
    store.extend(_small)
    return store
