"""The plain form of a text, and the way back to its own characters."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractors.normalise import normalise
from tests.extractors.growth import LINEAR, ratio

LONG = "这一行有逗号，一共有二十四个字以上所以它是断开的长行"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Spaces
        ("佛 山 市 科 协", "佛山市科协"),
        ("主任委员  王  某  甲大学院长", "主任委员王某 甲大学院长"),
        ("到东 源 县调研", "到东源县调研"),
        ("会议 。 散会", "会议。散会"),
        ("王小明  李小红\u3000张三", "王小明 李小红 张三"),
        ("New  York 大学", "New York 大学"),
        ("  甲学会 \t", "甲学会"),
        ("甲\u200b学\ufeff会\u00ad", "甲学会"),
        # Quotes
        ('"甲"和"乙"', "“甲”和“乙”"),
        ('"甲\n"乙"', "“甲\n“乙”"),
        ("「甲」『乙』〝丙〞＂丁＂", "“甲”“乙”“丙”“丁”"),
        # Widths
        ("甲,乙;丙:丁!戊?(己)", "甲，乙；丙：丁！戊？（己）"),
        ("ＡＢ１２％", "AB12％"),
        ("1,000人,12:30开会", "1,000人，12:30开会"),
        ("乔治•华盛顿・甲", "乔治·华盛顿·甲"),
        # Lines
        ("甲。\r\n\r\n乙。\r丙。", "甲。\n乙。\n丙。"),
        (f"{LONG}\n后半句。", f"{LONG}后半句。"),
        (f"{LONG}\n\n \n后半句。", f"{LONG}后半句。"),
        (f"{LONG}\n　　新的一段。", f"{LONG}\n新的一段。"),
        (f"{LONG}\n一、新的一段。", f"{LONG}\n一、新的一段。"),
        (f"{LONG}\n★新的一段。", f"{LONG}\n★新的一段。"),
        (f"{LONG}。\n下一段。", f"{LONG}。\n下一段。"),
        ("短，行\n下一行", "短，行\n下一行"),
        ("甲、\n乙", "甲、乙"),
        ("甲\n，乙", "甲，乙"),
        ("A 甲学会", "A甲学会"),
        ("甲\n\u200b\n乙", "甲\n乙"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_the_plain_form(text: str, expected: str) -> None:
    assert normalise(text).text == expected


def test_a_span_leads_back_to_all_its_original_characters() -> None:
    text = "　佛 山 市\r\n科协,开会"
    normalised = normalise(text)
    assert normalised.text == "佛山市\n科协，开会"
    begin, end = normalised.original((1, 3))
    assert text[begin:end] == "山 市"
    begin, end = normalised.original((4, 7))
    assert text[begin:end] == "科协,"


letters = (
    st.text(st.sampled_from('甲乙丙aB1 \u3000\n\r\t，,:。“”"＂「」（(；—·Ａ％\u200b\u2028\x1c')) | st.text()
)


@settings(max_examples=100, derandomize=True)
@given(letters)
@example("甲\n\u200b\n\n乙")
def test_every_character_comes_from_one_of_the_text(text: str) -> None:
    normalised = normalise(text)
    offsets = normalised.offsets
    assert len(normalised.text) == len(offsets)
    assert list(offsets) == sorted(set(offsets))
    assert all(0 <= offset < len(text) for offset in offsets)
    for character, offset in zip(normalised.text, offsets, strict=True):
        original = text[offset]
        folded = not original.isalnum() or "\uff01" <= original <= "\uff5e"
        assert character == original or (folded and not (character.isspace() and not original.isspace()))


@settings(max_examples=100, derandomize=True)
@given(letters, st.data())
def test_the_original_of_a_span_holds_the_originals_of_its_characters(text: str, data: st.DataObject) -> None:
    normalised = normalise(text)
    if not normalised.text:
        return
    begin = data.draw(st.integers(0, len(normalised.text) - 1))
    end = data.draw(st.integers(begin + 1, len(normalised.text)))
    original = normalised.original((begin, end))
    assert original == (normalised.offsets[begin], normalised.offsets[end - 1] + 1)
    inside = [offset for offset in normalised.offsets if original[0] <= offset < original[1]]
    assert inside == list(normalised.offsets[begin:end])


@settings(max_examples=100, derandomize=True)
@given(letters)
def test_no_line_is_blank_and_none_begins_or_ends_with_a_space(text: str) -> None:
    result = normalise(text).text
    assert [line for line in result.split("\n") if not line or line != line.strip(" ")] == (
        [""] if not result else []
    )


@settings(max_examples=100, derandomize=True)
@given(st.text(st.sampled_from("甲乙丙丁aB12，。：；！？、“”（）《》·—…")))
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert normalise(text).text == text
    assert normalise(text).offsets == tuple(range(len(text)))


@pytest.mark.parametrize(
    "piece", [" ", "甲 ", "甲甲  ", '"', "（）", "甲，\n", "\n", "\u200b", "甲\u200b\n", "1,"]
)
def test_time_grows_with_the_text(piece: str) -> None:
    assert ratio(lambda text: normalise(text + "甲"), piece) < LINEAR
    assert ratio(lambda text: normalise("甲甲" + text + "甲甲"), piece) < LINEAR
