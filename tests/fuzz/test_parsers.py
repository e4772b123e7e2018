"""The other parsers of our own on made-up input: extraction, questions, records of a backup."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.pipeline import load
from extractors.reading import document
from kg.answers.questions import understand
from kg.errors import KgError
from kg.exchange.report_copy import check, copy_of, from_line, to_line
from kg.store.records import report_id
from tests.fuzz.examples import damaged, examples
from tests.kg.small import small_store
from tests.kg.store.lines import Extractor

_WORDS = [
    "云岭省茶叶学会", "青禾县", "广东省科学技术协会", "省科协", "李明远", "王秋兰", "主席", "副会长",
    "（以下简称“茶叶学会”）", "与", "和", "、", "将", "拟", "未", "到", "调研", "签订合作协议", "建立",
    "5个", "9" * 20, "科技小院", "茶产业", "需要", "2025年3月8日", "3月31日至4月2日", "去年", "表示", "说",
    "《", "》", "“", "”", "（", "）", "，", "。", "；", "：", "\n", "\u3000", "\u200b", "\u202e", "\x1b",
    "😀", "第", "届", "该", "其", "他", "全省", "下一步",
]  # fmt: skip


@examples(60)
@given(st.lists(st.sampled_from(_WORDS) | st.text(max_size=3), min_size=1, max_size=40).map("".join))
def test_any_text_is_extracted_with_places_in_it(text: str) -> None:
    try:
        read = document(text, Path("x.txt"))
    except KgError:
        return
    extraction = load().extract(read)
    spans = [span for entity in extraction.entities for span in entity.mentions]
    spans += [span for statement in extraction.statements for span in statement.spans]
    assert all(0 <= begin < end <= len(text) for begin, end in spans)


@pytest.fixture(scope="module")
def quads() -> ox.Store:
    store = ox.Store()
    store.extend(small_store())
    return store


_ASKED = [
    "茶叶学会", "青禾县", "青禾", "云岭省科协", "李明远", "谁", "哪些", "什么", "服务", "需要", "走访",
    "的", "和", "主席", "没有", "是", "有", "吗", "?", "。", "2024年", "以来", "多少", "除了", "不", "还是",
    "(", "*", "\\", "\ud800", "\u202e",
]  # fmt: skip


@examples(100)
@given(asked=st.lists(st.sampled_from(_ASKED) | st.text(max_size=3), max_size=12).map("".join))
def test_any_question_is_understood_or_refused(quads: ox.Store, asked: str) -> None:
    try:
        understood = understand(quads, asked)
    except KgError as error:
        assert str(error)
    else:
        assert len(understood.arguments) == len(understood.question.parameters)


def _line() -> str:
    read = document("第一篇\n云岭省茶叶学会 serves 茶叶\n李明远 holdsPost 云岭省茶叶学会\n", Path("a.txt"))
    return to_line(copy_of(Extractor().extract(read), report_id(read), ["a.txt"], with_text=True))


@examples(100)
@given(damaged(_line().encode()))
def test_a_damaged_record_is_told(data: bytes) -> None:
    try:
        copy = from_line(data.decode("utf-8", "replace"))
        check(copy)
    except (ValueError, RecursionError):
        return
    assert json.loads(copy.record)["sha256"] in _line()
