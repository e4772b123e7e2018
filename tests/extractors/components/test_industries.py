"""Industries: the examples of the data file, and phrases, lists, heads, names in sentences of our own."""

from __future__ import annotations

import functools
import re
from typing import Any

import pytest

from extractors.components import industries, structure
from extractors.components.industry_words import industry_words
from extractors.mentions import Mention, Word
from extractors.normalise import normalise
from extractors.pipeline import load
from tests.extractors.growth import LINEAR, ratio

CONTEXTS = industry_words()["context"]


@functools.cache
def mentions(sentence: str) -> tuple[Mention, ...]:
    doc = load().read(normalise(sentence), None)
    return tuple(mention for mention in doc._.mentions if mention.type == "Industry")


def found(sentence: str) -> list[str]:
    return [mention.form for mention in mentions(sentence)]


@pytest.mark.parametrize("example", [example for context in CONTEXTS for example in context["examples"]])
def test_the_examples_of_the_contexts(example: dict[str, Any]) -> None:
    assert found(example["text"]) == example["found"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("合作社急需花生烘干设备和玉米育种技术。", ["花生烘干设备", "玉米育种技术"]),
        ("研究所掌握了红薯淀粉提取工艺。", ["红薯淀粉提取工艺"]),
        ("学会重点发展人工智能和氢能产业。", ["人工智能", "氢能产业"]),
        ("他请教了兽医。", []),
        ("大会强调科技创新和产业升级。", []),
        ("推动乡村产业、新兴产业发展。", []),
        ("他参观了花生博物馆。", []),
        ("竹产业是全县的支柱产业。", ["竹产业"]),
        ("红牛、苘麻、花生、玉米同时下地。", ["红牛", "苘麻", "花生", "玉米"]),
        ("红牛、白云、花生同时下地。", []),
        ("花生是支柱产业，花生年种植面积3万亩。", ["花生", "花生"]),
        ("县里发展花生和包虫病筛查，围绕高血压、糖尿病做文章。", ["花生", "包虫病筛查"]),
        ("目前，该乡花生产业占全县三成。", ["花生产业"]),
    ],
)
def test_phrases_and_lists(sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


def test_a_carrier_belongs_to_the_form_and_the_bare_phrase_is_an_alias() -> None:
    (mention,) = mentions("东县的花生产业占全县产值一半。")
    aliases = [alias for alias, _ in mention.aliases]
    assert (mention.form, mention.name, aliases) == ("花生产业", "花生", ["花生"])


def test_an_industry_named_once_in_a_telling_place_is_found_where_it_stands_alone() -> None:
    assert found("合作社急需花生烘干设备。花生烘干设备很贵。") == ["花生烘干设备", "花生烘干设备"]


def test_the_name_of_a_station_tells_what_it_works_on() -> None:
    doc = load().read(normalise("甲学会在东源县建立东源县花生科技小院。"), None)
    claims = [claim for claim in doc._.claims if claim.rule == "structure.field"]
    assert [(claim.head.form, claim.tail.form) for claim in claims] == [("东源县花生科技小院", "花生")]


def test_the_name_of_a_site_tells_what_its_place_has() -> None:
    doc = load().read(normalise("一行参观了东源县船塘镇花生种植基地。"), None)
    claims = [claim for claim in doc._.claims if claim.rule == "structure.site"]
    assert [(claim.head.form, claim.tail.form) for claim in claims] == [("船塘镇", "花生")]


def test_a_short_place_may_belong_to_the_name() -> None:
    mentions_ = mentions("云浮黄皮很香。")
    assert [form for mention in mentions_ for form, _ in mention.aliases] == ["云浮黄皮"]


def test_a_product_named_after_a_place_of_the_report_is_found_there() -> None:
    place = Mention(0, 3, "霍山县", "Place", "County", "test")
    words_ = (Word(0, 3, "霍山县", "LOC"), Word(3, 5, "盛产", "v"), Word(5, 9, "霍山石斛", "nz"))
    (mention,) = industries.match("霍山县盛产霍山石斛", words_, [], [place])
    assert (mention.form, mention.name, mention.place) == ("霍山石斛", "石斛", place)
    (claim,) = structure.match("霍山县盛产霍山石斛", [mention])
    assert (claim.type, claim.head, claim.tail) == ("hasIndustry", place, mention)


def test_every_context_shows_what_it_finds() -> None:
    assert [row["id"] for row in CONTEXTS if not row["examples"]] == []


def test_time_is_linear_in_hostile_text() -> None:
    def run(text: str) -> object:
        words = [
            Word(*hit.span(), hit.group(), {"急需": "v", "花生": "n", "、": "w"}[hit.group()])
            for hit in re.finditer("急需|花生|、", text)
        ]
        return industries.match(text, tuple(words), [], [])

    assert run("急需花生、" * 5)
    assert ratio(run, "急需花生、", 10_000) < LINEAR


def test_no_place_is_an_industry() -> None:
    assert found("一行来到铜仁。活动促进铜仁产业、教育发展。") == []
