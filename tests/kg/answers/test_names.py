from __future__ import annotations

import pyoxigraph as ox
import pytest

from extractors.model import ENTITY_TYPES
from kg.answers.names import Thing, described, labels, resolve
from kg.errors import NotFoundError
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


def test_only_the_asked_types_count(quads: ox.Store) -> None:
    assert resolve(quads, "茶叶", BODY).iri == IRI["society"]
    assert resolve(quads, "青禾", ["Place"]).iri == IRI["county"]
    assert resolve(quads, "青禾", ["Initiative"]).iri == IRI["action"]


def test_two_things_of_one_name_are_listed(quads: ox.Store) -> None:
    with pytest.raises(NotFoundError) as error:
        resolve(quads, "周明远", ["Person"])
    message = str(error.value)
    assert message.startswith("周明远 may be one of 2 things, name one: 周明远 (id:person/")
    assert message.count("周明远 (id:person/") == 2
    one = message.split("(")[1].split(")")[0]
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
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    quads.add(ox.Quad(ox.NamedNode(IRI["company"]), label, ox.Literal("行远\x1b[2J\n公司", language="zh")))
    with pytest.raises(NotFoundError) as error:
        resolve(quads, "行远", BODY)
    assert str(error.value) == (
        "行远 may be one of 2 things, name one: 行远公司 (id:organization/行远公司), "
        "行远[2J 公司 (id:organization/行远公司)"
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
