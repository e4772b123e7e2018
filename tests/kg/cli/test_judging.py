from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from kg.errors import JudgementError, NotFoundError
from tests.conftest import Kg

FIRST = "云岭省茶叶学会会长张伟到广东省阳江市调研。\n"
SECOND = "云岭农业大学教授张伟在广东省阳江市讲课。云岭农业大学校长李明远出席。\n"


@pytest.fixture
def store(kg: Kg, tmp_path: Path) -> Path:
    for name, text in (("first", FIRST), ("second", SECOND)):
        (tmp_path / "reports").mkdir(exist_ok=True)
        (tmp_path / "reports" / f"{name}.txt").write_text(text, encoding="utf-8")
    store = tmp_path / "kg-store"
    assert kg("build", tmp_path / "reports", "--store", store).exit_code == 0
    return store


def persons(kg: Kg, store: Path) -> int:
    query = "SELECT (COUNT(*) AS ?n) { ?p a kx:Person }"
    return int(kg("query", query, "--format", "csv", "--store", store).stdout.split()[1])


def review(kg: Kg, store: Path) -> list[dict[str, str]]:
    result = kg("review", "--format", "csv", "--all", "--store", store)
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_a_table_of_answers_is_taken_and_taken_back(kg: Kg, store: Path, tmp_path: Path) -> None:
    assert persons(kg, store) == 3
    [case] = review(kg, store)
    assert {case["left"], case["right"]} == {"张伟"}
    assert "张伟" in case["left_sentence"]
    case["answer"] = "是"
    table = tmp_path / "cases.csv"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(case))
        writer.writeheader()
        writer.writerow(case)
    assert kg("review", "--answers", table, "--store", store).exit_code == 2  # nobody signs
    result = kg("review", "--answers", table, "--by", "王芳", "--store", store)
    assert result.exit_code == 0, result.output
    assert persons(kg, store) == 2
    assert review(kg, store) == []
    # The same table again: the case is closed.
    again = kg("review", "--answers", table, "--by", "王芳", "--store", store)
    assert again.exit_code == 0 and "no longer open" in again.stderr
    # A build after that, also one that reads all anew, leaves the judgement in force.
    (tmp_path / "reports" / "third.txt").write_text("张伟任云岭省茶叶学会会长。\n", encoding="utf-8")
    assert kg("build", tmp_path / "reports", "--store", store).exit_code == 0
    assert persons(kg, store) == 2
    listed = kg("undo", "--by", "李雷", "--format", "table", "--store", store).stdout
    id_ = listed.splitlines()[2].split()[0]
    assert kg("undo", id_[:6], "--by", "李雷", "--store", store).exit_code == 0
    assert persons(kg, store) == 3
    status = [line.split() for line in kg("status", "--store", store).stdout.splitlines()]
    assert ["judgements", "0"] in status and ["taken", "back", "1"] in status
    assert isinstance(kg("undo", id_, "--by", "李雷", "--store", store).exception, NotFoundError)


@pytest.mark.parametrize("answer", ["vielleicht", "=1+1"])
def test_an_answer_that_is_none_changes_nothing(kg: Kg, store: Path, tmp_path: Path, answer: str) -> None:
    [case] = review(kg, store)
    table = tmp_path / "cases.csv"
    table.write_text(f"case,answer\n{case['case']},yes\nx,{answer}\n", encoding="utf-8")
    result = kg("review", "--answers", table, "--by", "王芳", "--store", store)
    assert isinstance(result.exception, JudgementError) and "row 3" in str(result.exception)
    assert persons(kg, store) == 3
    table.write_bytes("案例,答复\n".encode("gb18030"))
    result = kg("review", "--answers", table, "--by", "王芳", "--store", store)
    assert isinstance(result.exception, JudgementError)


def test_merge_separate_reject_accept(kg: Kg, store: Path) -> None:
    by = ("--by", "王芳", "--store", store)
    assert kg("merge", "张伟@first", "张伟@second", *by).exit_code == 0
    assert persons(kg, store) == 2
    # What was joined is parted by naming the report that means the other.
    assert kg("separate", "张伟", "张伟@second", *by).exit_code == 0
    result = kg("review", "--format", "json", "--store", store)
    [case] = json.loads(result.stdout)
    assert case["kind"] == "judgements"
    rejected = kg("reject", "李明远", "holdsPost", "云岭农业大学", *by)
    assert rejected.exit_code == 0, rejected.output
    gone = kg("query", "ASK { ?p kx:holdsPost/rdfs:label '云岭农业大学'@zh ; rdfs:label '李明远'@zh }",
              "--store", store)  # fmt: skip
    assert gone.stdout.strip() == "false"
    for words in (("accept", "123456789abc"), ("merge", "张三丰", "李明远")):
        assert isinstance(kg(*words, *by).exception, NotFoundError)


def test_who_judges_must_be_named(kg: Kg, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_USER", raising=False)
    assert kg("merge", "张伟@first", "张伟@second", "--store", store).exit_code == 2
    monkeypatch.setenv("KG_USER", "王芳")
    assert kg("merge", "张伟@first", "张伟@second", "--store", store).exit_code == 0


def test_cases_are_asked_one_by_one(kg: Kg, store: Path) -> None:
    from click.testing import CliRunner

    from kg.cli import group

    result = CliRunner().invoke(
        group, ["review", "-i", "--by", "王芳", "--store", str(store)], input="y\n", catch_exceptions=False
    )
    assert result.exit_code == 0 and "是同一个吗" in result.output
    assert persons(kg, store) == 2
