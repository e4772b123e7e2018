"""What a person says of things, statements and cases → judgements, which point to the mentions of reports.

judgement = same(party(store.quads, "省科协"), party(store.quads, "科学技术协会"), Signature("王芳", now))
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import pyoxigraph as ox
from rdflib import RDF

from extractors.model import ENTITY_TYPES, RELATION_TYPES, Entity
from kg.answers.conflicts import Conflict
from kg.answers.formats import shortened
from kg.answers.names import Thing, resolve
from kg.answers.review.cases import Case, cases
from kg.answers.review.parties import Party, mentions_of, party, report_entities_of, thing_party
from kg.errors import JudgementError, NotFoundError
from kg.identity.judgements import JudgedMention, Judgement, Kind, statement_kind
from kg.store.patterns import subjects, term, values
from kg.store.quads import Quads
from kg.store.rdf import report_iri, statement_keys
from kg.store.update import read_extraction
from kg.vocabulary import KX, KXG, REPORT, STATEMENT

_IDENTITY, _STATEMENTS = term(KXG.identity), term(KXG.statements)
_HASH = re.compile("[0-9a-f]{6,64}")
_SHOWN = 5


class Signature(NamedTuple):
    """Who judges, and when (ISO 8601)."""

    by: str
    at: str


def same(a: Party, b: Party, signed: Signature) -> Judgement:
    """Return the judgement that two things are one. Raises JudgementError where that cannot be said."""
    if a.iri == b.iri:
        raise JudgementError(f"{a.label} and {b.label} are one thing already ({shortened(a.iri)})")
    if a.type != b.type:
        raise JudgementError(
            f"{a.label} is of type {a.type}, {b.label} of type {b.type}: only things of one type can be one"
        )
    return _judgement("same", a.mentions, b.mentions, signed)


def different(quads: Quads, a: Party, b: Party, signed: Signature) -> Judgement:
    """Return the judgement that two things are two. Of one thing of the graph `b` is set apart.

    Raises JudgementError where the two are the same mentions.
    """
    if a.iri != b.iri:
        return _judgement("different", a.mentions, b.mentions, signed)
    if b.whole:
        raise JudgementError(
            f"{a.label} and {b.label} are one thing ({shortened(a.iri)}): say which report means the other, "
            f"as in kg separate {a.label} {b.label}@REPORT"
        )
    left = thing_party(quads, a.iri, without=b.mentions).mentions if a.whole else a.mentions
    if not left or set(left) & set(b.mentions):
        raise JudgementError(f"nothing is left of {a.label} without {b.label}: name another report with @")
    return _judgement("apart", left, b.mentions, signed)


def no_thing(quads: Quads, iri: str, signed: Signature) -> Judgement:
    """Return the judgement that what the graph takes for a thing is none, in all reports that it knows."""
    firsts = [min(mentions_of(quads, entity), default=None) for entity in report_entities_of(quads, iri)]
    return _judgement("rejected", (first for first in firsts if first is not None), (), signed)


def on_statement(quads: Quads, kind: Kind, statement: str, signed: Signature) -> Judgement:
    """Return the judgement on a statement (its IRI), as each report that makes it makes it."""
    node = ox.NamedNode(statement)
    reports = {
        report.removeprefix(REPORT)
        for assertion in subjects(quads, KX.asserts, node, None)
        for report in values(quads, assertion, KX.report, None)
    }
    pairs, said = [], None
    for report in sorted(reports):
        extraction = read_extraction(quads, report)
        became = {
            local: thing
            for entity in subjects(quads, KX.report, ox.NamedNode(report_iri(report)), _IDENTITY)
            for local in values(quads, entity, KX.localId, _IDENTITY)
            for thing in values(quads, entity, KX.resolvedTo, _IDENTITY)
        }
        entities = {entity.id: entity for entity in extraction.entities}
        # What a person took for no thing became none.
        known = tuple(one for one in extraction.statements if {one.head, one.tail} <= became.keys())
        keys = statement_keys(replace(extraction, statements=known), became)
        for made, key in zip(known, keys, strict=True):
            if key is not None and key.iri == statement:
                said = statement_kind(made)
                pairs.append(tuple(_first(report, entities[end]) for end in (made.head, made.tail)))
    if said is None:
        raise NotFoundError(f"no report makes the statement {shortened(statement)}")
    left, right = zip(*pairs, strict=True)
    return Judgement(kind, left, right, *signed, said)


def statement_by(quads: Quads, words: tuple[str, ...]) -> str | None:
    """Return the IRI of the statement that words name: an id or its beginning, or HEAD RELATION TAIL.

    None where the words are no such reference. Raises NotFoundError where they are one and none, or several,
    fit.
    """
    if len(words) == 3 and words[1] in RELATION_TYPES:
        head, tail = (resolve(quads, name, ENTITY_TYPES) for name in (words[0], words[2]))
        found = _between(quads, head, words[1], tail) + _between(quads, tail, words[1], head)
        where = f"the graph says nothing like {head.label} {words[1]} {tail.label}"
    elif len(words) == 1 and (words[0].startswith(STATEMENT) or _HASH.fullmatch(words[0])):
        wanted = STATEMENT + words[0].removeprefix(STATEMENT)
        nodes = subjects(quads, RDF.type, term(RDF.Statement), _STATEMENTS)
        found = [node.value for node in nodes if node.value.startswith(wanted)]
        where = f"no statement has an id that begins with {words[0]}"
        if not found and _HASH.fullmatch(words[0]):
            return None
    else:
        return None
    if len(found) != 1:
        several = ", ".join(shortened(statement) for statement in sorted(found)[:_SHOWN])
        raise NotFoundError(f"{len(found)} statements fit, name one: {several}" if found else where)
    return found[0]


def accepted(quads: Quads, words: tuple[str, ...], signed: Signature) -> list[Judgement]:
    """Return the judgements that say yes to what each word (a case, a statement), or all of them, names.

    Raises NotFoundError where nothing has that id, JudgementError where yes says nothing.
    """
    return [judgement for one in _references(words) for judgement in _verdict(quads, one, True, signed)]


def rejected(quads: Quads, words: tuple[str, ...], signed: Signature) -> list[Judgement]:
    """Return the judgements that say no to cases, or that statements and things are wrong; as `accepted`."""
    return [judgement for one in _references(words) for judgement in _verdict(quads, one, False, signed)]


def answered(quads: Quads, case: Case, yes: bool, signed: Signature) -> list[Judgement]:
    """Return the judgements that are a person's answer to a case. Raises JudgementError where it has none."""
    if case.conflict is not None:
        return _answered_conflict(quads, case.conflict, yes, signed)
    if case.left is None or case.right is None:
        raise JudgementError(f"case {case.id} is about judgements: take one back by kg undo ID")
    kind: Kind = "same" if (case.kind == "same") == yes else "different"
    return [_judgement(kind, case.left.mentions, case.right.mentions, signed)]


def only_side(quads: Quads, case: Case, number: int, signed: Signature) -> list[Judgement]:
    """Return the judgements that one side of a contradiction (from 1) is right, and the others are wrong.

    Raises JudgementError where the case has no such side, or its sides are no statements of their own.
    """
    sides = () if case.conflict is None else case.conflict.sides
    if not 1 <= number <= len(sides):
        raise JudgementError(f"case {case.id} has no side {number}: answer yes or no")
    right = set(sides[number - 1].statements)
    wrong = sorted({statement for side in sides for statement in side.statements} - right)
    if not wrong:
        raise JudgementError(
            f"the sides of case {case.id} are one statement: answer yes, or correct a report"
        )
    return [
        *(on_statement(quads, "accepted", statement, signed) for statement in sorted(right)),
        *(on_statement(quads, "rejected", statement, signed) for statement in wrong),
    ]


def _answered_conflict(quads: Quads, conflict: Conflict, yes: bool, signed: Signature) -> list[Judgement]:
    stated = sorted({statement for side in conflict.sides for statement in side.statements})
    if not yes:
        wrong = " or ".join(f"kg reject {statement.removeprefix(STATEMENT)[:12]}" for statement in stated)
        raise JudgementError(f"say which side of case {conflict.id[:12]} is wrong: {wrong}")
    if not stated:
        return [_judgement("accepted", thing_party(quads, conflict.about.iri).mentions, (), signed)]
    return [on_statement(quads, "accepted", statement, signed) for statement in stated]


def _references(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return each thing that words name: a statement in words, or one word each."""
    if len(words) == 3 and words[1] in RELATION_TYPES:
        return [words]
    return [(word,) for word in words]


def _verdict(quads: Quads, words: tuple[str, ...], yes: bool, signed: Signature) -> list[Judgement]:
    if len(words) == 1:
        case = next((one for one in cases(quads) if one.id == words[0]), None)
        if case is not None:
            return answered(quads, case, yes, signed)
    statement = statement_by(quads, words)
    if statement is not None:
        return [on_statement(quads, "accepted" if yes else "rejected", statement, signed)]
    if yes:
        raise NotFoundError(f"no case and no statement has the id {words[0]}: kg review lists the cases")
    named = party(quads, words[0])
    if named.whole:
        return [no_thing(quads, named.iri, signed)]
    return [_judgement("rejected", named.mentions, (), signed)]


def _judgement(
    kind: Kind, left: Iterable[JudgedMention], right: Iterable[JudgedMention], signed: Signature
) -> Judgement:
    return Judgement(kind, tuple(sorted(left)), tuple(sorted(right)), *signed)


def _first(report: str, entity: Entity) -> JudgedMention:
    """Return the first mention of an entity of a report."""
    begin, end, text = min((begin, end, form.text) for form in entity.forms for begin, end in form.mentions)
    return JudgedMention(report, entity.type, text, begin, end)


def _between(quads: Quads, head: Thing, relation: str, tail: Thing) -> list[str]:
    """Return the statements of a relation from one thing to another."""
    return [
        node.value
        for node in subjects(quads, RDF.subject, ox.NamedNode(head.iri), _STATEMENTS)
        if ox.Quad(node, term(RDF.object), ox.NamedNode(tail.iri), _STATEMENTS) in quads
        and ox.Quad(node, term(RDF.predicate), term(KX[relation]), _STATEMENTS) in quads
    ]
