from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from kg.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def readme() -> ModuleType:
    spec = importlib.util.spec_from_file_location("readme", ROOT / "docs" / "readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_both_languages_show_what_the_commands_print(readme: ModuleType) -> None:
    """If this fails after a change of the program: `make readme`, and read the difference."""
    lines = readme.commands(ENGLISH)
    assert lines == readme.commands(CHINESE)
    printed = readme.outputs(lines)
    assert readme.rewritten(ENGLISH, printed) == ENGLISH
    assert readme.rewritten(CHINESE, printed) == CHINESE


def test_pages_show_what_the_commands_print(readme: ModuleType) -> None:
    """If this fails after a change of the program: `make readme`, and read the difference."""
    for page in readme.PAGES:
        text = page.read_text(encoding="utf-8")
        assert readme.rewritten(text, readme.outputs(readme.commands(text))) == text


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_every_command_is_named_and_every_link_leads_somewhere(text: str) -> None:
    assert {name for name in COMMANDS if f"`kg {name}" not in text} == set()
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_both_languages_have_the_same_build() -> None:
    def skeleton(text: str) -> list[str]:
        return [
            re.match(r"#+|```\w*|\|", line)[0] for line in text.splitlines() if re.match(r"#|```|\|", line)
        ]  # type: ignore[index]

    assert skeleton(ENGLISH) == skeleton(CHINESE)
