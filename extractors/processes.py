"""Processes of this machine that extract, each with its own models."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from multiprocessing import resource_tracker

from loky import ProcessPoolExecutor

IDLE_SECONDS = 30
"""A process that has nothing to do for so long ends: its parent writes the store."""


class LocalProcesses:
    """A number of processes; see `extractors.ahead.Processes`."""

    def __init__(self, number: int) -> None:
        self.number = number

    def start(self) -> Executor:
        """Return what runs functions in new processes."""
        executor: Executor = ProcessPoolExecutor(
            self.number, timeout=IDLE_SECONDS, initializer=_begin, initargs=(os.getpid(),)
        )
        resource_tracker.ensure_running()  # which would end what comes next
        with _ctrl_c_held_back():
            executor.submit(os.getpid)  # starts the processes, from which it stays held back
        return executor

    def end(self, executor: ProcessPoolExecutor) -> None:
        """End the processes, whatever they do."""
        executor.shutdown(kill_workers=True)


def _begin(parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; our parent ends us
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process when its parent is no more: one that was killed ends nobody."""
    while os.getppid() == parent:
        time.sleep(1)
    signal.raise_signal(signal.SIGKILL)


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
