"""`kg diff` on reports of three years."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kg.answers.diff import KINDS
from kg.cli.diff import HEADER
from kg.errors import StoreError
from kg.view.words import CHANGES
from tests.kg.answers.years import another, store_of, years
from tests.kg.cli.test_answers import ok, stored

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("years") / "kg-store", store_of(years()))


@pytest.fixture
def run(kg: Run, store: Path) -> Run:
    return lambda *arguments: kg("diff", *arguments, "--store", store)


def test_as_text_each_change_has_its_sentences(run: Run) -> None:
    assert ok(run("2024", "2025", "--format", "table")).splitlines() == [
        "职务易人 posts that changed hands (1)",
        "  云岭省茶叶学会 会长: 周明远 → 林素英",
        "    - 「云岭省茶叶学会会长周明远到青禾县,县里盛产茶叶。」 走进青禾, 2024-06-01",
        "    + 「林素英任云岭省茶叶学会会长,原会长周明远到会。」 新会长, 2025-03-08",
        "",
        "计划落实 plans that became facts (1)",
        "  云岭省茶叶学会 服务 青禾县",
        "    - 「学会将服务青禾县。」 换届, 2023-05",
        "    + 「学会服务青禾县,与云岭农业大学合作。」 新会长, 2025-03-08",
        "",
        "新的合作 new cooperation (1)",
        "  云岭农业大学 合作 云岭省茶叶学会",
        "    + 「学会服务青禾县,与云岭农业大学合作。」 新会长, 2025-03-08",
        "",
        "新出现 new things (2)",
        "  云岭农业大学",
        "    + 「学会服务青禾县,与云岭农业大学合作。」 新会长, 2025-03-08",
        "  林素英",
        "    + 「林素英任云岭省茶叶学会会长,原会长周明远到会。」 新会长, 2025-03-08",
    ]


def test_other_statements_stand_by_relation(run: Run) -> None:
    lines = ok(run("2022", "2023", "--format", "table")).splitlines()
    assert "新增 new: 任职于 holds a post in (2)" in lines
    assert "  周明远 任职于 云岭省茶叶学会 会长 2023-05-10" in lines
    assert "  [计划 planned] 云岭省茶叶学会 服务 青禾县" in lines
    gone = ok(run("2023", "2022", "--format", "table")).splitlines()
    assert "不再有 gone: 服务 serves (1)" in gone
    assert "    - 「学会将服务青禾县。」 换届, 2023-05" in gone


def test_as_csv_a_change_is_a_row(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(ok(run("2024", "2025")))))
    assert rows[0] == {
        "change": "handover",
        "subject": "林素英",
        "relation": "holdsPost",
        "object": "云岭省茶叶学会",
        "role": "会长",
        "modality": "actual",
        "time": "",
        "before": "周明远",
        "report_before": "走进青禾",
        "date_before": "2024-06-01",
        "sentence_before": "云岭省茶叶学会会长周明远到青禾县,县里盛产茶叶。",
        "report": "新会长",
        "date": "2025-03-08",
        "sentence": "林素英任云岭省茶叶学会会长,原会长周明远到会。",
    }
    assert [row["change"] for row in rows] == [
        "handover",
        "fulfilled",
        "cooperation",
        "new thing",
        "new thing",
    ]


def test_as_json_all_that_is_said_is_there(run: Run) -> None:
    record = json.loads(ok(run("2024", "2025", "--format", "json")))
    assert (record["before"], record["after"]) == ("2024", "2025")
    first = record["changes"][0]
    assert first["before"]["label"] == "周明远"
    assert len(first["said_before"]) == 2
    assert {"quote", "sentence", "date", "begin", "end", "rule"} <= set(first["said"][0])


def test_where_nothing_differs_it_says_so(run: Run) -> None:
    result = run("2025", "2026")
    assert ok(result) == ",".join(HEADER) + "\n"
    assert result.stderr == "nothing differs between 2025 and 2026\n"
    assert ok(run("2025", "2026", "--format", "table")) == ""


def test_two_stores_and_a_store_and_a_date(kg: Run, run: Run, store: Path, tmp_path: Path) -> None:
    other = stored(
        tmp_path / "other", store_of([*years(), another("座谈\n云岭省茶叶学会会长陈晓", "陈晓", None)])
    )
    assert "陈晓" in ok(kg("diff", store, other))
    assert ok(run("2025", store, "--format", "table")) == ""
    result = kg("diff", "2025", other, "--store", other)
    assert "陈晓" in ok(result)
    assert result.stderr == "1 report has no date and is left out\n"


def test_what_is_neither_date_nor_store(run: Run, tmp_path: Path) -> None:
    assert isinstance(run("2024", tmp_path / "none").exception, StoreError)
    assert isinstance(run("2024-13", "2025").exception, StoreError)
    ok(run("2024"), code=2)


def test_every_kind_has_a_title() -> None:
    assert tuple(CHANGES) == KINDS
