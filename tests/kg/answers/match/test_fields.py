from __future__ import annotations

import pytest

from kg.answers.match.fields import RELATIONS, compare, spelled_out
from ontologies.industries import Example, load_industries


@pytest.mark.parametrize("example", load_industries().examples, ids=lambda one: f"{one.need}-{one.offer}")
def test_each_pair_stands_as_the_data_file_says(example: Example) -> None:
    field = compare(example.need, example.offer)
    assert ("no" if field is None else field.relation) == example.relation


def test_every_relation_has_an_example() -> None:
    assert {example.relation for example in load_industries().examples} == {*RELATIONS, "no"}


def test_a_relation_proves_itself_by_names_and_codes() -> None:
    field = compare("贡柑采后保鲜", "柑橘采后保鲜")
    assert field is not None
    assert (field.relation, field.steps, field.near) == ("broader", 1, False)
    assert field.proof == "贡柑 ⊂ 柑橘 (GB/T 4754 0153)"


def test_classes_between_are_counted() -> None:
    field = compare("贡柑保鲜", "水果保鲜")
    assert field is not None and field.steps == 2


def test_techniques_of_a_wider_group_are_only_near() -> None:
    field = compare("枸杞烘干", "枸杞加工")
    assert field is not None and (field.relation, field.near) == ("alike", True)


@pytest.mark.parametrize(
    ("industries", "relation"), [(["柑橘"], "narrower"), (["茶叶"], "vague"), ([], "narrower")]
)
def test_a_need_without_a_subject_is_of_an_industry_of_its_place(
    industries: list[str], relation: str
) -> None:
    field = compare("采后保鲜", "贡柑采后保鲜", industries)
    assert field is not None and field.relation == relation


@pytest.mark.parametrize(
    ("name", "sentence", "spelled"),
    [
        ("采摘机器人", "东县缺少苹果采摘机器人。", "苹果采摘机器人"),
        ("采摘机器人", "东县缺少采摘机器人，苹果烂在树上。", "采摘机器人"),
        ("采摘机器人", "东县苹果多。", "采摘机器人"),
    ],
)
def test_the_product_right_before_a_name_belongs_to_it(name: str, sentence: str, spelled: str) -> None:
    assert spelled_out(name, [sentence]) == spelled
