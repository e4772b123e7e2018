"""The terms, prefixes and named graphs of the store, in one place; `ontologies/kx.ttl` says what they mean.

A misspelt term (`KX.holdPost`) is an AttributeError, here and in every module that uses it.
"""

# ruff: noqa: N815 - the names are the terms, as the ontologies spell them

from __future__ import annotations

from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD, Namespace, URIRef
from rdflib.namespace import DefinedNamespace

BASE = "https://kexie-kg.example/"

ID = Namespace(f"{BASE}id/")
REPORT = Namespace(f"{BASE}report/")
STATEMENT = Namespace(f"{BASE}statement/")
ASSERTION = Namespace(f"{BASE}assertion/")
MEMBERSHIP = Namespace(f"{BASE}membership/")
POST = Namespace(f"{BASE}post/")
DEMAND = Namespace(f"{BASE}demand/")
OFFER = Namespace(f"{BASE}offer/")
PROFILE = Namespace(f"{BASE}profile/")
JUDGEMENT = Namespace(f"{BASE}judgement/")
FORGOTTEN = Namespace(f"{BASE}forgotten/")


class KX(DefinedNamespace):
    """The project's own classes, properties and modalities."""

    _fail = True
    _NS = Namespace(f"{BASE}ns#")

    # Entity types
    Organization: URIRef
    Person: URIRef
    Place: URIRef
    Initiative: URIRef
    Facility: URIRef
    Event: URIRef
    Industry: URIRef

    # Subtypes of organisations
    Association: URIRef
    Society: URIRef
    University: URIRef
    Institute: URIRef
    Company: URIRef
    Government: URIRef
    School: URIRef
    Media: URIRef
    Alliance: URIRef
    Department: URIRef
    OtherOrganization: URIRef

    # Subtypes of places
    Province: URIRef
    City: URIRef
    County: URIRef
    Town: URIRef
    Village: URIRef
    Zone: URIRef
    Country: URIRef

    # Subtypes of initiatives
    Programme: URIRef
    Policy: URIRef
    Brand: URIRef
    Campaign: URIRef
    Mechanism: URIRef

    # Subtypes of facilities
    Platform: URIRef
    Station: URIRef
    Base: URIRef
    Venue: URIRef
    Laboratory: URIRef
    Park: URIRef

    # Subtypes of events
    Meeting: URIRef
    Training: URIRef
    Forum: URIRef
    Visit: URIRef
    Competition: URIRef
    Activity: URIRef
    Session: URIRef

    # The thirteen relations
    holdsPost: URIRef
    partOf: URIRef
    locatedIn: URIRef
    organizes: URIRef
    participatesIn: URIRef
    visits: URIRef
    advances: URIRef
    builds: URIRef
    cooperatesWith: URIRef
    serves: URIRef
    hasIndustry: URIRef
    needs: URIRef
    offers: URIRef

    # Statements and their modality
    modality: URIRef
    actual: URIRef
    planned: URIRef
    wished: URIRef
    role: URIRef
    time: URIRef
    count: URIRef

    # Reports and assertions
    Assertion: URIRef
    asserts: URIRef
    report: URIRef
    quote: URIRef
    sentence: URIRef
    rule: URIRef
    trigger: URIRef
    speaker: URIRef
    extractor: URIRef
    text: URIRef
    record: URIRef

    # Identity: what each report speaks of and which entity it became
    ReportEntity: URIRef
    Profile: URIRef
    Form: URIRef
    localId: URIRef
    resolvedTo: URIRef
    profile: URIRef
    key: URIRef
    bearers: URIRef
    type: URIRef
    subtype: URIRef
    date: URIRef
    code: URIRef
    form: URIRef
    formText: URIRef
    reason: URIRef
    mention: URIRef
    leftOf: URIRef
    rightOf: URIRef

    # Judgements: what persons decided
    Judgement: URIRef
    decision: URIRef
    undoneBy: URIRef

    # Persons who were taken out for good
    ForgottenPerson: URIRef
    salt: URIRef


class KXG(DefinedNamespace):
    """The named graphs that are not reports."""

    _fail = True
    _NS = Namespace(f"{BASE}graph/")

    statements: URIRef
    planned: URIRef
    wished: URIRef
    identity: URIRef
    judgements: URIRef
    forgotten: URIRef


class OA(DefinedNamespace):
    """The terms of the Web Annotation vocabulary (https://www.w3.org/ns/oa) that the store uses."""

    _fail = True
    _NS = Namespace("http://www.w3.org/ns/oa#")

    Annotation: URIRef
    SpecificResource: URIRef
    TextQuoteSelector: URIRef
    TextPositionSelector: URIRef
    hasTarget: URIRef
    hasSource: URIRef
    hasSelector: URIRef
    exact: URIRef
    start: URIRef
    end: URIRef


# rdflib builds a term anew at each look-up: half of the time of writing a report.
for _namespace in (KX, KXG, OA, DCTERMS, ORG, OWL, RDF, RDFS, SKOS):
    for _name in _namespace.__annotations__:
        setattr(_namespace, _name, _namespace[_name])

PREFIXES: dict[str, str] = {
    "kx": str(KX._NS),
    "kxg": str(KXG._NS),
    "id": str(ID),
    "org": str(ORG._NS),
    "foaf": str(FOAF._NS),
    "schema": str(SDO._NS),
    "skos": str(SKOS._NS),
    "dcterms": str(DCTERMS._NS),
    "oa": str(OA._NS),
    "prov": str(PROV._NS),
    "rdf": str(RDF._NS),
    "rdfs": str(RDFS._NS),
    "owl": str(OWL._NS),
    "xsd": str(XSD._NS),
}
"""The prefixes that every query and export knows without declaring them."""


def local_name(iri: str) -> str:
    """Return the last part of an IRI of a vocabulary: `holdsPost`, `label`, `startDate`."""
    return iri.replace("#", "/").rpartition("/")[2]


def subtype_class(type_: str, subtype: str) -> URIRef:
    """Return the class of a subtype of an entity type."""
    return KX[f"Other{type_}" if subtype == "Other" else subtype]
