"""The store against its shape: SHACL (ontologies/shapes.ttl) on a copy in memory, and what compares graphs.

    report = validate(store.quads)
    report.violations, report.checked      # checked: shape → number of nodes that it looked at

SHACL sees one graph: here all graphs of the store as one. Whether the default graph holds exactly the actual
statements, or a quote stands in its report's text, is asked of the graphs themselves by `compare_graphs`,
which is quick enough for every build.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import NamedTuple

import pyoxigraph as ox
import pyshacl
from pyshacl.shapes_graph import ShapesGraph
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from extractors.model import RELATION_TYPES, SYMMETRIC_RELATIONS
from kg.answers.query import select
from kg.store.quads import Quads
from kg.vocabulary import BASE

SHAPES = f"{BASE}shapes#"


class Violation(NamedTuple):
    """One node that breaks one rule: a shape's name, or that of a comparison. `value` is what offends."""

    rule: str
    node: str
    path: str
    value: str
    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found, in sorted order, and how many nodes each shape looked at."""

    violations: list[Violation]
    checked: dict[str, int]


class _Comparison(NamedTuple):
    rule: str
    chinese: str
    english: str
    query: str


def validate(quads: Quads) -> Report:
    """Return all violations. A shape that looked at no node is in `checked` with 0."""
    data = _copy(quads)
    shapes = Graph().parse(data=_shapes(), format="turtle")
    checked = {
        _name(shape.node): len(shape.focus_nodes(data))
        for shape in ShapesGraph(shapes).shapes
        if isinstance(shape.node, URIRef)
    }
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    if not isinstance(results, Graph):
        raise results if isinstance(results, Exception) else TypeError("SHACL gave no report")
    found = {*_violations(results, shapes), *compare_graphs(quads)}
    return Report(sorted(found), dict(sorted(checked.items())))


def compare_graphs(quads: Quads) -> list[Violation]:
    """Return where the graphs of a store disagree, sorted; an empty list is what every build must leave."""
    found = []
    for rule, chinese, english, query in _COMPARISONS:
        for row in select(quads, query).rows:
            node, path, value = map(_text, row)
            found.append(Violation(rule, node, path, value, chinese, english))
    return sorted(found)


def _in_graph(modality: str, pattern: str) -> str:
    return pattern if modality == "actual" else f"GRAPH kxg:{modality} {{ {pattern} }}"


def _stated(modality: str, head: str = "?node", tail: str = "?value") -> str:
    return (
        "GRAPH kxg:statements { ?statement rdf:subject " + head + " ; rdf:predicate ?path ; "
        f"rdf:object {tail} ; kx:modality kx:{modality} }}"
    )


def _unsupported(modality: str) -> str:
    # MINUS is worked out once for all rows; NOT EXISTS took 300 times as long on 1,200 reports.
    symmetric = " ".join(f"kx:{name}" for name in sorted(SYMMETRIC_RELATIONS))
    return f"""
SELECT ?node ?path ?value {{
  VALUES ?path {{ {" ".join(f"kx:{name}" for name in RELATION_TYPES)} }}
  {_in_graph(modality, "?node ?path ?value")}
  MINUS {{ {_stated(modality)} }}
  MINUS {{ VALUES ?path {{ {symmetric} }} {_stated(modality, "?value", "?node")} }}
}}"""


def _missing(modality: str) -> str:
    return f"""
SELECT ?node ?path ?value {{
  {_stated(modality)}
  FILTER NOT EXISTS {{ {_in_graph(modality, "?node ?path ?value")} }}
}}"""


_COMPARISONS = (
    _Comparison(
        "UnsupportedFact",
        "默认图中的事实没有对应的事实陈述。",
        "A fact of the default graph has no actual statement.",
        _unsupported("actual"),
    ),
    _Comparison(
        "UnsupportedPlan",
        "计划图中的三元组没有对应的计划陈述。",
        "A triple of kxg:planned has no planned statement.",
        _unsupported("planned"),
    ),
    _Comparison(
        "UnsupportedWish",
        "愿望图中的三元组没有对应的愿望陈述。",
        "A triple of kxg:wished has no wished statement.",
        _unsupported("wished"),
    ),
    _Comparison(
        "MissingFact",
        "事实陈述没有写入默认图。",
        "An actual statement is not among the facts of the default graph.",
        _missing("actual"),
    ),
    _Comparison(
        "MissingPlan",
        "计划陈述没有写入计划图。",
        "A planned statement is not in kxg:planned.",
        _missing("planned"),
    ),
    _Comparison(
        "MissingWish",
        "愿望陈述没有写入愿望图。",
        "A wished statement is not in kxg:wished.",
        _missing("wished"),
    ),
    _Comparison(
        "AssertionElsewhere",
        "断言须在其报告的图中。",
        "An assertion stands in the graph of its report.",
        """
SELECT ?node ?path ?value {
  GRAPH ?value { ?node a kx:Assertion ; kx:report ?report }
  BIND (kx:report AS ?path)
  FILTER (?value != ?report)
}""",
    ),
    _Comparison(
        "QuoteElsewhere",
        "引文与报告全文在该位置的文字不同。",
        "A quote is not what the report's text says at its place.",
        """
SELECT ?node ?path ?value {
  GRAPH ?report {
    ?node oa:hasSource ?report ; oa:hasSelector ?quote, ?position .
    ?quote oa:exact ?value .
    ?position oa:start ?start ; oa:end ?end .
    ?report kx:text ?text
  }
  BIND (oa:hasSelector AS ?path)
  FILTER (SUBSTR(?text, ?start + 1, ?end - ?start) != ?value)
}""",
    ),
)


def _copy(quads: Quads) -> Graph:
    graph = Graph()
    for quad in quads:
        graph.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return graph


def _node(term: object) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language is not None:
            return Literal(term.value, lang=term.language)
        return Literal(term.value, datatype=URIRef(term.datatype.value))
    raise TypeError(f"no node of RDF 1.1: {term}")


def _shapes() -> str:
    return resources.files("ontologies").joinpath("shapes.ttl").read_text(encoding="utf-8")


def _violations(results: Graph, shapes: Graph) -> Iterator[Violation]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        source = results.value(result, SH.sourceShape)
        # A property shape has no name of its own: that of the shape it belongs to stands for it.
        shape = next(shapes.subjects(SH.property, source), source)
        messages = {
            message.language: str(message)
            for message in results.objects(result, SH.resultMessage)
            if isinstance(message, Literal)
        }
        node, value = results.value(result, SH.focusNode), results.value(result, SH.value)
        path = results.value(result, SH.resultPath)
        yield Violation(
            rule=_name(shape),
            node=str(node),
            path=str(path) if isinstance(path, URIRef) else "",
            value="" if value is None or value == node else str(value),
            chinese=messages.get("zh", ""),
            english=messages.get("en", ""),
        )


def _name(shape: Node | None) -> str:
    return str(shape).removeprefix(SHAPES)


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))
