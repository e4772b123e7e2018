from __future__ import annotations

import pyoxigraph as ox
import pytest

from extractors.model import Extraction
from kg.answers.review.cases import Case, cases, contradictions, quotes
from kg.answers.review.parties import party
from kg.answers.review.verdicts import Signature, accepted, answered, different, only_side, rejected, same
from kg.errors import JudgementError, NotFoundError
from kg.identity.judgements import Judgement
from kg.store.judgements import put_judgements
from kg.store.records import report_id
from kg.store.update import put_report, update
from tests.kg.store.five import extraction, stored

SIGNED = Signature("王芳", "2026-01-02T03:04:05Z")

OFFICE = ("Organization", "Government", "青禾县科学技术局", None)
SHORT_OFFICE = ("Organization", "Government", "青禾县科技局", None)
SOCIETY = ("Organization", "Society", "云岭省茶叶学会", None)
OTHER_SOCIETY = ("Organization", "Society", "云岭省中药学会", None)
PHARMACY = ("Organization", "Society", "云岭省药学会", None)
LI = ("Person", None, "李明远", None)
TEA = ("Industry", None, "茶叶", None)


def reports() -> list[Extraction]:
    return [
        extraction(
            "office",
            "走访\n青禾县科学技术局局长李明远到云岭省茶叶学会。",
            {"o": OFFICE, "p": LI, "s": SOCIETY},
            [
                ("holdsPost p o | 青禾县科学技术局局长李明远", {"role": "局长"}),
                ("visits p s | 到云岭省茶叶学会", {}),
            ],
            date="2025-01-01",
        ),
        extraction(
            "short",
            "服务\n青禾县科技局提供茶叶技术。云岭省药学会与云岭省中药学会合作。",
            {"o": SHORT_OFFICE, "t": TEA, "a": PHARMACY, "b": OTHER_SOCIETY},
            [("offers o t | 提供茶叶技术", {}), ("cooperatesWith a b | 合作", {})],
            date="2025-02-01",
        ),
        extraction(
            "society",
            "年会\n云岭省茶叶学会会长李明远讲话。",
            {"s": SOCIETY, "p": LI},
            [("holdsPost p s | 云岭省茶叶学会会长李明远", {"role": "会长"})],
            date="2025-03-01",
        ),
    ]


@pytest.fixture
def store() -> ox.Store:
    return stored(reports())


def judge(quads: ox.Store, *judgements: Judgement) -> None:
    update(quads, put_judgements(quads, judgements), set())


def labels(case: Case) -> set[str]:
    return {side.label for side in (case.left, case.right) if side is not None}


def test_what_names_suggest_is_asked_and_nothing_else(store: ox.Store) -> None:
    found = cases(store)
    assert {frozenset(labels(case)) for case in found} == {
        frozenset({"李明远"}),
        frozenset({"青禾县科学技术局", "青禾县科技局"}),
    }
    assert {case.kind for case in found} == {"same"}
    [offices] = [case for case in found if "青禾县科技局" in labels(case)]
    assert offices.left is not None
    [quote] = quotes(store, offices.left)
    assert quote.sentence == "青禾县科学技术局局长李明远到云岭省茶叶学会。"
    assert (quote.title, quote.date) == ("走访", "2025-01-01")


@pytest.mark.parametrize("yes", [True, False])
def test_a_case_that_was_answered_is_not_asked_again(store: ox.Store, yes: bool) -> None:
    before = cases(store)
    [given] = answered(store, before[0], yes, SIGNED)
    judge(store, given)
    assert [case.id for case in cases(store)] == [case.id for case in before[1:]]
    judge(store, given.undo("李雷", SIGNED.at))
    assert cases(store) == before


def test_one_person_whom_one_report_alone_makes_one_is_asked_about(store: ox.Store) -> None:
    both = extraction(
        "both",
        "兼任\n李明远任青禾县科学技术局局长、云岭省茶叶学会会长。",
        {"p": LI, "o": OFFICE, "s": SOCIETY},
        [
            ("holdsPost p o | 李明远任青禾县科学技术局局长", {"role": "局长"}),
            ("holdsPost p s | 云岭省茶叶学会会长", {"role": "会长"}),
        ],
    )
    put_report(store, both, report_id(both.document), with_text=True)
    update(store, {report_id(both.document)}, set())
    [case] = [case for case in cases(store) if case.kind == "different"]
    assert "兼任" in case.reason[0]
    for yes, persons in ((False, 1), (True, 2)):
        [judgement] = answered(store, case, yes, SIGNED)
        judge(store, judgement)
        query = "SELECT DISTINCT ?p { ?p a <https://kexie-kg.example/ns#Person> }"
        assert len(list(store.query(query))) == persons
        assert [one for one in cases(store) if one.kind == "different"] == []
        judge(store, judgement.undo("李雷", SIGNED.at))


def two_chairs() -> list[Extraction]:
    """Return two reports of one day that give one society two presidents."""
    return [
        extraction(
            name,
            f"消息\n云岭省茶叶学会会长{person}讲话。",
            {"s": SOCIETY, "p": ("Person", None, person, None)},
            [(f"holdsPost p s | 云岭省茶叶学会会长{person}", {"role": "会长"})],
            date="2025-03-01",
        )
        for name, person in (("one", "周明远"), ("two", "章伟"))
    ]


def test_reports_that_contradict_each_other_are_asked_about() -> None:
    quads = ox.Store()
    for one in two_chairs():
        put_report(quads, one, report_id(one.document), with_text=True)
    update(quads, {report_id(one.document) for one in two_chairs()}, set())
    [case] = cases(quads)
    assert case.kind == "conflict" and case.conflict is not None
    with pytest.raises(JudgementError, match="kg reject"):
        answered(quads, case, False, SIGNED)
    both = answered(quads, case, True, SIGNED)
    judge(quads, *both)
    assert cases(quads) == []
    judge(quads, *(one.undo("李雷", SIGNED.at) for one in both))
    assert cases(quads) == [case]
    judge(quads, *only_side(quads, case, 2, SIGNED))
    assert cases(quads) == []
    posts = list(quads.query("SELECT ?p { ?p <https://kexie-kg.example/ns#holdsPost> ?b }"))
    assert len(posts) == 1
    for wrong in (0, 3):
        with pytest.raises(JudgementError, match="no side"):
            only_side(quads, case, wrong, SIGNED)


def test_namesakes_in_one_body_come_first(store: ox.Store) -> None:
    named = extraction(
        "named",
        "介绍\n云岭省茶学会会长李明远介绍情况。",
        {"s": ("Organization", "Society", "云岭省茶学会", None), "p": LI},
        [("holdsPost p s | 云岭省茶学会会长李明远", {"role": "会长"})],
    )
    put_report(store, named, report_id(named.document), with_text=True)
    update(store, {report_id(named.document)}, set())
    judge(store, same(party(store, "云岭省茶学会"), party(store, "云岭省茶叶学会"), SIGNED))
    first = cases(store)[0]
    assert (labels(first), first.reason[0]) == ({"李明远"}, "两者同名,任职于同一机构")


def test_judgements_that_contradict_each_other_come_first(store: ox.Store) -> None:
    office, short, society = (party(store, name[2]) for name in (OFFICE, SHORT_OFFICE, SOCIETY))
    said = [
        same(office, short, SIGNED),
        same(short, society, SIGNED),
        different(store, office, society, SIGNED),
    ]
    judge(store, *said)
    assert contradictions(store) == [frozenset(one.id for one in said)]
    first = cases(store)[0]
    assert (first.kind, set(first.judgements)) == ("judgements", {one.id for one in said})
    with pytest.raises(JudgementError, match="kg undo"):
        answered(store, first, True, SIGNED)


def test_a_judgement_that_points_to_nothing_any_more_is_shown(store: ox.Store) -> None:
    judgement = same(party(store, OFFICE[2]), party(store, SHORT_OFFICE[2]), SIGNED)
    judge(store, judgement)
    update(store, set(), {report_id(one.document) for one in reports()})
    [case] = cases(store)
    assert case.judgements == (judgement.id,)


def test_a_party_is_a_thing_or_what_one_report_means(store: ox.Store) -> None:
    assert party(store, "云岭省茶叶学会").whole
    assert len(party(store, "云岭省茶叶学会").mentions) == 1
    one = party(store, "李明远@society")
    assert not one.whole
    assert one.mentions == party(store, "李明远@society.txt").mentions
    for wrong in ("李明远", "李明远@nowhere", "张三@society", "云岭省"):
        with pytest.raises(NotFoundError):
            party(store, wrong)


def test_judgements_that_say_nothing_are_refused(store: ox.Store) -> None:
    society, office = party(store, "云岭省茶叶学会"), party(store, "青禾县科技局")
    for a, b in ((society, society), (society, party(store, "茶叶"))):
        with pytest.raises(JudgementError):
            same(a, b, SIGNED)
    with pytest.raises(JudgementError, match="@REPORT"):
        different(store, society, society, SIGNED)
    assert different(store, society, office, SIGNED).kind == "different"
    assert different(store, society, party(store, "云岭省茶叶学会@society"), SIGNED).kind == "apart"


def test_a_statement_is_named_by_its_ends_or_its_id(store: ox.Store) -> None:
    words = ("青禾县科技局", "offers", "茶叶")
    [judgement] = rejected(store, words, SIGNED)
    assert judgement.statement is not None
    judge(store, judgement)
    with pytest.raises(NotFoundError, match="says nothing like"):
        accepted(store, words, SIGNED)
    # The two of a symmetric relation may stand in either order.
    for ends in (("云岭省药学会", "云岭省中药学会"), ("云岭省中药学会", "云岭省药学会")):
        [confirmed] = accepted(store, (ends[0], "cooperatesWith", ends[1]), SIGNED)
        assert confirmed.kind == "accepted"


def test_what_is_no_thing_leaves_the_graph(store: ox.Store) -> None:
    [judgement] = rejected(store, ("青禾县科技局",), SIGNED)
    judge(store, judgement)
    assert party(store, "青禾县科技局").label == "青禾县科学技术局"  # for which the name is short
    with pytest.raises(NotFoundError, match="kg review"):
        accepted(store, ("云岭省茶叶学会",), SIGNED)
