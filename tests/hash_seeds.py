"""Python programs under several hash seeds, which only the start of a process takes."""

from __future__ import annotations

import os
import subprocess
import sys


def outputs(program: str) -> set[bytes]:
    """Return what `program` prints in two processes of unlike hash seeds: one output where they agree."""
    return {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    }
