"""networkx may leave its work to a backend that the user has chosen; what is told is the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# A backend that adds up in another order, so that sums may differ in their last digits; it says that it ran.
BACKEND = """
import sys
import networkx as nx

class Graph(nx.Graph):
    __networkx_backend__ = "other"

class Backend:
    def convert_from_nx(self, graph, *args, **kwargs):
        other = Graph()
        other.add_nodes_from(reversed(list(graph)))
        other.add_edges_from(graph.edges)
        return other

    def convert_to_nx(self, result, **kwargs):
        return result

    def betweenness_centrality(self, graph, *options, **named):
        print("betweenness", file=sys.stderr)
        return nx.betweenness_centrality.orig_func(nx.Graph(graph), *options, **named)

    def louvain_communities(self, graph, *options, **named):
        print("louvain", file=sys.stderr)
        return [set(graph)]

backend = Backend()
"""
PROGRAM = """
from kg.answers.analysis import analyse
from tests.kg.small import small_store
print(*analyse(small_store()), sep="\\n")
"""


def run(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), os.getcwd()]), **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )


def test_a_backend_does_the_work_and_the_tables_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "other.py").write_text(BACKEND, encoding="utf-8")
    metadata = tmp_path / "other-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 1\n", encoding="utf-8")
    entry = "[networkx.backends]\nother = other:backend\n"
    (metadata / "entry_points.txt").write_text(entry, encoding="utf-8")
    alone, helped = run(tmp_path), run(tmp_path, NETWORKX_BACKEND_PRIORITY="other")
    assert helped.stdout == alone.stdout
    assert (alone.stderr, helped.stderr) == ("", "betweenness\n")
