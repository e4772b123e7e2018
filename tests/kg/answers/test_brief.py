from __future__ import annotations

import pyoxigraph as ox
import pytest

from extractors.model import ENTITY_TYPES
from kg.answers.brief import write_brief
from kg.answers.names import resolve
from kg.answers.paper import Note, Paper
from tests.kg.answers.match.offered import offered
from tests.kg.small import IRI

FIRST = [
    "青禾县 needs 茶叶加工", "青禾县 serves 茶叶", "周明远 holdsPost 云岭省茶叶学会 会长",
    "云岭省茶叶学会 offers 茶叶加工", "云岭省茶叶学会 serves 青禾县", "云岭省茶叶学会 serves 白石县 planned",
    "云岭省茶叶学会 cooperatesWith 云岭农业大学",
]  # fmt: skip
THEN = ["沈若兰 holdsPost 云岭省茶叶学会 会长", "云岭省茶叶学会 serves 白石县"]


@pytest.fixture(scope="module")
def told() -> ox.Store:
    return offered(FIRST, THEN, dates=("2024-03", "2025-03"))


def about(quads: ox.Store, name: str) -> Paper:
    return write_brief(quads, resolve(quads, name, ENTITY_TYPES).iri)


def lines(brief: Paper) -> dict[str, list[str]]:
    return {
        section.english: ["".join(piece.text for piece in line.pieces) for line in section.lines]
        for section in brief.sections
    }


def test_a_society_has_posts_work_offers_plans_and_cooperation(told: ox.Store) -> None:
    assert lines(about(told, "云岭省茶叶学会")) == {
        "Who": ["学会"],
        "Posts": ["会长 沈若兰（2025-03 – ）", "会长 周明远（2024-03 – 2025-03），原任"],
        "What it does": ["服务 白石县、青禾县"],
        "Offers": ["可提供 茶叶加工"],
        "Whose needs it could meet": ["青禾县：茶叶加工（80分，第1位）"],
        "Plans and their status": ["服务 白石县 — 已落实"],
        "Cooperation": ["合作 云岭农业大学"],
    }


def test_a_county_has_needs_and_who_could_meet_them(told: ox.Store) -> None:
    county = lines(about(told, "青禾县"))
    assert county["Needs"] == ["茶叶加工"]
    assert county["Who could meet its needs"] == ["茶叶加工 ← 云岭省茶叶学会（80分，同一事项（茶叶加工））"]
    assert county["Who"][0] == "县级行政区，行政区划代码 990101"
    assert "云岭省茶叶学会 服务 青禾县" in county["What it does"]


def test_a_need_that_nobody_can_meet_says_so() -> None:
    county = lines(about(offered(["青禾县 needs 茶叶加工"]), "青禾县"))
    assert county["Who could meet its needs"] == ["茶叶加工 ← 图中无人能满足"]


def test_a_person_has_posts_the_present_ones_first(told: ox.Store) -> None:
    assert lines(about(told, "周明远"))["Posts"] == ["云岭省茶叶学会 会长（2024-03 – 2025-03），原任"]


def test_every_line_has_a_source_with_its_sentence(told: ox.Store) -> None:
    for name in ("云岭省茶叶学会", "青禾县", "周明远", "云岭农业大学"):
        brief = about(told, name)
        for section in brief.sections:
            for line in section.lines:
                assert any(piece.notes for piece in line.pieces), (name, section, line)
        for note in brief.numbers():
            assert note.title is not None and note.sentence is not None
    assert Note("report1", "2025-03", "云岭省茶叶学会serves白石县。") in about(told, "白石县").numbers()


def test_notes_are_numbered_as_they_stand_each_once(told: ox.Store) -> None:
    numbers = about(told, "云岭省茶叶学会").numbers()
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))


def test_events_are_news_and_programmes_have_who_advances_them(quads: ox.Store) -> None:
    assert lines(write_brief(quads, IRI["society"]))["Latest news"] == [
        "2025-03-03/2025-03-07 举办 茶叶种植培训班"
    ]
    assert lines(write_brief(quads, IRI["county"]))["Latest news"] == ["2025-03-03/2025-03-07 茶叶种植培训班"]
    assert lines(write_brief(quads, IRI["action"]))["What it does"] == ["云岭省茶叶学会 推进 青禾行动"]


def test_contradictions_are_told_with_both_sides() -> None:
    quads = offered(
        ["周明远 holdsPost 云岭省茶叶学会 会长"], ["沈若兰 holdsPost 云岭省茶叶学会 会长"],
        dates=("2025-03-01", "2025-03-01"),
    )  # fmt: skip
    for name in ("云岭省茶叶学会", "周明远"):
        (line,) = lines(about(quads, name))["Open contradictions"]
        assert "会长 同一时间的任职者：" in line and "周明远" in line and "沈若兰" in line


def test_what_finds_no_room_is_counted() -> None:
    many = [f"云岭省茶叶学会 offers {name}" for name in ("甲茶", "乙茶", "丙茶", "丁茶", "戊茶", "己茶")]
    brief = about(offered(many), "云岭省茶叶学会")
    (offers,) = [section for section in brief.sections if section.english == "Offers"]
    assert (len(offers.lines[0].pieces), offers.lines[0].more) == (4, 2)
