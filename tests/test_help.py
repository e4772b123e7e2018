from __future__ import annotations

import importlib
import os
import subprocess
import sys

import click
import pytest

from kg.cli import COMMANDS, module_name

HEAVY = (
    "spacy",
    "rdflib",
    "oxrdflib",
    "networkx",
    "pyvis",
    "pyoxigraph",
    "pyshacl",
    "scipy",
    "numpy",
    "onnxruntime",
    "matplotlib",
    "xlsxwriter",
)
PROBE = f"""
import sys
from kg.cli import main
try:
    main(["--help"])
except SystemExit as end:
    print(end.code, sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)
"""  # fmt: skip


def _help() -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", PROBE], capture_output=True, encoding="utf-8", check=True)


def test_help_names_every_command_and_imports_nothing_heavy() -> None:
    run = _help()
    assert run.stderr == "0 []\n"
    lines = {line.strip() for line in run.stdout.splitlines()}
    assert {name for name, about in COMMANDS.items() if f"{name:10s}{about}" not in lines} == set()


def test_help_is_quick() -> None:
    """0.3 s is the most that a user should wait; processor time is taken, for the machine may be busy."""
    times = []
    for _ in range(3):
        before = os.times()
        _help()
        after = os.times()
        times.append(
            after.children_user - before.children_user + after.children_system - before.children_system
        )
    assert min(times) < 0.3


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_what_the_list_says(name: str) -> None:
    command = importlib.import_module(module_name(name)).command
    assert isinstance(command, click.Command)
    assert command.help is not None
    assert command.help.splitlines()[0] == COMMANDS[name]
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if option.help is None] == []
