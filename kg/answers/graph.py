"""The store → a networkx graph of the things and the statements about them, each with its evidence.

A node is an entity (its IRI), an edge is a statement (key: the statement's IRI), so that plans and wishes are
in the graph too, told apart by `modality`. Nodes and edges are added in sorted order: every algorithm that
depends on order gives the same result for the same store.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx
from pyoxigraph import NamedNode, Store

from extractors.model import ENTITY_TYPES, SUBTYPES
from kg.answers.query import select
from kg.vocabulary import PREFIXES

_TYPES = " ".join(f"kx:{name}" for name in ENTITY_TYPES)

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

_REPORTS = """
SELECT ?report ?property ?value {
  VALUES ?property { dcterms:title dcterms:date dcterms:source }
  GRAPH ?report { ?report a schema:Report ; ?property ?value }
}"""

_ASSERTIONS = """
SELECT ?assertion ?statement ?report ?quote ?sentence ?rule ?speaker ?start ?stop {
  GRAPH ?report {
    ?assertion kx:asserts ?statement ; kx:quote ?quote ; kx:rule ?rule ;
      oa:hasTarget/oa:hasSelector ?selector .
    ?selector oa:start ?start ; oa:end ?stop
    OPTIONAL { ?assertion kx:sentence ?sentence }
    OPTIONAL { ?assertion kx:speaker ?speaker }
  }
}"""


def load_graph(store: Store) -> nx.MultiDiGraph:
    """Return the graph of all entities and statements of `store` (pyoxigraph's: `open_store(path).quads`).

    Node: `label`, `type`, `subtype`, `names` (every form, the label left out), `code`, `date`. Edge:
    `relation`, `modality`, `role`, `time`, `count`, `evidence`: a list of dicts `report` (IRI), `title`,
    `date`, `source`, `quote`, `sentence`, `begin`, `end` (code points of the report's text, from the first to
    the last span), `rule`, `speaker` (a label), oldest report first. Values that are not known are None; of
    several counts the largest is given.
    """
    things = _things(store)
    evidence = _evidence(store, things)
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((iri, things[iri]) for iri in sorted(things))
    edges = []
    for row in _rows(store, _STATEMENTS):
        head, tail, statement = (_iri(row[name]) for name in ("head", "tail", "statement"))
        count = _text(row["count"])
        attributes = {
            "relation": _local(row["relation"]),
            "modality": _local(row["modality"]),
            "role": _text(row["role"]),
            "time": _text(row["time"]),
            "count": None if count is None else int(count),
            "evidence": evidence.get(statement, []),
        }
        edges.append((head, tail, statement, attributes))
    graph.add_edges_from(sorted(edges, key=lambda edge: edge[:3]))
    return graph


def _things(store: Store) -> dict[str, dict[str, Any]]:
    values: dict[str, dict[str, set[str]]] = {}
    for row in _rows(store, _THINGS):
        of_thing = values.setdefault(_iri(row["thing"]), {})
        of_thing.setdefault(_local(row["property"]), set()).add(row["value"].value)
    return {iri: _thing(iri, properties) for iri, properties in values.items()}


def _thing(iri: str, properties: dict[str, set[str]]) -> dict[str, Any]:
    classes = {name.removeprefix(PREFIXES["kx"]) for name in properties["type"]}
    kind = min(classes & set(ENTITY_TYPES))
    subtypes = {"OtherOrganization" if name == "Other" else name: name for name in SUBTYPES[kind]}
    label = min(properties.get("label", {iri}))
    start, end = (min(properties.get(name, {None}), key=str) for name in ("startDate", "endDate"))
    return {
        "label": label,
        "type": kind,
        "subtype": min((subtypes[name] for name in classes & set(subtypes)), default=None),
        "names": sorted(properties.get("altLabel", set()) - {label}),
        "code": min(properties.get("notation", {None}), key=str),
        "date": start if end is None or end == start else f"{start}/{end}",
    }


def _evidence(store: Store, things: dict[str, dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return for each statement its evidence; an assertion has one row for each of its spans."""
    reports: dict[str, dict[str, str]] = {}
    for row in _rows(store, _REPORTS):
        known = reports.setdefault(_iri(row["report"]), {})
        name, value = _local(row["property"]), row["value"].value
        # A report may have been read at several paths; the first in order stands for all.
        known[name] = min(known.get(name, value), value)
    assertions: dict[str, tuple[str, dict[str, Any]]] = {}
    for row in _rows(store, _ASSERTIONS):
        report = _iri(row["report"])
        about = reports.get(report, {})
        start, stop = int(row["start"].value), int(row["stop"].value)
        speaker = row["speaker"]
        entry = {
            "report": report,
            **{name: about.get(name) for name in ("title", "date", "source")},
            "quote": row["quote"].value,
            "sentence": _text(row["sentence"]),
            "begin": start,
            "end": stop,
            "rule": row["rule"].value,
            "speaker": None if speaker is None else things.get(_iri(speaker), {}).get("label"),
        }
        _, entry = assertions.setdefault(_iri(row["assertion"]), (_iri(row["statement"]), entry))
        entry["begin"], entry["end"] = min(entry["begin"], start), max(entry["end"], stop)
    by_statement: dict[str, list[dict[str, Any]]] = {}
    for _, (statement, entry) in sorted(assertions.items(), key=lambda item: _age(*item)):
        by_statement.setdefault(statement, []).append(entry)
    return by_statement


def _age(assertion: str, value: tuple[str, dict[str, Any]]) -> tuple[str, str, int, str]:
    entry = value[1]
    return "" if entry["date"] is None else entry["date"], entry["report"], entry["begin"], assertion


def _rows(store: Store, query: str) -> Iterator[dict[str, Any]]:
    answer = select(store, query)
    return (dict(zip(answer.variables, row, strict=True)) for row in answer.rows)


def _iri(term: Any) -> str:
    return str(term.value)


def _text(term: Any) -> str | None:
    return None if term is None else str(term.value)


def _local(term: NamedNode) -> str:
    """Return the last part of an IRI of a vocabulary: `holdsPost`, `label`, `startDate`."""
    return term.value.replace("#", "/").rpartition("/")[2]
