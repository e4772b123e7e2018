"""Where sentences and clauses end, and which lines are headings, captions and bylines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.components import sentences
from tests.extractors.growth import LINEAR, ratio


def found(text: str) -> list[str]:
    return [text[sentence.begin : sentence.end] for sentence in sentences.match(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲学会成立。乙学会换届！丙呢？丁；戊", ["甲学会成立。", "乙学会换届！", "丙呢？", "丁；", "戊"]),
        ("他说：“甲学会成立。”乙学会换届。", ["他说：“甲学会成立。”", "乙学会换届。"]),
        ("题目\n甲学会成立。\n乙", ["题目", "甲学会成立。", "乙"]),
        ("本报东县3月8日电（记者王立）甲学会成立。", ["本报东县3月8日电（记者王立）", "甲学会成立。"]),
        ("东县日报消息(通讯员王立)近日，甲学会成立。", ["东县日报消息(通讯员王立)", "近日，甲学会成立。"]),
        ("本报讯", ["本报讯"]),
        ("。！\n ” \n", []),
        ("", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_clauses_end_with_their_commas_and_cover_the_sentence() -> None:
    text = "题\n会上，他说：甲，乙。"
    (sentence,) = sentences.match(text)[1:]
    clauses = [text[clause.begin : clause.end] for clause in sentence.clauses]
    assert clauses == ["会上，", "他说：", "甲，", "乙。"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("甲学会到东县调研", "heading"),
        ("一" * 60, "heading"),
        ("一" * 61, "text"),
        ("一、工作任务：", "text"),
        ("甲学会成立。", "text"),
        ("图为座谈会现场", "caption"),
        ("▲座谈会现场。", "caption"),
        ("图书馆里坐满了人" + "，" * 60, "text"),
        ("来源：甲学会", "byline"),
        ("（供稿：甲学会）", "byline"),
        ("（文：张三）", "byline"),
        ("本报讯甲学会成立。", "byline"),
        ("东县科协讯3月8日，甲学会成立。", "byline"),
        ("中国电信集团成立。", "text"),
    ],
)
def test_the_kind_of_a_line(line: str, kind: str) -> None:
    text = f"题\n{line}\n尾"
    assert sentences.match(text)[1].kind == kind


def test_a_byline_within_a_line_is_text() -> None:
    assert [sentence.kind for sentence in sentences.match("会议结束。来源是甲学会。")] == ["text", "text"]


def test_a_sentence_without_end_is_cut_after_a_comma_or_by_length() -> None:
    assert [len(piece) for piece in found("甲" * 700 + "，" + "乙" * 700 + "。")] == [701, 701]
    assert [len(piece) for piece in found("甲" * 2500)] == [1000, 1000, 500]


@settings(max_examples=100, derandomize=True)
@given(st.text("甲乙。！；，：\n”）“ 图"))
def test_sentences_and_clauses_lie_in_order_and_miss_no_letter(text: str) -> None:
    result = sentences.match(text)
    places = [offset for sentence in result for offset in range(sentence.begin, sentence.end)]
    assert places == sorted(set(places))
    assert {offset for offset, letter in enumerate(text) if letter in "甲乙图"} <= set(places)
    for sentence in result:
        assert [clause.begin for clause in sentence.clauses] == [
            sentence.begin,
            *(clause.end for clause in sentence.clauses[:-1]),
        ]
        assert sentence.clauses[-1].end == sentence.end


@pytest.mark.parametrize("piece", ["甲", "，", "。", "”", "。”", "“”", "\n", "（", "图\n", "来源："])
def test_time_grows_with_the_text(piece: str) -> None:
    assert ratio(sentences.match, piece) < LINEAR
