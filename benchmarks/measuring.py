"""What something costs: time, the work of the processors, memory. All subjects measure with this.

found, cost = timed(lambda: load())          # in this process
ended = kg("build", "reports", limit=600)    # a command, in a process of its own as a user starts it
ended.cost.seconds, ended.cost.megabytes
"""

from __future__ import annotations

import json
import os
import resource
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
"""As many times is measured what takes seconds at most; the best is told."""
LIMIT = 900
"""Seconds that a command may take."""

Result = TypeVar("Result")


class Cost(NamedTuple):
    """Seconds of the clock, seconds of work of all cores, megabytes of the largest process at its peak."""

    seconds: float
    cpu: float
    megabytes: float | None = None


class Ended(NamedTuple):
    """A command that ended by itself: its cost, its exit code, what it wrote on standard output."""

    cost: Cost
    code: int
    output: str


class NotEndedError(Exception):
    """A command took longer than it may; its text says so, for a cell of a table."""


def timed(action: Callable[[], Result]) -> tuple[Result, Cost]:
    """Return what the action gives, and its cost in this process."""
    began, worked = time.perf_counter(), time.process_time()
    result = action()
    return result, Cost(time.perf_counter() - began, time.process_time() - worked)


def best(action: Callable[[], Cost]) -> Cost:
    """Return the least of each figure in several rounds."""
    costs = [action() for _ in range(ROUNDS)]
    memory = [cost.megabytes for cost in costs if cost.megabytes is not None]
    return Cost(
        min(cost.seconds for cost in costs), min(cost.cpu for cost in costs), min(memory, default=None)
    )


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value that so many percent of the values do not exceed."""
    return (
        values[0]
        if len(values) == 1
        else statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
    )


def kg(*arguments: object, limit: float = LIMIT) -> Ended:
    """Run `kg` as `run` does."""
    return run(sys.executable, "-c", "from kg.cli import main; main()", *arguments, limit=limit)


def run(*command: object, given: str = "", limit: float = LIMIT) -> Ended:
    """Run a command with a text as its standard input and return how it ended.

    Raises NotEndedError, and ends the command with all its processes, after `limit` seconds.
    """
    # A process counts the peak of the one that started it as its own. So a small one stands between.
    launcher = [sys.executable, "-m", "benchmarks.measuring", *map(str, command)]
    with subprocess.Popen(
        launcher, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
        env=_environment(),
    ) as process:  # fmt: skip
        try:
            told, _ = process.communicate(given, timeout=limit)
        except BaseException as error:
            os.killpg(process.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                raise NotEndedError(f"did not end in {limit:g} s") from None
            raise
    ended: dict[str, Any] = json.loads(told)
    if ended["code"] not in (0, 1):
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {ended['code']}: {ended['errors']}")
    return Ended(Cost(*ended["cost"]), ended["code"], ended["output"])


def _environment() -> dict[str, str]:
    """Return the environment of commands: Python keeps what it compiles, as in an installation."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _launch(command: list[str]) -> None:
    """Run the command and print as JSON how it ended: the other side of `run`."""
    began = time.perf_counter()
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6)
    told = {"cost": cost, "code": ended.returncode, "output": ended.stdout, "errors": ended.stderr[-2000:]}
    print(json.dumps(told))


if __name__ == "__main__":
    _launch(sys.argv[1:])
