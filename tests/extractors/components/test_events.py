"""The main event and when events are, on marked sentences."""

from __future__ import annotations

import pytest

from extractors.components import attendance, events
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


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[E:花生产业座谈会]\n[O:甲学会]主办了[E:另一场会]。", "花生产业座谈会"),
        ("通知\n[E:小会]在[L:东县]召开。会上介绍了[E:花生产业发展研讨大会]。[E:小会]闭幕。", "小会"),
        ("通知\n甲。乙。丙。丁说起[E:花生产业发展研讨大会]。", None),
        ("通知\n甲。乙。丙。丁说起[E:年会]。[E:年会]很好，[E:年会]、[E:年会]。", "年会"),
        # One that is only planned is what a report is about where the report is a plan.
        ("[O:甲学会]成立\n[O:甲学会]将举办[E:花生产业发展研讨大会]。", None),
        ("[O:甲学会]工作计划\n[O:甲学会]将举办[E:花生产业发展研讨大会]。", "花生产业发展研讨大会"),
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
        ("3月8日，[E:年会]召开。", "2025-03-08"),
        ("[E:年会]召开。2024年5月6日，[E:年会]闭幕。7月8日，[E:年会]再开。", "2024-05-06"),
        ("2024年，[E:年会]召开。", None),
        ("3月8日开工。[E:年会]召开。", None),
        ("3月8日，[E:2016年年会]召开。", "2016-03-08"),
        ("3月8日，[E:2024年度工作会议]召开。", "2025-03-08"),
        ("3月8日，[E:甲奖（2015）颁奖大会]召开。", "2025-03-08"),
    ],
)
def test_the_date_of_an_event_stands_in_a_sentence_that_names_it(marked: str, expected: str | None) -> None:
    encoded = encode(marked)
    text = marked.replace("[E:", "").replace("]", "")
    (group,) = groups_of(encoded)
    events.set_dates(text, encoded, "2025-03-10", [group])
    assert group.date == expected


@pytest.mark.parametrize(
    "piece",
    [
        "[P:甲]主持[E:会]，",
        "[O:甲]、",
        "[E:会]将",
        "[P:甲]就",
        "[O:甲]参加。",
        "3月8日[E:会]。",
        "来自[O:甲]、",
        "召开[E:会]，",
        "[P:甲]：",
        "[O:甲]与",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    def run(length: str) -> object:
        encoded, groups = prepared[len(length)]
        events.set_dates("3月8日会。" * len(length), encoded, None, groups)
        return attendance.match(encoded, events.main_event(groups, encoded), groups)

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
