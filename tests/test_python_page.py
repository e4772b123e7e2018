"""docs/python.md: its examples give what they show, its table has the tools that there are."""

from __future__ import annotations

import contextlib
import doctest
import re
from pathlib import Path

import pytest

from kg.mcp_server import MOST_ENTRIES, Tools

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "python.md").read_text(encoding="utf-8")


def test_the_examples_give_what_they_show(example_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"(?<=^```pycon\n).*?(?=^```$)", PAGE, re.MULTILINE | re.DOTALL)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "python.md", "python.md", 0)
    assert len(examples.examples) > 20
    with contextlib.chdir(example_store.parent):
        failed, _ = doctest.DocTestRunner(verbose=False).run(examples)
    assert failed == 0, capsys.readouterr().out


def test_the_table_lists_the_tools() -> None:
    tools = [name for name in vars(Tools) if not name.startswith("_")]
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == tools
    assert f"more than {MOST_ENTRIES} entries" in PAGE
