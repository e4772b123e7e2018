"""How the time of a function grows with its text: four times the text may take about four times the time."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable

LINEAR = 8.0
"""The bound of `ratio`: linear growth gives 4, quadratic growth 16."""
_ROUNDS = 6


def ratio(run: Callable[[str], object], piece: str, length: int = 4_000) -> float:
    """Return the time of `run` on 4 × `length` characters of `piece` over that on `length`.

    Both are the best of several rounds without garbage collection, since a busy machine only ever adds to a
    time; two rounds suffice where growth is seen to be linear. A hundredth of a second is added to both, so
    that what is too fast to be measured counts as no growth.
    """

    def seconds(text: str) -> float:
        gc.collect()
        gc.disable()
        begin = time.process_time()
        try:
            run(text)
        finally:
            gc.enable()
        return time.process_time() - begin

    text = piece * (4 * length // len(piece))
    short = long = math.inf
    growth = math.inf
    for done in range(_ROUNDS):
        if done >= 2 and growth < LINEAR:
            break
        short, long = min(short, seconds(text[:length])), min(long, seconds(text))
        growth = (long + 0.01) / (short + 0.01)
    return growth
