"""How time grows with the length of a hostile text."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

Growth = Callable[[Callable[[int], Callable[[], object]]], float]


@pytest.fixture(scope="session")
def growth() -> Growth:
    """How many times longer the work on 40,000 characters takes than that on 5,000: 8 if linear, 64 if quadratic.

    The work is given as a function from a number of characters to what is timed.
    """

    def seconds(work: Callable[[], object]) -> float:
        gc.collect()
        begin = time.process_time()
        work()
        return time.process_time() - begin

    def give(prepare: Callable[[int], Callable[[], object]]) -> float:
        short, long = prepare(5_000), prepare(40_000)
        fast = max(min(seconds(short) for _ in range(3)), 0.002)
        return seconds(long) / fast

    return give
