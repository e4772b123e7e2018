from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from extractors.model import Form
from kg.answers.as_of import as_of
from kg.answers.diff import KINDS, Change, compare
from tests.kg.answers.years import COUNTY, another, person, store_of, years
from tests.kg.store.five import extraction

Row = tuple[str, str, str | None, str | None, str | None]


@pytest.fixture(scope="module")
def of_years() -> ox.Store:
    return store_of(years())


def rows(changes: list[Change]) -> list[Row]:
    return [
        (
            one.kind,
            one.subject.label,
            one.relation,
            None if one.object is None else one.object.label,
            one.role,
        )
        for one in changes
    ]


def test_what_changed_between_two_dates(of_years: ox.Store) -> None:
    changes = compare(as_of(of_years, "2024"), as_of(of_years, "2025"))
    assert rows(changes) == [
        ("handover", "林素英", "holdsPost", "云岭省茶叶学会", "会长"),
        ("fulfilled", "云岭省茶叶学会", "serves", "青禾县", None),
        ("cooperation", "云岭农业大学", "cooperatesWith", "云岭省茶叶学会", None),
        ("new thing", "云岭农业大学", None, None, None),
        ("new thing", "林素英", None, None, None),
    ]
    post, service, cooperation, university, _ = changes
    assert post.before is not None and post.before.label == "周明远"
    assert [entry["date"] for entry in post.said_before] == ["2023-05", "2024-06-01"]
    assert [entry["sentence"] for entry in post.said] == ["林素英任云岭省茶叶学会会长,原会长周明远到会。"]
    assert [entry["sentence"] for entry in service.said_before] == ["学会将服务青禾县。"]
    assert cooperation.said == university.said
    assert {change.modality for change in changes[:3]} == {"actual"}


def test_a_first_year_is_all_new(of_years: ox.Store) -> None:
    changes = compare(as_of(of_years, "2022"), as_of(of_years, "2023"))
    assert rows(changes) == [
        ("new", "周明远", "holdsPost", "云岭省茶叶学会", "会长"),
        ("new", "王雪", "holdsPost", "云岭省茶叶学会", "副会长"),
        ("new", "云岭省茶叶学会", "serves", "青禾县", None),
        ("new thing", "云岭省茶叶学会", None, None, None),
        ("new thing", "周明远", None, None, None),
        ("new thing", "王雪", None, None, None),
        ("new thing", "青禾县", None, None, None),
    ]
    assert [change.times for change in changes[:3]] == [("2023-05-10",), (), ()]
    assert changes[2].modality == "planned"


def test_the_other_way_round_it_goes(of_years: ox.Store) -> None:
    changes = compare(as_of(of_years, "2025"), as_of(of_years, "2024"))
    assert {change.kind for change in changes} == {"gone", "gone thing"}
    assert all(change.said == () and change.said_before for change in changes)


def test_told_again_nothing_is_new(of_years: ox.Store) -> None:
    again = store_of([*years(), another("又一年\n云岭省茶叶学会会长林素英", "林素英", "2026")])
    assert compare(of_years, of_years) == []
    assert compare(of_years, again) == []


def test_in_two_stores_without_dates_another_holder_follows_the_one_that_is_gone() -> None:
    old = store_of([another("座谈\n云岭省茶叶学会会长周明远", "周明远", None)])
    new = store_of([another("座谈\n云岭省茶叶学会会长林素英", "林素英", None)])
    changes = compare(old, new)
    assert rows(changes) == [
        ("handover", "林素英", "holdsPost", "云岭省茶叶学会", "会长"),
        ("new thing", "林素英", None, None, None),
        ("gone thing", "周明远", None, None, None),
    ]
    both = store_of([another(f"座谈\n云岭省茶叶学会会长{name}", name, None) for name in ("林素英", "周明远")])
    assert rows(compare(old, both))[0] == ("new", "林素英", "holdsPost", "云岭省茶叶学会", "会长")


def test_a_post_that_changes_hands_twice_is_told_twice() -> None:
    later = another("又换届\n云岭省茶叶学会会长陈晓", "陈晓", "2026")
    quads = store_of([*years(), later])
    changes = compare(as_of(quads, "2024"), as_of(quads, "2026"))
    handed = [
        (one.before and one.before.label, one.subject.label) for one in changes if one.kind == "handover"
    ]
    assert handed == [("周明远", "林素英"), ("林素英", "陈晓")]
    assert all(one.said_before for one in changes if one.kind == "handover")


def test_a_former_holder_told_of_later_takes_nothing_over(of_years: ox.Store) -> None:
    later = another("座谈\n云岭省茶叶学会原会长陈晓", "陈晓", "2026")
    changes = compare(of_years, store_of([*years(), later]))
    assert rows(changes) == [
        ("new", "陈晓", "holdsPost", "云岭省茶叶学会", "会长"),
        ("new thing", "陈晓", None, None, None),
    ]


def test_a_thing_known_by_a_fuller_name_now_is_the_same() -> None:
    def report(name: str, *forms: str) -> ox.Store:
        one = extraction(
            "r",
            f"座谈\n{name}主席李明远",
            {"o": ("Organization", "Association", name, None), "p": person("李明远")},
            [(f"holdsPost p o | {name}主席李明远", {"role": "主席"})],
        )
        body, *others = one.entities
        known = replace(body, forms=(*body.forms, *(Form(form, "short") for form in forms)))
        one = replace(one, entities=(known, *others))
        return store_of([one])

    short, full = report("云岭省科协"), report("云岭省科学技术协会", "云岭省科协")
    assert compare(short, full) == []
    assert compare(full, short) == []


def test_a_thing_of_which_nothing_is_said_has_its_report() -> None:
    report = extraction("r", "座谈\n青禾县", {"c": ("Place", "County", "青禾县", "990101")}, [], date="2025")
    [change] = compare(ox.Store(), store_of([report]))
    assert (change.kind, change.subject.iri) == ("new thing", COUNTY)
    assert [(entry["title"], entry["date"], entry["sentence"]) for entry in change.said] == [
        ("座谈", "2025", None)
    ]


def test_every_kind_has_its_place_in_the_order(of_years: ox.Store) -> None:
    changes = compare(as_of(of_years, "2022"), of_years)
    places = [KINDS.index(change.kind) for change in changes]
    assert places == sorted(places)
