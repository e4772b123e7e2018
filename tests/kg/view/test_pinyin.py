from __future__ import annotations

from typing import Any

import networkx as nx

from kg.view.pinyin import readings


def test_a_reading_is_that_of_the_word(make: Any) -> None:
    make.thing("Place", "长沙市", "City")
    make.thing("Industry", "银行")
    assert readings(make.graph()) == {
        "市": "shi",
        "沙": "sha",
        "行": "hang",
        "银": "yin",
        "长": "chang zhang",
    }


def test_the_first_character_of_a_person_has_all_readings_and_aliases_count(make: Any) -> None:
    make.thing("Person", "曾绿", names=["仇小吕"])
    found = readings(make.graph())
    assert found["曾"] == "ceng zeng"
    assert "qiu" in found["仇"].split()
    assert (found["绿"], found["吕"]) == ("lv", "lv")


def test_what_is_no_chinese_character_has_no_reading(make: Any) -> None:
    make.thing("Organization", "A组\ud800🧪㐀", names=["<b>", ""])
    make.thing("Place", "")
    assert readings(make.graph()) == {"组": "zu", "㐀": "qiu"}
    assert readings(nx.MultiDiGraph()) == {}
