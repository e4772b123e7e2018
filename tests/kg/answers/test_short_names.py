from __future__ import annotations

import pytest

from kg.answers.short_names import full_names, short_names, spellings


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("东源", "东源县"),
        ("东源科协", "东源县科学技术协会"),
        ("东源县科协", "东源县科学技术协会"),
        ("青禾", "青禾镇"),
        ("省茶叶学会", "云南省茶叶学会"),
        ("广东农科院", "广东省农业科学院"),
        ("东源县茶叶所", "东源县茶叶研究所"),
        ("东源县政府", "东源县人民政府"),
    ],
)
def test_a_short_name_is_written_out(short: str, full: str) -> None:
    assert full in full_names(short)
    assert short not in full_names(short)


def test_a_full_name_is_short_for_nothing_but_a_longer_word() -> None:
    assert full_names("东源县科学技术协会") == []


def test_what_is_left_of_a_name() -> None:
    assert short_names("青禾县科学技术协会") == [
        "青禾县科学技术协会",
        "青禾县科协",
        "青禾科学技术协会",
        "青禾科协",
    ]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("广东行远食品有限公司", "行远食品"),
        ("云南省茶叶种植学会", "茶叶种植学会"),
        ("百千万惠民工程", "百千万惠民"),
    ],
)
def test_a_name_is_cut_short_at_its_place_and_its_end(name: str, short: str) -> None:
    assert short in short_names(name)


@pytest.mark.parametrize("spelling", ["dongyuanxian", "dongyuan", "dyx", "dy"])
def test_a_name_is_spelt_in_full_and_by_initials(spelling: str) -> None:
    assert spelling in spellings("东源县", "d")


def test_initials_of_a_short_name() -> None:
    assert "dykx" in spellings("东源县科学技术协会", "d")
    assert spellings("东源县科学技术协会", "k") == []
