from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef

from extractors.model import RELATION_TYPES
from kg.answers.validation import SHAPES, compare_graphs, validate
from kg.identity.judgements import JudgedMention, Judgement
from kg.store.judgements import put_judgements
from kg.vocabulary import PREFIXES
from tests.kg.small import IRI

SHAPES_FILE = Path(__file__).resolve().parents[3] / "ontologies" / "shapes.ttl"

# Shape → what breaks every demand that it makes.
BREAKS = {
    "Thing": '<a:x> a kx:Person, kx:Place ; rdfs:label "x"@en ; skos:altLabel ""',
    "OrganizationSubtype": "<a:x> a kx:Society",
    "PlaceSubtype": "<a:x> a kx:County",
    "InitiativeSubtype": "<a:x> a kx:Policy",
    "FacilitySubtype": "<a:x> a kx:Station",
    "EventSubtype": "<a:x> a kx:Forum",
    "Place": '<a:x> a kx:Place ; skos:notation "44160"',
    "Event": '<a:x> a kx:Event ; schema:startDate "3月" ; schema:endDate "2025-3"',
    **{relation: f"<a:x> kx:{relation} <a:y>" for relation in RELATION_TYPES},
    "Statement": '<a:x> a rdf:Statement ; kx:role "a"@en, "b"@en ; kx:time "1", "2" ; kx:count -1',
    "Membership": "<a:x> a org:Membership",
    "Post": "<a:x> a org:Post ; org:heldBy <a:y>",
    "Report": '<a:x> a schema:Report ; dcterms:title "1", "2" ; dcterms:date "yesterday"',
    "Assertion": "<a:x> a kx:Assertion ; kx:speaker <a:y>",
    "Target": "<a:x> a oa:SpecificResource",
    "QuoteSelector": "<a:x> a oa:TextQuoteSelector",
    "PositionSelector": "<a:x> a oa:TextPositionSelector ; oa:start -1",
    "ReportEntity": "<a:x> a kx:ReportEntity ; kx:form <a:y>",
    "Profile": "<a:x> a kx:Profile ; kx:subtype <a:y>, <a:z>",
    "Form": "<a:x> a kx:Form",
    "ForgottenPerson": "<a:x> a kx:ForgottenPerson",
    "Judgement": "<a:x> a kx:Judgement ; kx:decision 'guess'",
}


def add(quads: ox.Store, triples: str, graph: str = "") -> None:
    inserted = f"GRAPH {graph} {{ {triples} }}" if graph else triples
    quads.update(f"INSERT DATA {{ {inserted} }}", prefixes=PREFIXES)


def demands() -> dict[str, set[str]]:
    """Return the English messages of each shape, its own and those of its parts."""
    shapes = Graph().parse(SHAPES_FILE)
    return {
        str(shape).removeprefix(SHAPES): {
            str(message)
            for part in (shape, *shapes.objects(shape, SH.property))
            for message in shapes.objects(part, SH.message)
            if isinstance(message, Literal) and message.language == "en"
        }
        for shape in shapes.subjects(RDF.type, SH.NodeShape)
        if isinstance(shape, URIRef)
    }


def test_a_built_store_conforms_and_each_shape_looked_at_its_nodes(quads: ox.Store) -> None:
    mention = JudgedMention("any", "Place", "青禾县", 3, 6)
    put_judgements(quads, [Judgement("accepted", (mention,), (), "王芳", "2026-01-02T03:04:05Z")])
    report = validate(quads)
    assert report.violations == []
    assert report.checked == {
        "Assertion": 14,
        "Event": 1,
        "EventSubtype": 1,
        "FacilitySubtype": 0,
        "Form": 19,
        "InitiativeSubtype": 1,
        "ForgottenPerson": 0,
        "Judgement": 1,
        "Membership": 2,
        "OrganizationSubtype": 4,
        "Place": 1,
        "PlaceSubtype": 1,
        "PositionSelector": 15,
        "Post": 2,
        "Profile": 10,
        "QuoteSelector": 15,
        "Report": 2,
        "ReportEntity": 13,
        "Statement": 13,
        "Target": 15,
        "Thing": 10,
        "advances": 1,
        "builds": 0,
        "cooperatesWith": 3,
        "hasIndustry": 1,
        "holdsPost": 2,
        "locatedIn": 1,
        "needs": 1,
        "offers": 1,
        "organizes": 1,
        "partOf": 1,
        "participatesIn": 0,
        "serves": 2,
        "visits": 0,
    }


def test_every_shape_is_broken_below() -> None:
    assert set(BREAKS) == set(demands())


@pytest.mark.parametrize("shape", BREAKS)
def test_each_demand_of_a_shape_is_missed_where_it_is_broken(shape: str) -> None:
    store = ox.Store()
    add(store, BREAKS[shape], "<a:graph>")
    report = validate(store)
    found = [violation for violation in report.violations if violation.rule == shape]
    assert {violation.english for violation in found} == demands()[shape]
    assert {violation.node for violation in found} == {"a:x"}
    assert all(violation.chinese.endswith("。") for violation in found)
    assert report.checked[shape] == 1


def test_a_start_behind_its_end_is_found(quads: ox.Store) -> None:
    add(quads, "<a:x> a oa:TextPositionSelector ; oa:start 9 ; oa:end 5", "<a:graph>")
    (violation,) = validate(quads).violations
    assert (violation.rule, violation.node) == ("PositionSelector", "a:x")
    assert violation.path == "http://www.w3.org/ns/oa#start"


def test_a_violation_names_path_and_value(quads: ox.Store) -> None:
    add(quads, f"<{IRI['county']}> skos:notation '12'")
    found = {(violation.path, violation.value) for violation in validate(quads).violations}
    notation = "http://www.w3.org/2004/02/skos/core#notation"
    assert found == {(notation, "12"), (notation, "")}


def test_a_built_store_has_graphs_that_agree(quads: ox.Store) -> None:
    assert compare_graphs(quads) == []


KX = PREFIXES["kx"]


@pytest.mark.parametrize(
    ("rule", "update", "node"),
    [
        (
            "UnsupportedFact",
            f"INSERT DATA {{ <{IRI['county']}> kx:needs <{IRI['company']}> }}",
            IRI["county"],
        ),
        # A plan alone makes no fact.
        (
            "UnsupportedFact",
            f"INSERT DATA {{ <{IRI['association']}> kx:serves <{IRI['county']}> }}",
            IRI["association"],
        ),
        ("UnsupportedPlan", "INSERT DATA { GRAPH kxg:planned { <a:x> kx:builds <a:y> } }", "a:x"),
        ("UnsupportedWish", "INSERT DATA { GRAPH kxg:wished { <a:x> kx:builds <a:y> } }", "a:x"),
        ("MissingFact", "DELETE WHERE { ?x kx:needs ?y }", IRI["county"]),
        ("MissingPlan", "DELETE WHERE { GRAPH kxg:planned { ?x ?y ?z } }", IRI["association"]),
        (
            "AssertionElsewhere",
            "INSERT DATA { GRAPH <a:g> { <a:x> a kx:Assertion ; kx:report <a:r> } }",
            "a:x",
        ),
    ],
)
def test_graphs_that_disagree_are_found(quads: ox.Store, rule: str, update: str, node: str) -> None:
    quads.update(update, prefixes=PREFIXES)
    assert {(violation.rule, violation.node) for violation in compare_graphs(quads)} == {(rule, node)}


def test_a_wish_that_is_missing_in_its_graph_is_found(quads: ox.Store) -> None:
    quads.update("DELETE WHERE { GRAPH kxg:wished { ?x ?y ?z } }", prefixes=PREFIXES)
    (violation,) = compare_graphs(quads)
    assert violation.rule == "MissingWish"
    assert {violation.node, violation.value} == {IRI["university"], IRI["county"]}


def test_a_quote_that_does_not_stand_in_the_text_is_found(quads: ox.Store) -> None:
    quads.update(
        "DELETE { GRAPH ?g { ?q oa:exact ?old } } INSERT { GRAPH ?g { ?q oa:exact '茶叶加工不缺人' } }"
        " WHERE { GRAPH ?g { ?q oa:exact ?old FILTER (?old = '茶叶加工缺人') } }",
        prefixes=PREFIXES,
    )
    (violation,) = compare_graphs(quads)
    assert (violation.rule, violation.value) == ("QuoteElsewhere", "茶叶加工不缺人")


def test_a_store_without_texts_can_be_compared(quads: ox.Store) -> None:
    quads.update("DELETE WHERE { GRAPH ?g { ?report kx:text ?text } }", prefixes=PREFIXES)
    assert compare_graphs(quads) == []
