from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, SKOS

from extractors.model import ENTITY_TYPES
from kg.answers.names import Thing, described, labels, named, names_beginning, resolve, short_names_in
from kg.errors import NotFoundError
from kg.store.patterns import term
from kg.store.rdf import FACTS, chinese
from kg.vocabulary import KX, PREFIXES
from tests.kg.small import IRI

BODY = ["Organization"]
ASSOCIATION = Thing(IRI["association"], "云岭省科学技术协会")


@pytest.mark.parametrize(
    "name",
    [
        "云岭省科学技术协会",
        "省科协",
        " “省科协” ",
        "云岭省科协",
        "科学技术",
        "id:organization/云岭省科学技术协会",
        IRI["association"],
        "id:organization/云岭省科协",
        "https://kexie-kg.example/id/organization/云岭省科协",
    ],
)
def test_a_thing_is_known_by_iri_label_other_name_and_part(quads: ox.Store, name: str) -> None:
    assert resolve(quads, name, BODY) == ASSOCIATION


def test_a_label_goes_before_another_name_and_that_before_a_part(quads: ox.Store) -> None:
    # 茶叶 is an industry's label, and part of a society's and an event's.
    assert resolve(quads, "茶叶", ENTITY_TYPES).iri == IRI["tea"]
    # 茶叶学会 is another name of the society; nothing has it as its label.
    assert resolve(quads, "茶叶学会", ENTITY_TYPES).iri == IRI["society"]


@pytest.mark.parametrize("name", ["茶叶产业", "茶叶技术", "优质茶叶"])
def test_an_industry_is_known_but_for_qualifiers(quads: ox.Store, name: str) -> None:
    assert resolve(quads, name, ["Industry"]).iri == IRI["tea"]


def test_a_name_may_be_said_with_a_particle(quads: ox.Store) -> None:
    assert resolve(quads, "云岭省的茶叶学会", BODY).iri == IRI["society"]


def test_of_those_that_share_a_short_name_the_one_is_meant_of_which_it_is_short(quads: ox.Store) -> None:
    university, short = ox.NamedNode(IRI["university"]), chinese("云岭省科协")
    for thing in (university, ox.NamedNode(IRI["association"])):
        quads.add(ox.Quad(thing, ox.NamedNode(str(SKOS.altLabel)), short, FACTS))
    assert resolve(quads, "云岭省科协", BODY) == ASSOCIATION


def test_the_first_letters_of_a_name_mean_it_and_no_longer_one(quads: ox.Store) -> None:
    college = ox.NamedNode(f"{IRI['university']}茶学院")
    quads.add(ox.Quad(college, ox.NamedNode(str(RDF.type)), ox.NamedNode(str(KX.Organization)), FACTS))
    quads.add(ox.Quad(college, ox.NamedNode(str(RDFS.label)), chinese("云岭农业大学茶学院"), FACTS))
    assert resolve(quads, "云农大", BODY).iri == IRI["university"]


def test_names_cut_short_are_found_in_a_text(quads: ox.Store) -> None:
    found = short_names_in(quads, "种植培训班和行远公司的事")
    assert {name: [thing.label for thing in things] for name, things in found.items()} == {
        "种植培训班": ["茶叶种植培训班"],
        "行远公司": ["行远公司"],
    }


def test_only_the_asked_types_count(quads: ox.Store) -> None:
    assert resolve(quads, "茶叶", BODY).iri == IRI["society"]
    assert resolve(quads, "青禾", ["Place"]).iri == IRI["county"]
    assert resolve(quads, "青禾", ["Initiative"]).iri == IRI["action"]


def test_two_things_of_one_name_are_listed(quads: ox.Store) -> None:
    with pytest.raises(NotFoundError) as error:
        resolve(quads, "周明远", ["Person"])
    message = str(error.value)
    # What tells them apart stands beside them.
    assert message.startswith(
        "周明远 may be one of 2 things, name one: 周明远 (云岭省科学技术协会主席; id:person/"
    )
    assert "周明远 (云岭农业大学校长; id:person/" in message
    one = message.split("; ")[1].split(")")[0]
    assert resolve(quads, one, ["Person"]).label == "周明远"


def test_several_that_have_the_part_are_listed(quads: ox.Store) -> None:
    with pytest.raises(NotFoundError) as error:
        resolve(quads, "云岭省", BODY)
    assert str(error.value) == (
        "云岭省 may be one of 2 things, name one: 云岭省茶叶学会 (id:organization/云岭省茶叶学会), "
        "云岭省科学技术协会 (id:organization/云岭省科学技术协会)"
    )


def test_an_unknown_name_lists_the_nearest_first(quads: ox.Store) -> None:
    with pytest.raises(NotFoundError) as error:
        resolve(quads, "云岭农林大学", BODY)
    message = str(error.value)
    assert message.startswith("the graph knows no Organization named 云岭农林大学; the nearest names: ")
    order = [message.index(name) for name in ("云岭农业大学", "云岭省茶叶学会")]
    assert order == sorted(order)
    assert "\n" not in message


def test_where_every_type_counts_none_is_named(quads: ox.Store) -> None:
    with pytest.raises(NotFoundError, match="^the graph knows nothing named xyz$"):
        resolve(quads, "xyz", ENTITY_TYPES)


@pytest.mark.parametrize("name", ["", " ", "“”", "xyz"])
def test_a_name_without_anything_in_common_lists_nothing(quads: ox.Store, name: str) -> None:
    with pytest.raises(NotFoundError) as error:
        resolve(quads, name, BODY)
    assert str(error.value) == f"the graph knows no Organization named {name}"


def test_listed_names_act_on_no_terminal(quads: ox.Store) -> None:
    other = ox.NamedNode("https://kexie-kg.example/id/organization/行远")
    quads.add(ox.Quad(other, term(RDF.type), term(KX.Organization)))
    quads.add(ox.Quad(other, term(RDFS.label), ox.Literal("行远\x1b[2J\n公司", language="zh")))
    with pytest.raises(NotFoundError) as error:
        resolve(quads, "行远", BODY)
    assert str(error.value) == (
        "行远 may be one of 2 things, name one: 行远公司 (id:organization/行远公司), "
        "行远[2J 公司 (id:organization/行远)"
    )


def test_a_name_that_is_no_unicode_is_unknown(quads: ox.Store) -> None:
    with pytest.raises(NotFoundError, match=r"the graph knows no Organization named \?"):
        resolve(quads, "\udcff", BODY)


def test_a_name_is_never_part_of_a_query(quads: ox.Store) -> None:
    with pytest.raises(NotFoundError):
        resolve(quads, '"@zh } DROP ALL # 省科协', BODY)


def test_labels_of_things_and_terms(quads: ox.Store) -> None:
    serves = "https://kexie-kg.example/ns#serves"
    assert labels(quads, [IRI["tea"], serves, "a:unknown"]) == {IRI["tea"]: "茶叶", serves: "服务"}


def test_any_node_is_described(quads: ox.Store) -> None:
    def only(type_: str) -> str:
        rows = quads.query(f"SELECT ?x {{ GRAPH ?g {{ ?x a <{type_}> }} }} ORDER BY ?x LIMIT 1")
        return str(next(iter(rows))["x"].value)

    statement = only("http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement")
    assertion = only("https://kexie-kg.example/ns#Assertion")
    about = described(quads, [IRI["tea"], statement, assertion, "a:unknown"])
    assert set(about) == {IRI["tea"], statement, assertion}
    assert about[IRI["tea"]] == "茶叶"
    head, relation, tail = about[statement].split(" ")
    assert relation[0].islower() and head and tail
    assert about[assertion].endswith("。")


def test_a_name_with_the_end_of_a_place_is_nearer_than_a_part(quads: ox.Store) -> None:
    label, type_ = (
        ox.NamedNode(f"{PREFIXES[prefix]}{name}") for prefix, name in (("rdfs", "label"), ("rdf", "type"))
    )
    town = ox.NamedNode("https://kexie-kg.example/id/place/990102")
    quads.add(ox.Quad(town, label, ox.Literal("三青禾镇", language="zh")))
    quads.add(ox.Quad(town, type_, ox.NamedNode(str(KX.Place))))
    assert resolve(quads, "青禾", ["Place"]).iri == IRI["county"]


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("云岭科协", "association"),
        ("云岭茶叶学会", "society"),
        ("云岭农大", "university"),
        ("qinghexian", "county"),
        ("qinghe", "county"),
        ("Qing He Xian", "county"),
        ("qhx", "county"),
        ("ylskx", "association"),
        ("ylkx", "association"),
        ("yunlingnongye", "university"),
    ],
)
def test_short_names_and_pinyin(quads: ox.Store, name: str, thing: str) -> None:
    types = ["Place"] if thing == "county" else BODY
    assert resolve(quads, name, types).iri == IRI[thing]


def test_pinyin_of_several_things_is_no_answer(quads: ox.Store) -> None:
    with pytest.raises(NotFoundError, match="yunling may be one of 3 things"):
        resolve(quads, "yunling", BODY)


def test_names_are_found_with_marks_and_labels_go_first(quads: ox.Store) -> None:
    tea, society = Thing(IRI["tea"], "茶叶"), Thing(IRI["society"], "云岭省茶叶学会")
    assert named(quads, ["茶叶", "茶叶学会", "《青禾行动》", "无此名"]) == {
        "茶叶": {tea: "Industry"},
        "茶叶学会": {society: "Organization"},
        "《青禾行动》": {Thing(IRI["action"], "青禾行动"): "Initiative"},
    }
    other = ox.NamedNode(f"{PREFIXES['skos']}altLabel")
    quads.add(ox.Quad(ox.NamedNode(IRI["company"]), other, ox.Literal("云岭农业大学", language="zh")))
    university = Thing(IRI["university"], "云岭农业大学")
    assert named(quads, ["云岭农业大学"]) == {"云岭农业大学": {university: "Organization"}}


def test_names_that_begin_so_shortest_first(quads: ox.Store) -> None:
    assert names_beginning(quads, "云岭省科") == ["云岭省科协", "云岭省科学技术协会"]
    assert names_beginning(quads, '") }') == []
