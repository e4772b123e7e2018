from __future__ import annotations

import re
from importlib import resources

import pytest

from extractors.errors import DataFileError
from ontologies.industries import class_of, load_industries, parse_industries, parts, wider

TEXT = resources.files("ontologies").joinpath("industries.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "plain", "subjects", "groups"),
    [
        ("贡柑采后保鲜技术", "贡柑保鲜", ("贡柑",), [{"保鲜"}]),
        ("核桃脱壳机", "核桃脱壳", ("核桃",), [{"脱壳"}]),
        ("茶叶机械化采收", "茶叶机械化采收", ("茶叶",), [{"收获", "机械"}]),
        ("茶树病虫害防控", "茶叶病虫害防控", ("茶叶", "病虫害"), [{"防控"}]),
        ("隆回县马铃薯检测", "马铃薯检测", ("马铃薯",), [{"检测"}]),
        ("稀土永磁材料", "稀土永磁材料", ("稀土永磁材料",), []),
        ("机器人", "机器人", ("机器人",), []),
        ("技术", "技术", ("技术",), []),
    ],
)
def test_a_name_has_subjects_and_activities(
    name: str, plain: str, subjects: tuple[str, ...], groups: list[set[str]]
) -> None:
    found = parts(name)
    assert (found.plain, found.subjects) == (plain, subjects)
    assert [set(one) for one in found.activities] == groups


def test_classes_hold_listed_kinds_and_unlisted_names_by_their_end() -> None:
    assert wider("贡柑") == ("柑橘", "水果", "果蔬", "种植业")
    assert wider("杏花鸡") == ("鸡", "家禽", "畜牧业")
    assert wider("天牛") == ("病虫害",)  # a beetle, though it ends like cattle
    assert wider("轴承") == ()
    found = class_of("贡柑")
    assert found is not None and (found.name, found.code) == ("柑橘", "0153")
    assert class_of("轴承") is None


def test_codes_are_of_the_classification_and_lie_in_one_another() -> None:
    classes = load_industries().classes
    for one in classes.values():
        assert one.code is None or re.fullmatch("[0-9]{2,4}", one.code), one
        around = [classes[name].code for name in wider(one.name)]
        holding = next((code for code in around if code is not None), None)
        # A class between two codes (果蔬 holds 014 and 015) hides nothing: divisions share the first digit.
        assert one.code is None or holding is None or one.code.startswith(holding[:2]), one


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('within = "果蔬"', 'within = "果"', "果 is no class"),
        ('name = "小麦"', 'name = "贡柑"', "贡柑 stands twice"),
        ('name = "小麦"', 'name = "烘干"', "烘干: it is a product and an activity"),
        ('name = "小麦"', 'name = "小麦"\nlike = 1', "小麦: no name, or an unknown key like"),
        ("qualifiers = [", "words = [", "the entries must be qualifiers means"),
        ("qualifiers = [", "qualifiers = ", "Invalid"),
    ],
)
def test_a_wrong_file_is_told_by_its_entry(old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(DataFileError, match=message):
        parse_industries(TEXT.replace(old, new, 1))
