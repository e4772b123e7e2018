"""Who takes part in which event, on marked sentences."""

from __future__ import annotations

import pytest

from extractors.components import attendance
from tests.extractors.components.test_events import groups_of
from tests.extractors.marked import encode


def taking_part(marked: str, main: str | None = None, subtype: str = "Meeting") -> list[str]:
    """Who takes part in what; `main` is the form of the main event, which the first line names."""
    encoded = encode(f"[E:{main}]\n{marked}" if main is not None else marked)
    current = encoded[0].mentions[0] if main is not None else None
    claims = attendance.match(encoded, current, groups_of(encoded, subtype))
    assert {claim.type for claim in claims} <= {"participatesIn"}
    return [f"{claim.head.form} {claim.rule} {claim.tail.form} {claim.modality}" for claim in claims]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # Persons with a verb of attending: at the event it governs, that begins the sentence, the main one.
        ("[P:王立]出席[E:年会]。", ["王立 event.attends 年会 actual"]),
        ("[P:王立]、[P:李和]在[E:年会]上致辞。", [
            "王立 event.attends 年会 actual", "李和 event.attends 年会 actual",
        ]),
        ("[E:年会]由[P:王立]主持。", ["王立 event.attends 年会 actual"]),
        ("会议由[P:王立]主持。", ["王立 event.attends 大会 actual"]),
        ("[P:王立]就花生育种作交流。", ["王立 event.attends 大会 actual"]),
        ("[P:王立]将出席[E:年会]。", ["王立 event.attends 年会 planned"]),
        ("[P:王立]没有出席[E:年会]。", []),
        ("[P:王立]因故缺席，[P:李和]出席[E:年会]。", []),
        ("[P:王立]荣获奖项并作了发言。", []),
        # Who speaks, but not whom he speaks of.
        ("[P:王立]指出，[P:李和]贡献很大。", ["王立 event.speaks 大会 actual"]),
        ("[P:王立]到[L:东县]。", []),
        # Lists of bodies.
        ("[O:甲局]、[O:乙局]相关领导、7家会员企业代表及[O:丙银行]参会。", [
            "甲局 event.bodies 大会 actual", "乙局 event.bodies 大会 actual",
            "丙银行 event.bodies 大会 actual",
        ]),
        ("[O:甲公司]、[O:乙公司]等企业代表分别介绍各自的工艺。", [
            "甲公司 event.bodies 大会 actual", "乙公司 event.bodies 大会 actual",
        ]),
        ("[O:甲学会]、[O:乙公司]等单位代表参加。", [
            "甲学会 event.bodies 大会 actual", "乙公司 event.bodies 大会 actual",
        ]),
        ("[O:甲学会]、[O:乙公司]（简称乙）代表参加。", [
            "甲学会 event.bodies 大会 actual", "乙公司 event.bodies 大会 actual",
        ]),
        ("[O:甲学会]应邀出席了[E:年会]。", ["甲学会 event.bodies 年会 actual"]),
        ("[O:甲学会]参观[O:乙公司]。", []),
        # Whom the meeting invited, and lines that give what a person said.
        ("会议邀请[O:甲大学][P:王立]教授作报告。", ["王立 event.attends 大会 actual"]),
        ("东县种植大户 [P:王立]：缺技术。", ["王立 event.speaker 大会 actual"]),
        # A paragraph that names the last meeting again is about it; who is given something was not there.
        ("[E:花生培训班]开班。\n培训班由[P:王立]主持。", ["王立 event.attends 花生培训班 actual"]),
        ("[E:花生培训班]开班。\n本次培训特邀[P:王立]作报告。", ["王立 event.attends 花生培训班 actual"]),
        ("[P:王立]向[P:甲明]、[P:乙明]、[P:丙明]等32位会员颁发证书。", ["王立 event.attends 大会 actual"]),
        # Who wrote the report took no part.
        ("本报讯（[P:王立] 摄影）近日，[P:李和]出席[E:年会]。", ["李和 event.attends 年会 actual"]),
        # An event that the sentence says was held before the verb; not one that is spoken of behind it.
        ("[O:甲学会]举办[E:年会]，[P:王立]授课。", ["王立 event.attends 年会 actual"]),
        ("[P:王立]表示，将在[L:东县]举办[E:年会]。", ["王立 event.speaks 大会 actual"]),
        ("[P:王立]邀请[O:甲公司]参加[E:年会]。", []),
        # At an event that is named, in the clause around it.
        ("在11月8日的[E:年会]上，[P:王立]掰着指头数账，[P:李和]早已离开。", ["王立 event.there 年会 actual"]),
        # In office at an event where others were given prizes.
        ("[P:王立]为获奖者颁奖。", ["王立 event.attends 大会 actual"]),
        # Bodies that came from somewhere, that a list names, that speak, and what is none of these.
        ("来自[O:甲学会]、[O:乙大学]的11名专家参加。", [
            "甲学会 event.bodies 大会 actual", "乙大学 event.bodies 大会 actual",
        ]),
        ("参会单位有[O:甲学会]、[O:乙大学]。", [
            "甲学会 event.bodies 大会 actual", "乙大学 event.bodies 大会 actual",
        ]),
        ("[O:甲学会]、[O:乙大学]分别作交流发言。", [
            "甲学会 event.bodies 大会 actual", "乙大学 event.bodies 大会 actual",
        ]),
        ("[O:甲学会]作为会员单位参加活动。", ["甲学会 event.bodies 大会 actual"]),
        ("[O:甲学会]与[O:乙大学]签约。", []),
        ("下次会议将邀请[O:甲学会]参加。", []),
        # Bylines and captions tell of the report and the picture.
        ("来源：[P:王立]主持", []),
        ("图为[P:王立]出席[E:年会]", []),
    ],
)  # fmt: skip
def test_who_takes_part(marked: str, expected: list[str]) -> None:
    assert taking_part(marked, main="大会") == expected


def test_who_signs_takes_part_where_contracts_are_signed() -> None:
    pairs = "[O:甲学会]、[O:丙学会]分别与[O:乙大学]签订协议。"
    assert taking_part(pairs, main="签约仪式") == [
        "甲学会 event.bodies 签约仪式 actual",
        "丙学会 event.bodies 签约仪式 actual",
        "乙大学 event.bodies 签约仪式 actual",
    ]
    assert taking_part(pairs, main="大会") == []


def test_what_is_said_may_be_a_plan_but_not_that_it_is_said() -> None:
    plan = "下一步打算先建站。[P:王立]说，钱够了。"
    assert taking_part(plan, main="大会") == ["王立 event.speaks 大会 actual"]


def test_a_meeting_beside_the_event_does_not_take_its_place() -> None:
    marked = "会议期间召开了[E:理事会]。[P:王立]致辞。"
    assert taking_part(marked, main="大会") == ["王立 event.attends 大会 actual"]


def test_the_next_paragraph_goes_on_about_the_last_meeting() -> None:
    marked = "[O:甲学会]召开[E:座谈会]。\n{}[P:王立]发言。"
    assert taking_part(marked.format("会上，"), main="大会") == ["王立 event.attends 座谈会 actual"]
    assert taking_part(marked.format(""), main="大会") == ["王立 event.attends 大会 actual"]
    assert taking_part(marked.format("")) == ["王立 event.attends 座谈会 actual"]
    assert taking_part(marked.format("到村里。\n")) == []


def test_who_wins_takes_part_in_a_competition() -> None:
    won = "[P:王立]荣获一等奖。[O:甲大学]代表队夺得冠军。"
    assert taking_part(won, main="大赛", subtype="Competition") == [
        "王立 event.wins 大赛 actual",
        "甲大学 event.bodies 大赛 actual",
    ]
    assert taking_part(won, main="大会") == []


def test_without_an_event_nobody_takes_part() -> None:
    assert taking_part("会议由[P:王立]主持。") == []


def test_nobody_speaks_at_a_visit() -> None:
    assert taking_part("[P:王立]出席[E:考察]。", subtype="Visit") == []


def test_a_sentence_speaks_of_the_last_meeting_of_its_paragraph() -> None:
    marked = "[O:甲学会]召开[E:座谈会]。[P:王立]作了发言。\n[P:李和]作了发言。"
    assert taking_part(marked, main="大会") == [
        "王立 event.attends 座谈会 actual",
        "李和 event.attends 大会 actual",
    ]


def test_a_meeting_that_is_planned_is_not_spoken_at() -> None:
    assert taking_part("[O:甲学会]将召开[E:座谈会]。[P:王立]作了发言。", main="大会") == [
        "王立 event.attends 大会 actual"
    ]


def test_the_evidence_joins_what_stands_close() -> None:
    marked = "[P:王立]在[E:年会]上致辞，会后走访农户，请花生专家多多指导，[P:李和]也去了。"
    encoded = encode(marked)
    text = marked.replace("[P:", "").replace("[E:", "").replace("]", "")
    claims = attendance.match(encoded, None, groups_of(encoded))
    quotes = [[text[begin:end] for begin, end in claim.spans] for claim in claims]
    assert quotes == [["王立在年会上致辞"], ["年会上致辞", "李和"]]
