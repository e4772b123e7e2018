"""The store → a networkx graph of the things and the statements about them, each with its evidence.

A node is an entity (its IRI), an edge is a statement (key: the statement's IRI), so that plans and wishes are
in the graph too, told apart by `modality`. Nodes and edges are added in sorted order: every algorithm that
depends on order gives the same result for the same store.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, NamedNode

from extractors.model import ENTITY_TYPES, SUBTYPES
from kg.answers.evidence import evidence
from kg.answers.query import select
from kg.store.patterns import rows
from kg.store.quads import Quads
from kg.vocabulary import KX, local_name, subtype_class

if TYPE_CHECKING:
    import networkx as nx

_TYPES = " ".join(f"kx:{name}" for name in ENTITY_TYPES)
_ENTITY_CLASSES = {str(KX[name]) for name in ENTITY_TYPES}

_THINGS = f"""
SELECT ?thing ?property ?value {{
  VALUES ?type {{ {_TYPES} }}
  VALUES ?property {{ rdf:type rdfs:label skos:altLabel skos:notation schema:startDate schema:endDate }}
  ?thing a ?type ; ?property ?value
}}"""

_STATEMENTS = """
SELECT ?statement ?head ?relation ?tail ?modality ?role ?time (MAX(?number) AS ?count) {
  GRAPH kxg:statements {
    ?statement rdf:subject ?head ; rdf:predicate ?relation ; rdf:object ?tail ; kx:modality ?modality
    OPTIONAL { ?statement kx:role ?role }
    OPTIONAL { ?statement kx:time ?time }
    OPTIONAL { ?statement kx:count ?number }
  }
}
GROUP BY ?statement ?head ?relation ?tail ?modality ?role ?time"""


def load_graph(store: Quads) -> nx.MultiDiGraph:
    """Return the graph of all entities and statements of a store (`open_store(path).quads`).

    Node: `label`, `type`, `subtype`, `names` (every form, the label left out), `code`, `date`. Edge:
    `relation`, `modality`, `role`, `time`, `count`, and `evidence` as `kg.answers.evidence` gives it. Values
    that are not known are None; of several counts the largest is given.
    """
    import networkx as nx  # late: it takes as long to import as a command does to answer

    graph = nx.MultiDiGraph()
    graph.add_nodes_from(things(store).items())
    sentences = evidence(store)
    edges = []
    for row in select(store, _STATEMENTS).texts():
        statement, count = str(row["statement"]), row["count"]
        attributes = {
            "relation": local_name(str(row["relation"])),
            "modality": local_name(str(row["modality"])),
            "role": row["role"],
            "time": row["time"],
            "count": None if count is None else int(count),
            "evidence": sentences.get(statement, []),
        }
        edges.append((str(row["head"]), str(row["tail"]), statement, attributes))
    graph.add_edges_from(sorted(edges, key=lambda edge: edge[:3]))
    return graph


def things(store: Quads, which: Collection[str] | None = None) -> dict[str, dict[str, Any]]:
    """Return by IRI what `load_graph` has of each entity: of those given, or of all; sorted."""
    if which is not None:
        # By the store's indexes: a query that names a thousand things takes seconds.
        given = {iri: _described(store, iri) for iri in sorted(set(which))}
        return {iri: _thing(iri, properties) for iri, properties in given.items() if properties}
    found: dict[str, dict[str, set[str]]] = {}
    for row in select(store, _THINGS).texts():
        of_thing = found.setdefault(str(row["thing"]), {})
        of_thing.setdefault(local_name(str(row["property"])), set()).add(str(row["value"]))
    return {iri: _thing(iri, properties) for iri, properties in sorted(found.items())}


def _described(store: Quads, iri: str) -> dict[str, set[str]]:
    """Return the properties of an entity as `_THINGS` selects them; none of what is no entity."""
    properties: dict[str, set[str]] = {}
    for predicate, value in rows(store, NamedNode(iri), DefaultGraph()):
        properties.setdefault(local_name(predicate), set()).add(value)
    return properties if _ENTITY_CLASSES & properties.get("type", set()) else {}


def _thing(iri: str, properties: dict[str, set[str]]) -> dict[str, Any]:
    kind = min(name for name in ENTITY_TYPES if str(KX[name]) in properties["type"])
    subtypes = {str(subtype_class(kind, name)): name for name in SUBTYPES[kind]}
    label = min(properties.get("label", {iri}))
    start, end = (min(properties.get(name, set()), default=None) for name in ("startDate", "endDate"))
    return {
        "label": label,
        "type": kind,
        "subtype": min(
            (name for class_, name in subtypes.items() if class_ in properties["type"]), default=None
        ),
        "names": sorted(properties.get("altLabel", set()) - {label}),
        "code": min(properties.get("notation", set()), default=None),
        "date": start if end is None or end == start else f"{start}/{end}",
    }
