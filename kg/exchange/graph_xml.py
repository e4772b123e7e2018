"""The analysis graph as GraphML and GEXF, for Gephi, yEd, Cytoscape, networkx; written a line at a time.

Plans and wishes are in it too, told apart by `modality`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.answers.formats import Cell
from kg.answers.graph import load_graph
from kg.exchange.tables import EDGE_COLUMNS, NODE_COLUMNS, WHOLE_NUMBERS, edges, flat, nodes
from kg.exchange.xml_text import attribute, content
from kg.store.quads import Quads

Flat = Iterator[dict[str, Cell]]

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ENDS = frozenset({"iri", "head", "tail"})
"""What both formats have places of their own for."""
_OF_NODES = tuple(name for name in NODE_COLUMNS if name not in _ENDS)
_OF_EDGES = tuple(name for name in EDGE_COLUMNS if name not in _ENDS)


def write_graphml(quads: Quads, file: BinaryIO) -> None:
    """Write things and statements as GraphML 1.0 (http://graphml.graphdrawing.org)."""
    file.writelines(line.encode("utf-8") for line in _graphml(*_flat(quads)))


def write_gexf(quads: Quads, file: BinaryIO) -> None:
    """Write things and statements as GEXF 1.2 (https://gexf.net), without the date that others write.

    An edge has the `kind` of GEXF 1.3: Gephi makes one of two edges that have the same ends and kind.
    """
    file.writelines(line.encode("utf-8") for line in _gexf(*_flat(quads)))


def _flat(quads: Quads) -> tuple[Flat, Flat]:
    graph = load_graph(quads)
    return map(flat, nodes(graph)), map(flat, edges(graph))


def _graphml(things: Flat, statements: Flat) -> Iterator[str]:
    yield _XML + '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for kind, names in (("node", _OF_NODES), ("edge", _OF_EDGES)):
        for name in names:
            type_ = "int" if name in WHOLE_NUMBERS else "string"
            yield f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>\n'
    yield '<graph edgedefault="directed">\n'
    for thing in things:
        yield f"<node id={_value(thing, 'iri')}>{_graphml_data('node', _OF_NODES, thing)}</node>\n"
    for one in statements:
        ends = f"id={_value(one, 'iri')} source={_value(one, 'head')} target={_value(one, 'tail')}"
        yield f"<edge {ends}>{_graphml_data('edge', _OF_EDGES, one)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _graphml_data(kind: str, names: tuple[str, ...], record: Mapping[str, Cell]) -> str:
    return "".join(
        f'<data key="{kind}-{name}">{content(str(record[name]))}</data>'
        for name in names
        if record[name] is not None
    )


def _gexf(things: Flat, statements: Flat) -> Iterator[str]:
    yield _XML + '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield '<graph defaultedgetype="directed" mode="static">\n'
    of_nodes = tuple(name for name in _OF_NODES if name != "label")
    for kind, names in (("node", of_nodes), ("edge", _OF_EDGES)):
        yield f'<attributes class="{kind}" mode="static">\n'
        for name in names:
            type_ = "integer" if name in WHOLE_NUMBERS else "string"
            yield f'<attribute id="{name}" title="{name}" type="{type_}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    for thing in things:
        ends = f"id={_value(thing, 'iri')} label={_value(thing, 'label')}"
        yield f"<node {ends}>{_gexf_data(of_nodes, thing)}</node>\n"
    yield "</nodes>\n<edges>\n"
    for one in statements:
        ends = f"id={_value(one, 'iri')} source={_value(one, 'head')} target={_value(one, 'tail')}"
        named = f"label={_value(one, 'relation')} kind={attribute(_kind(one))}"
        yield f"<edge {ends} {named}>{_gexf_data(_OF_EDGES, one)}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _kind(statement: Mapping[str, Cell]) -> str:
    relation, modality = statement["relation"], statement["modality"]
    return str(relation) if modality == "actual" else f"{relation} ({modality})"


def _gexf_data(names: tuple[str, ...], record: Mapping[str, Cell]) -> str:
    values = "".join(
        f'<attvalue for="{name}" value={_value(record, name)}/>' for name in names if record[name] is not None
    )
    return f"<attvalues>{values}</attvalues>"


def _value(record: Mapping[str, Cell], name: str) -> str:
    return attribute(str(record[name]))
