from __future__ import annotations

from dataclasses import replace

import pytest

from kg.store.records import dump, load, report_id, sentences_around, without_text
from tests.kg.store.five import five


def test_a_record_gives_back_its_extraction() -> None:
    for extraction in five():
        document = extraction.document
        again = load(dump(extraction), document.text, "deep/name.txt")
        assert again == replace(extraction, document=replace(document, name="name", path="deep/name.txt"))


def test_a_record_knows_nothing_of_where_its_report_lies() -> None:
    first = five()[0]
    moved = replace(first, document=replace(first.document, name="other", path="/other/other.txt"))
    assert dump(moved) == dump(first)
    assert report_id(moved.document) == report_id(first.document)


def test_a_report_is_its_text_and_what_is_known_of_it() -> None:
    document = five()[0].document
    changes = ({"title": "别的"}, {"date": "2020"}, {"publisher": "某报"}, {"sha256": "0" * 64})
    assert len({report_id(document), *(report_id(replace(document, **change)) for change in changes)}) == 5


def test_without_text_each_span_still_reads_as_it_did() -> None:
    for extraction in five():
        quoted = without_text(extraction)
        spans = [span for statement in extraction.statements for span in statement.spans]
        for begin, end in spans:
            assert quoted.document.text[begin:end] == extraction.document.text[begin:end]
        assert load(dump(extraction), None, "x.txt").document.text == quoted.document.text
        unquoted = set(range(len(quoted.document.text))) - {n for span in spans for n in range(*span)}
        assert {quoted.document.text[n] for n in unquoted} == {"\0"}


TEXT = "标题\n甲会服务乙县。丙会说:“丁会来了。”戊会服务己县!\n庚会"


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        (["服务乙县"], "甲会服务乙县。"),
        (["甲会服务乙县。"], "甲会服务乙县。"),
        (["丁会来了"], "丙会说:“丁会来了。”"),
        (["戊会"], "戊会服务己县!"),
        (["甲会", "服务乙县"], "甲会服务乙县。"),
        (["甲会", "戊会"], "甲会服务乙县。…戊会服务己县!"),
        (["标题"], "标题"),
        (["庚会"], "庚会"),
        (["乙县。丙会"], "甲会服务乙县。丙会说:“丁会来了。”"),
    ],
)
def test_the_sentences_around_spans(words: list[str], sentences: str) -> None:
    spans = tuple((TEXT.index(word), TEXT.index(word) + len(word)) for word in words)
    assert sentences_around(TEXT, spans) == sentences


def test_a_text_without_full_stops_gives_a_bounded_sentence() -> None:
    text = "字" * 100_000
    assert len(sentences_around(text, ((50_000, 50_010),))) == 610
