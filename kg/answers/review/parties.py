"""What a person says of things and statements → judgements, which point to the mentions of reports.

    party(store.quads, "省科协"), party(store.quads, "张伟@visit-0412")

A party is a thing (any of its names, or its IRI), or what one report means by a name: NAME@REPORT.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import pyoxigraph as ox
from rdflib import DCTERMS, RDF, RDFS

from extractors.model import ENTITY_TYPES
from kg.answers.formats import shortened
from kg.answers.names import resolve
from kg.errors import NotFoundError
from kg.identity.judgements import JudgedMention
from kg.store.ledger import Ledger
from kg.store.patterns import subjects, term, values
from kg.store.quads import Quads
from kg.store.rdf import FACTS, report_iri
from kg.store.removal import StoredReports
from kg.vocabulary import KX, KXG, REPORT, local_name

_IDENTITY, _STATEMENTS = term(KXG.identity), term(KXG.statements)
_SHOWN = 5


class Party(NamedTuple):
    """A thing, or (where not `whole`) what one report means by a name, and the mentions that stand for it."""

    iri: str
    label: str
    type: str
    mentions: tuple[JudgedMention, ...]
    whole: bool


def party(quads: Quads, reference: str) -> Party:
    """Return what a person means. Raises NotFoundError, which lists the nearest names or reports."""
    name, at, report = reference.rpartition("@")
    if at and name:
        try:
            return thing_party(quads, resolve(quads, reference, ENTITY_TYPES).iri)
        except NotFoundError:
            return _party_in(quads, name, report)
    return thing_party(quads, resolve(quads, reference, ENTITY_TYPES).iri)


def thing_party(quads: Quads, iri: str, without: Collection[JudgedMention] = ()) -> Party:
    """Return a thing of the graph as a party: one mention for each profile that it has.

    `without` are mentions of report-entities that do not count.
    """
    by_profile: dict[str, JudgedMention] = {}
    for entity in report_entities_of(quads, iri):
        [profile] = values(quads, entity, KX.profile, _IDENTITY)
        mentions = mentions_of(quads, entity)
        if mentions and not set(mentions) & set(without):
            first = mentions[0]
            by_profile[profile] = min(by_profile.get(profile, first), first)
    label = next(values(quads, ox.NamedNode(iri), RDFS.label, FACTS), iri)
    return Party(iri, label, _type(quads, iri), tuple(sorted(by_profile.values())), True)


def report_entities_of(quads: Quads, iri: str) -> list[ox.NamedNode]:
    """Return the report-entities that became a thing, sorted."""
    found = subjects(quads, KX.resolvedTo, ox.NamedNode(iri), _IDENTITY)
    return sorted(found, key=lambda entity: entity.value)


def mentions_of(quads: Quads, entity: ox.NamedNode) -> list[JudgedMention]:
    """Return the mentions of a report-entity, in the order of the text."""
    [profile] = values(quads, entity, KX.profile, _IDENTITY)
    [type_] = values(quads, ox.NamedNode(profile), KX.type, _IDENTITY)
    report = entity.value.removeprefix(REPORT).partition("#")[0]
    found = []
    for form in values(quads, entity, KX.form, _IDENTITY):
        [text] = values(quads, ox.NamedNode(form), KX.formText, _IDENTITY)
        for place in values(quads, ox.NamedNode(form), KX.mention, _IDENTITY):
            begin, _, end = place.rpartition("=")[2].partition(",")
            found.append(JudgedMention(report, local_name(type_), text, int(begin), int(end)))
    return sorted(found, key=lambda mention: (mention.begin, mention.end))


def _party_in(quads: Quads, name: str, report: str) -> Party:
    """Return what the one report that fits `report` means by a name."""
    iri = report_iri(StoredReports(quads, Ledger()).find(report).id)
    entities = sorted(subjects(quads, KX.report, ox.NamedNode(iri), _IDENTITY), key=lambda node: node.value)
    found = []
    for entity in entities:
        mentions = mentions_of(quads, entity)
        [became] = values(quads, entity, KX.resolvedTo, _IDENTITY)
        label = next(values(quads, ox.NamedNode(became), RDFS.label, FACTS))
        if mentions and (
            name in {mention.form for mention in mentions} or name in (label, shortened(became))
        ):
            found.append(Party(became, label, _type(quads, became), (mentions[0],), False))
    if len(found) == 1:
        return found[0]
    title = next(values(quads, ox.NamedNode(iri), DCTERMS.title, None), iri)
    if not found:
        raise NotFoundError(f"the report {title} names nothing {name}")
    several = ", ".join(f"{one.label} ({shortened(one.iri)})" for one in found[:_SHOWN])
    raise NotFoundError(f"{name} is {len(found)} things in the report {title}, name one: {several}")


def _type(quads: Quads, iri: str) -> str:
    classes = {local_name(class_) for class_ in values(quads, ox.NamedNode(iri), RDF.type, FACTS)}
    return next(name for name in ENTITY_TYPES if name in classes)
