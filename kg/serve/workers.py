"""Processes that answer requests, each with the store open: Oxigraph cannot be interrupted, a process can.

    with Workers(Path("kg-store"), number=4, seconds=10, memory=2**32) as workers:
        workers.ask(QueryRequest("ASK {}", "*/*", 10))

A worker that has not answered in time is killed and another takes its place; so is one that took too much
memory. One that takes long gives way to the others meanwhile. Before each answer a worker looks whether a
newer generation is current, and opens that.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import resource
import signal
from contextlib import suppress
from http import HTTPStatus
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType

from kg.errors import KgError
from kg.serve.replies import Reply, Request, reply_to, told
from kg.store import OpenStore, open_store
from kg.store.generation import edition

START_SECONDS = 60
"""As long a process may take until it answers at all."""

SLOW_SECONDS = 1
"""A query that takes longer gives way to others: its process runs at a low priority from then on."""

_LOW_PRIORITY = 10

# Threads run here, so processes come from a server process that has none and has imported this already.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([__name__])


class Worker:
    """One process that answers one request at a time; `ask` and `stop` are for one thread at a time.

    `slowed` says whether it runs at a low priority since an answer took long.
    """

    def __init__(self, store: Path, memory: int) -> None:
        self._connection, theirs = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_work, args=(store, theirs, memory), daemon=True)
        self._process.start()
        theirs.close()
        self._started = False
        self.slowed = False

    def ask(self, request: Request, seconds: float) -> Reply | None:
        """Return the answer, None where there is none in time. Raises EOFError where the process ended."""
        try:
            if not self._started:
                if not self._connection.poll(START_SECONDS):
                    return None
                self._connection.recv()
                self._started = True
            self._connection.send(request)
            if not self._connection.poll(min(seconds, SLOW_SECONDS)):
                self._slow_down()
                if not self._connection.poll(max(0.0, seconds - SLOW_SECONDS)):
                    return None
            reply: Reply = self._connection.recv()
        except ConnectionError:
            raise EOFError from None
        return reply

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self._connection.close()

    def _slow_down(self) -> None:
        self.slowed = True
        if self._process.pid is not None:
            with suppress(OSError):  # it has just ended
                os.setpriority(os.PRIO_PROCESS, self._process.pid, _LOW_PRIORITY)


class Workers:
    """A number of workers, each request to one that is idle."""

    def __init__(self, store: Path, number: int, seconds: float, memory: int) -> None:
        self._store, self._seconds, self._memory = store, seconds, memory
        self._idle: queue.Queue[Worker] = queue.Queue()
        self._all: set[Worker] = set()
        for _ in range(number):
            self._add()

    def ask(self, request: Request) -> Reply:
        """Return the answer; 503 where it takes too long, where all workers stay busy, or one has died."""
        try:
            worker = self._idle.get(timeout=self._seconds)
        except queue.Empty:
            return told(HTTPStatus.SERVICE_UNAVAILABLE, "the server is busy: try again")
        try:
            reply = worker.ask(request, self._seconds)
        except EOFError:
            self._replace(worker)
            return told(HTTPStatus.SERVICE_UNAVAILABLE, "the query took too much memory: ask for less")
        if reply is None:
            self._replace(worker)
            return told(
                HTTPStatus.SERVICE_UNAVAILABLE,
                f"the query was cut after {self._seconds:g} s: ask for less",
            )
        if worker.slowed:
            self._replace(worker)  # only root could raise its priority again
        else:
            self._idle.put(worker)
        return reply

    def close(self) -> None:
        """End all processes."""
        for worker in list(self._all):
            worker.stop()
        self._all.clear()

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _replace(self, worker: Worker) -> None:
        worker.stop()
        self._all.discard(worker)
        self._add()

    def _add(self) -> None:
        worker = Worker(self._store, self._memory)
        self._all.add(worker)
        self._idle.put(worker)


def _work(store: Path, connection: Connection, memory: int) -> None:
    """Answer requests until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the server ends us
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    opened = _Newest(store)
    with suppress(EOFError, ConnectionError):
        connection.send(True)
        while True:
            request: Request = connection.recv()
            try:
                reply = reply_to(request, opened.get().quads)
            except KgError as error:
                reply = told(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
            connection.send(reply)


class _Newest:
    """The store, opened again where another generation has become current."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._edition: tuple[int, int] | None = None
        self._opened: OpenStore | None = None

    def get(self) -> OpenStore:
        newest = edition(self._store)
        if self._opened is None or newest != self._edition:
            if self._opened is not None:
                self._opened.close()
            self._opened = open_store(self._store)
            self._edition = newest
        return self._opened
