"""`kg show` on the small store and on reports of three years."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kg.errors import NotFoundError
from tests.kg.answers.years import store_of, years
from tests.kg.cli.test_answers import ok, stored
from tests.kg.small import IRI, small_store

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def run(kg: Run, tmp_path_factory: pytest.TempPathFactory) -> Run:
    store = stored(tmp_path_factory.mktemp("years") / "kg-store", store_of(years()))
    return lambda *arguments: kg("show", "--format", "table", *arguments, "--store", store)


@pytest.fixture(scope="module")
def run_small(kg: Run, tmp_path_factory: pytest.TempPathFactory) -> Run:
    store = stored(tmp_path_factory.mktemp("small") / "kg-store", small_store())
    return lambda *arguments: kg("show", "--format", "table", *arguments, "--store", store)


def test_a_person_reads_as_a_timeline(run: Run) -> None:
    lines = ok(run("周明远")).splitlines()
    assert lines[0] == "周明远"
    assert lines[1].startswith("  人物 Person · id:person/")
    assert lines[2:] == [
        "",
        "经历 timeline (2)",
        "  2023-05-10 – 2025-03-08  任职于 holds a post in: 云岭省茶叶学会 会长 → 林素英",
        "      「林素英任云岭省茶叶学会会长,原会长周明远到会。」 新会长, 2025-03-08",
        "      「云岭省茶叶学会会长周明远到青禾县,县里盛产茶叶。」 走进青禾, 2024-06-01",
        "      「周明远当选云岭省茶叶学会会长,王雪任副会长。」 换届, 2023-05",
        "  (2024-06-01)             走访 visits: 青禾县",
        "      「云岭省茶叶学会会长周明远到青禾县,县里盛产茶叶。」 走进青禾, 2024-06-01",
    ]


def test_a_body_reads_by_relation(run: Run) -> None:
    lines = ok(run("茶叶学会")).splitlines()
    assert lines[:2] == [
        "云岭省茶叶学会",
        "  机构 Organization · 学会 Society · id:organization/云岭省茶叶学会",
    ]
    assert [line for line in lines if line.endswith(")") and not line.startswith(" ")] == [
        "任职者 post holders (3)",
        "合作 cooperates with (1)",
        "服务 serves (2)",
    ]
    assert "  (2023-05)     [计划 planned] 青禾县" in lines
    assert "  2023-05-10 – 2025-03-08  会长 周明远 → 林素英" in lines


def test_as_of_a_date_the_post_is_still_held(run: Run) -> None:
    text = ok(run("周明远", "--as-of", "2024"))
    assert "  2023-05-10 –  任职于 holds a post in: 云岭省茶叶学会 会长\n" in text
    assert isinstance(run("林素英", "--as-of", "2024").exception, NotFoundError)


def test_json_has_the_times_and_every_sentence(run: Run) -> None:
    record = json.loads(ok(run("周明远", "--format", "json")))
    assert record["thing"]["label"] == "周明远"
    first = record["statements"][0]
    assert set(first) == {
        "statement",
        "subject",
        "relation",
        "object",
        "role",
        "modality",
        "time",
        "post",
        "said",
    }
    assert first["post"]["until"] == "2025-03-08"
    assert first["post"]["successor"]["label"] == "林素英"
    said = [(one["time"], entry["date"]) for one in record["statements"] for entry in one["said"]]
    assert sorted(said, key=str) == [
        ("2023-05-10", "2023-05"),
        (None, "2024-06-01"),
        (None, "2024-06-01"),
        (None, "2025-03-08"),
    ]


def test_many_sentences_are_cut_short_in_text(run_small: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cli.show._SENTENCES", 1)
    lines = ok(run_small("茶叶学会")).splitlines()
    assert "      … 1 more" in lines
    assert len([line for line in lines if "去年的简报" in line]) == 1  # of 2


def test_of_a_sentence_too_long_to_read_the_words_are_shown(
    run_small: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cli.output._LONGEST_SENTENCE", 20)
    lines = ok(run_small("云岭农业大学")).splitlines()
    assert "      「云岭农业大学校长周明远」 茶叶学会走进青禾县, 2025-03" in lines


def test_names_codes_and_counts(run_small: Run) -> None:
    assert "  代码 code: 990101" in ok(run_small("青禾县"))
    text = ok(run_small("id:organization/云岭省科协"))  # an alias
    assert "  其他名称 other names: 云岭省科协、省科协" in text
    assert "  别名标识 aliases: id:organization/云岭省科协" in text
    assert "  2026  [计划 planned] 青禾县 (5)" in text


def test_an_unknown_name_is_the_answer_no(run_small: Run) -> None:
    error = run_small("云岭省花卉学会").exception
    assert isinstance(error, NotFoundError)
    assert error.exit_code == 1
    assert "the nearest names: 云岭省茶叶学会" in str(error)


def test_an_iri_names_one_of_two_namesakes(run_small: Run) -> None:
    record = json.loads(ok(run_small(IRI["university"], "--format", "json")))
    holder = next(one["subject"] for one in record["statements"] if one["relation"] == "holdsPost")
    assert ok(run_small(holder["iri"])).startswith("周明远\n")
    assert isinstance(run_small("周明远").exception, NotFoundError)


def test_other_formats_have_a_row_for_each_sentence(run: Run, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(ok(run("周明远", "--format", "csv")))))
    assert [row["relation"] for row in rows] == ["holdsPost"] * 3 + ["visits"]
    assert [row["role"] for row in rows] == ["会长"] * 3 + [""]
    assert rows[0]["句子 sentence"] == "林素英任云岭省茶叶学会会长,原会长周明远到会。"
    file = tmp_path / "周明远.md"
    ok(run("周明远", "--format", "md", "-o", file))
    assert file.read_text(encoding="utf-8").count("| 会长 |") == 3
