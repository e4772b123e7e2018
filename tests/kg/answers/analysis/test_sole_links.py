from __future__ import annotations

from kg.answers.analysis.sole_links import sole_links
from tests.kg.answers.analysis.networks import Fact, network

THINGS = {
    "茶叶学会": "Organization/Society",
    "农业大学": "Organization/University",
    "科协": "Organization/Association",
    "周明远": "Person",
    "吴小兰": "Person",
    "青禾县": "Place/County",
    "论坛": "Event/Forum",
}
BOTH: list[Fact] = [("周明远", "holdsPost", "茶叶学会"), ("周明远", "holdsPost", "农业大学")]


def rows(*facts: Fact, plans: tuple[Fact, ...] = ()) -> list[tuple[object, ...]]:
    return [row.cells for row in sole_links(network(THINGS, [*BOTH, *facts], plans)).rows]


def test_two_bodies_that_one_person_links() -> None:
    assert rows() == [("农业大学", "茶叶学会", "周明远", None)]
    assert sole_links(network(THINGS, BOTH)).rows[0].statements == ("s0", "s1")


def test_a_second_person_or_a_fact_of_their_own_links_them_too() -> None:
    assert rows(("吴小兰", "holdsPost", "茶叶学会"), ("吴小兰", "holdsPost", "农业大学")) == []
    assert rows(("茶叶学会", "cooperatesWith", "农业大学")) == []


def test_a_plan_links_nobody() -> None:
    plan = ("茶叶学会", "cooperatesWith", "农业大学")
    assert rows(plans=(plan,)) == [("农业大学", "茶叶学会", "周明远", None)]


def test_the_way_round_is_counted_but_not_through_places() -> None:
    seats: list[Fact] = [("茶叶学会", "locatedIn", "青禾县"), ("农业大学", "locatedIn", "青禾县")]
    assert rows(*seats)[0][3] is None
    event: list[Fact] = [("茶叶学会", "organizes", "论坛"), ("农业大学", "participatesIn", "论坛")]
    assert rows(*seats, *event)[0][3] == 2


def test_pairs_without_another_way_come_first() -> None:
    found = rows(
        ("周明远", "holdsPost", "科协"),
        ("茶叶学会", "organizes", "论坛"),
        ("农业大学", "participatesIn", "论坛"),
    )
    assert [row[3] for row in found] == [None, None, 2]
