"""Times the commands on the example reports, as a Markdown table: `make benchmark`.

Each command runs in a process of its own, as a user starts it: its time holds the start of Python and the
loading of the model. The best of three.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPORTS = Path(__file__).resolve().parent.parent / "examples" / "reports"
COMMANDS = (
    ["--help"],
    ["extract", str(REPORTS), "-o", "records"],
    ["build", str(REPORTS), "--store", "new-store-RUN"],
    ["build", str(REPORTS), "--store", "new-store-0"],
    ["status", "--store", "new-store-0"],
    ["query", "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p", "--store", "new-store-0"],
    ["validate", "--store", "new-store-0"],
    ["analyze", "--store", "new-store-0"],
    ["export", "nquads", "-o", "graph.nq", "--store", "new-store-0"],
    ["view", "-o", "graph.html", "--store", "new-store-0"],
)


def seconds(arguments: list[str], folder: str) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", *arguments],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - start


def main() -> None:
    characters = sum(len(path.read_text(encoding="utf-8")) for path in REPORTS.iterdir())
    print(f"{len(list(REPORTS.iterdir()))} reports, {characters} characters\n\n| command | s |\n|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for arguments in COMMANDS:
            runs = [[part.replace("RUN", str(run)) for part in arguments] for run in range(3)]
            best = min(seconds(run, folder) for run in runs)
            shown = " ".join(part for part in arguments if not part.startswith(("/", "SELECT")))
            print(f"| `kg {shown}` | {best:.2f} |")


if __name__ == "__main__":
    main()
