from __future__ import annotations

import time

import pytest

from kg.errors import KgError, QueryError
from kg.limited import within


def _refused(text: str) -> str:
    raise QueryError(text)


def test_an_answer_comes_back_and_so_does_an_error() -> None:
    assert within(30, 2**32, "{}-{last}".format, 1, last=2) == "1-2"
    with pytest.raises(QueryError, match="^no$"):
        within(30, 2**32, _refused, "no")


def test_what_takes_too_long_or_too_much_is_cut() -> None:
    begin = time.monotonic()
    with pytest.raises(KgError, match="cut after 0.5 s"):
        within(0.5, 2**32, time.sleep, 60)
    assert time.monotonic() - begin < 10
    with pytest.raises(KgError, match="more than 0.5 GB of memory"):
        within(30, 2**29, bytes, 2**30)
