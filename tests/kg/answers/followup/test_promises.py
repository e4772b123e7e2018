from __future__ import annotations

from kg.answers.followup import Promise, follow_up
from kg.answers.names import resolve
from tests.kg.answers.followup.told import told

PLAN = "茶叶学会 serves 青禾县 planned"


def first(*reports: str | tuple[str | None, str]) -> Promise:
    """Return the promise of the first report."""
    (promise,) = [one for one in follow_up(told(*reports)) if one.report == "report0"]
    return promise


def test_a_row_says_who_promised_what_where_and_what_came_of_it() -> None:
    promise = first("茶叶学会 builds 茶叶科技小院 planned 2 周明远", "茶叶学会 builds 茶叶科技小院 2")
    assert (promise.owner, promise.text) == ("茶叶学会", "建设 茶叶科技小院（2）")
    assert (promise.report, promise.date, promise.status) == ("report0", "2024-03-05", "done")
    assert (promise.modality, promise.speaker, promise.months) == ("planned", "周明远", None)
    assert promise.sentence == "茶叶学会builds茶叶科技小院planned2周明远。"
    (link,) = promise.links
    assert (link.report, link.date, link.modality) == ("report1", "2024-09-05", "actual")
    assert link.sentence == "茶叶学会builds茶叶科技小院2。"
    assert link.reason == "by itself; builds answers builds; the same name"


def test_a_wish_says_that_it_is_one() -> None:
    assert first("茶叶学会 serves 青禾县 wished").text == "服务 青禾县（愿望）"


def test_what_is_both_planned_and_wished_is_planned() -> None:
    assert first(f"{PLAN};茶叶学会 serves 青禾县 wished").modality == "planned"


def test_done_goes_before_moving_and_the_latest_first() -> None:
    promise = first(PLAN, "茶叶学会 serves 青禾县", "茶叶学会 serves 青禾县", PLAN)
    assert [(link.shows, link.report) for link in promise.links] == [
        ("done", "report2"),
        ("done", "report1"),
        ("moving", "report3"),
    ]


def test_each_report_that_promises_has_a_row() -> None:
    rows = follow_up(told(PLAN, PLAN, "茶叶学会 visits 白石县"))
    assert [(one.report, one.status) for one in rows] == [("report0", "moving"), ("report1", "silent")]


def test_months_count_from_the_last_sign_to_the_newest_report_or_the_date_given() -> None:
    silent = told(PLAN, "茶叶学会 visits 白石县", "茶叶学会 visits 白石县")
    assert [one.months for one in follow_up(silent)] == [12]
    assert [one.months for one in follow_up(silent, until="2025-06")] == [15]
    moving = told(PLAN, "茶叶学会 visits 青禾县", "茶叶学会 visits 白石县")
    assert [(one.status, one.months) for one in follow_up(moving)] == [("moving", 6)]


def test_an_earlier_report_and_the_same_report_answer_nothing() -> None:
    assert first(("2024-03-05", PLAN), ("2024-03-04", "茶叶学会 serves 青禾县")).status == "silent"
    assert first(f"{PLAN};茶叶学会 serves 青禾县").status == "silent"


def test_a_later_report_of_what_was_before_the_promise_answers_nothing() -> None:
    assert first(PLAN, "茶叶学会 serves 青禾县 @2023-11").status == "silent"
    assert first(PLAN, "茶叶学会 serves 青禾县 @2024-04").status == "done"


def test_of_one_day_only_what_was_done_answers() -> None:
    assert first(("2024-03-05", PLAN), ("2024-03-05", "茶叶学会 serves 青禾县")).status == "done"
    same_day = follow_up(told(("2024-03-05", PLAN), ("2024-03-05", f"{PLAN};茶叶学会 visits 白石县")))
    assert [one.status for one in same_day] == ["silent", "silent"]


def test_a_report_without_a_date_is_later_by_the_time_it_tells_of() -> None:
    assert first(PLAN, (None, "茶叶学会 serves 青禾县")).status == "silent"
    assert first(PLAN, (None, "茶叶学会 serves 青禾县 @2024-06")).status == "done"
    undated = first((None, PLAN), "茶叶学会 serves 青禾县")
    assert (undated.date, undated.status, undated.months) == (None, "silent", None)


def test_sites_of_one_name_in_two_counties_are_two() -> None:
    plan = "茶叶学会 builds 茶叶科技小院 planned;茶叶科技小院 locatedIn 青禾县 planned"
    assert first(plan, "茶叶学会 builds 茶叶科技小院;茶叶科技小院 locatedIn 白石县").status == "silent"
    assert first(plan, "茶叶学会 builds 茶叶科技小院;茶叶科技小院 locatedIn 云溪镇").status == "done"


def test_a_kind_is_one_thing_only_in_one_place() -> None:
    plan = "茶叶学会 builds 科技小院 planned;科技小院 locatedIn 青禾县 planned"
    there = "茶叶学会 builds 青禾茶叶科技小院;青禾茶叶科技小院 locatedIn 云溪镇"
    assert first(plan, there).status == "done"
    assert first("茶叶学会 builds 科技小院 planned", there).status == "silent"
    assert first(plan, "茶叶学会 builds 科技小院").status == "silent"


def test_fewer_events_than_promised_are_a_part() -> None:
    assert (
        first("茶叶学会 organizes 2期茶叶培训班 planned", "茶叶学会 organizes 茶叶培训班").status == "moving"
    )
    assert first("茶叶学会 organizes 培训班 planned", "茶叶学会 organizes 培训班").status == "silent"


def test_a_plan_about_an_event_or_a_need_of_a_field_is_nobodys_promise() -> None:
    assert follow_up(told("青禾茶叶论坛 locatedIn 青禾县 planned;青禾县 needs 茶叶 wished")) == []


def test_the_promises_of_a_body_are_those_of_its_units_and_of_both_who_cooperate() -> None:
    quads = told(
        "茶叶学会植保分会 serves 白石县 planned;云岭省农学会 cooperatesWith 茶叶学会 planned;"
        "云岭省农学会 serves 青禾县 planned;青禾县人民政府 builds 茶叶科技小院 wished 周明远"
    )

    def promised(name: str) -> list[tuple[str, str]]:
        thing = resolve(quads, name, ["Organization", "Person", "Place"])
        return [(one.owner, one.text) for one in follow_up(quads, thing.iri)]

    assert promised("茶叶学会") == [("茶叶学会", "合作 云岭省农学会"), ("茶叶学会植保分会", "服务 白石县")]
    assert promised("云岭省农学会") == [("云岭省农学会", "合作 茶叶学会"), ("云岭省农学会", "服务 青禾县")]
    assert promised("青禾县") == [("青禾县人民政府", "建设 茶叶科技小院（愿望）")]
    # He says it; the chair's own promises are not those of his body.
    assert promised("周明远") == [("青禾县人民政府", "建设 茶叶科技小院（愿望）")]
    assert [(one.owner, one.object) for one in follow_up(quads) if one.relation == "合作"] == [
        ("云岭省农学会", "茶叶学会")
    ]
