from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.kg.small import small_store
from tests.kg.store.builds import REPORTS, write


@pytest.fixture(scope="session")
def _small() -> list[ox.Quad]:
    return list(small_store())


@pytest.fixture
def quads(_small: list[ox.Quad]) -> ox.Store:
    """The small store of tests/kg/small.py, in memory; each test has its own."""
    store = ox.Store()
    store.extend(_small)
    return store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "reports"
    for name, text in REPORTS.items():
        write(root / name, text)
    return root


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "kg-store"


CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NEEDED = "the browser tests need Chromium: apt-get install chromium"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if CHROMIUM is None:
        terminalreporter.write_line(f"Skipped: {NEEDED}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip(NEEDED)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
