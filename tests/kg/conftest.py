from __future__ import annotations

import pyoxigraph as ox
import pytest
from tests.kg.small import small_store


@pytest.fixture
def quads() -> ox.Store:
    """The small store of tests/kg/small.py, in memory."""
    return small_store()
