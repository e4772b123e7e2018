"""Reports added and removed → the quads that change; all else in the store stays untouched.

One way for the first build and for every later one: the store is a function of the set of its records, and an
increment recomputes only the components of identity that its report-entities touch, the reports in which an
entity thereby changes its name, and the statements of these.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType

import pyoxigraph as ox
from rdflib import DCTERMS, ORG, OWL, RDF

from extractors.model import Extraction
from kg.identity.judgements import JudgedProfiles, JudgedSide, Judgements, Side
from kg.identity.keys import Profile, ReportEntity, report_entities
from kg.identity.resolution import IDENTITY_KINDS, Resolution, namesakes, resolve
from kg.store.entities import (
    DESCRIPTION,
    SIDES,
    alias_quads,
    description_quads,
    profile_node,
    profile_quads,
    read_profile,
    report_entity_quads,
)
from kg.store.judgements import read_judgements
from kg.store.patterns import remove, rows, subjects, term, values
from kg.store.rdf import (
    FACTS,
    StatementKey,
    assertion_quads,
    fact_quads,
    post_node,
    read_statement,
    report_iri,
    report_quads,
    source_quads,
    statement_keys,
    statement_quads,
)
from kg.store.records import load
from kg.vocabulary import ID, JUDGEMENT, KX, KXG, PROFILE, REPORT

_BULK = 50
"""From this number of reports on, new database files are cheaper than the write-ahead log."""

_CHUNK = 200_000

Write = Callable[[Iterable[ox.Quad]], None]

_IDENTITY = term(KXG.identity)
_STATEMENTS = term(KXG.statements)


def put_report(quads: ox.Store, extraction: Extraction, report: str, *, with_text: bool) -> None:
    """Store a report's record and text; `update` then writes all that follows from it."""
    iri = ox.NamedNode(report_iri(report))
    remove(quads, quads.quads_for_pattern(iri, None, None, iri))
    quads.extend(report_quads(extraction, report, with_text=with_text))


def put_sources(quads: ox.Store, report: str, sources: Iterable[str]) -> None:
    """Store where a report was read from, in place of what was known before."""
    iri = ox.NamedNode(report_iri(report))
    remove(quads, quads.quads_for_pattern(iri, term(DCTERMS.source), None, iri))
    quads.extend(source_quads(report, sources))


def read_extraction(quads: ox.Store, report: str) -> Extraction:
    """Return the extraction of a stored report."""
    iri = ox.NamedNode(report_iri(report))
    known = dict(rows(quads, iri, iri))
    sources = values(quads, iri, DCTERMS.source, iri)
    return load(known[str(KX.record)], known.get(str(KX.text)), min(sources, default=report))


def update(quads: ox.Store, added: set[str], removed: set[str]) -> None:
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
    near = _component(quads, gone, fresh, judged)
    number = Counter({profile: _bearers(quads, profile) - gone[profile_node(profile)] for profile in near})
    number.update(entity.profile for entity in fresh)
    profiles = [profile for profile, count in number.items() if count > 0]
    resolution = resolve(profiles, namesakes(_persons(quads, near, fresh, without=touched)), judged)
    before = {profile: _named(quads, profile) for profile in near}
    moved = {
        report
        for profile, became in before.items()
        if number[profile] > 0 and resolution.canonical[profile.id] != became
        for report in _reports(quads, profile)
    } - touched
    beside = {
        node.value.removeprefix(PROFILE): next(values(quads, entity, KX.resolvedTo, _IDENTITY))
        for report in sorted(moved)
        for entity in _nodes(quads, report)
        for node in (ox.NamedNode(profile) for profile in values(quads, entity, KX.profile, _IDENTITY))
    }
    names = beside | {id_: ID + key for id_, key in resolution.canonical.items()}

    old = _asserted(quads, touched | moved)
    for report in sorted(touched | moved):
        _remove_derived(quads, report)
    for report in sorted(removed - added):
        quads.remove_graph(ox.NamedNode(report_iri(report)))
    for profile in near:
        remove(quads, quads.quads_for_pattern(profile_node(profile), None, None, _IDENTITY))
    for became in sorted(set(before.values())):
        _remove_description(quads, ox.NamedNode(ID + became))
    write(_component_quads(profiles, number, resolution))
    new = _write_reports(quads, write, sorted(added | moved), names, judgements)
    _replace_statements(quads, write, old, new)


def _bulk_writer(quads: ox.Store) -> Write:
    """Return a writer that keeps memory constant: a bulk load holds all that it is given."""

    def write(new: Iterable[ox.Quad]) -> None:
        remaining = iter(new)
        while chunk := list(islice(remaining, _CHUNK)):
            quads.bulk_extend(chunk)

    return write


def _fresh(
    quads: ox.Store, added: set[str], judgements: Judgements
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


def judged_profiles(
    quads: ox.Store,
    judgements: Judgements,
    fresh: Mapping[JudgedSide, set[str]] = MappingProxyType({}),
    without: Collection[str] = (),
) -> list[JudgedProfiles]:
    """Return the judgements on identity in terms of profiles: of the stored reports, and the `fresh` ones.

    `without` are stored reports that do not count.
    """

    def profiles(judgement: str, side: Side) -> frozenset[str]:
        node = ox.NamedNode(JUDGEMENT + judgement)
        stored = {
            profile.removeprefix(PROFILE)
            for entity in subjects(quads, SIDES[side], node, _IDENTITY)
            if _report_of(entity) not in without
            for profile in values(quads, entity, KX.profile, _IDENTITY)
        }
        return frozenset(stored | fresh.get(JudgedSide(judgement, side), set()))

    return [
        JudgedProfiles(one.id, one.kind, profiles(one.id, "left"), profiles(one.id, "right"))
        for one in judgements
        if one.kind in IDENTITY_KINDS
    ]


def _component(
    quads: ox.Store,
    gone: Iterable[ox.NamedNode],
    fresh: Iterable[ReportEntity],
    judged: Iterable[JudgedProfiles],
) -> list[Profile]:
    """Return the stored profiles that keys and judgements join with those of the changed reports, sorted."""
    found = {profile.id: profile for profile in (read_profile(quads, node) for node in gone)}
    _join_by_keys(quads, found, (key for entity in fresh for key in entity.profile.keys))
    new = {entity.profile.id for entity in fresh}
    same = [one.left | one.right for one in judged if one.kind == "same"]
    while reached := [group for group in same if not group.isdisjoint(found.keys() | new)]:
        same = [group for group in same if group not in reached]
        for id_ in sorted(frozenset[str]().union(*reached) - found.keys()):
            node = ox.NamedNode(PROFILE + id_)
            if ox.Quad(node, term(RDF.type), term(KX.Profile), _IDENTITY) in quads:
                found[id_] = read_profile(quads, node)
        _join_by_keys(quads, found, ())
    return [found[id_] for id_ in sorted(found)]


def _join_by_keys(quads: ox.Store, found: dict[str, Profile], keys: Iterable[str]) -> None:
    """Add to `found` the stored profiles that share a key with one of them or are reached by `keys`."""
    todo = {key for profile in found.values() for key in profile.keys}
    todo.update(keys)
    seen: set[str] = set()
    while todo:
        seen |= todo
        new: set[str] = set()
        for key in todo:
            for node in subjects(quads, KX.key, ox.NamedNode(ID + key), _IDENTITY):
                if node.value.removeprefix(PROFILE) not in found:
                    profile = read_profile(quads, node)
                    found[profile.id] = profile
                    new.update(profile.keys)
        todo = new - seen


def _persons(
    quads: ox.Store, near: list[Profile], fresh: list[ReportEntity], without: set[str]
) -> Iterator[tuple[str, Profile]]:
    """Give report and profile of the persons who share their name with one of another profile."""
    profiles = {profile for profile in near if profile.type == "Person"}
    new = [(entity.report, entity.profile) for entity in fresh if entity.profile.type == "Person"]
    number = Counter(profile.name for profile in profiles | {profile for _, profile in new})
    yield from ((report, profile) for report, profile in new if number[profile.name] > 1)
    for profile in profiles:
        if number[profile.name] > 1:
            yield from ((report, profile) for report in _reports(quads, profile) if report not in without)


def _bearers(quads: ox.Store, profile: Profile) -> int:
    """Return how many report-entities have the profile."""
    return sum(1 for _ in subjects(quads, KX.profile, profile_node(profile), _IDENTITY))


def _reports(quads: ox.Store, profile: Profile) -> set[str]:
    """Return the reports that have a report-entity of this profile."""
    entities = subjects(quads, KX.profile, profile_node(profile), _IDENTITY)
    return {_report_of(entity) for entity in entities}


def _report_of(entity: ox.NamedNode) -> str:
    return entity.value.removeprefix(REPORT).partition("#")[0]


def _named(quads: ox.Store, profile: Profile) -> str:
    """Return the key of the entity that the report-entities of a stored profile became."""
    entity = next(subjects(quads, KX.profile, profile_node(profile), _IDENTITY))
    return next(values(quads, entity, KX.resolvedTo, _IDENTITY)).removeprefix(ID)


def _remove_description(quads: ox.Store, entity: ox.NamedNode) -> None:
    for predicate in DESCRIPTION:
        remove(quads, quads.quads_for_pattern(entity, term(predicate), None, FACTS))
    remove(quads, quads.quads_for_pattern(None, term(OWL.sameAs), entity, _IDENTITY))


def _component_quads(
    profiles: list[Profile], number: Mapping[Profile, int], resolution: Resolution
) -> Iterator[ox.Quad]:
    """Give the profiles, and description and aliases of each entity that they are of."""
    entities: dict[str, dict[Profile, int]] = defaultdict(dict)
    for profile in profiles:
        yield from profile_quads(profile)
        entities[resolution.canonical[profile.id]][profile] = number[profile]
    for key, members in entities.items():
        yield from description_quads(ID + key, members)
        yield from alias_quads(ID + key, resolution.aliases.get(key, ()))


def _write_reports(
    quads: ox.Store, write: Write, reports: list[str], names: Mapping[str, str], judgements: Judgements
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


def _replace_statements(
    quads: ox.Store, write: Write, old: set[StatementKey], new: Mapping[StatementKey, set[int]]
) -> None:
    """Write the statements that an assertion supports and what they imply; remove the others, with theirs.

    `old` are those that an assertion may have left, `new` those that assertions came to, with their counts.
    """
    alive = dict(new)
    dead: list[StatementKey] = []
    for key in old:
        node = ox.NamedNode(key.iri)
        remove(quads, quads.quads_for_pattern(node, None, None, _STATEMENTS))
        assertions = list(subjects(quads, KX.asserts, node, None))
        if assertions:
            counts = (values(quads, assertion, KX.count, None) for assertion in assertions)
            alive[key] = {int(count) for found in counts for count in found}
        else:
            dead.append(key)
    write(quad for key, counts in alive.items() for quad in statement_quads(key, counts))
    for key in dead:
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
    write(quad for key in alive for quad in fact_quads(key))
    for post in {post_node(key) for key in dead}:
        # A post outlives its holders only while a report names one.
        if next(values(quads, post, ORG.heldBy, FACTS), None) is None:
            remove(quads, quads.quads_for_pattern(post, None, None, FACTS))


def _siblings(quads: ox.Store, key: StatementKey) -> Iterator[StatementKey]:
    """Give the statements of the store between the same two things."""
    head, tail = ox.NamedNode(key.head), ox.NamedNode(key.tail)
    for statement in subjects(quads, RDF.subject, head, _STATEMENTS):
        if ox.Quad(statement, term(RDF.object), tail, _STATEMENTS) in quads:
            yield read_statement(quads, statement)


def _asserted(quads: ox.Store, reports: Iterable[str]) -> set[StatementKey]:
    found: set[str] = set()
    for report in reports:
        graph = ox.NamedNode(report_iri(report))
        for assertion in subjects(quads, KX.asserts, None, graph):
            found.update(values(quads, assertion, KX.asserts, graph))
    return {read_statement(quads, ox.NamedNode(statement)) for statement in found}


def _profiles(quads: ox.Store, report: str) -> Iterator[ox.NamedNode]:
    """Give the profile of each report-entity of a report."""
    for entity in _nodes(quads, report):
        for profile in values(quads, entity, KX.profile, _IDENTITY):
            yield ox.NamedNode(profile)


def _nodes(quads: ox.Store, report: str) -> list[ox.NamedNode]:
    """Return the report-entities of a report."""
    iri = ox.NamedNode(report_iri(report))
    return list(subjects(quads, KX.report, iri, _IDENTITY))


def _remove_derived(quads: ox.Store, report: str) -> None:
    """Remove all that `_write_reports` wrote of a report; its record and text stay."""
    iri = ox.NamedNode(report_iri(report))
    derived = (quad for quad in quads.quads_for_pattern(None, None, None, iri) if quad.subject != iri)
    remove(quads, derived)
    for node in _nodes(quads, report):
        for form in values(quads, node, KX.form, _IDENTITY):
            remove(quads, quads.quads_for_pattern(ox.NamedNode(form), None, None, _IDENTITY))
        remove(quads, quads.quads_for_pattern(node, None, None, _IDENTITY))
