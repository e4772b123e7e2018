from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kg.answers.records import MATCH_COLUMNS
from tests.kg.answers.match.offered import offered
from tests.kg.cli.test_answers import stored

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    quads = offered(
        ["青禾县 needs 茶叶加工", "白石县 needs 柑橘保鲜", "云岭省农学会 serves 白石县"],
        ["云岭省茶叶学会 offers 茶叶加工", "云岭省农学会 offers 农产品加工", "云岭省农学会 offers 养蜂"],
        dates=("2025-03", "2025-01"),
    )
    return stored(tmp_path_factory.mktemp("matches") / "kg-store", quads)


@pytest.fixture
def run(kg: Run, store: Path) -> Run:
    return lambda *arguments: kg("match", *arguments, "--store", store)


def test_csv_has_exactly_the_columns_an_unmet_need_no_body_an_unasked_offer_no_need(run: Run) -> None:
    result = run()
    assert result.exit_code == 0
    header, *rows = csv.reader(io.StringIO(result.stdout))
    assert tuple(header) == MATCH_COLUMNS
    assert [row[:5] for row in rows] == [
        ["白石县", "柑橘保鲜", "", "", ""],
        ["青禾县", "茶叶加工", "1", "云岭省茶叶学会", "67"],
        ["青禾县", "茶叶加工", "2", "云岭省农学会", "64"],
        ["", "养蜂", "", "云岭省农学会", ""],
    ]
    assert rows[1][5:] == [
        "同一事项（茶叶加工） the same +50; 自述可供 says that it offers it +10; "
        "2025-01报道 told in 2025-01 +5; 层级不明 level not known +2",
        "青禾县needs茶叶加工。",
        "云岭省茶叶学会offers茶叶加工。",
    ]
    assert rows[0][6:] == ["白石县needs柑橘保鲜。", ""]
    assert rows[3][6:] == ["", "云岭省农学会offers养蜂。"]


def test_json_has_the_columns_and_the_score_split_into_its_reasons(run: Run) -> None:
    rows = json.loads(run("--county", "青禾县", "--format", "json").stdout)
    assert [tuple(row) for row in rows] == [MATCH_COLUMNS, MATCH_COLUMNS]
    assert sum(reason["points"] for reason in rows[0]["reasons"]) == rows[0]["score"] == 67
    assert rows[0]["reasons"][0] == {
        "reason": "industry", "points": 50, "zh": "同一事项（茶叶加工）", "en": "the same",
    }  # fmt: skip
    (unmet,) = json.loads(run("--county", "白石县", "--format", "json").stdout)
    assert (unmet["rank"], unmet["body"], unmet["score"], unmet["reasons"]) == (None, None, None, [])


def test_a_table_tells_who_works_there_and_on_request_the_sentences(run: Run) -> None:
    lines = run("--format", "table").stdout.splitlines()
    assert lines[:3] == [
        "白石县 需要 needs 柑橘保鲜",
        "  已在当地 already there: 云岭省农学会",
        "  无人能满足 nobody can meet it",
    ]
    assert lines[5] == "  1. 云岭省茶叶学会 · 67"
    assert lines[-2:] == ["无人问及的供给 offers that nobody asked for (1)", "  云岭省农学会: 养蜂"]
    assert "「" not in "".join(lines)
    lines = run("--format", "table", "--evidence").stdout.splitlines()
    assert "    「青禾县needs茶叶加工。」 report0, 2025-03" in lines
    assert "    「云岭省茶叶学会offers茶叶加工。」 report1, 2025-01" in lines


def test_one_society_keeps_its_rank(run: Run) -> None:
    _, met, unasked = csv.reader(io.StringIO(run("--society", "云岭省农学会").stdout))
    assert met[:4] == ["青禾县", "茶叶加工", "2", "云岭省农学会"]
    assert unasked[1] == "养蜂"


def test_no_need_and_no_such_place_are_exit_code_1(run: Run) -> None:
    nothing = run("--county", "云岭省", "--society", "云岭省茶叶学会", "--as-of", "2025-02")
    assert (nothing.exit_code, nothing.stderr) == (1, "nothing found\n")
    unknown = run("--county", "青河县")
    assert unknown.exit_code == 1
    assert "青禾县" in str(unknown.exception)


def test_text_of_reports_is_inert(kg: Run, tmp_path: Path) -> None:
    quads = offered(["青禾县 needs =1+1\x1b[31m", "云岭省茶叶学会 offers =1+1\x1b[31m"])
    store = stored(tmp_path / "kg-store", quads)
    assert ",'=1+1" in kg("match", "--store", store).stdout
    assert "\x1b" not in kg("match", "--format", "table", "--store", store).stdout
