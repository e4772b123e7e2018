from __future__ import annotations

import csv
import io
import json
import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answers.formats import (
    active,
    comma_separated,
    for_terminal,
    inert,
    json_text,
    lexical,
    markdown,
    number_or_text,
    plain,
    results_json,
    shortened,
    table,
    turtle,
    width,
)
from kg.answers.query import Rows, run


def test_a_table_aligns_chinese_latin_and_numbers() -> None:
    rows = [["茶叶学会", 12, None], ["ab", 3, "x"]]
    assert table(("name", "count", "more"), rows) == (
        "name      count  more\n--------  -----  ----\n茶叶学会     12\nab            3  x\n"
    )


def test_a_table_without_rows_is_its_header() -> None:
    assert table(("甲", "b"), []) == "甲  b\n--  -\n"


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("科协", 4), ("（科）", 6), ("e\u0301", 1), ("a\u200bb", 2), ("", 0)]
)
def test_width_counts_terminal_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_a_row_stays_on_one_line_and_acts_on_no_terminal() -> None:
    hostile = "a\nb\x1b[2J\x9b31m\u202ec\r\x07\td\u2028e"
    assert table(("x",), [[hostile]]) == "x\n--------------\na b[2J31mc d e\n"


def test_terminal_text_keeps_lines_and_loses_control_characters() -> None:
    assert for_terminal("一\n\t二\x1b]0;x\x07\x7f\u2066\u061c") == "一\n\t二]0;x"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_what_a_spreadsheet_would_run_begins_with_a_quote(start: str) -> None:
    assert inert(f"{start}cmd|' /C calc'!A1") == f"'{start}cmd|' /C calc'!A1"


@pytest.mark.parametrize("cell", ["-5", "+1.5e3", ".5", "5-3", "a=b", "", "'", "省科协", 3, -2.5, None])
def test_numbers_and_other_text_stay(cell: str | int | float | None) -> None:
    assert inert(cell) == cell


def test_csv_reads_back() -> None:
    rows = [['a,"b"\nc', "=1+1", None], ["<script>", "]]>", "三"]]
    text = comma_separated(("x", "y", "-z"), rows)
    assert list(csv.reader(io.StringIO(text))) == [
        ["x", "y", "'-z"],
        ['a,"b"\nc', "'=1+1", ""],
        ["<script>", "]]>", "三"],
    ]


def cells(line: str) -> list[str]:
    """Return the cells of a line of a Markdown table, as GitHub reads them."""
    parts = re.split(r"(?<!\\)(?:\\\\)*\|", line.strip().removeprefix("|").removesuffix("|"))
    return [re.sub(r"\\(.)", r"\1", part.strip()) for part in parts]


def test_markdown_is_a_table_with_numbers_to_the_right() -> None:
    assert markdown(("机构", "count"), [["茶叶学会", 12], ["", 3]]) == (
        "| 机构 | count |\n| --- | --: |\n| 茶叶学会 | 12 |\n|  | 3 |\n"
    )


def test_markdown_reads_back_whatever_signs_are_in_it() -> None:
    rows = [
        ["a|b", "\\", "c\\|d"],
        ["<img src=x>", "[x](javascript:a)", "`*_~~&amp;"],
        ["a\n| b", "\x1b\u202e", None],
    ]
    lines = markdown(("x|y", "y", "z"), rows).splitlines()
    assert [cells(line) for line in (lines[0], *lines[2:])] == [
        ["x|y", "y", "z"],
        *rows[:2],
        ["a | b", "", ""],
    ]
    assert not re.search(r"(?<!\\)[<>\[\]`*_&]", "".join(lines))


def test_json_keeps_chinese_and_escapes_control_characters() -> None:
    value = {"名": "a\x1b\x9b\u202e"}
    text = json_text(value)
    assert text == '{\n "名": "a\\u001b\\u009b\\u202e"\n}\n'
    assert json.loads(text) == value


def test_results_are_sparql_json() -> None:
    answer = run(
        ox.Store(),
        "SELECT * { VALUES (?a ?b ?c ?d) { (<a:b> '一'@zh 5 UNDEF) ('s' true 1.5 <a:c>) } } ORDER BY ?a",
    )
    assert isinstance(answer, Rows)
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert results_json(answer) == {
        "head": {"vars": ["a", "b", "c", "d"]},
        "results": {
            "bindings": [
                {
                    "a": {"type": "uri", "value": "a:b"},
                    "b": {"type": "literal", "value": "一", "xml:lang": "zh"},
                    "c": {"type": "literal", "value": "5", "datatype": f"{xsd}integer"},
                },
                {
                    "a": {"type": "literal", "value": "s"},
                    "b": {"type": "literal", "value": "true", "datatype": f"{xsd}boolean"},
                    "c": {"type": "literal", "value": "1.5", "datatype": f"{xsd}decimal"},
                    "d": {"type": "uri", "value": "a:c"},
                },
            ]
        },
    }


def test_cells_of_terms() -> None:
    place = ox.NamedNode("https://kexie-kg.example/id/place/990101")
    assert [plain(term) for term in (place, ox.Literal("一", language="zh"), None)] == [
        "id:place/990101",
        "一",
        None,
    ]
    assert [lexical(term) for term in (place, ox.Literal(5), None)] == [place.value, "5", None]
    assert [number_or_text(ox.Literal(value)) for value in (5, 2.5, "5", True)] == [5, 2.5, "5", "true"]
    odd = ox.Literal("five", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    assert number_or_text(odd) == "five"
    assert shortened("http://elsewhere.example/x") == "http://elsewhere.example/x"


def test_turtle_is_the_same_for_the_same_triples() -> None:
    kx = "https://kexie-kg.example/ns#"
    triples = [
        ox.Triple(
            ox.NamedNode(f"a:{n}"), ox.NamedNode(f"{kx}serves"), ox.Literal(f"@prefix {n}\n", language="zh")
        )
        for n in range(9)
    ]
    once = turtle(triples)
    assert turtle(reversed([*triples, triples[3]])) == once
    prefixes = [line for line in once.split("\n") if line.startswith("@prefix ")]
    assert prefixes == sorted(prefixes)
    assert set(ox.parse(once, format=ox.RdfFormat.TURTLE)) == {
        ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples
    }


def test_a_carriage_return_in_a_cell_begins_no_row() -> None:
    text = comma_separated(("x", "y"), [("a\r=1+1", "b"), ("c\r\n", "d\ne")])
    assert text == 'x,y\n"a\r=1+1",b\n"c\r\n","d\ne"\n'
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows == [["x", "y"], ["a\r=1+1", "b"], ["c\r\n", "d\ne"]]


@given(cells=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=3))
def test_a_cell_that_was_made_safe_can_be_had_back(cells: list[str]) -> None:
    text = comma_separated(cells, [])
    (row,) = csv.reader(io.StringIO(text, newline=""))
    assert [active(cell) for cell in row] == cells
