"""Some of a question's answers: those of a kind (哪些学会…), those who hold one post (谁是主席).

restricted(store.quads, rows, Restriction(kinds=("学会",)), kind_column="server", role_column=None)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import RDF

from kg.answers.names import labels
from kg.answers.query import Row, Rows
from kg.answers.question_words import words
from kg.answers.tenures import tenures
from kg.store.patterns import term, values
from kg.store.quads import Quads
from kg.store.rdf import FACTS
from kg.vocabulary import KXG, local_name

_JOINT = re.compile("[、兼和,]")
"""Between the titles of one post: 党组书记、主席; 会长兼秘书长."""

_PARTY = ("党组", "党委", "党总支", "党支部", "分党组", "党工委")
"""Who asks for the 书记 of a body means that of its party group or committee."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """Which answers are wanted; nothing given: all.

    `kinds` are words of `words().kinds`, `roles` titles; an answer is of one of them. With `current` only
    those are wanted who hold the post now, as far as the reports tell.
    """

    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    current: bool = False

    def __str__(self) -> str:
        roles = (f"现任{role}" if self.current else role for role in self.roles)
        return "、".join((*self.kinds, *roles))


def restricted(
    quads: Quads, rows: Rows, wanted: Restriction, kind_column: str | None, role_column: str | None
) -> Rows:
    """Return the rows that are wanted; a restriction on a column that there is not has no effect."""
    kept = rows.rows
    if wanted.kinds and kind_column is not None:
        column = rows.variables.index(kind_column)
        things = {thing for row in kept if isinstance(thing := row[column], ox.NamedNode)}
        of_kind = {
            thing.value for thing in things if any(_is_of_kind(quads, thing, word) for word in wanted.kinds)
        }
        kept = [row for row in kept if _text(row, column) in of_kind]
    if wanted.roles and role_column is not None:
        column = rows.variables.index(role_column)
        kept = [row for row in kept if any(_is_role(_text(row, column), role) for role in wanted.roles)]
        if wanted.current:
            kept = _current(quads, rows.variables, kept)
    return Rows(rows.variables, kept)


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
