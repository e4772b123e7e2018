from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS

from kg.answers.questions import Restriction, ask, load_questions
from kg.store.rdf import FACTS, chinese
from kg.vocabulary import KX
from tests.kg.small import IRI


def names(quads: ox.Store, id_: str, argument: str, wanted: Restriction) -> list[str]:
    return ask(quads, load_questions()[id_], [argument], wanted).names


@pytest.mark.parametrize(
    ("kinds", "answers"),
    [
        ((), ["云岭省茶叶学会"]),
        (("学会",), ["云岭省茶叶学会"]),
        (("企业",), []),
        (("企业", "学会"), ["云岭省茶叶学会"]),
        # A word without a class stands in the name.
        (("研究会",), ["云岭省茶叶学会"]),
        (("专委会",), []),
    ],
)
def test_a_kind_keeps_the_answers_of_that_kind(
    quads: ox.Store, kinds: tuple[str, ...], answers: list[str]
) -> None:
    assert names(quads, "services", "青禾县", Restriction(kinds=kinds)) == answers


def test_for_a_place_stands_the_one_of_the_kind_that_it_lies_in(quads: ox.Store) -> None:
    assert names(quads, "serves", "茶叶学会", Restriction(kinds=("市",))) == []
    city = ox.NamedNode("https://kexie-kg.example/id/place/城")
    for subject, predicate, value in (
        (ox.NamedNode(IRI["county"]), KX.locatedIn, city),
        (city, RDF.type, ox.NamedNode(str(KX.City))),
        (city, RDFS.label, chinese("云溪市")),
    ):
        quads.add(ox.Quad(subject, ox.NamedNode(str(predicate)), value, FACTS))
    assert names(quads, "serves", "茶叶学会", Restriction(kinds=("市",))) == ["云溪市"]
    assert names(quads, "serves", "茶叶学会", Restriction(kinds=("县",))) == ["青禾县"]


def test_a_role_keeps_those_who_hold_it(quads: ox.Store) -> None:
    assert names(quads, "posts", "省科协", Restriction(roles=("主席",))) == ["周明远"]
    assert names(quads, "posts", "省科协", Restriction(roles=("副主席", "主席"))) == ["周明远"]
    assert names(quads, "posts", "省科协", Restriction(roles=("秘书长",))) == []


@pytest.mark.parametrize("held", ["党组书记", "党组书记、主席", "主席兼书记"])
def test_a_role_is_one_of_several_and_a_secretary_that_of_the_party(quads: ox.Store, held: str) -> None:
    role = ox.NamedNode("https://kexie-kg.example/ns#role")
    for quad in list(quads.quads_for_pattern(None, role, chinese("主席"), None)):
        quads.remove(quad)
        quads.add(ox.Quad(quad.subject, role, chinese(held), quad.graph_name))
    assert names(quads, "posts", "省科协", Restriction(roles=("书记",))) == ["周明远"]


def test_what_is_wanted_is_said_with_the_question(quads: ox.Store) -> None:
    wanted = Restriction(kinds=("学会",), roles=("主席",), current=True)
    assert str(wanted) == "学会、现任主席"
    understood = ask(quads, load_questions()["posts"], ["省科协"], Restriction(roles=("主席",))).understood
    assert understood[0] == "谁在云岭省科学技术协会及其部门任职? (主席)"


def test_a_restriction_on_what_a_question_does_not_tell_has_no_effect(quads: ox.Store) -> None:
    assert names(quads, "needs", "青禾县", Restriction(kinds=("学会",))) == ["茶叶"]
