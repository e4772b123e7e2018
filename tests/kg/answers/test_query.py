from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.answers.query import Rows, about, run, select, values
from tests.kg.small import IRI

SERVES = "SELECT ?who ?place { ?who kx:serves ?place }"


def test_the_default_graph_holds_facts_and_no_plans(quads: ox.Store) -> None:
    facts = run(quads, SERVES)
    plans = run(quads, "SELECT ?who ?place { GRAPH kxg:planned { ?who kx:serves ?place } }")
    assert isinstance(facts, Rows) and isinstance(plans, Rows)
    assert list(facts.texts()) == [{"who": IRI["society"], "place": IRI["county"]}]
    assert list(plans.texts()) == [{"who": IRI["association"], "place": IRI["county"]}]


def test_ask_gives_a_truth_value(quads: ox.Store) -> None:
    assert run(quads, "ASK { ?x a kx:Society }") is True
    assert run(quads, "ASK { ?x a kx:Alliance }") is False


def test_construct_and_describe_give_sorted_triples(quads: ox.Store) -> None:
    built = run(quads, "CONSTRUCT { ?t kx:needs ?h } WHERE { { ?h kx:serves ?t } UNION { ?h kx:serves ?t } }")
    needs = ox.NamedNode("https://kexie-kg.example/ns#needs")
    assert built == [ox.Triple(ox.NamedNode(IRI["county"]), needs, ox.NamedNode(IRI["society"]))]
    described = run(quads, f"DESCRIBE <{IRI['society']}>")
    assert isinstance(described, list)
    assert described == sorted(described, key=str)
    assert {triple.subject.value for triple in described} == {IRI["society"]}


def test_an_empty_answer_keeps_its_variables(quads: ox.Store) -> None:
    assert run(quads, "SELECT ?x ?y { ?x kx:visits ?y }") == Rows(("x", "y"), [])


def test_what_a_query_is_about_is_bound_first_and_stands_where_the_query_says_so() -> None:
    assert about("SELECT $a ?b { ?b kx:partOf* ?a ; kx:serves $a }", {"a": "urn:x"}) == (
        "SELECT $a ?b {\n  VALUES (?a) { (<urn:x>) } ?b kx:partOf* ?a ; kx:serves <urn:x> }"
    )


def test_select_binds_terms_and_not_text(quads: ox.Store) -> None:
    query = "SELECT $who ?place { $who kx:serves ?place }"
    assert len(select(quads, query, {"who": IRI["society"]}).rows) == 1
    assert select(quads, query, {"who": IRI["company"]}).rows == []
    with pytest.raises(ValueError, match="IRI"):
        select(quads, query, {"who": "a:b> } DROP ALL #"})


def test_values_are_sorted_and_distinct() -> None:
    assert values("x", ["b:b", "a:a", "b:b"]) == "VALUES ?x { <a:a> <b:b> }"
    with pytest.raises(ValueError, match="IRI"):
        values("x", ["a:a> }"])


def test_a_query_changes_nothing(quads: ox.Store) -> None:
    before = set(quads)
    run(quads, SERVES)
    assert set(quads) == before
