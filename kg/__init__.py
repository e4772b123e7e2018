"""Reports as a knowledge graph in which every fact leads to its sentence.

from kg import open_graph

with open_graph("kg-store") as graph:
    graph.ask("哪些学会服务德庆县")["answers"]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Graph
    from kg.store import Location

__all__ = ["open_graph"]


def open_graph(store: Location | str = "kg-store", as_of: str | None = None) -> Graph:
    """Return the graph of a store, in a folder or on a server, opened for reading.

    With `as_of` (2025, 2025-03, 2025-03-08) it is the graph as known then. Raises StoreError where there is
    no store; KgError where `as_of` is no date.
    """
    from kg.api import Graph  # heavy: not at `kg --help`

    return Graph(store, as_of)
