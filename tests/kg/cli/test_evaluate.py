"""`kg evaluate` on a small gold folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.evaluate import command

TEXT = "甲县科协主席李明远出席座谈会。"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    annotation = {
        "doc": "one",
        "entities": [
            {"id": "p", "type": "Person", "subtype": None, "name": "李明远", "names": ["李明远"]},
            {"id": "q", "type": "Person", "subtype": None, "name": "王立", "names": ["王立"]},
        ],
        "relations": [],
    }
    (folder / "one.gold.json").write_text(json.dumps(annotation, ensure_ascii=False), encoding="utf-8")
    return folder


def test_records_are_scored(gold: Path, tmp_path: Path) -> None:
    records = tmp_path / "records"
    records.mkdir()
    record = {"entities": [{"id": "e1", "type": "Person", "name": "李明远", "names": []}], "relations": []}
    (records / "one.json").write_text(json.dumps(record), encoding="utf-8")
    result = CliRunner().invoke(command, [str(gold), "--records", str(records), "--format", "json"])
    figures = json.loads(result.output)
    assert figures["entity"] == {
        "p": 1.0, "r": 0.5, "f1": 2 / 3, "tp": 1, "fp": 0, "fn": 1, "interval": [2 / 3, 2 / 3],
    }  # fmt: skip


def test_two_runs_are_compared(gold: Path, tmp_path: Path) -> None:
    for name, entities in (("before", []), ("now", [{"id": "a", "type": "Person", "name": "王立"}])):
        (tmp_path / name).mkdir()
        record = {"entities": entities, "relations": []}
        (tmp_path / name / "one.json").write_text(json.dumps(record), encoding="utf-8")
    result = CliRunner().invoke(
        command, [str(gold), "--records", str(tmp_path / "now"), "--against", str(tmp_path / "before")]
    )
    assert "+0.667" in result.output


def test_a_missing_record_is_named(gold: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(command, [str(gold), "--records", str(tmp_path)])
    assert "one.json: no record of this document" in str(result.exception)
