"""The facts of Turtle, JSON-LD or RDF/XML, read back: the inverse of what `docs/rdf.md` shows for them.

Triples that kg does not write are left out. Nothing that a file refers to is looked up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
from rdflib import ORG, RDF, RDFS, SDO, SKOS, URIRef

from extractors.model import ENTITY_TYPES, RELATION_TYPES, SUBTYPES, SYMMETRIC_RELATIONS
from kg.exchange.claims import Claim, Claims, Thing
from kg.vocabulary import KX, subtype_class

_Node = dict[str, set[str]]
"""Predicate → objects, as text."""

_Ends = tuple[str, str]


def read_turtle(path: Path) -> Claims:
    """Return what a file of Turtle says. Raises SyntaxError where it is none."""
    return claims(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))


def read_jsonld(path: Path) -> Claims:
    """Return what JSON-LD says. Raises SyntaxError where it is none, or its context lies elsewhere."""
    return claims(ox.parse(path=str(path), format=ox.RdfFormat.JSON_LD))


def read_rdfxml(path: Path) -> Claims:
    """Return what a file of RDF/XML says. Raises SyntaxError where it is none."""
    return claims(ox.parse(path=str(path), format=ox.RdfFormat.RDF_XML))


def claims(quads: Iterable[ox.Quad]) -> Claims:
    """Return the things that the facts describe, and what they say of them."""
    nodes: dict[str, _Node] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        if isinstance(quad.graph_name, ox.DefaultGraph) and isinstance(quad.subject, ox.NamedNode):
            value = quad.object
            if isinstance(value, ox.NamedNode | ox.Literal):
                nodes[quad.subject.value][quad.predicate.value].add(value.value)
    things = {iri: thing for iri, node in nodes.items() if (thing := _thing(iri, node)) is not None}
    return things, _claims(nodes)


def _thing(iri: str, node: _Node) -> Thing | None:
    classes = node.get(str(RDF.type), set())
    type_ = next((name for name in ENTITY_TYPES if str(KX[name]) in classes), None)
    if type_ is None:
        return None
    labels = sorted(node.get(str(RDFS.label), ()))
    if len(labels) != 1:
        raise ValueError(f"{iri} has {len(labels)} labels, and a thing has one")
    starts, ends = (sorted(node.get(str(name), ())) for name in (SDO.startDate, SDO.endDate))
    return Thing(
        label=labels[0],
        type=type_,
        subtype=next((name for name in SUBTYPES[type_] if str(subtype_class(type_, name)) in classes), None),
        names=sorted(node.get(str(SKOS.altLabel), ())),
        codes=sorted(node.get(str(SKOS.notation), ())),
        dates=[_date(starts, ends, n) for n in range(max(len(starts), len(ends)))],
    )


def _date(starts: list[str], ends: list[str], n: int) -> str:
    """Return the n-th date of an event: where joined reports give several, each start and end is in one."""
    start = (starts or ends)[min(n, len(starts or ends) - 1)]
    end = (ends or starts)[min(n, len(ends or starts) - 1)]
    return start if start == end else f"{start}/{end}"


def _claims(nodes: Mapping[str, _Node]) -> Iterator[Claim]:
    posts, needs, offers = _posts(nodes), _needs(nodes), _offers(nodes)
    times: dict[str, dict[_Ends, set[str | None]]] = {"needs": needs, "offers": offers}
    for relation in RELATION_TYPES:
        for head, tail in _pairs(nodes, KX[relation]):
            if relation in SYMMETRIC_RELATIONS and head > tail:
                continue
            if relation == "holdsPost":
                for role, time in posts.get((head, tail)) or {(None, None)}:
                    yield Claim(head, relation, tail, role=role, time=time)
            else:
                for time in times.get(relation, {}).get((head, tail)) or {None}:
                    yield Claim(head, relation, tail, time=time)


def _posts(nodes: Mapping[str, _Node]) -> dict[_Ends, set[tuple[str | None, str | None]]]:
    """Return role and time of each membership of a person in a body."""
    found: dict[_Ends, set[tuple[str | None, str | None]]] = defaultdict(set)
    for node in nodes.values():
        member, body = _one(node, ORG.member), _one(node, ORG.organization)
        if member is not None and body is not None:
            found[member, body].add((_one(node, ORG.role), _one(node, KX.time)))
    return found


def _needs(nodes: Mapping[str, _Node]) -> dict[_Ends, set[str | None]]:
    """Return the times of the demands of a body for a thing."""
    found: dict[_Ends, set[str | None]] = defaultdict(set)
    for who, demand in _pairs(nodes, SDO.seeks):
        node = nodes.get(demand, {})
        what = _one(node, SDO.itemOffered)
        if what is not None:
            found[who, what].add(_one(node, KX.time))
    return found


def _offers(nodes: Mapping[str, _Node]) -> dict[_Ends, set[str | None]]:
    """Return the times of the offers of a thing by a body."""
    found: dict[_Ends, set[str | None]] = defaultdict(set)
    for node in nodes.values():
        who, what = _one(node, SDO.offeredBy), _one(node, SDO.itemOffered)
        if who is not None and what is not None:
            found[who, what].add(_one(node, KX.time))
    return found


def _pairs(nodes: Mapping[str, _Node], predicate: URIRef) -> Iterator[_Ends]:
    return ((head, tail) for head, node in nodes.items() for tail in node.get(str(predicate), ()))


def _one(node: Mapping[str, set[str]], predicate: URIRef) -> str | None:
    return min(node.get(str(predicate), ()), default=None)
