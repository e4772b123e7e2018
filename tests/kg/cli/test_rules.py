"""`kg rules` on one report with gold beside it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from click.testing import CliRunner

from kg.cli.rules import command


def test_rules_are_counted_and_judged(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("广东省果树学会理事长李明远到会。", encoding="utf-8")
    gold = {
        "entities": [
            {"id": "o", "type": "Organization", "name": "广东省果树学会", "names": []},
            {"id": "p", "type": "Person", "name": "李明远", "names": []},
        ],
        "relations": [{"type": "holdsPost", "head": "p", "tail": "o", "role": "理事长"}],
    }
    (tmp_path / "one.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    result = CliRunner().invoke(command, [str(tmp_path), "--format", "csv"])
    rows = {row["rule"]: row for row in csv.DictReader(result.output.lstrip("\ufeff").splitlines())}
    assert list(rows["post.before"].values()) == ["holdsPost", "post.before", "1", "1", "0", "0"]
    assert rows["builds.by"]["statements"] == "0"
