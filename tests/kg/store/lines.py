"""An extractor for tests: each line `head relation tail` is one statement; other lines say nothing.

As a program it changes a store, so that tests can kill it:

    python lines.py build STORE FOLDER        python lines.py remove STORE REPORT...
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from extractors.model import RELATION_TYPES, Document, Entity, Extraction, Form, Statement

VERSION = "lines-1"
TYPES = {"holdsPost": ("Person", "Organization"), "cooperatesWith": ("Organization", "Organization")}


class Extractor:
    """Counts what it read, so that a test can say what was extracted anew."""

    def __init__(self, version: str = VERSION) -> None:
        self.version = version
        self.read: list[str] = []

    def extract(self, document: Document) -> Extraction:
        self.read.append(document.name)
        if "crash" in document.text:
            raise RuntimeError("a bug of the extractor")
        entities: dict[tuple[str, str], Entity] = {}
        statements = []
        position = 0
        for line in document.text.splitlines(keepends=True):
            words = line.split()
            if len(words) == 3 and words[1] in RELATION_TYPES:
                ends = []
                types = TYPES.get(words[1], ("Organization", "Industry"))
                for name, type_ in zip((words[0], words[2]), types, strict=True):
                    begin = position + line.index(name)
                    form = Form(name, "written so", ((begin, begin + len(name)),))
                    new = Entity(f"e{len(entities)}", type_, None, name, (form,))
                    ends.append(entities.setdefault((type_, name), new).id)
                spans = ((position, position + len(line.rstrip())),)
                statements.append(Statement(words[1], ends[0], ends[1], spans, rule="line"))
            position += len(line)
        return Extraction(document, tuple(entities.values()), tuple(statements), self.version)


def main(command: str, store: str, *names: str) -> None:
    from extractors.reading import find_reports
    from kg.store.build import build
    from kg.store.removal import remove

    print("building", flush=True)  # from here on a test may kill
    if command == "build":
        files = find_reports([Path(name) for name in names])
        build(Path(store), files, version=VERSION, load=Extractor)
    else:
        remove(Path(store), names)


def die_before(step: int) -> None:
    """Kill this process before its step-th call that makes a change durable or visible, or sweeps."""
    calls = 0

    def deadly(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **more)

        return call

    for module, name in ((os, "fsync"), (os, "replace"), (shutil, "rmtree")):
        setattr(module, name, deadly(getattr(module, name)))


if __name__ == "__main__":
    if "KG_DIE_BEFORE" in os.environ:
        die_before(int(os.environ["KG_DIE_BEFORE"]))
    main(*sys.argv[1:])
