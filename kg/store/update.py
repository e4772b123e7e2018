"""Reports added and removed → the quads that change; all else in the store stays untouched.

One way for the first build and for every later one: the store is a function of the set of its records, and an
increment recomputes only the components of identity that its report-entities touch, the reports in which an
entity thereby changes its name, and the statements of these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

import pyoxigraph as ox
from rdflib import DCTERMS, ORG, OWL, RDF

from extractors.model import Extraction
from kg.identity.keys import Ref, ReportEntity, report_entities
from kg.identity.resolution import Resolution, resolve
from kg.store.entities import (
    DESCRIPTION,
    alias_quads,
    description_quads,
    identity_quads,
    read_report_entity,
)
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
from kg.vocabulary import ID, KX, KXG

_BULK = 50
"""From this number of reports on, new database files are cheaper than the write-ahead log."""

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
    """Bring the store to what its records now say, after `put_report` of `added` and without `removed`.

    Both are report ids; a report extracted again is in `added`. What is between is visible to whoever reads
    `quads`: the caller makes the change visible in one step.
    """
    write: Write = quads.bulk_extend if len(added) >= _BULK else quads.extend
    touched = added | removed
    gone = [read_report_entity(quads, node) for report in sorted(touched) for node in _nodes(quads, report)]
    fresh = [
        entity
        for report in sorted(added)
        for entity in report_entities(read_extraction(quads, report), report)
    ]
    keys = {key for entity in chain((entity for entity, _ in gone), fresh) for key in entity.keys}
    near = _component(quads, keys, without=touched)
    members = [entity for entity, _ in near] + fresh
    resolution = resolve(members)
    moved = {entity.report for entity, became in near if resolution.canonical[entity.ref] != became}
    beside = (read_report_entity(quads, node) for report in sorted(moved) for node in _nodes(quads, report))
    canonical = {entity.ref: became for entity, became in beside} | resolution.canonical

    old = _asserted(quads, touched | moved)
    for report in sorted(touched | moved):
        _remove_derived(quads, report)
    for report in sorted(removed - added):
        quads.remove_graph(ox.NamedNode(report_iri(report)))
    before = {became for _, became in gone} | {became for _, became in near}
    _replace_descriptions(quads, write, before, members, resolution)
    new = _write_reports(quads, write, sorted(added | moved), canonical)
    _replace_statements(quads, write, old, new)


def _component(quads: ox.Store, keys: set[str], without: set[str]) -> list[tuple[ReportEntity, str]]:
    """Return the stored report-entities that keys join, from `keys` on, and what each was named by."""
    found: dict[Ref, tuple[ReportEntity, str]] = {}
    todo = sorted(keys)
    seen = set(todo)
    while todo:
        key = ox.NamedNode(ID + todo.pop())
        for node in subjects(quads, KX.key, key, _IDENTITY):
            entity, became = read_report_entity(quads, node)
            if entity.report in without or entity.ref in found:
                continue
            found[entity.ref] = entity, became
            new = set(entity.keys) - seen
            seen |= new
            todo += sorted(new)
    return [found[ref] for ref in sorted(found)]


def _replace_descriptions(
    quads: ox.Store, write: Write, before: set[str], members: list[ReportEntity], resolution: Resolution
) -> None:
    for key in sorted(before):
        node = ox.NamedNode(ID + key)
        for predicate in DESCRIPTION:
            remove(quads, quads.quads_for_pattern(node, term(predicate), None, FACTS))
        remove(quads, quads.quads_for_pattern(None, term(OWL.sameAs), node, _IDENTITY))
    components: dict[str, list[ReportEntity]] = defaultdict(list)
    for member in members:
        components[resolution.canonical[member.ref]].append(member)
    write(
        quad
        for key, component in components.items()
        for quad in chain(
            description_quads(ID + key, component),
            alias_quads(ID + key, resolution.aliases.get(key, ())),
        )
    )


def _write_reports(
    quads: ox.Store, write: Write, reports: list[str], canonical: Mapping[Ref, str]
) -> set[StatementKey]:
    """Write what the reports' records say, each entity under its resolved name; return their statements."""
    statements: set[StatementKey] = set()

    def derived(report: str) -> Iterator[ox.Quad]:
        extraction = read_extraction(quads, report)
        entity_of: dict[str, str] = {}
        for known, entity in zip(report_entities(extraction, report), extraction.entities, strict=True):
            entity_of[entity.id] = ID + canonical[known.ref]
            yield from identity_quads(known, entity, entity_of[entity.id])
        yield from assertion_quads(extraction, report, entity_of)
        statements.update(key for key in statement_keys(extraction, entity_of) if key is not None)

    write(quad for report in reports for quad in derived(report))
    return statements


def _replace_statements(
    quads: ox.Store, write: Write, old: set[StatementKey], new: set[StatementKey]
) -> None:
    """Write the statements that an assertion supports and what they imply; remove the others, with theirs."""
    alive: dict[StatementKey, set[int]] = {}
    dead: list[StatementKey] = []
    for key in sorted(old | new, key=lambda key: key.iri):
        node = ox.NamedNode(key.iri)
        if key in old:
            remove(quads, quads.quads_for_pattern(node, None, None, _STATEMENTS))
        assertions = list(subjects(quads, KX.asserts, node, None))
        if assertions:
            alive[key] = {
                int(count) for assertion in assertions for count in values(quads, assertion, KX.count, None)
            }
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
    for post in sorted({post_node(key) for key in dead}, key=str):
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
