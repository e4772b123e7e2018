"""Documents read in a process of their own, with limits on time and memory.

A small PDF can keep its reader busy for minutes, and a Word document can unpack to more than the memory. A
process can be ended where the library that reads cannot; one serves all documents until it has to be.
"""

from __future__ import annotations

import importlib
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
import warnings
from pathlib import Path
from typing import Any

from extractors.errors import ReportError
from extractors.reading.settings import MEGABYTE, Limits

EXTRA = "pip install 'kexie-kg[formats]'"
"""What installs the libraries that read documents."""

_SHOWN = 200
"""Characters of a library's message that are shown."""


def isolated(kind: str, data: bytes, path: Path, limits: Limits) -> Any:
    """Return what `extractors.reading.KIND.read(data, limits)` gives, run in a process that can be ended.

    Raises ReportError, which names `path`, where that is refused, fails, takes too long or too much memory.
    """
    worker = _Worker.of(limits)
    try:
        done, result = worker.ask(kind, data)
    except TimeoutError:
        more = f"raise the limit (--limit seconds={limits.seconds * 10})"
        raise ReportError(
            f"{path}: not read within {limits.seconds} s; save it as plain text, or {more}"
        ) from None
    except EOFError:
        done, result = False, None
    if not done and result is None:
        raise ReportError(
            f"{path}: reading it takes more than {limits.memory} MB of memory; save it as plain text, or "
            f"raise the limit (--limit memory={limits.memory * 2})"
        )
    if not done:
        raise ReportError(f"{path}: {result}")
    return result


class _Worker:
    """The process; there is one at a time, started anew where it has ended or the limits differ."""

    _current: _Worker | None = None

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        # The modules that this process finds, and none that lie where the user happens to be.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", f"from {__name__} import work; work()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        self._send(limits)

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

        Raises TimeoutError, and EOFError where the process ended; it is gone then.
        """
        late = threading.Event()

        def give_up() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(self._limits.seconds, give_up)
        timer.start()
        try:
            self._send((kind, data))
            answer: tuple[bool, Any] = pickle.load(self._process.stdout)  # type: ignore[arg-type]
        except (OSError, EOFError, pickle.UnpicklingError):
            self.end()
            raise (TimeoutError if late.is_set() else EOFError) from None
        except BaseException:  # Ctrl-C: what it answers would be taken for the answer to the next
            self.end()
            raise
        finally:
            timer.cancel()
        return answer

    def end(self) -> None:
        """End the process, whatever it does."""
        type(self)._current = None
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _send(self, value: object) -> None:
        pipe = self._process.stdin
        pickle.dump(value, pipe)  # type: ignore[arg-type]
        pipe.flush()  # type: ignore[union-attr]


def work() -> None:
    """Read documents until standard input ends: limits first, then kind and bytes of each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; our parent ends us
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    logging.disable()
    warnings.simplefilter("ignore")
    limits: Limits = pickle.load(requests)
    _limit_memory(limits.memory * MEGABYTE)
    while True:
        try:
            kind, data = pickle.load(requests)
        except EOFError:
            return
        pickle.dump(answer(kind, data, limits), answers)
        answers.flush()


def answer(kind: str, data: bytes, limits: Limits) -> tuple[bool, Any]:
    """Return whether a document can be read, and what it holds or why not (None: too much memory)."""
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
