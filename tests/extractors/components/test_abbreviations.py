"""Which name of a report is short for which longer one."""

from __future__ import annotations

import pytest

from extractors.components import abbreviations
from extractors.mentions import Group, Mention
from tests.extractors.growth import LINEAR, ratio


def group(kind: str, subtype: str, name: str, code: str | None = None) -> Group:
    mention = Mention(0, len(name), name, kind, subtype, "x")
    if code is not None:
        mention.place = Mention(0, 1, "县", "Place", "County", "x", code=code)
    made = Group(kind, subtype, name)
    made.add(mention, mention.reason)
    return made


def joined(kind: str, subtype: str, *names: str) -> list[list[str]]:
    """The names of each group after joining."""
    groups = abbreviations.join([group(kind, subtype, name) for name in names])
    return [sorted(one.forms) for one in groups]


@pytest.mark.parametrize(
    ("kind", "subtype", "short", "long"),
    [
        # The words of the short name of an event stand in the long one, at its end or before 暨 and the like.
        ("Event", "Forum", "创新论坛", "第十届花生产业创新论坛"),
        ("Event", "Meeting", "花生产业大会", "2025年花生产业大会暨年会"),
        ("Event", "Meeting", "第三届花生年会", "甲学会第三届花生年会"),
        ("Event", "Training", "甲省花生产业技术骨干培训", "2025年甲省花生产业技术骨干研修培训班"),
        ("Event", "Meeting", "花生协会筹备工作会", "花生协会筹备工作会议"),
        # A unit: its characters in order, and the same end.
        ("Organization", "Institute", "甲花生研究所", "甲省花生产业研究所"),
        ("Organization", "Department", "农业农村局", "东县农业农村局"),
        # A company by its core, a society by its end, a site by its end.
        ("Organization", "Company", "金穗公司", "东县金穗农业有限公司"),
        ("Organization", "Company", "金穗科技", "东县金穗科技股份有限公司"),
        ("Organization", "Society", "花生学会", "甲省花生学会"),
        ("Organization", "Society", "花生学会", "中国花生育种学会"),
        ("Facility", "Base", "示范基地", "东县花生示范基地"),
        ("Initiative", "Programme", "金穗计划", "甲省金穗计划"),
    ],
)
def test_an_abbreviation_joins_its_full_name(kind: str, subtype: str, short: str, long: str) -> None:
    assert joined(kind, subtype, short, long) == [sorted((short, long))]
    assert joined(kind, subtype, long, short) == [sorted((short, long))]


@pytest.mark.parametrize(
    ("kind", "subtype", "short", "long"),
    [
        ("Event", "Forum", "第九届创新论坛", "第十届花生创新论坛"),
        ("Event", "Forum", "创新论坛", "第十届创新论坛筹备工作"),
        ("Event", "Meeting", "年会", "第三届花生年会"),
        ("Event", "Meeting", "花生种植技术交流会", "水稻病虫害防治交流会"),
        ("Organization", "Institute", "花生所", "甲省农业研究院"),
        ("Organization", "Institute", "水稻所", "甲省花生研究所"),
        ("Organization", "Institute", "中国科学院", "中国农业科学院"),
        ("Organization", "Department", "生所", "甲省花生研究所"),
        ("Organization", "Company", "金穗公司", "东县银穗农业有限公司"),
        ("Organization", "Society", "花生学会", "甲省花生学会东县分会"),
        ("Organization", "Association", "东县科协", "东县老科协"),
        ("Facility", "Base", "花生基地", "花生基地博物馆"),
        ("Industry", "", "花生种植", "优质花生种植"),
    ],
)
def test_another_name_stays_by_itself(kind: str, subtype: str, short: str, long: str) -> None:
    assert joined(kind, subtype, short, long) == [[short], [long]]


def test_units_of_different_subtypes_are_one_only_by_a_long_name() -> None:
    for short, together in (("农业农村局办公室", True), ("办公室", False)):
        groups = [
            group("Organization", "Department", "东县农业农村局办公室"),
            group("Organization", "Other", short),
        ]
        assert len(abbreviations.join(groups)) == (1 if together else 2)


def test_places_tell_two_names_apart() -> None:
    short = group("Organization", "Institute", "花生研究所", code="441625")
    long = group("Organization", "Institute", "甲省花生研究所", code="441621")
    assert abbreviations.join([short, long]) == [short, long]


def test_a_name_that_two_longer_ones_fit_stays_by_itself() -> None:
    names = ("花生学会", "甲省花生学会", "乙省花生学会")
    assert joined("Organization", "Society", *names) == [[name] for name in names]


def test_an_event_joins_the_longest_of_names_that_are_short_for_one_another() -> None:
    names = ("创新论坛", "花生创新论坛", "第十届花生创新论坛")
    assert joined("Event", "Forum", *names) == [sorted(names)]


def test_a_company_joins_its_legal_name_past_one_in_between() -> None:
    names = ("星光电子", "星光电子公司", "星光电子股份有限公司")
    assert joined("Organization", "Company", *names) == [sorted(names)]


def test_the_reason_names_the_full_name() -> None:
    (one,) = abbreviations.join(
        [group("Event", "Forum", "创新论坛"), group("Event", "Forum", "花生创新论坛")]
    )
    assert one.forms["创新论坛"] == "abbreviates 花生创新论坛 in this report"


def test_the_time_of_names_that_end_unlike_is_linear() -> None:
    def run(text: str) -> object:
        groups = [
            group("Organization", "Institute", f"甲花生{chr(0x4E00 + number)}{chr(0x5000 + number)}")
            for number in range(len(text))
        ]
        return abbreviations.join(groups)

    assert ratio(run, "甲", 500) < LINEAR


def test_the_event_of_the_title_is_the_first_that_shares_its_end_and_most_of_its_words() -> None:
    title, lead = "花生产业“专家问诊”供需对接会", "“金穗”花生产业专家供需对接会"
    assert joined("Event", "Meeting", title, lead) == [sorted((title, lead))]
    other = group("Event", "Meeting", "水稻产业“专家会诊”技术对接会")
    other.mentions[0].begin += 300
    assert len(abbreviations.join([group("Event", "Meeting", title), other])) == 2
    assert len(joined("Event", "Meeting", "花生专家对接会", "金穗花生技术供需对接会")) == 1
    assert len(joined("Event", "Meeting", f"第三届{title}", f"第四届{lead}")) == 2
    assert len(joined("Event", "Meeting", title, "“金穗”花生产业专家供需座谈")) == 2
