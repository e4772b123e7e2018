"""The analysis graph as Cypher (Neo4j 5, Memgraph, FalkorDB): statements that can be run twice.

cypher-shell -f graph.cypher
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, BinaryIO

from kg.answers.graph import load_graph
from kg.exchange.pair import THING, labels
from kg.exchange.tables import edges, nodes
from kg.store.quads import Quads

_INDEX = f"CREATE INDEX thing_iri IF NOT EXISTS FOR (n:{THING}) ON (n.iri);\n"
_UNICODE_ESCAPE = re.compile(r"(?<=\\)(?=[uU])")


def write_cypher(quads: Quads, file: BinaryIO) -> None:
    """Write a line each: things as nodes `:Thing:TYPE:SUBTYPE`, statements as relationships `:RELATION`."""
    graph = load_graph(quads)
    file.write(_INDEX.encode())
    for thing in nodes(graph):
        names = "".join(f":{label}" for label in labels(thing) if label != THING)
        known = {name: value for name, value in thing.items() if name not in ("iri", "type", "subtype")}
        line = f"MERGE (n:{THING} {{iri: {_value(thing['iri'])}}}) SET n{names}, n += {_map(known)};\n"
        file.write(line.encode("utf-8"))
    for one in edges(graph):
        known = {
            name: value for name, value in one.items() if name not in ("iri", "head", "tail", "relation")
        }
        line = (
            f"MATCH (a:{THING} {{iri: {_value(one['head'])}}}), (b:{THING} {{iri: {_value(one['tail'])}}}) "
            f"MERGE (a)-[r:{one['relation']} {{iri: {_value(one['iri'])}}}]->(b) SET r += {_map(known)};\n"
        )
        file.write(line.encode("utf-8"))


def _map(values: Mapping[str, Any]) -> str:
    known = (f"{name}: {_value(value)}" for name, value in values.items() if value not in (None, []))
    return f"{{{', '.join(known)}}}"


def _value(value: Any) -> str:
    r"""Return a value as a literal. Cypher has the escapes of JSON.

    Neo4j reads `\u0027` as a quotation mark before it looks for the end of a text, also behind another
    backslash: a text that holds these characters is put together of two.
    """
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if not isinstance(value, str):
        return json.dumps(value)
    return " + ".join(json.dumps(part, ensure_ascii=False) for part in _UNICODE_ESCAPE.split(value))
