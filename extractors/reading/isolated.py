"""Documents read in a process of their own, with limits on time and memory.

A small PDF can keep its reader busy for minutes, and a Word document can unpack to more than the memory. A
process can be ended where the library that reads cannot; one serves all documents until it has to be.
"""

from __future__ import annotations

import importlib
import logging
import multiprocessing
import signal
import sys
import warnings
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from extractors.errors import ReportError
from extractors.reading.settings import MEGABYTE, Limits

EXTRA = "pip install 'kexie-kg[formats]'"
"""What installs the libraries that read documents."""

_START_SECONDS = 60
"""As long the process may take until it answers at all."""
_SHOWN = 200
"""Characters of a library's message that are shown."""

# Takes neither threads nor open files of this process along, and opens no socket.
_PROCESSES = multiprocessing.get_context("spawn")


def isolated(kind: str, data: bytes, path: Path, limits: Limits) -> Any:
    """Return what `extractors.reading.KIND.read(data, limits)` gives, run in a process that can be ended.

    Raises ReportError, which names `path`, where that is refused, fails, takes too long or too much memory.
    """
    worker = _Worker.of(limits)
    try:
        done, result = worker.ask(kind, data)
    except TimeoutError:
        worker.end()
        more = f"raise the limit (--limit seconds={limits.seconds * 10})"
        raise ReportError(
            f"{path}: not read within {limits.seconds} s; save it as plain text, or {more}"
        ) from None
    except (EOFError, ConnectionError):
        worker.end()
        raise ReportError(_too_much(path, limits)) from None
    if not done:
        raise ReportError(_too_much(path, limits) if result is None else f"{path}: {result}")
    return result


class _Worker:
    """The process; there is one at a time, started anew where it has ended or the limits differ."""

    _current: _Worker | None = None

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._connection, theirs = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_work, args=(theirs, limits), daemon=True)
        self._process.start()
        theirs.close()
        if not self._connection.poll(_START_SECONDS):
            self.end()
            raise ReportError(f"no process could be started that reads documents ({_START_SECONDS} s)")
        self._connection.recv()

    @classmethod
    def of(cls, limits: Limits) -> _Worker:
        """Return the process that keeps these limits."""
        if cls._current is not None and cls._current._limits != limits:
            cls._current.end()
        if cls._current is None:
            cls._current = cls(limits)
        return cls._current

    def ask(self, kind: str, data: bytes) -> tuple[bool, Any]:
        """Return whether the document was read, and what it holds or why not (None: too much memory).

        Raises TimeoutError, and EOFError or ConnectionError where the process ended.
        """
        self._connection.send((kind, data))
        if not self._connection.poll(self._limits.seconds):
            raise TimeoutError
        answer: tuple[bool, Any] = self._connection.recv()
        return answer

    def end(self) -> None:
        """End the process, whatever it does."""
        type(self)._current = None
        self._process.kill()
        self._process.join()
        self._connection.close()


def _too_much(path: Path, limits: Limits) -> str:
    return (
        f"{path}: reading it takes more than {limits.memory} MB of memory; save it as plain text, or raise "
        f"the limit (--limit memory={limits.memory * 2})"
    )


def _work(connection: Connection, limits: Limits) -> None:
    """Read documents until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; our parent ends us
    logging.disable()
    warnings.simplefilter("ignore")
    _limit_memory(limits.memory * MEGABYTE)
    connection.send(True)
    while True:
        try:
            kind, data = connection.recv()
        except (EOFError, ConnectionError):
            return
        connection.send(_answer(kind, data, limits))


def _answer(kind: str, data: bytes, limits: Limits) -> tuple[bool, Any]:
    try:
        return True, importlib.import_module(f"extractors.reading.{kind}").read(data, limits)
    except ReportError as error:
        return False, str(error)
    except ModuleNotFoundError as error:
        return False, f"to read .{kind} install what it needs ({error.name} is missing): {EXTRA}"
    except MemoryError:
        return False, None
    except Exception as error:
        # The libraries have no common error for a damaged document; none of theirs may end the run.
        told = " ".join(f"{type(error).__name__}: {error}".split())[:_SHOWN]
        return False, f"damaged, or no .{kind} file ({told}); open it and save it anew"


def _limit_memory(number: int) -> None:
    """Let the process take no more than a number of bytes, where the system can be told so."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (number, number))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
