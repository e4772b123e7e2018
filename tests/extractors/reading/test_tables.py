"""Tables with a report in each row."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.errors import ReportError
from extractors.reading import Limits, Metadata, Settings, find_reports
from extractors.reading.files import ReportFile
from tests.extractors.reading.made import xlsx
from tests.hostile.make import FILES

ROWS = [
    ["编号", "标题", "正文", "日期", "来源", "地区"],
    ["1", "甲学会换届", "甲学会换届，\n选出理事会。", "2025/3/8", "甲学会", "青禾县"],
    ["2", "", "乙学会成立。", "", "", ""],
    ["", "", "", "", "", ""],
    ["4", "坏", "丙学会成立。", "下周", "", ""],
]


def write(folder: Path, kind: str) -> Path:
    path = folder / f"news.{kind}"
    if kind == "xlsx":
        path.write_bytes(xlsx({"表": ROWS}))
    elif kind == "jsonl":
        objects = (dict(zip(ROWS[0], row, strict=True)) if any(row) else None for row in ROWS[1:])
        path.write_text("\n\n".join(json.dumps(row) if row else "" for row in objects), encoding="utf-8")
    else:
        delimiter = "\t" if kind == "tsv" else ","
        quoted = (delimiter.join(f'"{value}"' for value in row) for row in ROWS)
        path.write_bytes("\r\n".join(quoted).encode("gb18030"))
    return path


def complaint(file: ReportFile) -> str:
    with pytest.raises(ReportError) as caught:
        file.read()
    return str(caught.value)


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx", "jsonl"])
def test_each_row_is_a_report(tmp_path: Path, kind: str) -> None:
    path = write(tmp_path, kind)
    files = find_reports([path], Settings(Metadata(place="云岭省")))
    numbers = {"jsonl": ["1", "3", "7"], "xlsx": ["表/2", "表/3", "表/5"]}.get(kind, ["2", "3", "5"])
    assert [file.source for file in files] == [f"news.{kind}/{number}" for number in numbers]
    assert {file.part_of for file in files} == {path}
    first, second = files[0].read(), files[1].read()
    assert first.document.text == "甲学会换届，\n选出理事会。"
    assert first.voices == dict.fromkeys(("title", "date", "publisher", "place"), "file")
    assert (first.document.date, first.document.place) == ("2025-03-08", "青禾县")
    assert (second.document.title, second.voices) == ("乙学会成立。", {"title": "text", "place": "option"})
    assert complaint(files[2]) == f"{path}/{numbers[2]}: no date: '下周'; correct the row"


def test_columns_are_named_where_they_are_not_known(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("what,when\n甲学会成立。,2025-03-08\n", encoding="utf-8-sig")
    with pytest.raises(ReportError) as caught:
        find_reports([path])
    assert str(caught.value) == (
        f"{path}: which column holds the texts? There are what, when; say --column text=NAME"
    )
    (file,) = find_reports([path], Settings(columns={"text": "what", "date": "when"}))
    assert (file.read().document.text, file.read().document.date) == ("甲学会成立。", "2025-03-08")
    with pytest.raises(ReportError, match="no column other; there are what, when"):
        find_reports([path], Settings(columns={"text": "other"}))


def test_each_sheet_is_a_table_and_an_empty_one_is_none(tmp_path: Path) -> None:
    path = tmp_path / "news.xlsx"
    path.write_bytes(xlsx({"一": [["text"], ["甲学会成立。"]], "二": [], "三": [["正文"], ["乙学会成立。"]]}))
    assert [file.source for file in find_reports([path])] == ["news.xlsx/一/2", "news.xlsx/三/2"]


def test_the_name_of_a_sheet_leads_nowhere_else(tmp_path: Path) -> None:
    path = tmp_path / "leads-out.xlsx"
    path.write_bytes(FILES[path.name].data)
    (file,) = find_reports([path])
    assert (file.source, file.path) == ("leads-out.xlsx/_.._../2", path / "_.._.." / "2")


def test_a_line_that_is_no_object_fails_alone(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    deep = "[" * 100_000
    path.write_text(
        f'{{"text": "甲"}}\n[1]\n{{"text": \n{deep}\n{{"text": "\\ud800"}}\n{{"body": 1}}', encoding="utf-8"
    )
    good, array, broken, nested, half, other = find_reports([path])
    assert good.read().document.text == "甲"
    assert complaint(array) == f"{path}/2: no JSON object; write one in each line"
    assert complaint(broken).startswith(f"{path}/3: no JSON (")
    assert complaint(nested).startswith(f"{path}/4: no JSON (")
    assert "holds half a character" in complaint(half)
    assert "which column holds the texts?" in complaint(other)


def test_lines_of_which_none_has_a_text_are_refused_as_one(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"body": "甲"}\n{"body": "乙", "day": "2025-03-08"}\n' * 1000, encoding="utf-8")
    with pytest.raises(ReportError) as error:
        find_reports([path])
    told = f"{path}: which column holds the texts? There are body, day; say --column text=NAME"
    assert str(error.value) == told
    assert len(find_reports([path], Settings(columns={"text": "body"}))) == 2000


def test_an_empty_table_and_one_of_too_many_rows_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("text\n\n", encoding="utf-8")
    with pytest.raises(ReportError, match="no report in this table"):
        find_reports([path])
    path.write_text("text\n甲\n乙\n丙\n", encoding="utf-8")
    with pytest.raises(ReportError, match=r"3 rows, more than 2; .*--limit reports=3"):
        find_reports([path], Settings(limits=Limits(reports=2)))


def test_a_far_cell_does_not_make_a_table_large(tmp_path: Path) -> None:
    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.active.append(["text"])
    workbook.active.cell(1_000_000, 16_000, "远")
    workbook.save(tmp_path / "far.xlsx")
    with pytest.raises(ReportError, match="more than 100000 rows"):
        find_reports([tmp_path / "far.xlsx"])
