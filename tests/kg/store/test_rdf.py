"""What a statement implies beside its direct triple."""

from __future__ import annotations

import pytest
from rdflib import RDF, SDO, URIRef

from kg.store.rdf import StatementKey, fact_quads, span_iri, span_of
from kg.vocabulary import KX

ID = "https://kexie-kg.example/id/"
HEAD, TAIL = f"{ID}place/445322", f"{ID}industry/黄皮保鲜"


@pytest.mark.parametrize(
    ("relation", "kind", "link"),
    [("needs", SDO.Demand, SDO.seeks), ("offers", SDO.Offer, SDO.offeredBy)],
)
def test_a_need_and_an_offer_are_things_of_their_own(relation: str, kind: URIRef, link: URIRef) -> None:
    quads = list(fact_quads(StatementKey(HEAD, relation, TAIL, None, "actual", None)))
    found = {quad.predicate.value: (quad.subject.value, quad.object.value) for quad in quads}
    assert set(found) == {str(KX[relation]), str(RDF.type), str(link), str(SDO.itemOffered)}
    node, of_kind = found[str(RDF.type)]
    assert of_kind == str(kind)
    assert found[str(SDO.itemOffered)] == (node, TAIL)
    assert set(found[str(link)]) == {node, HEAD}


def test_a_wish_keeps_its_demand_out_of_the_facts() -> None:
    wish = StatementKey(HEAD, "needs", TAIL, None, "wished", None)
    assert {quad.graph_name.value for quad in fact_quads(wish)} == {"https://kexie-kg.example/graph/wished"}


def test_a_seat_has_no_node_of_its_own() -> None:
    seat = StatementKey(HEAD, "locatedIn", f"{ID}place/445300", None, "actual", None)
    assert len(list(fact_quads(seat))) == 1


def test_the_name_of_a_stretch_tells_where_it_stands() -> None:
    assert span_of(span_iri("0" * 64, "span", (7, 21))) == (7, 21)
