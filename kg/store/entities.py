"""Report-entities, profiles and what they became ↔ quads: `kxg:identity`, and each entity's description."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

import pyoxigraph as ox
from rdflib import FOAF, ORG, OWL, RDF, RDFS, SDO, SKOS, URIRef

from extractors.model import SUBTYPES, Entity, Form
from kg.identity.judgements import JudgedSide
from kg.identity.keys import Profile, ReportEntity, content_hash
from kg.store.patterns import rows, term
from kg.store.quads import Quads
from kg.store.rdf import chinese, quads_of, report_entity_iri, report_iri, span_iri
from kg.vocabulary import ID, JUDGEMENT, KX, KXG, PROFILE, local_name, subtype_class

STANDARD_CLASSES: dict[str, URIRef] = {
    "Organization": ORG.Organization,
    "Association": ORG.FormalOrganization,
    "Society": ORG.FormalOrganization,
    "University": ORG.FormalOrganization,
    "Institute": ORG.FormalOrganization,
    "School": ORG.FormalOrganization,
    "Company": SDO.Corporation,
    "Government": SDO.GovernmentOrganization,
    "Media": SDO.NewsMediaOrganization,
    "Alliance": ORG.OrganizationalCollaboration,
    "Department": ORG.OrganizationalUnit,
    "Person": FOAF.Person,
    "Place": SDO.AdministrativeArea,
    "Event": SDO.Event,
    "Industry": SKOS.Concept,
}
"""The class of a common vocabulary for a subtype, or else for a type."""

DESCRIPTION = (RDF.type, RDFS.label, SKOS.altLabel, SKOS.notation, SDO.startDate, SDO.endDate)
"""The predicates of an entity's description."""

SIDES = {"left": KX.leftOf, "right": KX.rightOf}
"""The predicate from a report-entity to a judgement for the side that it stands on."""

_IDENTITY = term(KXG.identity)
_RANK = {subtype: rank for rank, subtype in enumerate(name for names in SUBTYPES.values() for name in names)}


def report_entity_quads(
    known: ReportEntity, entity: Entity, became: str, judged: Iterable[JudgedSide] = ()
) -> Iterator[ox.Quad]:
    """Give the report-entity with its forms, reasons and mentions, and the IRI that it became.

    `judged` are the sides of judgements that it stands on.
    """
    node = report_entity_iri(known.report, known.id)
    forms = [(form, _form_iri(known, form)) for form in entity.forms]
    yield from quads_of(
        node,
        [
            (RDF.type, term(KX.ReportEntity)),
            (KX.report, ox.NamedNode(report_iri(known.report))),
            (KX.localId, known.id),
            (KX.profile, profile_node(known.profile)),
            (KX.resolvedTo, ox.NamedNode(became)),
            *((KX.form, ox.NamedNode(iri)) for _, iri in forms),
            *((SIDES[side.side], ox.NamedNode(JUDGEMENT + side.judgement)) for side in judged),
        ],
        _IDENTITY,
    )
    for form, iri in forms:
        mentions = [ox.NamedNode(span_iri(known.report, "char", span)) for span in form.mentions]
        yield from quads_of(
            iri,
            [
                (RDF.type, term(KX.Form)),
                (KX.formText, form.text),
                (KX.reason, form.reason),
                *((KX.mention, mention) for mention in mentions),
            ],
            _IDENTITY,
        )


def profile_node(profile: Profile) -> ox.NamedNode:
    """Return a profile's node."""
    return ox.NamedNode(PROFILE + profile.id)


def profile_quads(profile: Profile, bearers: int) -> Iterator[ox.Quad]:
    """Give what all reports with this profile know of the thing, and how many report-entities have it."""
    subtype = None if profile.subtype is None else subtype_class(profile.type, profile.subtype)
    return quads_of(
        PROFILE + profile.id,
        [
            (RDF.type, term(KX.Profile)),
            (KX.type, term(KX[profile.type])),
            (KX.subtype, None if subtype is None else term(subtype)),
            (RDFS.label, profile.name),
            (KX.date, profile.date),
            (KX.code, profile.code),
            *((SKOS.altLabel, form) for form in sorted(profile.forms)),
            *((KX.key, ox.NamedNode(ID + key)) for key in profile.keys),
            (KX.bearers, bearers),
        ],
        _IDENTITY,
    )


def read_profile(quads: Quads, node: ox.NamedNode) -> Profile:
    """Return a stored profile."""
    return read_borne_profile(quads, node)[0]


def read_borne_profile(quads: Quads, node: ox.NamedNode) -> tuple[Profile, int]:
    """Return a stored profile, and how many report-entities have it."""
    known: dict[str, str] = {}
    keys: list[str] = []
    forms: set[str] = set()
    for predicate, value in rows(quads, node, _IDENTITY):
        if predicate == str(KX.key):
            keys.append(value.removeprefix(ID))
        elif predicate == str(SKOS.altLabel):
            forms.add(value)
        else:
            known[predicate] = value
    type_ = local_name(known[str(KX.type)])
    subtype = known.get(str(KX.subtype))
    profile = Profile(
        type=type_,
        subtype=None if subtype is None else _subtype_name(type_, subtype),
        name=known[str(RDFS.label)],
        forms=frozenset(forms),
        date=known.get(str(KX.date)),
        code=known.get(str(KX.code)),
        keys=tuple(sorted(keys)),
    )
    return profile, int(known[str(KX.bearers)])


def description_quads(iri: str, profiles: Mapping[Profile, int]) -> Iterator[ox.Quad]:
    """Give an entity's description: what most report-entities say of it, and every form of its name.

    `profiles` are those of its report-entities, with the number of these. The label is the name that most of
    those give it that know it by its own key: the full one.
    """
    node = ox.NamedNode(iri)
    type_ = _most(_count(profiles, lambda profile: profile.type))
    subtypes = _count(profiles, lambda profile: profile.subtype)
    subtype = min(subtypes, key=lambda name: (-subtypes[name], _RANK[name])) if subtypes else None
    standard = STANDARD_CLASSES.get(subtype or type_) or STANDARD_CLASSES.get(type_)
    own = None if subtype is None else subtype_class(type_, subtype)
    for class_ in (KX[type_], own, standard):
        if class_ is not None:
            yield ox.Quad(node, term(RDF.type), term(class_))
    named = {profile: n for profile, n in profiles.items() if iri.removeprefix(ID) in profile.keys}
    label = _most(_count(named or profiles, lambda profile: profile.name))
    forms = {form for profile in profiles for form in (profile.name, *profile.forms)}
    yield ox.Quad(node, term(RDFS.label), chinese(label))
    for form in forms - {label}:
        yield ox.Quad(node, term(SKOS.altLabel), chinese(form))
    for code in _count(profiles, lambda profile: profile.code):
        yield ox.Quad(node, term(SKOS.notation), ox.Literal(code))
    for date in _count(profiles, lambda profile: profile.date):
        start, _, end = date.partition("/")
        yield ox.Quad(node, term(SDO.startDate), ox.Literal(start))
        yield ox.Quad(node, term(SDO.endDate), ox.Literal(end or start))


def alias_quads(iri: str, aliases: Collection[str]) -> Iterator[ox.Quad]:
    """Give the links from each other name that the entity could have had to the one that it has."""
    for alias in aliases:
        yield ox.Quad(ox.NamedNode(ID + alias), term(OWL.sameAs), ox.NamedNode(iri), _IDENTITY)


def _count(profiles: Mapping[Profile, int], value: Callable[[Profile], str | None]) -> Counter[str]:
    """Return how many report-entities have each value; None is no value."""
    counts: Counter[str] = Counter()
    for profile, number in profiles.items():
        found = value(profile)
        if found is not None:
            counts[found] += number
    return counts


def _form_iri(known: ReportEntity, form: Form) -> str:
    name = content_hash(known.id, form.text, form.reason, digits=16)
    return report_entity_iri(known.report, f"form-{name}")


def _most(counts: Counter[str]) -> str:
    """Return the most frequent; of those the longest; of those the first."""
    return min(counts, key=lambda value: (-counts[value], -len(value), value))


def _subtype_name(type_: str, iri: str) -> str:
    name = local_name(iri)
    return "Other" if name == f"Other{type_}" else name
