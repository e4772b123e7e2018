"""Which mentions are one entity, with which forms and why."""

from __future__ import annotations

import pytest

from extractors.components import coreference
from extractors.mentions import Group, Mention
from extractors.normalise import normalise
from extractors.pipeline import load
from tests.extractors.growth import LINEAR, ratio


def mentions(text: str, *forms: tuple[str, str, str]) -> list[Mention]:
    """A mention for each place of each (form, type, subtype) that lies in no mention before."""
    found: list[Mention] = []
    for form, kind, subtype in sorted(forms, key=lambda row: -len(row[0])):
        begin = text.find(form)
        while begin >= 0:
            if not any(other.begin <= begin < other.end for other in found):
                found.append(Mention(begin, begin + len(form), form, kind, subtype, "x"))
            begin = text.find(form, begin + 1)
    return found


def society(*forms: str) -> list[tuple[str, str, str]]:
    return [(form, "Organization", "Society") for form in forms]


def forms(groups: list[Group]) -> list[dict[str, int]]:
    """For each group its forms with how often each stands in the text."""
    return [{form: len(group.spans[form]) for form in group.forms} for group in groups]


def test_one_name_is_one_entity_and_entities_are_in_text_order() -> None:
    text = "乙学会与甲学会签约，甲学会很高兴。"
    assert forms(coreference.match(text, mentions(text, *society("甲学会", "乙学会")))) == [
        {"乙学会": 1},
        {"甲学会": 2},
    ]


def test_spellings_of_one_official_name_are_one_entity() -> None:
    text = "东县科协即东县科学技术协会。"
    rows = [(form, "Organization", "Association") for form in ("东县科协", "东县科学技术协会")]
    (group,) = coreference.match(text, mentions(text, *rows))
    assert (group.name, forms([group])) == ("东县科学技术协会", [{"东县科协": 1, "东县科学技术协会": 1}])


def test_the_same_name_of_different_types_is_two_things() -> None:
    text = "花生年会，花生年会"
    found = mentions(text, ("花生年会", "Event", "Meeting"))
    found[1].type = "Initiative"
    assert len(coreference.match(text, found)) == 2


BRACKETS = [
    "（以下简称“研究会”）",
    "（下称研究会）",
    "（简称：研究会，原属乙会）",
    "（以下统一简称为《研究会》）",
    "（原名研究会）",
]


@pytest.mark.parametrize("bracket", BRACKETS)
def test_the_form_in_a_bracket_is_one_of_the_name_before_it(bracket: str) -> None:
    text = f"花生产业促进会{bracket}成立。研究会换届，甲研究会祝贺。"
    groups = coreference.match(text, mentions(text, *society("花生产业促进会", "甲研究会")))
    assert forms(groups) == [{"花生产业促进会": 1, "研究会": 2}, {"甲研究会": 1}]
    assert groups[0].forms["研究会"] == "named so in a bracket behind the full name"


@pytest.mark.parametrize("text", ["花生产业促进会（研究会）成立。", "花生产业促进会成立（简称研究会）。"])
def test_another_bracket_names_nothing(text: str) -> None:
    assert forms(coreference.match(text, mentions(text, *society("花生产业促进会")))) == [
        {"花生产业促进会": 1}
    ]


def test_a_mention_of_the_form_in_the_bracket_joins_the_name() -> None:
    text = "花生产业促进会（简称花促会）成立。花促会换届。"
    groups = coreference.match(text, mentions(text, *society("花生产业促进会", "花促会")))
    assert forms(groups) == [{"花生产业促进会": 1, "花促会": 2}]


def test_a_bracket_joins_only_what_is_of_one_type() -> None:
    text = "花生产业促进会（简称花促）成立。花促很好。"
    rows = [*society("花生产业促进会"), ("花促", "Event", "Meeting")]
    assert [group.type for group in coreference.match(text, mentions(text, *rows))] == [
        "Organization",
        "Event",
    ]


def test_a_form_that_two_brackets_give_to_two_names_stays_by_itself() -> None:
    text = "甲省花生学会（简称学会）与乙省花生学会（简称学会）座谈。学会换届。"
    groups = coreference.match(text, mentions(text, *society("甲省花生学会", "乙省花生学会")))
    assert [group.spans for group in groups] == [
        {"甲省花生学会": {(0, 6)}, "学会": {(9, 11)}},
        {"乙省花生学会": {(13, 19)}, "学会": {(22, 24)}},
    ]


def test_a_name_that_has_another_full_form_is_not_taken_in_by_a_bracket() -> None:
    text = "甲大学农学院（简称农学院）与乙大学农学院合作。"
    found = mentions(text, *[(form, "Organization", "School") for form in ("甲大学农学院", "乙大学农学院")])
    found[1].aliases.append(("农学院", "without its body"))
    assert [group.name for group in coreference.match(text, found)] == ["甲大学农学院", "乙大学农学院"]


def test_brackets_can_follow_one_another() -> None:
    text = "花生产业促进会（简称花促会）成立，花促会（又称花会）换届，花会很好。"
    (group,) = coreference.match(text, mentions(text, *society("花生产业促进会", "花促会", "花会")))
    assert group.spans == {
        "花生产业促进会": {(0, 7)},
        "花促会": {(10, 13), (17, 20)},
        "花会": {(23, 25), (29, 31)},
    }


def two_units(one: Mention | None, other: Mention | None) -> list[Group]:
    text = "办公室和办公室"
    found = mentions(text, ("办公室", "Organization", "Department"))
    found[0].parent, found[1].parent = one, other
    return coreference.match(text, found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("海州市花生协会已于2022年12月更名为“海州市油料产业协会”。", 1),
        ("海州市花生协会（原名海州市油料协会）召开年会。", 1),
        ("海州市花生协会经海州市民政局批准，更名为海州市油料产业协会。", 2),
        ("海州林业专科学校于2022年9月正式更名为海州生态职业学院。", 1),
        ("海州市花生协会设在海州市油料农场，原名海州市油料协会。", 3),
        ("海州大学附属第一医院（海州市立医院）院长到会。", 2),
        ("海州市第一医院（海州市油料协会会员）到会。", 2),
    ],
)
def test_a_renamed_body_is_one(text: str, names: int) -> None:
    doc = load().read(normalise(text), None)
    assert len([group for group in doc._.entities if group.type == "Organization"]) == names


def test_one_form_is_one_thing_unless_bodies_or_places_tell_two_apart() -> None:
    bodies = [Mention(90, 93, form, "Organization", "Society", "x") for form in ("甲学会", "乙学会")]
    assert len(two_units(bodies[0], bodies[1])) == 2
    assert len(two_units(bodies[0], bodies[0])) == 1
    (group,) = two_units(bodies[0], None)
    assert forms([group]) == [{"办公室": 2}]


def test_places_of_one_form_but_different_codes_stay_apart() -> None:
    text = "朝阳区和朝阳区"
    found = mentions(text, ("朝阳区", "Place", "County"))
    found[0].code, found[1].code = "110105", "220104"
    assert [group.code for group in coreference.match(text, found)] == ["110105", "220104"]


def test_a_unit_without_its_body_is_the_one_of_that_name() -> None:
    text = "甲大学农学院成立。农学院换届。"
    found = mentions(text, ("甲大学农学院", "Organization", "School"), ("农学院", "Organization", "School"))
    found[0].parent = Mention(0, 3, "甲大学", "Organization", "University", "x")
    found[0].aliases.append(("农学院", "without its body"))
    (group,) = coreference.match(text, found)
    assert group.forms == {
        "甲大学农学院": "full name in the text",
        "农学院": "without its body",
    }
    assert group.spans["农学院"] == {(3, 6), (9, 12)}


def test_a_unit_without_its_body_stays_by_itself_where_two_have_the_name() -> None:
    text = "甲大学农学院与乙大学农学院合作。农学院换届。"
    rows = [(form, "Organization", "School") for form in ("甲大学农学院", "乙大学农学院", "农学院")]
    found = mentions(text, *rows)
    for mention in found[:2]:
        mention.parent = Mention(90, 93, mention.form[:3], "Organization", "University", "x")
        mention.aliases.append(("农学院", "without its body"))
    assert [group.name for group in coreference.match(text, found)] == [
        "甲大学农学院",
        "乙大学农学院",
        "农学院",
    ]


def test_the_whole_reading_of_a_report() -> None:
    text = (
        "广东省河源市科协（以下简称“市科协”）与省科协座谈。河源科协主席符大海主持，"
        "全市科技工作者参加。东源县花生研究会成立，研究会会长由符大海担任。"
    )
    doc = load().read(normalise(text), None)
    found = {group.name: sorted(group.forms) for group in doc._.entities}
    assert found["河源市科学技术协会"] == ["市科协", "广东省河源市科协", "河源科协"]
    assert found["广东省科学技术协会"] == ["省科协"]
    assert found["河源市"] == ["全市", "广东省河源市", "河源", "河源市"]
    assert found["符大海"] == ["符大海"]


@pytest.mark.parametrize(
    "piece", ["甲学会（简称乙会）", "（简称乙会）", "乙会", "全县", "（简称", "（以下简称“", "甲学会"]
)
def test_time_grows_with_the_text(piece: str) -> None:
    def run(text: str) -> object:
        found = [
            Mention(at, at + 3, text[at : at + 3], "Organization", "Society", "x")
            for at in range(0, len(text) - len(piece) + 1, max(3, len(piece)))
        ]
        return coreference.match(text, found)

    assert ratio(run, piece) < LINEAR
