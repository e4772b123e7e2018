"""A small store, written by hand in the RDF model of docs/rdf.md: two reports, plans, two homonyms."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest


@pytest.fixture(scope="session")
def trig() -> str:
    return (Path(__file__).parent / "small.trig").read_text(encoding="utf-8")


@pytest.fixture
def quads(trig: str) -> ox.Store:
    store = ox.Store()
    store.load(trig.encode(), ox.RdfFormat.TRIG)
    return store
