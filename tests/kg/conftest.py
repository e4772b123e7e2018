from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.kg.small import small_store
from tests.kg.store.builds import REPORTS, write


@pytest.fixture(scope="session")
def _small() -> list[ox.Quad]:
    return list(small_store())


@pytest.fixture
def quads(_small: list[ox.Quad]) -> ox.Store:
    """The small store of tests/kg/small.py, in memory; each test has its own."""
    store = ox.Store()
    store.extend(_small)
    return store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "reports"
    for name, text in REPORTS.items():
        write(root / name, text)
    return root


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "kg-store"
