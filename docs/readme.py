"""Rewrites the console blocks of the READMEs and some pages with what their commands print: `make readme`.

A block is fenced as `console`; its lines that begin with `$ ` are commands, run one after another in a folder
that holds nothing but `examples`, and what follows them is their output. A test holds the texts to it.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import tempfile
from pathlib import Path

from click.testing import CliRunner

from kg.cli import group

ROOT = Path(__file__).resolve().parent.parent
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
PAGES = (ROOT / "docs" / "analysis.md", ROOT / "docs" / "extraction.md")
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def commands(text: str) -> list[str]:
    """Return the commands of all console blocks, in order."""
    return [line[2:] for block in BLOCK.findall(text) for line in block.splitlines() if line.startswith("$ ")]


def outputs(lines: list[str]) -> dict[str, str]:
    """Return what each command prints, run in order. Raises RuntimeError for one that fails."""
    printed: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        os.symlink(ROOT / "examples", "examples")
        for line in lines:
            program, *arguments = shlex.split(line)
            result = CliRunner().invoke(group, arguments)
            if program != "kg" or result.exit_code != 0:
                raise RuntimeError(
                    f"{line}: exit code {result.exit_code}: {result.output} {result.exception}"
                )
            printed[line] = result.output
    return printed


def rewritten(text: str, printed: dict[str, str]) -> str:
    """Return `text` with the outputs of its console blocks replaced."""
    return BLOCK.sub(
        lambda block: "".join(
            f"$ {line}\n{printed[line]}" for line in commands(f"```console\n{block[0]}```\n")
        ),
        text,
    )


def main() -> None:
    """Rewrite the files."""
    printed = outputs(commands(READMES[0].read_text(encoding="utf-8")))
    for path in READMES:
        _rewrite(path, printed)
    for path in PAGES:
        _rewrite(path, outputs(commands(path.read_text(encoding="utf-8"))))


def _rewrite(path: Path, printed: dict[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(rewritten(text, printed), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
