"""Quads in order, sorted in parts on the disk: the memory needed does not grow with their number."""

from __future__ import annotations

import heapq
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile

import pyoxigraph as ox

_CHUNK = 100_000
"""Quads that are sorted in memory at a time."""
_BLOCK = 1_000
"""Lines that are parsed at a time."""


def sorted_lines(quads: Iterable[ox.Quad]) -> Iterator[bytes]:
    """Give the quads as lines of N-Quads, in the order of their bytes."""
    remaining = iter(quads)
    with ExitStack() as stack:
        runs: list[Iterable[bytes]] = []
        while lines := _lines(islice(remaining, _CHUNK)):
            lines.sort()
            if len(lines) < _CHUNK:
                runs.append(lines)
            else:
                run = stack.enter_context(TemporaryFile())
                run.writelines(lines)
                run.seek(0)
                runs.append(run)
        yield from heapq.merge(*runs)


def sorted_quads(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Give the quads in the order of their lines."""
    lines = sorted_lines(quads)
    while block := b"".join(islice(lines, _BLOCK)):
        yield from ox.parse(block, format=ox.RdfFormat.N_QUADS)


def _lines(quads: Iterable[ox.Quad]) -> list[bytes]:
    text = io.BytesIO()
    ox.serialize(quads, text, ox.RdfFormat.N_QUADS)
    return text.getvalue().splitlines(keepends=True)
