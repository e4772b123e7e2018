"""The shapes of ontologies/shapes.ttl, checked on a small graph: what a build can afford at every step.

    shapes = load_shapes()
    graph = SmallGraph(Surroundings(store), quads)        # the quads to be checked
    broken = next(shapes.broken(graph), None)

SHACL sees all named graphs as one. Of SHACL Core this knows what the shapes use; another constraint is an
error. A test holds it to pySHACL, with which `kg validate` checks whole stores.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import islice
from typing import Any, NamedTuple

import pyoxigraph as ox
from rdflib import RDF, RDFS, SH

from kg.store.patterns import foresee, subjects, term
from kg.store.quads import Quads

Term = Any
"""A node of pyoxigraph. (Its own union of them holds RDF-star's triples, which no store here has.)"""

Path = tuple[tuple[ox.NamedNode, bool], ...]
"""Predicates to follow one after another; True, with the first: from object to subject."""


class Surroundings:
    """What is said of nodes outside of a small graph: as remembered, else as the store has it."""

    def __init__(self, store: Quads) -> None:
        self.store = store
        self._known: dict[ox.NamedNode, dict[Term, Set[Term]]] = {predicate: {} for predicate in _REMEMBERED}
        self._same: dict[Set[Term], Set[Term]] = {}

    def remember(self, graph: SmallGraph) -> None:
        """Remember what the nodes of a graph are, which must be all that is said of them and not change."""
        for predicate, known in self._known.items():
            for node, rows in graph.nodes.items():
                if predicate in rows:
                    values = frozenset(rows[predicate])
                    known[node] = self._same.setdefault(values, values)

    def foresee(self, nodes: Iterable[ox.NamedNode]) -> None:
        """Say which nodes are to be asked for; see `kg.store.patterns.foresee`."""
        foresee(
            self.store,
            (
                (node, predicate, None, None)
                for node in nodes
                for predicate, known in self._known.items()
                if node not in known
            ),
        )

    def objects(self, node: Term, predicate: ox.NamedNode) -> Set[Term]:
        """Return the objects of a subject and predicate."""
        known = self._known.get(predicate, _UNKNOWN).get(node)
        if known is not None or isinstance(node, ox.Literal):
            return known or _NOTHING
        return {quad.object for quad in self.store.quads_for_pattern(node, predicate, None, None)}


class SmallGraph:
    """Quads to be checked, by subject and predicate, before the store that they are from or come into.

    What is looked up outside is remembered: it must not change meanwhile.
    """

    def __init__(self, surroundings: Surroundings, quads: Iterable[ox.Quad]) -> None:
        self._surroundings = surroundings
        self._seen: dict[tuple[Term, ox.NamedNode], Set[Term]] = {}
        self._leading: dict[ox.NamedNode, dict[Term, set[Term]]] = {}
        self.nodes: dict[Term, dict[ox.NamedNode, set[Term]]] = defaultdict(lambda: defaultdict(set))
        for quad in quads:
            self.nodes[quad.subject][quad.predicate].add(quad.object)

    def values(self, node: Term, path: Path) -> Set[Term]:
        """Return what the path leads to from a node of the graph: the first step in it, then in the store."""
        if not path:
            return {node}
        (predicate, backwards), *more = path
        found = self._subjects(node, predicate) if backwards else self.step(node, predicate)
        for predicate, _ in more:
            found = {value for known in found for value in self._objects(known, predicate)}
        return found

    def step(self, node: Term, predicate: ox.NamedNode) -> Set[Term]:
        """Return the objects that the graph gives a subject and predicate."""
        return self.nodes[node].get(predicate, _NOTHING)

    def classes(self, node: Term) -> Set[Term]:
        """Return the classes that the node is said to be of, here or beyond."""
        return self._objects(node, _TYPE)

    def _objects(self, node: Term, predicate: ox.NamedNode) -> Set[Term]:
        rows = self.nodes.get(node)
        if rows is not None and (predicate in rows or _TYPE in rows):
            return rows.get(predicate, _NOTHING)  # a node is described with its class, or not here
        found = self._seen.get((node, predicate))
        if found is None:
            found = self._seen[node, predicate] = self._surroundings.objects(node, predicate)
        return found

    def _subjects(self, node: Term, predicate: ox.NamedNode) -> Set[Term]:
        """Return the subjects that lead here; of those outside of the graph one stands for all."""
        if predicate not in self._leading:
            leading = self._leading[predicate] = defaultdict(set)
            for subject, rows in self.nodes.items():
                for value in rows.get(predicate, ()):
                    leading[value].add(subject)
        here = self._leading[predicate].get(node)
        if here is not None:
            return here
        beyond = self._surroundings.store.quads_for_pattern(None, predicate, node, None)
        return {quad.subject for quad in islice(beyond, 1)}


_TYPE = term(RDF.type)
_NOTHING: Set[Term] = frozenset()
_UNKNOWN: dict[Term, Set[Term]] = {}
_REMEMBERED = (_TYPE, term(RDFS.label))
"""What the shapes ask of things that something else speaks of."""


Constraint = Callable[[SmallGraph, Term, Set[Term]], bool]
"""Whether the values that a path leads to from a node are as they must be."""


class Broken(NamedTuple):
    """A node that breaks a demand of a shape, and the demand in words."""

    node: Term
    shape: str
    chinese: str
    english: str


@dataclass(frozen=True, eq=False)
class _Demand:
    path: Path
    least: float
    most: float
    constraints: tuple[Constraint, ...]
    chinese: str
    english: str

    def holds(self, graph: SmallGraph, node: Term) -> bool:
        values = graph.values(node, self.path)
        if not self.least <= len(values) <= self.most:
            return False
        return all(constraint(graph, node, values) for constraint in self.constraints)


@dataclass(frozen=True)
class Shapes:
    """The demands on nodes of a class, and on nodes that are the subject of a predicate, by shape."""

    of_class: dict[Term, list[tuple[str, _Demand]]] = field(default_factory=lambda: defaultdict(list))
    of_subject: dict[Term, list[tuple[str, _Demand]]] = field(default_factory=lambda: defaultdict(list))
    _of_alike: dict[frozenset[Term], list[tuple[str, _Demand]]] = field(default_factory=dict)

    def broken(self, graph: SmallGraph) -> Iterator[Broken]:
        """Give each demand that a node of the graph breaks."""
        for node, rows in list(graph.nodes.items()):
            # Nodes with the same predicates and classes are alike: a handful among thousands.
            alike = frozenset((*rows, *rows.get(_TYPE, ())))
            demands = self._of_alike.get(alike)
            if demands is None:
                demands = self._of_alike[alike] = list(self._breakable(graph, node))
            for shape, demand in demands:
                if not demand.holds(graph, node):
                    yield Broken(node, shape, demand.chinese, demand.english)

    def _breakable(self, graph: SmallGraph, node: Term) -> Iterator[tuple[str, _Demand]]:
        """Give the demands on a node without those that hold because it lacks their predicate."""
        rows = graph.nodes[node]
        targets = [self.of_class.get(class_, ()) for class_ in rows.get(_TYPE, ())]
        targets += [self.of_subject.get(predicate, ()) for predicate in rows]
        for shape, demand in dict.fromkeys(one for target in targets for one in target):
            is_absent = demand.path and not demand.path[0][1] and demand.path[0][0] not in rows
            if not is_absent or not demand.holds(graph, node):
                yield shape, demand


@cache
def load_shapes() -> Shapes:
    """Return the shapes."""
    data = resources.files("ontologies").joinpath("shapes.ttl").read_bytes()
    quads, shapes = ox.Store(), Shapes()
    quads.load(data, format=ox.RdfFormat.TURTLE)
    source = _Source(quads)
    for shape in subjects(quads, RDF.type, term(SH.NodeShape), None):
        name = shape.value.rpartition("#")[2]
        demands = [source.demand(part) for part in (shape, *source.all(shape, SH.property))]
        for class_ in source.all(shape, SH.targetClass):
            shapes.of_class[class_] += [(name, demand) for demand in demands]
        for predicate in source.all(shape, SH.targetSubjectsOf):
            shapes.of_subject[predicate] += [(name, demand) for demand in demands]
    return shapes


class _Source:
    """The graph of the shapes."""

    def __init__(self, quads: Quads) -> None:
        self.quads = quads

    def all(self, node: Term, predicate: str) -> list[Term]:
        return [quad.object for quad in self.quads.quads_for_pattern(node, term(predicate), None, None)]

    def items(self, node: Term) -> list[Term]:
        """Return the members of a list."""
        found: list[Term] = []
        while node != term(RDF.nil):
            found += self.all(node, RDF.first)
            [node] = self.all(node, RDF.rest)
        return found

    def demand(self, node: Term) -> _Demand:
        """Return what a shape, or one of its properties, demands, with its messages."""
        text = {message.language: message.value for message in self.all(node, SH.message)}
        least, most = self.count(node, SH.minCount, 0), self.count(node, SH.maxCount, math.inf)
        found = [
            (quad.predicate.value.removeprefix(str(SH)), quad.object)
            for quad in self.quads.quads_for_pattern(node, None, None, None)
            if quad.predicate.value.startswith(str(SH))
        ]
        constraints = tuple(
            self.constraint(name, value) for name, value in found if name not in _NO_CONSTRAINTS
        )
        return _Demand(self.path(node), least, most, constraints, text.get("zh", ""), text.get("en", ""))

    def count(self, node: Term, predicate: str, otherwise: float) -> float:
        return min((float(value.value) for value in self.all(node, predicate)), default=otherwise)

    def path(self, node: Term) -> Path:
        paths = self.all(node, SH.path)
        if not paths:
            return ()
        inverse = self.all(paths[0], SH.inversePath)
        if inverse:
            return ((inverse[0], True),)
        steps = self.items(paths[0]) if self.all(paths[0], RDF.first) else paths
        return tuple((step, False) for step in steps)

    def constraint(self, name: str, parameter: Term) -> Constraint:
        """Return a constraint of SHACL Core."""
        text = parameter.value
        match name:
            case "class":
                return _each(lambda graph, value: parameter in graph.classes(value))
            case "datatype":
                return _each(lambda graph, value: getattr(value, "datatype", None) == parameter)
            case "nodeKind" if parameter == term(SH.IRI):
                return _each(lambda graph, value: isinstance(value, ox.NamedNode))
            case "in":
                allowed = frozenset(self.items(parameter))
                return _each(lambda graph, value: value in allowed)
            case "languageIn":
                languages = {item.value for item in self.items(parameter)}
                return _each(lambda graph, value: getattr(value, "language", None) in languages)
            case "pattern":
                return _each(lambda graph, value: re.search(text, value.value) is not None)
            case "minLength":
                return _each(lambda graph, value: len(value.value) >= int(text))
            case "minInclusive":
                return _each(lambda graph, value: _number(value) >= int(text))
            case "lessThan":
                return lambda graph, node, values: all(
                    _number(one) < _number(other) for one in values for other in graph.step(node, parameter)
                )
            case "equals":
                return lambda graph, node, values: values == graph.step(node, parameter)
            case "disjoint":
                return lambda graph, node, values: values.isdisjoint(graph.step(node, parameter))
            case "or" | "xone":
                shapes = self.items(parameter)
                classes = frozenset(class_ for shape in shapes for class_ in self.all(shape, SH["class"]))
                if len(classes) < len(shapes):
                    raise ValueError(f"sh:{name} of shapes.ttl chooses among other things than classes")
                limit = 1 if name == "xone" else len(shapes)
                return _each(lambda graph, value: 1 <= len(classes & graph.classes(value)) <= limit)
        raise ValueError(f"shapes.ttl demands sh:{name} {text}, which kg/store/shapes.py does not know")


def _each(holds: Callable[[SmallGraph, Term], bool]) -> Constraint:
    return lambda graph, node, values: all(holds(graph, value) for value in values)


def _number(value: Term) -> float:
    """Return the number that a literal is; what is none is less than each."""
    try:
        return int(value.value)
    except ValueError:
        return float("-inf")


_NO_CONSTRAINTS = frozenset(
    {"targetClass", "targetSubjectsOf", "property", "path", "message", "minCount", "maxCount"}
)
