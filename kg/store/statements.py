"""The statements that reports come to make or cease to make → the quads of these and of what they imply."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import cast

import pyoxigraph as ox
from rdflib import ORG, RDF

from kg.store.patterns import foresee, remove, subjects, term, values
from kg.store.quads import Quads, WritableQuads
from kg.store.rdf import FACTS, StatementKey, fact_quads, post_node, quads_of, read_statement
from kg.vocabulary import KX, KXG

Counts = Mapping[ox.NamedNode, set[int]]
"""Statements, each with the numbers that assertions count in it."""

_STATEMENTS = term(KXG.statements)
_TYPE, _STATEMENT = term(RDF.type), term(RDF.Statement)
_ASSERTS, _COUNT = term(KX.asserts), term(KX.count)


def asserted(quads: Iterable[ox.Quad]) -> Counts:
    """Return the statements that assertions make, each with the counts of these."""
    statements: dict[ox.NamedNode, list[ox.NamedNode]] = defaultdict(list)
    counts: dict[ox.NamedNode, set[int]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == _ASSERTS:
            statements[cast(ox.NamedNode, quad.object)].append(cast(ox.NamedNode, quad.subject))
        elif quad.predicate == _COUNT:
            counts[cast(ox.NamedNode, quad.subject)].add(int(cast(ox.Literal, quad.object).value))
    return {
        statement: {count for assertion in assertions for count in counts.get(assertion, ())}
        for statement, assertions in statements.items()
    }


def new_statements(quads: Quads, keys: Collection[StatementKey]) -> Counter[tuple[str, str]]:
    """Return how many of the statements, by relation and modality, are not stored."""
    stored = {key: ox.Quad(ox.NamedNode(key.iri), _TYPE, _STATEMENT, _STATEMENTS) for key in keys}
    foresee(quads, ((quad.subject, _TYPE, _STATEMENT, _STATEMENTS) for quad in stored.values()))
    return Counter((key.relation, key.modality) for key, quad in stored.items() if quad not in quads)


def remove_unsupported(
    quads: WritableQuads, lost: Counts
) -> tuple[Counter[tuple[str, str]], list[ox.NamedNode]]:
    """Remove the statements that no assertion makes any more and what they implied; of others, the counts.

    `lost` are those that assertions made that went, with the counts of these. Returns how many statements of
    each relation and modality there were, and their nodes.
    """
    foresee(quads, ((None, _ASSERTS, node, None) for node in lost))
    dead: dict[ox.NamedNode, StatementKey] = {}
    for node, counts in lost.items():
        if next(subjects(quads, KX.asserts, node, None), None) is None:
            dead[node] = read_statement(quads, node)
            remove(quads, quads.quads_for_pattern(node, None, None, _STATEMENTS))
        elif counts:
            _forget_counts(quads, node, counts)
    for key in dead.values():
        _remove_facts(quads, key)
    for post in {post_node(key) for key in dead.values()}:
        # A post outlives its holders only while a report names one.
        if next(values(quads, post, ORG.heldBy, FACTS), None) is None:
            remove(quads, quads.quads_for_pattern(post, None, None, FACTS))
    return Counter((key.relation, key.modality) for key in dead.values()), list(dead)


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
