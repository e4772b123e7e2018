"""How many examples are tried, and bytes that were good before they were damaged."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

_FACTOR = int(os.environ.get("KG_FUZZ", "1"))
"""`make fuzz` tries this many times the examples of a test, other ones each time; a test tries the same."""


def examples(number: int) -> settings:
    """Return the settings of a test that tries so many examples."""
    return settings(
        max_examples=number * _FACTOR,
        derandomize=_FACTOR == 1,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


def damaged(good: bytes) -> st.SearchStrategy[bytes]:
    """Give these bytes after one to four injuries: cut, overwritten, inserted, repeated."""
    place = st.integers(0, max(0, len(good) - 1))
    injury = st.tuples(st.sampled_from(["cut", "over", "in", "again"]), place, place, st.binary(max_size=12))
    return st.lists(injury, min_size=1, max_size=4).map(lambda injuries: _injured(good, injuries))


def _injured(data: bytes, injuries: list[tuple[str, int, int, bytes]]) -> bytes:
    for kind, begin, end, new in injuries:
        if kind == "cut":
            data = data[: min(begin, end)] + data[max(begin, end) :]
        elif kind == "over":
            data = data[:begin] + new + data[begin + len(new) :]
        elif kind == "in":
            data = data[:begin] + new + data[begin:]
        else:
            data = data[:end] + data[min(begin, end) : max(begin, end)] + data[end:]
    return data
