"""The statements that reports come to make or cease to make → the quads of these and of what they imply."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox
from rdflib import ORG, RDF

from kg.store.patterns import foresee, remove, subjects, term, values
from kg.store.quads import Quads, WritableQuads
from kg.store.rdf import (
    FACTS,
    StatementKey,
    fact_quads,
    post_node,
    quads_of,
    read_statement,
    report_iri,
    statement_quads,
)
from kg.vocabulary import KX, KXG

Write = Callable[[Iterable[ox.Quad]], None]
Counts = Mapping[StatementKey, set[int]]
"""Statements, each with the numbers that assertions count in it."""

_STATEMENTS = term(KXG.statements)


def asserted(quads: Quads, reports: Iterable[str]) -> Counts:
    """Return the statements that the reports make, each with the counts of their own assertions."""
    found: dict[ox.NamedNode, set[int]] = defaultdict(set)
    for report in reports:
        graph = ox.NamedNode(report_iri(report))
        assertions = list(subjects(quads, KX.asserts, None, graph))
        foresee(quads, ((assertion, None, None, graph) for assertion in assertions))
        for assertion in assertions:
            for statement in values(quads, assertion, KX.asserts, graph):
                counts = found[ox.NamedNode(statement)]
                counts.update(map(int, values(quads, assertion, KX.count, graph)))
    foresee(quads, ((node, None, None, _STATEMENTS) for node in found))
    return {read_statement(quads, node): counts for node, counts in found.items()}


def replace_statements(
    quads: WritableQuads, write: Write, old: Counts, new: Counts
) -> Counter[tuple[str, str]]:
    """Write the statements that an assertion supports and what they imply; remove the others, with theirs.

    `old` are those of assertions that went, `new` those of assertions that came. Returns how many more
    statements of each relation and modality there are now.
    """
    difference: Counter[tuple[str, str]] = Counter()
    dead: list[StatementKey] = []
    nodes = {key: ox.NamedNode(key.iri) for key in old.keys() | new.keys()}
    foresee(quads, ((None, term(KX.asserts), node, None) for node in nodes.values()))
    foresee(quads, ((node, term(RDF.type), term(RDF.Statement), _STATEMENTS) for node in nodes.values()))
    for key, node in nodes.items():
        if next(subjects(quads, KX.asserts, node, None), None) is None:
            remove(quads, quads.quads_for_pattern(node, None, None, _STATEMENTS))
            dead.append(key)
            difference[key.relation, key.modality] -= 1
        elif key not in old and ox.Quad(node, term(RDF.type), term(RDF.Statement), _STATEMENTS) not in quads:
            difference[key.relation, key.modality] += 1
        elif lost := old.get(key, set()) - new.get(key, set()):
            _forget_counts(quads, node, lost)
    write(quad for key, counts in new.items() for quad in statement_quads(key, counts))
    for key in dead:
        _remove_facts(quads, key)
    write(quad for key in new for quad in fact_quads(key))
    for post in {post_node(key) for key in dead}:
        # A post outlives its holders only while a report names one.
        if next(values(quads, post, ORG.heldBy, FACTS), None) is None:
            remove(quads, quads.quads_for_pattern(post, None, None, FACTS))
    return difference


def _forget_counts(quads: WritableQuads, statement: ox.NamedNode, lost: set[int]) -> None:
    """Remove from a statement those of the counts that no assertion gives it any more."""
    assertions = subjects(quads, KX.asserts, statement, None)
    kept = {int(count) for assertion in assertions for count in values(quads, assertion, KX.count, None)}
    remove(
        quads, quads_of(statement.value, ((KX.count, count) for count in sorted(lost - kept)), _STATEMENTS)
    )


def _remove_facts(quads: WritableQuads, key: StatementKey) -> None:
    """Remove what a statement implied that is no more, but not what another statement implies."""
    supported = {quad for other in _siblings(quads, key) for quad in fact_quads(other)}
    post = post_node(key)
    remove(
        quads,
        (
            quad
            for quad in fact_quads(key)
            if quad not in supported and (quad.subject != post or quad.predicate == term(ORG.heldBy))
        ),
    )


def _siblings(quads: Quads, key: StatementKey) -> Iterator[StatementKey]:
    """Give the statements of the store between the same two things."""
    ends = [(term(RDF.subject), ox.NamedNode(key.head)), (term(RDF.object), ox.NamedNode(key.tail))]
    for node in _with_both(quads, *ends):
        yield read_statement(quads, node)


Value = tuple[ox.NamedNode, ox.NamedNode]
"""A predicate and its object."""


def _with_both(quads: Quads, one: Value, other: Value) -> list[ox.NamedNode]:
    """Return the statements that have both values.

    An association of ten thousand reports meets a village of one: those of the rarer are looked through.
    """
    walks = {value: subjects(quads, value[0].value, value[1], _STATEMENTS) for value in (one, other)}
    found: dict[Value, list[ox.NamedNode]] = {one: [], other: []}
    while True:
        for value, rest in ((one, other), (other, one)):
            node = next(walks[value], None)
            if node is None:
                return [known for known in found[value] if ox.Quad(known, *rest, _STATEMENTS) in quads]
            found[value].append(node)
