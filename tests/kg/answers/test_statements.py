from __future__ import annotations

import pyoxigraph as ox

from kg.answers.statements import statements
from kg.store.patterns import subjects, term
from kg.store.rdf import read_statement
from kg.vocabulary import KXG
from tests.kg.small import IRI


def test_all_statements_are_read_as_they_stand(quads: ox.Store) -> None:
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    nodes = set(subjects(quads, rdf_type, None, term(KXG.statements)))
    assert statements(quads) == {node.value: read_statement(quads, node) for node in nodes}
    assert {iri: key.iri for iri, key in statements(quads).items()} == {iri: iri for iri in statements(quads)}


def test_those_of_a_thing_have_it_as_head_or_tail(quads: ox.Store) -> None:
    found = statements(quads, [IRI["tea"], IRI["action"]]).values()
    assert sorted(key.relation for key in found) == ["advances", "hasIndustry", "needs", "offers"]
    assert statements(quads, ["a:unknown"]) == {}
    assert statements(quads, []) == {}
