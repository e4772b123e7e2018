"""A function's answer within limits, in a process of its own: Oxigraph cannot be interrupted, a process can.

within(10, 4 * 1024**3, rows_of, store, query)      # KgError after ten seconds
"""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar

from kg.errors import KgError

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

START_SECONDS = 60
"""As long the process may take until it begins: on a busy machine the imports take their time."""

# Its caller may run threads, so the process comes from a server process that has none.
_PROCESSES = multiprocessing.get_context("forkserver")


def within(
    seconds: float,
    memory: int,
    function: Callable[Given, Answer],
    *arguments: Given.args,
    **named: Given.kwargs,
) -> Answer:
    """Return what the function of a module gives for the arguments, or raise what it raises.

    Raises KgError where it takes longer than `seconds` or more than `memory` bytes.
    """
    _PROCESSES.set_forkserver_preload([function.__module__ or __name__])  # imported once, for all processes
    connection, theirs = _PROCESSES.Pipe()
    with connection:
        call = (function, arguments, named)
        process = _PROCESSES.Process(target=_answer, args=(theirs, memory, call), daemon=True)
        process.start()
        theirs.close()
        try:
            if connection.poll(START_SECONDS):
                connection.recv()
            if not connection.poll(seconds):
                raise KgError(f"it was cut after {seconds:g} s: ask for less")
            answer, error = connection.recv()
        except EOFError:
            raise KgError(f"it took more than {memory / 1024**3:g} GB of memory: ask for less") from None
        finally:
            process.kill()
            process.join()
    if error is not None:
        raise error
    given: Answer = answer
    return given


def _answer(connection: Connection, memory: int, call: tuple[Callable[..., Any], Any, Any]) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    function, arguments, named = call
    connection.send("begun")
    try:
        connection.send((function(*arguments, **named), None))
    except KgError as error:
        connection.send((None, error))
