"""Extraction against annotated reports, where KG_GOLD names a folder of them with their score.py."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

import pytest

from extractors.annotation import to_json
from extractors.pipeline import load
from extractors.reading import read

ENTITIES, RELATIONS = 0.91, 0.85


@pytest.mark.skipif("KG_GOLD" not in os.environ, reason="KG_GOLD names no folder of annotated reports")
def test_extraction_finds_what_careful_readers_find(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(os.environ["KG_GOLD"])
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    for annotated in folder.glob("*.gold.json"):
        name = annotated.name.removesuffix(".gold.json")
        (tmp_path / f"{name}.json").write_text(
            to_json(load().extract(read(folder / f"{name}.txt"))), encoding="utf-8"
        )
    score.main([str(folder), str(tmp_path), "--json"])
    summary = json.loads(capsys.readouterr().out)
    reached = {group: round(summary[group]["f1"], 3) for group in ("entity", "relation")}
    assert reached["entity"] >= ENTITIES, reached
    assert reached["relation"] >= RELATIONS, reached
