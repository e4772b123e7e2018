from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from extractors.model import ENTITY_TYPES, RELATION_TYPES, SUBTYPES, SYMMETRIC_RELATIONS
from kg.store.entities import STANDARD_CLASSES
from kg.vocabulary import KX, subtype_class
from ontologies.document import page

ROOT = Path(__file__).resolve().parents[2]
NAMESPACE = str(KX._NS)

# The ends of the relations as the annotation guidelines have them.
ENDS = {
    "holdsPost": ("Person", "Organization"),
    "partOf": ("Organization Facility", "Organization"),
    "locatedIn": ("Organization Facility Event Place", "Place"),
    "organizes": ("Organization", "Event"),
    "participatesIn": ("Person Organization", "Event"),
    "visits": ("Event Organization Person", "Organization Facility Place"),
    "advances": ("Organization Person Place Event", "Initiative"),
    "builds": ("Organization Place", "Facility Organization"),
    "cooperatesWith": ("Organization Place", "Organization Place"),
    "serves": ("Organization Facility Initiative", "Place Industry"),
    "hasIndustry": ("Place", "Industry"),
    "needs": ("Place Organization", "Industry Organization"),
    "offers": ("Organization Person", "Industry"),
}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ROOT / "ontologies" / "kx.ttl")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ROOT / "ontologies" / "shapes.ttl")


def terms(ontology: Graph) -> set[URIRef]:
    return {term for term in ontology.subjects() if isinstance(term, URIRef) and term.startswith(NAMESPACE)}


def classes(graph: Graph, relation: str, end: URIRef) -> set[str]:
    (value,) = graph.objects(KX[relation], end)
    members = graph.value(value, OWL.unionOf)
    found = [value] if members is None else list(Collection(graph, members))
    return {str(one).removeprefix(NAMESPACE) for one in found}


def test_the_ontology_has_exactly_the_terms_of_the_code(ontology: Graph) -> None:
    in_code = {KX[name] for name in KX.__annotations__ if not name.startswith("_")}
    assert terms(ontology) == in_code


def test_every_term_has_a_label_and_a_comment_in_both_languages(ontology: Graph) -> None:
    for term in terms(ontology):
        for property in (RDFS.label, RDFS.comment):
            texts = [text for text in ontology.objects(term, property) if isinstance(text, Literal)]
            assert sorted(str(text.language) for text in texts) == ["en", "zh"], (term, property)
            assert all(str(text).strip() for text in texts), term


def test_labels_do_not_repeat(ontology: Graph) -> None:
    labels = [
        (str(label), (term, RDF.type, OWL.Class) in ontology)
        for term in terms(ontology)
        for label in ontology.objects(term, RDFS.label)
    ]
    assert sorted({label for label in labels if labels.count(label) > 1}) == []


@pytest.mark.parametrize("type_", ENTITY_TYPES)
def test_every_subtype_is_a_subclass_of_its_type(ontology: Graph, type_: str) -> None:
    expected = {subtype_class(type_, subtype) for subtype in SUBTYPES[type_]}
    found = {term for term in ontology.subjects(RDFS.subClassOf, KX[type_])}
    assert found == expected


def test_entities_have_the_common_classes_that_the_ontology_gives_them(ontology: Graph) -> None:
    owner = {
        subtype: type_ for type_, subtypes in SUBTYPES.items() for subtype in subtypes if subtype != "Other"
    }
    for name, standard in STANDARD_CLASSES.items():
        ours = subtype_class(owner[name], name) if name in owner else KX[name]
        assert (ours, RDFS.subClassOf, standard) in ontology, name


@pytest.mark.parametrize("relation", RELATION_TYPES)
def test_relations_have_the_ends_of_the_guidelines(ontology: Graph, relation: str) -> None:
    heads, tails = ENDS[relation]
    assert classes(ontology, relation, RDFS.domain) == set(heads.split())
    assert classes(ontology, relation, RDFS.range) == set(tails.split())


def allowed(shapes: Graph, constraint: Node) -> set[str]:
    alternatives = shapes.value(constraint, SH["or"])
    nodes = [constraint] if alternatives is None else list(Collection(shapes, alternatives))
    return {str(shapes.value(node, SH["class"])).removeprefix(NAMESPACE) for node in nodes}


@pytest.mark.parametrize("relation", RELATION_TYPES)
def test_shapes_demand_the_ends_of_the_guidelines(shapes: Graph, relation: str) -> None:
    heads, tails = ENDS[relation]
    (shape,) = shapes.subjects(SH.targetSubjectsOf, KX[relation])
    (of_tail,) = (
        part for part in shapes.objects(shape, SH.property) if (part, SH.path, KX[relation]) in shapes
    )
    assert allowed(shapes, shape) == set(heads.split())
    assert allowed(shapes, of_tail) == set(tails.split())


def test_shapes_know_every_type_and_subtype(shapes: Graph) -> None:
    subtypes = {subtype_class(type_, subtype) for type_, names in SUBTYPES.items() for subtype in names}
    targets = set(shapes.objects(None, SH.targetClass))
    assert {KX[type_] for type_ in ENTITY_TYPES} | subtypes <= targets


def test_every_shape_that_demands_something_says_what_in_both_languages(shapes: Graph) -> None:
    parts = set(shapes.objects(None, SH.property)) | {
        shape
        for shape in shapes.subjects(RDF.type, SH.NodeShape)
        if any((shape, constraint, None) in shapes for constraint in (SH["class"], SH["or"], SH.xone))
    }
    for part in parts:
        texts = [text for text in shapes.objects(part, SH.message) if isinstance(text, Literal)]
        assert sorted(str(text.language) for text in texts) == ["en", "zh"], list(
            shapes.predicate_objects(part)
        )


def test_only_cooperation_is_symmetric(ontology: Graph) -> None:
    assert {KX[name] for name in SYMMETRIC_RELATIONS} == set(
        ontology.subjects(RDF.type, OWL.SymmetricProperty)
    )


def test_the_page_of_the_ontology_is_current() -> None:
    """Else: python -m ontologies.document docs/ontology.md."""
    assert (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8") == page()


def test_the_page_has_a_row_for_each_term(ontology: Graph) -> None:
    rows = [line.split("`")[1] for line in page().splitlines() if line.startswith("| `kx:")]
    assert sorted(rows) == sorted(f"kx:{term.removeprefix(NAMESPACE)}" for term in terms(ontology))


def test_terms_of_other_vocabularies_exist_and_stand_on_the_page(ontology: Graph) -> None:
    known = {
        "schema": SDO,
        "org": ORG,
        "foaf": FOAF,
        "prov": PROV,
        "skos": SKOS,
        "dcterms": DCTERMS,
        "owl": OWL,
    }
    names = set()
    for property in (RDFS.subClassOf, RDFS.seeAlso, OWL.inverseOf):
        for term, other in ontology.subject_objects(property):
            if str(term).startswith(NAMESPACE) and not str(other).startswith(NAMESPACE):
                prefix, _, name = ontology.namespace_manager.curie(str(other)).partition(":")
                names.add(prefix)
                assert prefix == "oa" or URIRef(str(other)) in known[prefix], other
                assert f"| `{prefix}:{name}` |" in page()
    assert names == {*known, "oa"}
