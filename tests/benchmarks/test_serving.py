"""The benchmark of the server finds no error where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import serving
from tests.kg.serve.conftest import put
from tests.kg.small import small_store


def test_few_clients_are_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "small-store", small_store())
    monkeypatch.setattr(serving, "CLIENTS", 3)
    monkeypatch.setattr(serving, "SECONDS", 1)
    found = dict(zip(serving.COLUMNS, serving.row(tmp_path / "small-store", 2), strict=True))
    assert found["errors"] == 0
    assert found["answers"] == found["answers/s"] and int(str(found["answers"])) > 10
