"""Processes of this machine that extract, each with its own models."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from loky import ProcessPoolExecutor

IDLE_SECONDS = 30
"""A process that has nothing to do for so long ends: its parent writes the store, or is no more."""


class LocalProcesses:
    """A number of processes; see `extractors.ahead.Processes`."""

    def __init__(self, number: int) -> None:
        self.number = number

    def start(self) -> Executor:
        """Return what runs functions in new processes."""
        executor: Executor = ProcessPoolExecutor(self.number, timeout=IDLE_SECONDS, initializer=_begin)
        with _ctrl_c_ignored():
            executor.submit(_begin)  # starts the processes, which inherit that
        return executor

    def end(self, executor: ProcessPoolExecutor) -> None:
        """End the processes, whatever they do."""
        executor.shutdown(kill_workers=True)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; our parent ends us


@contextmanager
def _ctrl_c_ignored() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield  # no other thread may say what a signal does
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
