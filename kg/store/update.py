"""Reports added and removed → the quads that change; all else in the store stays untouched.

One way for the first build and for every later one: the store is a function of the set of its records, and an
increment recomputes only the components of identity that its report-entities touch, the reports in which an
entity thereby changes its name, and the statements of these.
"""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, TypeVar

import pyoxigraph as ox
from rdflib import DCTERMS, OWL

from extractors.model import Extraction
from kg.identity.judgements import JudgedSide, Judgements
from kg.identity.keys import Profile, ReportEntity, report_entities
from kg.identity.resolution import Resolution, namesakes, resolve
from kg.store.components import component, judged_profiles, named, persons, reports_of
from kg.store.entities import DESCRIPTION, alias_quads, description_quads, profile_node, profile_quads
from kg.store.judgements import read_judgements
from kg.store.patterns import foresee, remove, term, values
from kg.store.quads import Pattern, Quads, WritableQuads
from kg.store.rdf import FACTS, report_iri, report_quads, source_quads
from kg.store.reports import Replace, ReportWriter, extraction_of, own_quads, report_entity_nodes
from kg.store.shapes import Broken
from kg.store.structure import Checker
from kg.vocabulary import ID, KX, KXG

_BULK = 50
"""From this number of reports on, new database files are cheaper than the write-ahead log."""

_REPORTS, _THINGS = 40, 5_000
"""As many are written at once: some hundred thousand quads, which lie in memory meanwhile."""

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


class Updated(NamedTuple):
    """The difference that an update made, and the first demand of a shape that what it wrote breaks."""

    difference: Difference
    broken: Broken | None


def put_report(quads: WritableQuads, extraction: Extraction, report: str, *, with_text: bool) -> None:
    """Store a report's record and text; `update` then writes all that follows from it."""
    known = own_quads(quads, report)
    remove(quads, (quad for quad in known if quad.predicate != term(DCTERMS.source)))
    quads.extend(report_quads(extraction, report, with_text=with_text))


def put_sources(quads: WritableQuads, report: str, sources: Iterable[str]) -> None:
    """Store where a report was read from, in place of what was known before."""
    iri = ox.NamedNode(report_iri(report))
    remove(quads, quads.quads_for_pattern(iri, term(DCTERMS.source), None, iri))
    quads.extend(source_quads(report, sources))


def read_extraction(quads: Quads, report: str) -> Extraction:
    """Return the extraction of a stored report."""
    return extraction_of(report, own_quads(quads, report))


def update(quads: WritableQuads, added: set[str], removed: set[str]) -> Updated:
    """Bring the store to what its records and judgements now say, after `put_report` of `added`.

    Both are report ids. In `added` is also a report extracted again, and each to which a judgement points
    that came or was taken back since; `removed` are those to leave out. What is between is visible to whoever
    reads `quads`: the caller makes the change visible in one step, and only where it breaks no shape.
    """
    with _nothing_collected():
        return _update(quads, added, removed)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep Python from looking for cycles among what is held: there are none among millions of things."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _update(quads: WritableQuads, added: set[str], removed: set[str]) -> Updated:
    replace, checker = _replacing(quads, in_bulk=len(added) >= _BULK), Checker(quads)
    judgements = Judgements(read_judgements(quads))
    touched = added | removed
    gone = Counter(profile for report in sorted(touched) for profile in _profiles(quads, report))
    fresh, fresh_sides = _fresh(quads, added, judgements)
    entities = [entity for known in fresh.values() for entity in known]
    judged = judged_profiles(quads, judgements, fresh_sides, without=touched)
    stored = component(quads, gone, entities, judged)
    number = Counter({profile: n - gone[profile_node(profile)] for profile, n in stored.items()})
    number.update(entity.profile for entity in entities)
    profiles = [profile for profile, count in number.items() if count > 0]
    apart = namesakes(persons(quads, stored.keys(), entities, without=touched))
    resolution = resolve(profiles, apart, judged)
    before = named(quads, stored.keys())
    moved = {
        report
        for profile, became in before.items()
        if number[profile] > 0 and resolution.canonical[profile.id] != became
        for report in reports_of(quads, profile)
    } - touched

    _write_profiles(replace, checker, stored, number)
    _write_entities(
        quads, replace, checker, {*before.values()}, _members(profiles, number, resolution), resolution
    )
    reports = ReportWriter(quads, replace, checker, judgements, fresh, resolution.canonical)
    for part in _parts(sorted(touched | moved), _REPORTS):
        reports.write(part, removed - added)
    nowhere = [
        ox.NamedNode(ID + key) for key in sorted({*before.values()} - {*resolution.canonical.values()})
    ]
    nowhere += [profile_node(profile) for profile, n in number.items() if n == 0]
    nowhere += reports.remove_unsupported()
    checker.check_lost(nowhere)
    things = Counter({resolution.canonical[profile.id]: profile.type for profile in profiles}.values())
    things.subtract({became: profile.type for profile, became in before.items()}.values())
    return Updated(Difference(things, reports.difference), checker.broken)


def _profiles(quads: Quads, report: str) -> Iterator[ox.NamedNode]:
    """Give the profile of each stored report-entity of a report."""
    for entity in report_entity_nodes(quads, report):
        for profile in values(quads, entity, KX.profile, _IDENTITY):
            yield ox.NamedNode(profile)


def _fresh(
    quads: Quads, added: set[str], judgements: Judgements
) -> tuple[dict[str, list[ReportEntity]], dict[JudgedSide, set[str]]]:
    """Return the report-entities of each report added, and the profiles (their ids) of those judged."""
    fresh: dict[str, list[ReportEntity]] = {}
    sides: dict[JudgedSide, set[str]] = defaultdict(set)
    same: dict[Profile, Profile] = {}
    for report in sorted(added):
        extraction = judgements.upheld(read_extraction(quads, report), report)
        judged = judgements.sides(extraction, report)
        fresh[report] = []
        for entity in report_entities(extraction, report, judgements.keys_apart(extraction, report)):
            profile = same.setdefault(entity.profile, entity.profile)
            fresh[report].append(entity._replace(profile=profile))
            for side in judged.get(entity.id, ()):
                sides[side].add(profile.id)
    return fresh, sides


def _replacing(quads: WritableQuads, *, in_bulk: bool) -> Replace:
    """Return what writes quads in place of others, which are stored.

    In bulk it makes new database files, which from some thousand quads on are cheaper than the write-ahead
    log.
    """
    write = quads.bulk_extend if in_bulk else quads.extend

    def replace(old: Iterable[ox.Quad], new: Collection[ox.Quad]) -> None:
        stored = set(old)
        if stored:
            remove(quads, stored.difference(new))
            new = [quad for quad in new if quad not in stored]
        write(new)

    return replace


def _write_profiles(
    replace: Replace, checker: Checker, stored: Mapping[Profile, int], number: Mapping[Profile, int]
) -> None:
    """Write the profiles with the numbers of their bearers; `stored` gives those that are known."""
    changed = (profile for profile, n in number.items() if n != stored.get(profile, 0))
    for part in _parts(changed, _THINGS):
        old = [quad for one in part if one in stored for quad in profile_quads(one, stored[one])]
        new: list[ox.Quad] = []
        for one in part:
            quads = list(profile_quads(one, number[one])) if number[one] > 0 else []
            checker.check_thing(quads)
            new += quads
        replace(old, new)


Members = Mapping[str, Mapping[Profile, int]]
"""The profiles of each entity (its key), with the numbers of their bearers."""


def _members(profiles: Iterable[Profile], number: Mapping[Profile, int], resolution: Resolution) -> Members:
    members: dict[str, dict[Profile, int]] = defaultdict(dict)
    for profile in profiles:
        members[resolution.canonical[profile.id]][profile] = number[profile]
    return members


def _write_entities(
    quads: Quads,
    replace: Replace,
    checker: Checker,
    known: set[str],
    members: Members,
    resolution: Resolution,
) -> None:
    """Write description and aliases of each entity, in place of those that are known (their keys)."""
    for part in _parts(sorted(known | members.keys()), _THINGS):
        old = list(_stored_descriptions(quads, [ox.NamedNode(ID + key) for key in part if key in known]))
        new: list[ox.Quad] = []
        for key in part:
            description = list(description_quads(ID + key, members[key])) if key in members else []
            checker.check_thing(description)
            new += description
            new += alias_quads(ID + key, resolution.aliases.get(key, ()))
        replace(old, new)


def _stored_descriptions(quads: Quads, entities: Collection[ox.NamedNode]) -> Iterator[ox.Quad]:
    """Give the stored descriptions of entities and their aliases."""
    patterns: list[Pattern] = [
        (node, term(predicate), None, FACTS) for node in entities for predicate in DESCRIPTION
    ]
    patterns += [(None, term(OWL.sameAs), node, _IDENTITY) for node in entities]
    foresee(quads, patterns)
    for pattern in patterns:
        yield from quads.quads_for_pattern(*pattern)


_T = TypeVar("_T")


def _parts(things: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Give the things in lists of at most this size."""
    remaining = iter(things)
    while part := list(islice(remaining, size)):
        yield part
