"""docs/questions.md lists the questions as they are: `UPDATE=1 pytest tests/test_questions_page.py`."""

from __future__ import annotations

import os
import re
from pathlib import Path

from kg.answers.questions import GROUPS, load_questions

PAGE = Path(__file__).resolve().parent.parent / "docs" / "questions.md"
TABLES = re.compile(r"(?<=-->\n).*?(?=<!-- end -->)", re.DOTALL)


def tables() -> str:
    lines = ["\n"]
    for group in GROUPS:
        lines += [
            f"### {group}\n",
            "\n",
            "| name | question | example | in plain Chinese |\n",
            "|---|---|---|---|\n",
        ]
        lines += [
            f"| {one.name} `{id_}` | {one.chinese}<br>{one.english} "
            f"| `{' '.join(['kg ask', one.name, *one.example])}` | {one.phrasing.examples[0]} |\n"
            for id_, one in load_questions().items()
            if one.group == group
        ]
        lines.append("\n")
    return "".join(lines)


def test_the_page_lists_the_questions() -> None:
    page = PAGE.read_text(encoding="utf-8")
    current = TABLES.sub(lambda _: tables(), page, count=1)
    if os.environ.get("UPDATE"):
        PAGE.write_text(current, encoding="utf-8")
        page = current
    assert page == current
    assert page.count("| `kg ask ") == len(load_questions())
