"""The store in other formats, the same bytes for the same store.

turtle   the facts: the default graph
trig     the whole store, readable      nquads   the whole store, one sorted line a quad
graphml  things and statements for Gephi, yEd, networkx: plans and wishes too, told apart by `modality`
mentions CSV: which mention of which report became which thing, and by what reason
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg.answers.formats import sorted_prefixes, turtle
from kg.answers.graph import load_graph
from kg.exchange.mentions import mentions
from kg.store.quads import Quads
from kg.vocabulary import PREFIXES

# What XML 1.0 cannot hold, not even as a reference.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export(quads: Quads, format_: str) -> str:
    """Return the store as text in one of FORMATS."""
    return FORMATS[format_](quads)


def _turtle(quads: Quads) -> str:
    facts = quads.quads_for_pattern(None, None, None, ox.DefaultGraph())
    return turtle(quad.triple for quad in facts)


def _trig(quads: Quads) -> str:
    text = io.BytesIO()
    ox.serialize(sorted(quads, key=_by_graph), text, ox.RdfFormat.TRIG, prefixes=PREFIXES)
    return sorted_prefixes(text.getvalue().decode("utf-8"))


def _nquads(quads: Quads) -> str:
    text = io.BytesIO()
    ox.serialize(quads, text, ox.RdfFormat.N_QUADS)
    # Not splitlines: a literal may hold what Python takes for the end of a line and RDF does not.
    lines = text.getvalue().decode("utf-8").removesuffix("\n").split("\n")
    return "".join(f"{line}\n" for line in sorted(lines) if line != "")


def _graphml(quads: Quads) -> str:
    """Return GraphML; it knows neither lists nor nothing, so lists are joined and unknown values left out."""
    graph = load_graph(quads)
    flat = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        flat.add_node(node, **_flat({**data, "names": " | ".join(data["names"])}))
    for head, tail, key, data in graph.edges(keys=True, data=True):
        evidence = data["evidence"]
        reports = [entry["report"] if entry["title"] is None else entry["title"] for entry in evidence]
        attributes = {
            **{name: data[name] for name in ("relation", "modality", "role", "time", "count")},
            "sentences": " | ".join(entry["sentence"] for entry in evidence),
            "reports": " | ".join(dict.fromkeys(reports)),
        }
        flat.add_edge(head, tail, key=key, **_flat(attributes))
    text = io.BytesIO()
    # By name, because write_graphml writes other bytes where lxml is installed.
    nx.write_graphml_xml(flat, text, encoding="utf-8", prettyprint=True)
    return text.getvalue().decode("utf-8") + "\n"


def _flat(data: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value
        for name, value in data.items()
        if value is not None
    }


def _by_graph(quad: ox.Quad) -> tuple[str, str]:
    # The default graph, whose name is no IRI, comes first.
    graph = quad.graph_name
    return "" if isinstance(graph, ox.DefaultGraph) else graph.value, str(quad)


FORMATS: dict[str, Callable[[Quads], str]] = {
    "turtle": _turtle,
    "trig": _trig,
    "nquads": _nquads,
    "graphml": _graphml,
    "mentions": mentions,
}
"""The formats, each as a function from store to text."""
