from __future__ import annotations

import pyoxigraph as ox
import pytest

from extractors.model import ENTITY_TYPES
from kg.answers.graph import load_graph, things
from kg.answers.names import resolve
from kg.answers.show import Portrait, portraits, show
from tests.kg.answers.years import COUNTY, SOCIETY, store_of, years
from tests.kg.small import IRI


@pytest.fixture(scope="module")
def of_years() -> ox.Store:
    return store_of(years())


def rows(portrait: Portrait) -> list[tuple[str, str, str | None, bool]]:
    return [(one.key.relation, one.other.label, one.when, one.reported) for one in portrait.statements]


def test_a_person_is_a_timeline(of_years: ox.Store) -> None:
    portrait = show(of_years, resolve(of_years, "周明远", ENTITY_TYPES).iri)
    assert rows(portrait) == [
        ("holdsPost", "云岭省茶叶学会", "2023-05-10", False),
        ("holdsPost", "云岭省茶叶学会", "2023-05-10", False),
        ("visits", "青禾县", "2024-06-01", True),
    ]
    tenure = portrait.statements[0].tenure
    assert tenure is not None
    assert portrait.labels[str(tenure.successor)] == "林素英"


def test_anything_else_is_grouped_by_relation_newest_first(of_years: ox.Store) -> None:
    assert rows(show(of_years, SOCIETY)) == [
        ("holdsPost", "林素英", "2025-03-08", True),
        ("holdsPost", "周明远", "2023-05-10", False),
        ("holdsPost", "周明远", "2023-05-10", False),
        ("holdsPost", "王雪", "2023-05", True),
        ("cooperatesWith", "云岭农业大学", "2025-03-08", True),
        ("serves", "青禾县", "2025-03-08", True),
        ("serves", "青禾县", "2023-05", True),
    ]
    modalities = [one.key.modality for one in show(of_years, SOCIETY).statements]
    assert modalities[-2:] == ["actual", "planned"]


def test_a_relation_is_seen_from_either_end(of_years: ox.Store, quads: ox.Store) -> None:
    assert [one.outgoing for one in show(of_years, COUNTY).statements if one.key.relation == "serves"] == [
        False,
        False,
    ]
    assert all(
        one.outgoing for one in show(of_years, SOCIETY).statements if one.key.relation == "cooperatesWith"
    )
    university = show(quads, IRI["university"])
    assert {one.other.label for one in university.statements if one.key.relation == "cooperatesWith"} == {
        "青禾县",
        "云岭省茶叶学会",
    }


def test_time_spoken_of_and_time_said_are_both_there(quads: ox.Store) -> None:
    plan = next(one for one in show(quads, IRI["association"]).statements if one.key.relation == "serves")
    assert (plan.key.time, [entry["date"] for entry in plan.said]) == ("2026", ["2025-03"])


def test_an_event_dates_what_was_done_at_it(quads: ox.Store) -> None:
    held = next(one for one in show(quads, IRI["society"]).statements if one.key.relation == "organizes")
    assert (held.when, held.reported) == ("2025-03-03/2025-03-07", False)


def test_sentences_come_newest_report_first(quads: ox.Store) -> None:
    served = next(one for one in show(quads, IRI["society"]).statements if one.key.relation == "serves")
    assert [entry["date"] for entry in served.said] == ["2025-03", "2024-12-01"]


def test_names_and_codes_are_told(quads: ox.Store) -> None:
    portrait = show(quads, IRI["association"])
    assert portrait.thing["names"] == ["云岭省科协", "省科协"]
    assert portrait.aliases == ["https://kexie-kg.example/id/organization/云岭省科协"]
    assert show(quads, IRI["county"]).thing["code"] == "990101"


def test_a_thing_of_which_nothing_is_said(quads: ox.Store) -> None:
    assert show(quads, IRI["company"]).statements == []


def test_all_portraits_are_those_of_each(of_years: ox.Store, quads: ox.Store) -> None:
    for store in (of_years, quads):
        found = list(portraits(store, load_graph(store)))
        assert len(found) == len(things(store))
        assert found == [show(store, portrait.iri) for portrait in found]
