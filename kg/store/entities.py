"""Report-entities and what they became ↔ quads: `kxg:identity`, and each entity's description."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

import pyoxigraph as ox
from rdflib import FOAF, ORG, OWL, RDF, RDFS, SDO, SKOS, URIRef

from extractors.model import SUBTYPES, Entity
from kg.identity.keys import ReportEntity, content_hash
from kg.store.patterns import rows, term, values
from kg.store.rdf import FACTS, report_entity_iri, report_iri, span_iri
from kg.vocabulary import BASE, ID, KX, KXG, REPORT

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

_IDENTITY = term(KXG.identity)
_RANK = {subtype: rank for rank, subtype in enumerate(name for names in SUBTYPES.values() for name in names)}


def subtype_class(type_: str, subtype: str | None) -> URIRef | None:
    """Return the class of a subtype, None where there is none."""
    if subtype is None:
        return None
    return KX[f"Other{type_}" if subtype == "Other" else subtype]


def identity_quads(known: ReportEntity, entity: Entity, became: str) -> Iterator[ox.Quad]:
    """Give the report-entity with its keys, forms, mentions and reasons, and the IRI that it became."""
    node = ox.NamedNode(report_entity_iri(known.report, known.id))

    def quad(subject: ox.NamedNode, predicate: URIRef, value: str | URIRef) -> ox.Quad:
        object_ = ox.NamedNode(value) if isinstance(value, URIRef) else ox.Literal(value)
        return ox.Quad(subject, term(predicate), object_, _IDENTITY)

    yield quad(node, RDF.type, KX.ReportEntity)
    yield quad(node, KX.report, URIRef(report_iri(known.report)))
    yield quad(node, KX.localId, known.id)
    yield quad(node, KX.resolvedTo, URIRef(became))
    yield quad(node, KX.type, KX[known.type])
    yield quad(node, RDFS.label, known.name)
    subtype = subtype_class(known.type, known.subtype)
    if subtype is not None:
        yield quad(node, KX.subtype, subtype)
    if known.date is not None:
        yield quad(node, KX.date, known.date)
    if known.code is not None:
        yield quad(node, KX.code, known.code)
    for key in known.keys:
        yield quad(node, KX.key, URIRef(ID + key))
    for form in entity.forms:
        name = content_hash(known.id, form.text, form.reason, digits=16)
        form_node = ox.NamedNode(report_entity_iri(known.report, f"form-{name}"))
        yield quad(node, KX.form, URIRef(form_node.value))
        yield quad(form_node, RDF.type, KX.Form)
        yield quad(form_node, KX.formText, form.text)
        yield quad(form_node, KX.reason, form.reason)
        for span in form.mentions:
            yield quad(form_node, KX.mention, URIRef(span_iri(known.report, "char", span)))


def read_report_entity(quads: ox.Store, node: ox.NamedNode) -> tuple[ReportEntity, str]:
    """Return a stored report-entity, and the key of the entity that it became."""
    known: dict[str, str] = {}
    keys: list[str] = []
    forms: set[str] = set()
    for predicate, value in rows(quads, node, _IDENTITY):
        if predicate == str(KX.key):
            keys.append(value.removeprefix(ID))
        elif predicate == str(KX.form):
            forms.update(values(quads, ox.NamedNode(value), KX.formText, _IDENTITY))
        else:
            known[predicate] = value
    type_ = known[str(KX.type)].removeprefix(f"{BASE}ns#")
    subtype = known.get(str(KX.subtype))
    entity = ReportEntity(
        report=known[str(KX.report)].removeprefix(REPORT),
        id=known[str(KX.localId)],
        type=type_,
        subtype=None if subtype is None else _subtype_name(type_, subtype),
        name=known[str(RDFS.label)],
        forms=frozenset(forms),
        date=known.get(str(KX.date)),
        code=known.get(str(KX.code)),
        keys=tuple(sorted(keys)),
    )
    return entity, known[str(KX.resolvedTo)].removeprefix(ID)


def description_quads(iri: str, members: Collection[ReportEntity]) -> Iterator[ox.Quad]:
    """Give an entity's description: what most reports say of it, and every form of its name.

    The label is the name that most of those reports give it that know it by its own key: the full one.
    """
    node = ox.NamedNode(iri)
    type_ = _most(Counter(member.type for member in members))
    subtypes = Counter(member.subtype for member in members if member.subtype is not None)
    subtype = min(subtypes, key=lambda name: (-subtypes[name], _RANK[name])) if subtypes else None
    classes = {KX[type_], subtype_class(type_, subtype), STANDARD_CLASSES.get(subtype or type_)}
    if subtype is not None and subtype not in STANDARD_CLASSES:
        classes.add(STANDARD_CLASSES.get(type_))
    for class_ in classes - {None}:
        yield ox.Quad(node, term(RDF.type), term(class_), FACTS)
    named = [member for member in members if iri.removeprefix(ID) in member.keys]
    label = _most(Counter(member.name for member in named or members))
    forms = {form for member in members for form in member.forms} | {member.name for member in members}
    yield ox.Quad(node, term(RDFS.label), ox.Literal(label, language="zh"), FACTS)
    for form in forms - {label}:
        yield ox.Quad(node, term(SKOS.altLabel), ox.Literal(form, language="zh"), FACTS)
    for code in {member.code for member in members if member.code is not None}:
        yield ox.Quad(node, term(SKOS.notation), ox.Literal(code), FACTS)
    for date in {member.date for member in members if member.date is not None}:
        start, _, end = date.partition("/")
        yield ox.Quad(node, term(SDO.startDate), ox.Literal(start), FACTS)
        yield ox.Quad(node, term(SDO.endDate), ox.Literal(end or start), FACTS)


def alias_quads(iri: str, aliases: Collection[str]) -> Iterator[ox.Quad]:
    """Give the links from each other name that the entity could have had to the one that it has."""
    for alias in aliases:
        yield ox.Quad(ox.NamedNode(ID + alias), term(OWL.sameAs), ox.NamedNode(iri), _IDENTITY)


def _most(counts: Counter[str]) -> str:
    """Return the most frequent; of those the longest; of those the first."""
    return min(counts, key=lambda value: (-counts[value], -len(value), value))


def _subtype_name(type_: str, iri: str) -> str:
    name = iri.removeprefix(f"{BASE}ns#")
    return "Other" if name == f"Other{type_}" else name
