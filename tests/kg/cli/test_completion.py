"""What the shell offers, asked as the shell asks: `_KG_COMPLETE=bash_complete kg`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.answers.questions import load_questions
from kg.cli import COMMANDS, group


def offered(line: str, store: Path) -> list[str]:
    """Return what is offered for the last word of a line, which may be empty."""
    words = line.split(" ")
    result = CliRunner().invoke(
        group,
        prog_name="kg",
        env={
            "_KG_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
            "KG_STORE": str(store),
        },
    )
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return [offer.removeprefix("plain,") for offer in result.stdout.splitlines() if offer]


def test_commands_are_offered(tmp_path: Path) -> None:
    assert offered("kg a", tmp_path) == [name for name in COMMANDS if name.startswith("a")]
    assert "--debug" in offered("kg --d", tmp_path)


def test_questions_are_offered_and_then_names(example_store: Path) -> None:
    assert offered("kg ask ", example_store) == [one.name for one in load_questions().values()]
    assert offered("kg ask 需", example_store) == ["需求"]
    assert "德庆县" in offered("kg ask 需求 德", example_store)


@pytest.mark.parametrize("command", ["show", "merge", "separate", "followup", "merge 德庆县"])
def test_names_are_offered_shortest_first(example_store: Path, command: str) -> None:
    names = offered(f"kg {command} 德庆", example_store)
    assert "德庆县科协" in names
    assert all(name.startswith("德庆") for name in names)
    assert names == sorted(names, key=lambda name: (len(name), name))


def test_nothing_is_offered_or_said_where_there_is_no_store(tmp_path: Path) -> None:
    assert offered("kg show 德", tmp_path / "none") == []
    assert offered("kg show \udcff", tmp_path / "none") == []
