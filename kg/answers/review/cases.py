"""What a person should look at: open cases of identity, the most useful first.

    for case in cases(store.quads): ...

    same        two things may be one: their names say so, but no proof does
    different   one person may be two: a single report links what other reports keep to different bodies
    conflict    reports contradict each other on a fact: two holders of one post, two numbers, two places
    judgements  judgements that contradict each other, or that point to nothing any more

A case that was answered is not asked again. Likeness of names serves here alone; it joins nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import Literal, NamedTuple

import pyoxigraph as ox
from rdflib import DCTERMS, OWL

from extractors.model import ENTITY_TYPES, SYMMETRIC_RELATIONS
from kg.answers.conflicts import Conflict, conflicts
from kg.answers.query import select
from kg.answers.review.parties import Party, mentions_of, report_entities_of, thing_party
from kg.identity.judgements import JudgedMention, Judgement, Judgements, contradicting
from kg.identity.keys import content_hash
from kg.store.components import judged_profiles
from kg.store.judgements import read_judgements
from kg.store.patterns import subjects, term, values
from kg.store.quads import Quads
from kg.store.rdf import FACTS, StatementKey, report_iri
from kg.store.records import sentences_around
from kg.store.update import read_extraction
from kg.vocabulary import ID, JUDGEMENT, KX, KXG, REPORT, local_name

_IDENTITY = term(KXG.identity)

_NAMES = f"""
SELECT ?thing ?type ?label ?name ?subtype {{
  VALUES ?type {{ {" ".join(f"kx:{name}" for name in ENTITY_TYPES)} }}
  ?thing a ?type ; rdfs:label ?label ; rdfs:label|skos:altLabel ?name
}}"""

_DEGREES = """
SELECT ?thing (COUNT(?statement) AS ?number) {
  GRAPH kxg:statements { ?statement rdf:subject|rdf:object ?thing }
}
GROUP BY ?thing"""

_SHORTEST = {"Person": 2, "Event": 8}
_SHORTEST_NAME = 4
"""Shorter names (学会, 省科协, 成立大会) are borne by too many things to say anything."""

_MOST_BEARERS = 3
"""A name that more things bear is a kind of name."""

_SAME_BEGINNING = 3
"""A short form keeps the place at the beginning of the name."""

_LONGEST_GAP = 3
"""As many characters a short form leaves out at one place (科协: 科学技术协会); more make another name."""

_PLACE_ENDS = "省市县区州旗盟"

_MATTERS = {
    "holders": ("同一时间有两位任职者", "two holders at one time"),
    "counts": ("数目不一致", "the numbers differ"),
    "places": ("所在地不一致", "it lies in two places"),
    "dates": ("日期不一致", "the dates differ"),
}

CaseKind = Literal["same", "different", "conflict", "judgements"]


class Case(NamedTuple):
    """A question to a person: its id (a hash of what it is about), what it is worth, why it is asked.

    The worth is the number of statements that an answer could join or part, or that contradict each other.
    `reason` is Chinese and English. A case of identity has `left` and `right`, one of facts the `conflict`,
    one of judgements their ids.
    """

    id: str
    kind: CaseKind
    worth: int
    reason: tuple[str, str]
    left: Party | None = None
    right: Party | None = None
    conflict: Conflict | None = None
    judgements: tuple[str, ...] = ()


class Quote(NamedTuple):
    """A sentence, with the title, date and id of its report."""

    sentence: str
    title: str | None
    date: str | None
    report: str


def cases(quads: Quads) -> list[Case]:
    """Return the open cases: contradictions first, then by the number of statements that hang on them."""
    judgements = read_judgements(quads)
    worth = {str(row["thing"]): int(str(row["number"])) for row in select(quads, _DEGREES).texts()}
    found = [
        *_of_judgements(quads, judgements),
        *_possibly_same(quads, worth, _kept_apart(quads, judgements)),
        *_possibly_different(quads, worth, judgements),
        *_of_facts(quads, judgements),
    ]
    return sorted(found, key=lambda case: (case.kind != "judgements", -case.worth, case.id))


def quotes(quads: Quads, party: Party, number: int = 2) -> list[Quote]:
    """Return sentences that name a party, of different reports where there are."""
    by_report: dict[str, JudgedMention] = {}
    for mention in party.mentions:
        by_report.setdefault(mention.report, mention)
    found = []
    for report, mention in list(by_report.items())[:number]:
        document = read_extraction(quads, report).document
        sentence = sentences_around(document.text, ((mention.begin, mention.end),))
        found.append(Quote(sentence, document.title, document.date, report))
    return found


def contradictions(quads: Quads) -> list[frozenset[str]]:
    """Return the sets of judgements (their ids) that cannot all hold."""
    return contradicting(judged_profiles(quads, Judgements(read_judgements(quads))))


class _Named(NamedTuple):
    iri: str
    type: str
    label: str
    names: frozenset[str]


def _named(quads: Quads) -> list[_Named]:
    names: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in select(quads, _NAMES).texts():
        key = str(row["thing"]), local_name(str(row["type"])), str(row["label"])
        names[key].add(str(row["name"]))
    return [_Named(*key, frozenset(found)) for key, found in sorted(names.items())]


def _possibly_same(quads: Quads, worth: dict[str, int], kept_apart: set[frozenset[str]]) -> Iterator[Case]:
    things = _named(quads)
    reasons: dict[tuple[_Named, _Named], tuple[str, str]] = {}
    for pair in _of_one_name(things):
        reasons.setdefault(pair, ("两者同名", "they bear one name"))
    for pair in _short_and_full(things):
        reasons.setdefault(pair, ("一名可能是另一名的简称", "one name may be short for the other"))
    for (a, b), reason in reasons.items():
        if frozenset((a.iri, b.iri)) in kept_apart:
            continue
        left, right = thing_party(quads, a.iri), thing_party(quads, b.iri)
        joined = min(worth.get(a.iri, 0), worth.get(b.iri, 0))
        if a.type == "Person" and _bodies(quads, a.iri) & _bodies(quads, b.iri):
            # Two forms of the body's name kept them apart: hardly two persons.
            reason = "两者同名,任职于同一机构", "they bear one name and hold posts in one body"
            joined = worth.get(a.iri, 0) + worth.get(b.iri, 0)
        yield Case(_id("same", left, right), "same", joined, reason, left, right)


def _bodies(quads: Quads, person: str) -> set[str]:
    return set(values(quads, ox.NamedNode(person), KX.holdsPost, FACTS))


def _of_one_name(things: Iterable[_Named]) -> Iterator[tuple[_Named, _Named]]:
    bearers: dict[tuple[str, str], list[_Named]] = defaultdict(list)
    for thing in things:
        for name in thing.names:
            if len(name) >= _SHORTEST.get(thing.type, _SHORTEST_NAME):
                bearers[thing.type, name].append(thing)
    for (_, name), found in sorted(bearers.items()):
        if len(found) <= _MOST_BEARERS or all(thing.label == name for thing in found):
            yield from ((a, b) for a, b in combinations(found, 2) if not _are_two(a, b, name))


def _are_two(a: _Named, b: _Named, name: str) -> bool:
    """Return whether two bearers of a name are known for two: by their codes, or by what stands before it.

    湖南农业大学植物保护学院 and 西南大学植物保护学院 are both called 植物保护学院 in their reports, as bodies
    of two provinces are both 省科协.
    """
    if a.type == "Place" and all(local_name(thing.iri).isdecimal() for thing in (a, b)):
        return True
    if name in (a.label, b.label):
        return False
    return name[0] in _PLACE_ENDS + "自" or all(thing.label.endswith(name) for thing in (a, b))


def _short_and_full(things: Iterable[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """Give organisations whose name is the other's with characters left out, but not the place before it."""
    by_beginning: dict[str, list[_Named]] = defaultdict(list)
    for thing in things:
        if thing.type == "Organization" and len(thing.label) > _SAME_BEGINNING:
            by_beginning[thing.label[:_SAME_BEGINNING]].append(thing)
    for _, alike in sorted(by_beginning.items()):
        for a, b in combinations(alike, 2):
            short, full = sorted((a.label, b.label), key=len)
            if short[-1] in full[-2:] and not full.startswith(short) and _is_short_for(short, full):
                yield a, b


def _is_short_for(short: str, full: str) -> bool:
    """Return whether a name keeps the characters of a longer one but for a few at several places.

    科协 leaves out the ends of the words of 科学技术协会; where words are left out, at one place or behind
    the name of the place, it is another name (甘肃省药学会, 甘肃省中医药学会).
    """
    at, gaps = -1, 0
    for character in short:
        found = full.find(character, at + 1)
        left_out = found - at - 1
        if not 0 <= left_out <= _LONGEST_GAP or (left_out and full[at] in _PLACE_ENDS):
            return False
        gaps += left_out > 0
        at = found
    return gaps + (at < len(full) - 1) > 1


def _possibly_different(
    quads: Quads, worth: dict[str, int], judgements: Iterable[Judgement]
) -> Iterator[Case]:
    """Give the persons whom one report alone makes one: without it, others know two of them."""
    confirmed = [one for one in judgements if one.undone is None and one.kind == "same"]
    persons = {
        quad.object.value
        for quad in quads.quads_for_pattern(None, term(OWL.sameAs), None, _IDENTITY)
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(f"{ID}person/")
    }
    for person in sorted(persons):
        keys = {
            entity: frozenset(values(quads, ox.NamedNode(profile), KX.key, _IDENTITY))
            for entity in report_entities_of(quads, person)
            for profile in values(quads, entity, KX.profile, _IDENTITY)
        }
        bridges = [entity for entity, known in keys.items() if len(known) > 1]
        sides: dict[frozenset[str], list[ox.NamedNode]] = defaultdict(list)
        for entity, known in keys.items():
            if entity not in bridges:
                sides[known].append(entity)
        if len(bridges) != 1 or len(sides) < 2:
            continue
        first, *rest = sorted(sides.values(), key=lambda entities: (-len(entities), entities[0].value))
        whole = thing_party(quads, person)
        left, right = (
            whole._replace(mentions=_firsts(quads, entities), whole=False)
            for entities in (first, [entity for side in rest for entity in side])
        )
        if any({*one.left} & {*left.mentions} and {*one.right} & {*right.mentions} for one in confirmed):
            continue
        reason = (
            f"只有一篇报告把两处任职归于一人({_title(quads, bridges[0])})",
            f"one report alone gives him both posts ({_title(quads, bridges[0])})",
        )
        yield Case(_id("different", left, right), "different", worth.get(person, 0), reason, left, right)


def _of_facts(quads: Quads, judgements: Iterable[Judgement]) -> Iterator[Case]:
    """Give the contradictions of facts of which not every side was said to be right."""
    accepted = _accepted(quads, judgements)
    for conflict in conflicts(quads):
        stated = {statement for side in conflict.sides for statement in side.statements}
        if not (stated or {conflict.about.iri}) <= accepted:
            chinese, english = _MATTERS[conflict.kind]
            about = conflict.about.label + (conflict.role or "")
            reason = f"{about}:{chinese}", f"{about}: {english}"
            yield Case(conflict.id[:12], "conflict", conflict.worth, reason, conflict=conflict)


def _accepted(quads: Quads, judgements: Iterable[Judgement]) -> set[str]:
    """Return the statements, and the things, that a person said are right."""
    found = set()
    for one in judgements:
        if one.undone is None and one.kind == "accepted":
            heads, tails = (_judged_things(quads, one, side) for side in (KX.leftOf, KX.rightOf))
            if one.statement is None:
                found |= heads
                continue
            for ends in product(heads, tails):
                if one.statement.relation in SYMMETRIC_RELATIONS:
                    ends = min(ends), max(ends)
                relation, role, modality, time = one.statement
                found.add(StatementKey(ends[0], relation, ends[1], role, modality, time).iri)
    return found


def _of_judgements(quads: Quads, judgements: list[Judgement]) -> Iterator[Case]:
    for ids in contradictions(quads):
        involved = tuple(sorted(ids))
        yield Case(
            content_hash("judgements", involved, digits=12),
            "judgements",
            len(involved),
            ("这些裁定互相矛盾,撤销其一", "these judgements contradict each other: take one back"),
            judgements=involved,
        )
    for one in judgements:
        judged = ox.NamedNode(JUDGEMENT + one.id)
        pointed = any(
            True for side in (KX.leftOf, KX.rightOf) for _ in subjects(quads, side, judged, _IDENTITY)
        )
        if one.undone is None and not pointed and one.kind != "rejected":
            yield Case(
                content_hash("without effect", one.id, digits=12),
                "judgements",
                0,
                ("裁定所指之处已不在图谱中", "what the judgement points to is no longer in the graph"),
                judgements=(one.id,),
            )


def _kept_apart(quads: Quads, judgements: Iterable[Judgement]) -> set[frozenset[str]]:
    """Return the pairs of things that a person said are two."""

    return {
        frozenset((a, b))
        for one in judgements
        if one.undone is None and one.kind in ("different", "apart")
        for a in _judged_things(quads, one, KX.leftOf)
        for b in _judged_things(quads, one, KX.rightOf)
    }


def _judged_things(quads: Quads, judgement: Judgement, side: str) -> set[str]:
    """Return what the mentions on one side of a judgement became."""
    entities = subjects(quads, side, ox.NamedNode(JUDGEMENT + judgement.id), _IDENTITY)
    return {thing for entity in entities for thing in values(quads, entity, KX.resolvedTo, _IDENTITY)}


def _firsts(quads: Quads, entities: Iterable[ox.NamedNode]) -> tuple[JudgedMention, ...]:
    return tuple(sorted(mentions[0] for entity in entities if (mentions := mentions_of(quads, entity))))


def _title(quads: Quads, entity: ox.NamedNode) -> str:
    report = entity.value.removeprefix(REPORT).partition("#")[0]
    node = ox.NamedNode(report_iri(report))
    return next(values(quads, node, DCTERMS.title, node), report)


def _id(kind: str, left: Party, right: Party) -> str:
    """Return a hash of what a case is about: the same while the same reports name the two."""
    return content_hash(kind, *sorted((left.mentions, right.mentions)), digits=12)
