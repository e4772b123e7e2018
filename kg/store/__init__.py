"""Statements of many reports as RDF: one folder on disk, built in one step, read by many; or a SPARQL server.

`open_store(where)` is the way in for everything that reads.
"""

from __future__ import annotations

from kg.store.location import Location
from kg.store.reader import OpenStore, open_store

__all__ = ["Location", "OpenStore", "open_store"]
