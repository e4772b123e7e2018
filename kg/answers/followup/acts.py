"""Statements as acts: who does, plans or is wished to do what.

    acts_of(store.quads, [society])[society][0].object

Read by the store's indexes and not by SPARQL: a query that names thousands of bodies takes minutes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

import pyoxigraph as ox
from rdflib import RDF

from extractors.model import SYMMETRIC_RELATIONS
from kg.store.patterns import subjects, term, values
from kg.store.quads import Quads
from kg.store.rdf import read_statement
from kg.vocabulary import KX, KXG

_STATEMENTS = term(KXG.statements)


class Act(NamedTuple):
    """A statement from the side of one who acts in it; a symmetric one has two sides."""

    statement: str
    who: str
    relation: str
    object: str
    modality: str
    time: str | None
    number: int | None

    @property
    def sides(self) -> tuple[Act, ...]:
        """The act, and where its relation is symmetric the same from the other side."""
        turned = self._replace(who=self.object, object=self.who)
        return (self, turned) if self.relation in SYMMETRIC_RELATIONS else (self,)


def all_undone(quads: Quads) -> list[Act]:
    """Return all that is planned or wished, each statement from one side."""
    nodes = (
        statement
        for modality in (KX.planned, KX.wished)
        for statement in subjects(quads, KX.modality, term(modality), _STATEMENTS)
    )
    return sorted((_act(quads, node) for node in nodes), key=_order)


def undone_by(quads: Quads, bodies: Collection[str], speaker: str) -> list[Act]:
    """Return what the bodies plan or are wished to do, and what the speaker says that others do."""
    own = [act for acts in acts_of(quads, bodies).values() for act in acts if act.modality != "actual"]
    known = {act.statement for act in own}
    spoken = (_act(quads, node) for node in _spoken_by(quads, ox.NamedNode(speaker)))
    others = {act for act in spoken if act.modality != "actual" and act.statement not in known}
    return sorted([*own, *others], key=_order)


def acts_of(quads: Quads, bodies: Collection[str]) -> dict[str, list[Act]]:
    """Return all acts of each body, done or not; a body without any is left out."""
    found = {body: sorted(set(_acts_of(quads, ox.NamedNode(body))), key=_order) for body in sorted(bodies)}
    return {body: acts for body, acts in found.items() if acts}


def _acts_of(quads: Quads, body: ox.NamedNode) -> Iterator[Act]:
    for statement in subjects(quads, RDF.subject, body, _STATEMENTS):
        yield _act(quads, statement)
    symmetric = [term(KX[relation]) for relation in sorted(SYMMETRIC_RELATIONS)]
    for statement in subjects(quads, RDF.object, body, _STATEMENTS):
        if any(ox.Quad(statement, term(RDF.predicate), one, _STATEMENTS) in quads for one in symmetric):
            yield from (side for side in _act(quads, statement).sides if side.who == body.value)


def _spoken_by(quads: Quads, speaker: ox.NamedNode) -> Iterator[ox.NamedNode]:
    for assertion in subjects(quads, KX.speaker, speaker, None):
        for statement in values(quads, assertion, KX.asserts, None):
            yield ox.NamedNode(statement)


def _act(quads: Quads, statement: ox.NamedNode) -> Act:
    key = read_statement(quads, statement)
    numbers = map(int, values(quads, statement, KX.count, _STATEMENTS))
    return Act(
        statement=statement.value,
        who=key.head,
        relation=key.relation,
        object=key.tail,
        modality=key.modality,
        time=key.time,
        number=max(numbers, default=None),
    )


def _order(act: Act) -> tuple[str, str]:
    return act.statement, act.who
