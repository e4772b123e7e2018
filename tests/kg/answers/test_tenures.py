from __future__ import annotations

import pyoxigraph as ox

from kg.answers.names import labels
from kg.answers.tenures import Tenure, tenures
from tests.kg.answers.years import SOCIETY, another, store_of, years


def held(quads: ox.Store) -> dict[tuple[str, str | None], Tenure]:
    """Return the tenures by the holder's name and the role."""
    found = tenures(quads, [SOCIETY])
    names = labels(quads, [tenure.holder for tenure in found])
    return {(names[tenure.holder], tenure.role): tenure for tenure in found}


def test_a_post_is_held_from_its_stated_time_to_that_of_the_next_holder() -> None:
    found = held(store_of(years()))
    zhou, lin = found["周明远", "会长"], found["林素英", "会长"]
    assert (zhou.since, zhou.last, zhou.until) == ("2023-05-10", "2024-06-01", "2025-03-08")
    assert zhou.successor == lin.holder
    assert (lin.since, lin.until, lin.successor) == ("2025-03-08", None, None)
    assert (zhou.single, zhou.former, len(zhou.reports)) == (True, False, 3)


def test_of_two_who_follow_the_one_that_a_report_names_with_the_holder_before_is_the_successor() -> None:
    rival = another("座谈\n云岭省茶叶学会会长陈晓", "陈晓", "2025-03")
    found = held(store_of([*years(), rival]))
    assert found["周明远", "会长"].successor == found["林素英", "会长"].holder
    assert found["周明远", "会长"].until == "2025-03"
    unclear = [another(f"座谈\n云岭省茶叶学会会长{name}", name, "2026-01") for name in ("陈晓", "王雪")]
    last = held(store_of([*years(), *unclear]))["林素英", "会长"]
    assert (last.until, last.successor) == ("2026-01", None)


def test_a_post_of_many_has_no_successor() -> None:
    wang = held(store_of(years()))["王雪", "副会长"]
    assert (wang.single, wang.since, wang.until) == (False, "2023-05", None)


def test_a_report_that_calls_one_a_former_holder_ends_the_tenure() -> None:
    text = "座谈\n云岭省茶叶学会原副会长王雪"
    quads = store_of([*years()[:1], another(text, "王雪", "2024")])
    other = store_of([another("座谈\n云岭省茶叶学会原会长王雪", "王雪", "2024")])
    assert held(quads)["王雪", "会长"].former is False  # 原副会长 says nothing of a 会长
    wang = held(other)["王雪", "会长"]
    assert (wang.since, wang.last, wang.until, wang.former) == (None, None, "2024", True)


def test_without_dates_there_is_no_order() -> None:
    quads = store_of([another(f"座谈\n云岭省茶叶学会会长{name}", name, None) for name in ("王雪", "陈晓")])
    assert {(one.since, one.until, one.successor) for one in tenures(quads)} == {(None, None, None)}


def test_all_bodies_or_some() -> None:
    quads = store_of(years())
    assert tenures(quads) == tenures(quads, [SOCIETY])
    assert tenures(quads, []) == []
