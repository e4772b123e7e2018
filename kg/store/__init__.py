"""Statements of many reports as RDF: one folder on disk, built in one step, read by many.

`open_store(path)` is the way in for everything that reads.
"""

from __future__ import annotations

from kg.store.reader import OpenStore, open_store

__all__ = ["OpenStore", "open_store"]
