from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import Result

from kg.answers.analysis import COMPARISONS, TABLES

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def run(kg: Run, example_store: Path) -> Run:
    return lambda *arguments: kg("analyze", *arguments, "--store", example_store)


def ok(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return str(result.stdout)


def test_json_has_the_tables_by_name_with_their_meaning(run: Run) -> None:
    tables = json.loads(ok(run("--format", "json")))
    assert list(tables) == list(TABLES)
    assert tables["things"]["rows"][0]["type"] == "Organization"
    assert set(tables["brokers"]["meaning"]) == {"zh", "en"}
    assert set(tables["brokers"]["rows"][0]) == {"thing", "type", "betweenness", "links"}


def test_one_table_as_csv_has_its_columns(run: Run) -> None:
    rows = list(csv.reader(io.StringIO(ok(run("unreached")))))
    assert rows[0] == ["县 county", "所属市 city", "需求 needs", "其他机构 bodies", "计划前往的学会 planned"]
    assert ["饶平县", "潮州市"] in [row[:2] for row in rows]
    assert ["郁南县", "云浮市"] not in [row[:2] for row in rows]


def test_several_tables_as_csv_have_one_line_for_each_cell(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(ok(run("things", "hubs")))))
    assert rows[0] == {"table": "things", "row": "1", "measure": "type", "value": "Organization"}
    assert {row["table"] for row in rows} == {"things", "hubs"}


def test_as_text_terms_are_in_words_and_tables_say_what_they_mean(run: Run) -> None:
    lines = ok(run("sole-links", "hubs", "--format", "table")).splitlines()
    titles = [line for line in lines if line.split(" ")[0] in TABLES]
    assert titles == ["hubs 枢纽", "sole-links 只靠一个人联系的机构"]
    assert any("机构 Organization" in line for line in lines)
    assert "直接联系最多的事物：它们与最多的其他事物有事实关系。" in lines


def test_two_dates_add_what_changed(run: Run) -> None:
    assert list(json.loads(ok(run("--since", "2024", "--format", "json")))) == [*TABLES, *COMPARISONS]
    changes = json.loads(ok(run("changes", "--since", "2024", "--format", "json")))["changes"]["rows"]
    assert changes[0] == {
        "change": "handover", "relation": "holdsPost", "modality": "actual", "number": 1,
        "examples": "沈若兰 → 云浮市科学技术协会",
    }  # fmt: skip
    assert json.loads(ok(run("changes", "--since", "2025", "--as-of", "2025", "--format", "json"))) == {
        "changes": {"meaning": {"zh": ANY, "en": ANY}, "rows": []}
    }


class _Any:
    def __eq__(self, other: object) -> bool:
        return isinstance(other, str)


ANY = _Any()


def test_what_changed_needs_two_dates(run: Run) -> None:
    result = run("movers")
    assert result.exit_code == 2
    assert "changes and movers need two dates: add --since DATE" in result.output
    assert run("nonsense").exit_code == 2
    assert run("--since", "2025-02-30").exit_code == 2


def test_evidence_in_each_format(run: Run, tmp_path: Path) -> None:
    asked = ("sole-links", "--evidence")
    text = ok(run(*asked, "--format", "table"))
    assert "欧阳诚" in text and "\n    「" in text
    rows = json.loads(ok(run(*asked, "--format", "json")))["sole-links"]["rows"]
    assert all(row["evidence"] for row in rows)
    assert "evidence" not in json.loads(ok(run("hubs", "--format", "json")))["hubs"]["rows"][0]
    table = list(csv.DictReader(io.StringIO(ok(run(*asked)))))
    assert all(row["句子 sentence"] and row["报告 title"] and row["日期 date"] for row in table)
    assert "sentence" in ok(run("things", *asked))
    file = tmp_path / "analysis.md"
    ok(run(*asked, "-o", file))
    assert "[^1]: 「" in file.read_text("utf-8")


def test_a_workbook_has_a_sheet_for_each_table(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "analysis.xlsx"
    ok(run("--since", "2024", "-o", file))
    assert openpyxl.load_workbook(file).sheetnames == [*TABLES, *COMPARISONS]


def test_a_report_has_pictures_and_is_the_same_bytes_twice(run: Run, tmp_path: Path) -> None:
    for ending in ("docx", "html"):
        files = [tmp_path / f"{number}.{ending}" for number in (1, 2)]
        for file in files:
            ok(run("--since", "2024", "-o", file))
        assert files[0].read_bytes() == files[1].read_bytes()
    media = [name for name in zipfile.ZipFile(tmp_path / "1.docx").namelist() if name.endswith(".png")]
    assert (tmp_path / "1.html").read_text("utf-8").count("<img ") == 8
    assert 1 < len(media) <= 8
    paragraphs = docx.Document(str(tmp_path / "1.docx")).paragraphs
    headings = [one.text for one in paragraphs if one.style.name == "Heading 1"]
    assert "没有学会到达的县 Counties that no society reaches" in headings


def test_without_plots_the_report_is_written_and_says_why(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    file = tmp_path / "analysis.html"
    result = run("hubs", "-o", file)
    assert result.exit_code == 0
    assert result.stderr == "without pictures: matplotlib is missing: pip install 'kexie-kg[plots]'\n"
    assert "<img" not in file.read_text("utf-8")
    assert run("hubs", "-o", tmp_path / "analysis.md").stderr == ""
