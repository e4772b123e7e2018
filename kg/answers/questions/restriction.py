"""Some of a question's answers: of a kind (哪些学会…), who hold one post (谁是主席), of a relation (谁举办…),
of a time (2025年), in a place (在三饶镇…).

restricted(store.quads, rows, Restriction(kinds=("学会",)), kind_column="server", role_column=None)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import RDF

from kg.answers.names import Thing, labels, vocabulary_labels
from kg.answers.query import Row, Rows
from kg.answers.questions.conditions import Period, lying_in, meets, times_of
from kg.answers.questions.words import words
from kg.answers.tenures import tenures
from kg.store.patterns import term, values
from kg.store.quads import Quads
from kg.store.rdf import FACTS
from kg.vocabulary import KX, KXG, local_name

_JOINT = re.compile("[、兼和,]")
"""Between the titles of one post: 党组书记、主席; 会长兼秘书长."""

_PARTY = ("党组", "党委", "党总支", "党支部", "分党组", "党工委")
"""Who asks for the 书记 of a body means that of its party group or committee."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """Which answers are wanted; nothing given: all.

    `kinds` are words of `words().kinds`, `roles` titles; an answer is of one of them. With `current` only
    those are wanted who hold the post now, as far as the reports tell. `relations` are names of relations;
    `periods` those of which a statement's time must be; what answers must lie in each of the `places`.
    """

    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    current: bool = False
    relations: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    places: tuple[Thing, ...] = ()

    def __str__(self) -> str:
        roles = (f"现任{role}" if self.current else role for role in self.roles)
        relations = (vocabulary_labels()[str(KX[name])] for name in self.relations)
        conditions = (
            *(period.said for period in self.periods),
            *(f"在{place.label}" for place in self.places),
        )
        return "、".join((*self.kinds, *roles, *relations, *conditions))


def restricted(
    quads: Quads,
    rows: Rows,
    wanted: Restriction,
    kind_column: str | None,
    role_column: str | None,
    place_column: str | None = None,
) -> Rows:
    """Return the rows that are wanted; a restriction on a column that there is not has no effect."""
    kept = _of_periods(quads, rows, wanted.periods) if wanted.periods else rows.rows
    if wanted.places and place_column is not None:
        column = rows.variables.index(place_column)
        lying = {text for row in kept if (text := _text(row, column)) is not None}
        for place in wanted.places:
            lying = lying_in(quads, lying, place.iri)
        kept = [row for row in kept if _text(row, column) in lying]
    if wanted.relations and "relation" in rows.variables:
        column = rows.variables.index("relation")
        kept = [row for row in kept if local_name(_text(row, column) or "") in wanted.relations]
    if wanted.kinds and kind_column is not None:
        column = rows.variables.index(kind_column)
        things = {thing for row in kept if isinstance(thing := row[column], ox.NamedNode)}
        of_kind = {thing.value: _of_kind(quads, thing, wanted.kinds) for thing in things}
        kept = [
            (*row[:column], found, *row[column + 1 :])
            for row in kept
            if (found := of_kind.get(_text(row, column) or "")) is not None
        ]
    if wanted.roles and role_column is not None:
        column = rows.variables.index(role_column)
        kept = [row for row in kept if any(_is_role(_text(row, column), role) for role in wanted.roles)]
        if wanted.current:
            kept = _current(quads, rows.variables, kept)
    return Rows(rows.variables, kept)


def _of_periods(quads: Quads, rows: Rows, wanted: tuple[Period, ...]) -> list[Row]:
    """Return the rows of the periods: by the date of the report in the row, else by the statement."""
    if "date" in rows.variables:
        column = rows.variables.index("date")
        return [row for row in rows.rows if meets([_text(row, column) or ""], wanted)]
    column = rows.variables.index("statement")
    times = times_of(quads, {str(_text(row, column)) for row in rows.rows})
    return [row for row in rows.rows if meets(times.get(str(_text(row, column)), ()), wanted)]


def _of_kind(quads: Quads, thing: ox.NamedNode, kinds: tuple[str, ...]) -> ox.NamedNode | None:
    """Return the thing if it is of one of the kinds; of a place else the nearest of that kind it lies in."""
    near = [thing]
    for place in near:  # which grows: what lies around comes behind
        if any(_is_of_kind(quads, place, word) for word in kinds):
            return place
        if str(KX.Place) in values(quads, place, RDF.type, FACTS):
            around = map(ox.NamedNode, sorted(values(quads, place, str(KX.locatedIn), FACTS)))
            near += [wider for wider in around if wider not in near]
    return None


def _is_of_kind(quads: Quads, thing: ox.NamedNode, word: str) -> bool:
    classes = words().kinds[word]
    if not classes:
        return word in labels(quads, [thing.value]).get(thing.value, "")
    return any(local_name(class_) in classes for class_ in values(quads, thing, RDF.type, FACTS))


def _is_role(held: str | None, role: str) -> bool:
    titles = [] if held is None else _JOINT.split(held)
    return role in titles or any(title.removeprefix(party) == role for title in titles for party in _PARTY)


def _current(quads: Quads, variables: tuple[str, ...], kept: list[Row]) -> list[Row]:
    """Return the rows of those who hold the post now: nobody came after them, no report calls them former."""
    column = variables.index("statement")
    bodies = {
        body
        for row in kept
        for body in values(quads, ox.NamedNode(str(_text(row, column))), RDF.object, term(KXG.statements))
    }
    now = {
        statement
        for tenure in tenures(quads, bodies)
        if tenure.until is None and not tenure.former
        for statement in tenure.statements
    }
    return [row for row in kept if _text(row, column) in now]


def _text(row: Row, column: int) -> str | None:
    return getattr(row[column], "value", None)
