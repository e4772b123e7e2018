"""How the time of a function grows with its text: four times the text may take about four times the time."""

from __future__ import annotations

import time
from collections.abc import Callable

LINEAR = 8.0
"""The bound of `ratio`: linear growth gives 4, quadratic growth 16."""


def ratio(run: Callable[[str], object], piece: str, length: int = 4_000) -> float:
    """Return the time of `run` on 4 × `length` characters of `piece` over that on `length`, best of two each.

    A hundredth of a second is added to both, so that what is too fast to be measured counts as no growth.
    """

    def seconds(text: str) -> float:
        begin = time.process_time()
        run(text)
        return time.process_time() - begin

    text = piece * (4 * length // len(piece))
    short, long = (min(seconds(text[:end]) for _ in range(2)) for end in (length, 4 * length))
    return (long + 0.01) / (short + 0.01)
