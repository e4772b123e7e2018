"""Reports added and removed → the quads that change; all else in the store stays untouched.

One way for the first build and for every later one: the store is a function of the set of its records, and an
increment recomputes only the components of identity that its report-entities touch, the reports in which an
entity thereby changes its name, and the statements of these.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

import pyoxigraph as ox
from rdflib import DCTERMS, OWL

from extractors.model import Extraction
from kg.identity.judgements import JudgedSide, Judgements
from kg.identity.keys import Profile, ReportEntity, report_entities
from kg.identity.resolution import Resolution, namesakes, resolve
from kg.store.components import bearers, component, judged_profiles, named, persons, reports_of
from kg.store.entities import (
    DESCRIPTION,
    alias_quads,
    description_quads,
    profile_node,
    profile_quads,
    report_entity_quads,
)
from kg.store.judgements import read_judgements
from kg.store.patterns import foresee, remove, rows, subjects, term, values
from kg.store.quads import Pattern, Quads, WritableQuads
from kg.store.rdf import (
    FACTS,
    StatementKey,
    assertion_quads,
    report_iri,
    report_quads,
    source_quads,
    statement_keys,
)
from kg.store.records import load
from kg.store.statements import Write, asserted, replace_statements
from kg.vocabulary import ID, KX, KXG, PROFILE

_BULK = 50
"""From this number of reports on, new database files are cheaper than the write-ahead log."""

_CHUNK = 200_000

_IDENTITY = term(KXG.identity)


@dataclass
class Difference:
    """How many more entities of each type there are, and statements of each relation and modality."""

    entities: Counter[str] = field(default_factory=Counter)
    statements: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: Difference) -> None:
        """Count another difference in."""
        self.entities.update(other.entities)
        self.statements.update(other.statements)


class Touched(NamedTuple):
    """What an update wrote anew or removed, and the difference that made."""

    difference: Difference
    reports: set[str]
    profiles: list[Profile]
    entities: set[str]
    statements: set[StatementKey]


def put_report(quads: WritableQuads, extraction: Extraction, report: str, *, with_text: bool) -> None:
    """Store a report's record and text; `update` then writes all that follows from it."""
    iri = ox.NamedNode(report_iri(report))
    known = quads.quads_for_pattern(iri, None, None, iri)
    remove(quads, (quad for quad in known if quad.predicate != term(DCTERMS.source)))
    quads.extend(report_quads(extraction, report, with_text=with_text))


def put_sources(quads: WritableQuads, report: str, sources: Iterable[str]) -> None:
    """Store where a report was read from, in place of what was known before."""
    iri = ox.NamedNode(report_iri(report))
    remove(quads, quads.quads_for_pattern(iri, term(DCTERMS.source), None, iri))
    quads.extend(source_quads(report, sources))


def read_extraction(quads: Quads, report: str) -> Extraction:
    """Return the extraction of a stored report."""
    iri = ox.NamedNode(report_iri(report))
    known = dict(rows(quads, iri, iri))
    sources = values(quads, iri, DCTERMS.source, iri)
    return load(known[str(KX.record)], known.get(str(KX.text)), min(sources, default=report))


def update(quads: WritableQuads, added: set[str], removed: set[str]) -> Touched:
    """Bring the store to what its records and judgements now say, after `put_report` of `added`.

    Both are report ids. In `added` is also a report extracted again, and each to which a judgement points
    that came or was taken back since; `removed` are those to leave out. What is between is visible to whoever
    reads `quads`: the caller makes the change visible in one step.
    """
    write = _bulk_writer(quads) if len(added) >= _BULK else quads.extend
    judgements = Judgements(read_judgements(quads))
    touched = added | removed
    gone = Counter(profile for report in sorted(touched) for profile in _profiles(quads, report))
    fresh, fresh_sides = _fresh(quads, added, judgements)
    judged = judged_profiles(quads, judgements, fresh_sides, without=touched)
    near = component(quads, gone, fresh, judged)
    stored = {profile: bearers(quads, profile) for profile in near}
    number = Counter({profile: n - gone[profile_node(profile)] for profile, n in stored.items()})
    number.update(entity.profile for entity in fresh)
    profiles = [profile for profile, count in number.items() if count > 0]
    resolution = resolve(profiles, namesakes(persons(quads, near, fresh, without=touched)), judged)
    before = named(quads, near)
    moved = {
        report
        for profile, became in before.items()
        if number[profile] > 0 and resolution.canonical[profile.id] != became
        for report in reports_of(quads, profile)
    } - touched
    beside = {
        node.value.removeprefix(PROFILE): next(values(quads, entity, KX.resolvedTo, _IDENTITY))
        for report in sorted(moved)
        for entity in _nodes(quads, report)
        for node in (ox.NamedNode(profile) for profile in values(quads, entity, KX.profile, _IDENTITY))
    }
    names = beside | {id_: ID + key for id_, key in resolution.canonical.items()}

    old = asserted(quads, touched | moved)
    for report in sorted(touched | moved):
        _remove_derived(quads, report)
    for report in sorted(removed - added):
        quads.remove_graph(ox.NamedNode(report_iri(report)))
    known = set(_stored_descriptions(quads, {ox.NamedNode(ID + key) for key in before.values()}))
    known.update(quad for profile, n in stored.items() for quad in profile_quads(profile, n))
    _replace(quads, write, known, set(_component_quads(profiles, number, resolution)))
    new = _write_reports(quads, write, sorted(added | moved), names, judgements)
    statements = replace_statements(quads, write, old, new)
    entities = Counter({resolution.canonical[profile.id]: profile.type for profile in profiles}.values())
    entities.subtract({became: profile.type for profile, became in before.items()}.values())
    return Touched(
        Difference(entities, statements),
        reports=added | moved,
        profiles=[*number],
        entities={ID + key for key in (*before.values(), *resolution.canonical.values())},
        statements={*old, *new},
    )


def _bulk_writer(quads: WritableQuads) -> Write:
    """Return a writer that keeps memory constant: a bulk load holds all that it is given."""

    def write(new: Iterable[ox.Quad]) -> None:
        remaining = iter(new)
        while chunk := list(islice(remaining, _CHUNK)):
            quads.bulk_extend(chunk)

    return write


def _fresh(
    quads: Quads, added: set[str], judgements: Judgements
) -> tuple[list[ReportEntity], dict[JudgedSide, set[str]]]:
    """Return the report-entities of the reports added, and the profiles (their ids) of those judged."""
    entities: list[ReportEntity] = []
    sides: dict[JudgedSide, set[str]] = defaultdict(set)
    for report in sorted(added):
        extraction = judgements.upheld(read_extraction(quads, report), report)
        judged = judgements.sides(extraction, report)
        for entity in report_entities(extraction, report, judgements.keys_apart(extraction, report)):
            entities.append(entity)
            for side in judged.get(entity.id, ()):
                sides[side].add(entity.profile.id)
    return entities, sides


def _stored_descriptions(quads: Quads, entities: Collection[ox.NamedNode]) -> Iterator[ox.Quad]:
    """Give the stored descriptions of entities and their aliases."""
    patterns: list[Pattern] = [
        (node, term(predicate), None, FACTS) for node in entities for predicate in DESCRIPTION
    ]
    patterns += [(None, term(OWL.sameAs), node, _IDENTITY) for node in entities]
    foresee(quads, patterns)
    for pattern in patterns:
        yield from quads.quads_for_pattern(*pattern)


def _replace(quads: WritableQuads, write: Write, old: set[ox.Quad], new: set[ox.Quad]) -> None:
    """Remove what is only in `old`, which is stored, and write what is only in `new`."""
    remove(quads, old - new)
    write(new - old)


def _component_quads(
    profiles: list[Profile], number: Mapping[Profile, int], resolution: Resolution
) -> Iterator[ox.Quad]:
    """Give the profiles, and description and aliases of each entity that they are of."""
    entities: dict[str, dict[Profile, int]] = defaultdict(dict)
    for profile in profiles:
        yield from profile_quads(profile, number[profile])
        entities[resolution.canonical[profile.id]][profile] = number[profile]
    for key, members in entities.items():
        yield from description_quads(ID + key, members)
        yield from alias_quads(ID + key, resolution.aliases.get(key, ()))


def _write_reports(
    quads: WritableQuads, write: Write, reports: list[str], names: Mapping[str, str], judgements: Judgements
) -> dict[StatementKey, set[int]]:
    """Write what the reports' records say; return their statements with their counts.

    `names` gives for each profile's id the IRI of the entity.
    """
    statements: dict[StatementKey, set[int]] = defaultdict(set)

    def derived(report: str) -> Iterator[ox.Quad]:
        extraction = judgements.upheld(read_extraction(quads, report), report)
        judged, apart = judgements.sides(extraction, report), judgements.keys_apart(extraction, report)
        entity_of: dict[str, str] = {}
        for known, entity in zip(
            report_entities(extraction, report, apart), extraction.entities, strict=True
        ):
            entity_of[entity.id] = names[known.profile.id]
            yield from report_entity_quads(known, entity, entity_of[entity.id], judged.get(entity.id, ()))
        yield from assertion_quads(extraction, report, entity_of)
        for key, statement in zip(statement_keys(extraction, entity_of), extraction.statements, strict=True):
            if key is not None:
                statements[key].update(() if statement.count is None else (statement.count,))

    write(quad for report in reports for quad in derived(report))
    return statements


def _profiles(quads: Quads, report: str) -> Iterator[ox.NamedNode]:
    """Give the profile of each report-entity of a report."""
    for entity in _nodes(quads, report):
        for profile in values(quads, entity, KX.profile, _IDENTITY):
            yield ox.NamedNode(profile)


def _nodes(quads: Quads, report: str) -> list[ox.NamedNode]:
    """Return the report-entities of a report."""
    iri = ox.NamedNode(report_iri(report))
    nodes = list(subjects(quads, KX.report, iri, _IDENTITY))
    foresee(quads, ((node, None, None, _IDENTITY) for node in nodes))
    return nodes


def _remove_derived(quads: WritableQuads, report: str) -> None:
    """Remove all that `_write_reports` wrote of a report; its record and text stay."""
    iri = ox.NamedNode(report_iri(report))
    derived = (quad for quad in quads.quads_for_pattern(None, None, None, iri) if quad.subject != iri)
    remove(quads, derived)
    nodes = _nodes(quads, report)
    forms = [ox.NamedNode(form) for node in nodes for form in values(quads, node, KX.form, _IDENTITY)]
    foresee(quads, ((form, None, None, _IDENTITY) for form in forms))
    for node in (*nodes, *forms):
        remove(quads, quads.quads_for_pattern(node, None, None, _IDENTITY))
