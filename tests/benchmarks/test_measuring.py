from __future__ import annotations

import sys

import pytest

from benchmarks.measuring import NotEndedError, percentile, run

HOLDS = "import sys; held = bytearray(300_000_000)"


def test_memory_and_work_of_a_process_below_the_command_count() -> None:
    small, large = "pass", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLDS!r}])"
    costs = [run(sys.executable, "-c", program).cost for program in (small, large)]
    assert costs[0].megabytes is not None and costs[0].megabytes < 100
    assert costs[1].megabytes is not None and 290 < costs[1].megabytes < 400


def test_memory_of_who_measures_does_not_count() -> None:
    held = bytearray(b"1") * 300_000_000
    cost = run(sys.executable, "-c", "pass").cost
    assert len(held) and cost.megabytes is not None and cost.megabytes < 100


def test_a_command_is_given_a_text_and_its_output_is_kept() -> None:
    ended = run(sys.executable, "-c", "print(input()); raise SystemExit(1)", given="县\n")
    assert (ended.code, ended.output) == (1, "县\n")


def test_a_command_that_fails_is_not_measured() -> None:
    with pytest.raises(RuntimeError, match="ended with 2: no such report"):
        run(sys.executable, "-c", "import sys; print('no such report', file=sys.stderr); sys.exit(2)")


def test_a_command_without_end_is_ended() -> None:
    with pytest.raises(NotEndedError, match="did not end in 0.5 s"):
        run(sys.executable, "-c", "import time; time.sleep(60)", limit=0.5)


def test_percentiles() -> None:
    assert percentile([7.0], 95) == 7.0
    assert percentile([float(value) for value in range(101)], 95) == 95.0
