"""What of the stored identities a change touches: the profiles that keys and judgements join with its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

import pyoxigraph as ox
from rdflib import RDF

from kg.identity.judgements import JudgedProfiles, JudgedSide, Judgements, Side
from kg.identity.keys import Profile, ReportEntity
from kg.identity.resolution import IDENTITY_KINDS
from kg.store.entities import SIDES, profile_node, read_borne_profile
from kg.store.patterns import foresee, subjects, term, values
from kg.store.quads import Quads
from kg.vocabulary import ID, JUDGEMENT, KX, KXG, PROFILE, REPORT

_IDENTITY = term(KXG.identity)


def judged_profiles(
    quads: Quads,
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


def component(
    quads: Quads,
    gone: Iterable[ox.NamedNode],
    fresh: Iterable[ReportEntity],
    judged: Iterable[JudgedProfiles],
) -> dict[Profile, int]:
    """Return the stored profiles that keys and judgements join with those of the changed reports.

    They are sorted by their ids; with each is the number of report-entities that have it.
    """
    found = {one.id: (one, number) for one, number in (read_borne_profile(quads, node) for node in gone)}
    _join_by_keys(quads, found, (key for entity in fresh for key in entity.profile.keys))
    new = {entity.profile.id for entity in fresh}
    same = [one.left | one.right for one in judged if one.kind == "same"]
    while reached := [group for group in same if not group.isdisjoint(found.keys() | new)]:
        same = [group for group in same if group not in reached]
        for id_ in sorted(frozenset[str]().union(*reached) - found.keys()):
            node = ox.NamedNode(PROFILE + id_)
            if ox.Quad(node, term(RDF.type), term(KX.Profile), _IDENTITY) in quads:
                found[id_] = read_borne_profile(quads, node)
        _join_by_keys(quads, found, ())
    return dict(found[id_] for id_ in sorted(found))


def _join_by_keys(quads: Quads, found: dict[str, tuple[Profile, int]], keys: Iterable[str]) -> None:
    """Add to `found` the stored profiles that share a key with one of them or are reached by `keys`."""
    todo = {key for profile, _ in found.values() for key in profile.keys}
    todo.update(keys)
    seen: set[str] = set()
    while todo:
        seen |= todo
        new: set[str] = set()
        foresee(quads, ((None, term(KX.key), ox.NamedNode(ID + key), _IDENTITY) for key in todo))
        nodes = {
            node
            for key in todo
            for node in subjects(quads, KX.key, ox.NamedNode(ID + key), _IDENTITY)
            if node.value.removeprefix(PROFILE) not in found
        }
        foresee(quads, ((node, None, None, _IDENTITY) for node in nodes))
        for node in nodes:
            profile, number = read_borne_profile(quads, node)
            found[profile.id] = profile, number
            new.update(profile.keys)
        todo = new - seen


def persons(
    quads: Quads, near: Collection[Profile], fresh: list[ReportEntity], without: set[str]
) -> Iterator[tuple[str, Profile]]:
    """Give report and profile of the persons who share their name with one of another profile."""
    profiles = {profile for profile in near if profile.type == "Person"}
    new = [(entity.report, entity.profile) for entity in fresh if entity.profile.type == "Person"]
    number = Counter(profile.name for profile in profiles | {profile for _, profile in new})
    yield from ((report, profile) for report, profile in new if number[profile.name] > 1)
    for profile in profiles:
        if number[profile.name] > 1:
            yield from ((report, profile) for report in reports_of(quads, profile) if report not in without)


def reports_of(quads: Quads, profile: Profile) -> set[str]:
    """Return the reports that have a report-entity of this profile."""
    entities = subjects(quads, KX.profile, profile_node(profile), _IDENTITY)
    return {_report_of(entity) for entity in entities}


def _report_of(entity: ox.NamedNode) -> str:
    return entity.value.removeprefix(REPORT).partition("#")[0]


def named(quads: Quads, profiles: Collection[Profile]) -> dict[Profile, str]:
    """Return the key of the entity that the report-entities of each stored profile became."""
    foresee(quads, ((None, term(KX.profile), profile_node(profile), _IDENTITY) for profile in profiles))
    entities = {
        profile: next(subjects(quads, KX.profile, profile_node(profile), _IDENTITY)) for profile in profiles
    }
    foresee(quads, ((entity, term(KX.resolvedTo), None, _IDENTITY) for entity in entities.values()))
    return {
        profile: next(values(quads, entity, KX.resolvedTo, _IDENTITY)).removeprefix(ID)
        for profile, entity in entities.items()
    }
