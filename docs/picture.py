"""Writes docs/page.png, the picture of the page in the READMEs: `make picture`. Needs Chromium."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import sync_playwright

from kg.cli import group

ROOT = Path(__file__).resolve().parent.parent
SHOWN = "郁南县"


def main() -> None:
    """Build the examples, open their page on one thing, and photograph it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store, page_file = f"{folder}/kg-store", f"{folder}/graph.html"
        for arguments in (
            ["build", str(ROOT / "examples" / "reports"), "--store", store],
            ["view", "-o", page_file, "--store", store],
        ):
            CliRunner().invoke(group, arguments, catch_exceptions=False)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"file://{page_file}")
        page.fill("#search", SHOWN)
        page.press("#search", "Enter")
        page.locator("#panel summary").nth(2).click()
        page.wait_for_timeout(1500)
        page.screenshot(path=ROOT / "docs" / "page.png")
        browser.close()


if __name__ == "__main__":
    main()
