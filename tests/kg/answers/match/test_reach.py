from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.answers.match.reach import Reach
from kg.answers.names import resolve
from kg.vocabulary import ID
from tests.kg.answers.match.offered import CODES, offered


def place(name: str) -> str:
    return str(ID[f"place/{CODES.get(name, name)}"])


LEVELS = {
    "云岭省茶叶学会": "own_province",
    "云溪市茶叶学会": "own_city",
    "青禾县茶叶协会": "own_county",
    "中国茶叶学会": "national",
    "甘肃省农学会": "elsewhere",
    "白石茶叶协会": "same_province",
    "茶叶大学": "unknown",
}
BODIES = list(LEVELS)


QUADS = offered(
    [f"{name} offers 茶叶" for name in BODIES]
    + [
        "云岭省茶叶学会 locatedIn 云岭省",
        "云溪市茶叶学会 locatedIn 云溪市",
        "青禾县茶叶协会 locatedIn 青禾县",
    ]
    + ["白石茶叶协会 locatedIn 白石县", "云岭省茶叶学会 serves 白石县", "甘肃省农学会 locatedIn 甘肃省"]
    + ["中国茶叶学会 builds 茶叶科技小院", "茶叶科技小院 locatedIn 青禾县"]
)


def body(name: str, quads: ox.Store = QUADS) -> str:
    return resolve(quads, name, ["Organization"]).iri


@pytest.fixture(scope="module")
def reach() -> Reach:
    return Reach(QUADS, [place("青禾县")], [body(name) for name in BODIES])


@pytest.mark.parametrize(("name", "level"), LEVELS.items())
def test_a_body_is_there_for_the_place_in_its_name_else_of_its_seat(
    reach: Reach, name: str, level: str
) -> None:
    assert reach.level(body(name), place("青禾县")) == level


def test_places_of_one_city_are_neighbours(reach: Reach) -> None:
    assert reach.neighbours(place("白石县"), place("青禾县"))
    assert not reach.neighbours(place("云岭省"), place("青禾县"))
    assert reach.within(place("青禾县"), place("云溪市"))
    assert not reach.within(place("云溪市"), place("青禾县"))


def test_work_is_service_and_what_is_built_in_a_place(reach: Reach) -> None:
    assert reach.work[body("云岭省茶叶学会")] == {place("白石县")}
    assert reach.work[body("中国茶叶学会")] == {place("青禾县")}


def test_a_seat_that_no_report_tells_is_read_from_the_name() -> None:
    quads = offered(["德庆绿鲜公司 needs 贡柑"])
    company = body("德庆绿鲜公司", quads)
    reach = Reach(quads, [], [company])
    assert reach.seats(company) == {place("441226")}
    assert reach.within(place("441226"), place("441226"))
