"""The benchmark of the server finds no error where there is none."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from benchmarks import serving
from tests.kg.serve.conftest import put
from tests.kg.small import small_store


def test_few_clients_are_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "small-store"
    put(store, small_store())
    monkeypatch.setattr(sys, "argv", ["serving", "--store", str(store), "--clients", "3", "--seconds", "1"])
    serving.main()
    told = capsys.readouterr().out
    assert re.search(r"^\| 服务 \| \d+ \| \d+ \| \d+ \| \d+ \|$", told, re.MULTILINE)
    assert " 0 errors\n" in told
