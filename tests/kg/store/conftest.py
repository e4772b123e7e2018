from __future__ import annotations

from pathlib import Path

import pytest

from tests.kg.store.builds import REPORTS, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "reports"
    for name, text in REPORTS.items():
        write(root / name, text)
    return root


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "kg-store"
