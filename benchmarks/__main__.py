"""Measures the program, beside what one would take instead, and prints tables in Markdown.

    python -m benchmarks [SUBJECT...] [--sizes 100,1000] [--json FILE]

A subject is a module of this folder: its first line says what it measures. Figures of one run may be
compared with each other, not with those of another run: machines differ, and so does what else they do.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.tables import machine
from benchmarks.workload import Workload

SUBJECTS = (
    "start", "extraction", "build", "halves", "add", "questions", "exports", "layout", "page", "serving",
)  # fmt: skip
SIZES = "100,1000"


def main(given: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "subjects", nargs="*", metavar="SUBJECT", help=f"of {', '.join(SUBJECTS)}; default: all"
    )
    parser.add_argument("--sizes", default=SIZES, help=f"numbers of reports; default {SIZES}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    arguments = parser.parse_args(given)
    unknown = sorted(set(arguments.subjects) - set(SUBJECTS))
    if unknown:
        parser.error(f"no subject is named {' '.join(unknown)}: there are {', '.join(SUBJECTS)}")
    sizes = sorted({int(size) for size in arguments.sizes.split(",")})
    known = machine()
    print(", ".join(f"{name} {value}" for name, value in known.items()) + "\n")
    told: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        workload = Workload(Path(folder))
        for subject in arguments.subjects or SUBJECTS:
            for table in import_module(f"benchmarks.{subject}").tables(workload, sizes):
                print(table.markdown, flush=True)
                told.append({"subject": subject} | vars(table))
                if arguments.json is not None:
                    text = json.dumps({"machine": known, "tables": told}, ensure_ascii=False, indent=1)
                    arguments.json.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
