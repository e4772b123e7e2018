from __future__ import annotations

from typing import Any

from kg.answers.analysis import Row, Table, said
from kg.answers.paper import Picture
from kg.view.analysis import MOST_ROWS, analysis_paper, beginning, in_words

MEANING = ("有多少。", "How many.")


def table(*rows: Row, columns: dict[str, str]) -> Table:
    return Table("x", ("甲", "A"), MEANING, columns, rows)


def entry(report: str, date: str | None, sentence: str) -> dict[str, Any]:
    return {"report": report, "title": f"报道{report}", "date": date, "sentence": sentence, "quote": sentence}


SENTENCES = {
    "s1": [entry("a", "2024", "一。"), entry("b", "2025-03", "二。")],
    "s2": [entry("b", "2025-03", "二。"), entry("c", None, "三。"), entry("d", "2023", "四。")],
}
ROW = Row(("青禾县", 3), ("s1", "s2"))
COUNTIES = {"county": "县", "needs": "需求"}


def test_terms_of_the_vocabulary_are_told_in_words() -> None:
    columns = dict.fromkeys(["thing", "type", "kind", "relation", "change", "n"], "列")
    row = Row(("Person", "Person", "County", "serves", "handover", 3))
    assert in_words(table(row, columns=columns)) == [
        ["Person", "人物 Person", "县级行政区 County", "服务 serves", "职务易人 posts that changed hands", 3]
    ]
    nothing = Row((None, None, None, None, None, None))
    assert in_words(table(nothing, columns=columns)) == [[None] * 6]


def test_the_evidence_of_a_row_is_each_sentence_once_the_newest_first() -> None:
    assert [one["sentence"] for one in said(ROW, SENTENCES)] == ["二。", "一。", "四。", "三。"]
    assert said(Row(("甲",)), SENTENCES) == []


def test_a_paper_has_words_table_picture_and_sources() -> None:
    picture = Picture(b"", "A")
    paper = analysis_paper([table(ROW, columns=COUNTIES)], "2025", SENTENCES, lambda _: picture)
    (section,) = paper.sections
    assert (section.chinese, section.english, section.words, section.picture) == ("甲", "A", MEANING, picture)
    assert section.grid == (("县 county", "需求 needs"), (("青禾县", 3),))
    (line,) = section.lines
    assert line.pieces[0].text == "青禾县"
    assert [note.sentence for note in line.pieces[0].notes] == ["二。", "一。", "四。"]
    assert line.more == 1


def test_a_paper_without_sentences_pictures_or_rows() -> None:
    paper = analysis_paper([table(columns=COUNTIES)], None, {}, None)
    (section,) = paper.sections
    assert (section.lines, section.picture, section.grid) == ((), None, None)
    assert section.words == (*MEANING, "图谱中没有 the graph has none")


def test_of_a_long_table_the_beginning_is_read() -> None:
    rows = [Row((f"第{number}县", number)) for number in range(MOST_ROWS + 1)]
    long = table(*rows, columns=COUNTIES)
    assert beginning(long).rows == long.rows[:-1]
    assert beginning(long).meaning == ("有多少。以下为前20项，共21项。", "How many. The first 20 of 21.")
    whole = table(*rows[1:], columns=COUNTIES)
    assert beginning(whole) == whole
    (section,) = analysis_paper([long], None, {}, None).sections
    assert section.grid is not None and len(section.grid.rows) == MOST_ROWS
    assert section.words == beginning(long).meaning
