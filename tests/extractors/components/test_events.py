"""The main event, who takes part in which event, and when events are, on marked sentences."""

from __future__ import annotations

import pytest

from extractors.components import events
from extractors.components.clauses import Encoded
from extractors.mentions import Group, Mention
from tests.extractors.growth import LINEAR, ratio
from tests.extractors.marked import encode


def groups_of(encoded: tuple[Encoded, ...], subtype: str = "Meeting") -> list[Group]:
    """One group for each form; events are all of one subtype."""
    groups: dict[str, Group] = {}
    for one in encoded:
        for mention in one.mentions.values():
            kind = subtype if mention.type == "Event" else None
            group = groups.setdefault(mention.form, Group(mention.type, kind, mention.form))
            group.add(mention, "test")
    return list(groups.values())


def taking_part(marked: str, main: str | None = None, subtype: str = "Meeting") -> list[str]:
    """Who takes part in what; `main` is the form of the main event, which the first line names."""
    encoded = encode(f"[E:{main}]\n{marked}" if main is not None else marked)
    current = encoded[0].mentions[0] if main is not None else None
    claims = events.match(encoded, current, groups_of(encoded, subtype))
    assert {claim.type for claim in claims} <= {"participatesIn"}
    return [f"{claim.head.form} {claim.rule} {claim.tail.form} {claim.modality}" for claim in claims]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[E:花生产业座谈会]\n[O:甲学会]主办了[E:另一场会]。", "花生产业座谈会"),
        ("通知\n[E:小会]在[L:东县]召开。会上介绍了[E:花生产业发展研讨大会]。[E:小会]闭幕。", "小会"),
        ("通知\n甲。乙。丙。丁说起[E:花生产业发展研讨大会]。", None),
        ("通知\n甲。乙。丙。丁说起[E:年会]。[E:年会]很好，[E:年会]、[E:年会]。", "年会"),
        ("[O:甲学会]成立。", None),
    ],
)
def test_the_main_event(marked: str, expected: str | None) -> None:
    encoded = encode(marked)
    main = events.main_event(groups_of(encoded), encoded)
    assert (main.form if main is not None else None) == expected


def test_the_main_event_is_its_first_mention_and_none_without_text() -> None:
    encoded = encode("[E:年会]\n[E:年会]开幕。")
    assert events.main_event(groups_of(encoded), encoded) is encoded[0].mentions[0]
    assert events.main_event([], ()) is None


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
        ("[O:甲学会]、[O:乙公司]等单位代表参加。", [
            "甲学会 event.bodies 大会 actual", "乙公司 event.bodies 大会 actual",
        ]),
        ("[O:甲学会]、[O:乙公司]（简称乙）代表参加。", [
            "甲学会 event.bodies 大会 actual", "乙公司 event.bodies 大会 actual",
        ]),
        ("[O:甲学会]应邀出席了[E:年会]。", ["甲学会 event.bodies 年会 actual"]),
        ("[O:甲学会]参观[O:乙公司]。", []),
        # Bylines and captions tell of the report and the picture.
        ("来源：[P:王立]主持", []),
        ("图为[P:王立]出席[E:年会]", []),
    ],
)  # fmt: skip
def test_who_takes_part(marked: str, expected: list[str]) -> None:
    assert taking_part(marked, main="大会") == expected


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
    claims = events.match(encoded, None, groups_of(encoded))
    quotes = [[text[begin:end] for begin, end in claim.spans] for claim in claims]
    assert quotes == [["王立在年会上致辞"], ["年会上致辞", "李和"]]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("3月8日，[E:年会]召开。", "2025-03-08"),
        ("[E:年会]召开。2024年5月6日，[E:年会]闭幕。7月8日，[E:年会]再开。", "2024-05-06"),
        ("2024年，[E:年会]召开。", None),
        ("3月8日开工。[E:年会]召开。", None),
    ],
)
def test_the_date_of_an_event_stands_in_a_sentence_that_names_it(marked: str, expected: str | None) -> None:
    encoded = encode(marked)
    text = marked.replace("[E:", "").replace("]", "")
    (group,) = groups_of(encoded)
    events.set_dates(text, encoded, "2025-03-10", [group])
    assert group.date == expected


@pytest.mark.parametrize(
    "piece", ["[P:甲]主持[E:会]，", "[O:甲]、", "[E:会]将", "[P:甲]就", "[O:甲]参加。", "3月8日[E:会]。"]
)
def test_time_grows_with_the_text(piece: str) -> None:
    def run(length: str) -> object:
        encoded, groups = prepared[len(length)]
        events.set_dates("3月8日会。" * len(length), encoded, None, groups)
        return events.match(encoded, events.main_event(groups, encoded), groups)

    prepared = {length: with_groups(piece * (length // 4)) for length in (1_000, 4_000)}
    assert ratio(run, "甲", 1_000) < LINEAR


def with_groups(marked: str) -> tuple[tuple[Encoded, ...], list[Group]]:
    encoded = encode(marked)
    return encoded, groups_of(encoded)


def test_a_mention_outside_of_all_sentences_has_no_date() -> None:
    group = Group("Event", "Meeting", "年会")
    group.add(Mention(0, 2, "年会", "Event", "Meeting", "test"), "test")
    events.set_dates("年会\n3月8日。", encode("甲")[1:], None, [group])
    assert group.date is None
