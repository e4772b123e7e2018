"""Extractions that other processes begin before they are asked for; what they say is what one process says.

    with Ahead(LocalProcesses(4)) as extractor:
        extractor.foresee(document)      # may be begun now
        extractor.extract(document)      # waits until it is done

The processes are those of this machine (`extractors.processes`) or of a Dask cluster (`extractors.cluster`).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from itertools import islice
from types import TracebackType
from typing import Protocol, Self

from extractors import VERSION, pipeline
from extractors.errors import EngineError
from extractors.model import Document, Extraction
from extractors.pipeline import TOGETHER

WORTH = 24
"""Fewer documents are extracted here: as long as they take, other processes load their models."""

AHEAD = 2_000
"""As many more are begun: what the processes have to do while whoever asks for documents writes a batch of
them. What they say lies in memory meanwhile, some 140 KB for a document of 1,500 characters."""

_ONE_AT_A_TIME = threading.Lock()


class Processes(Protocol):
    """Processes that can be started, and ended whatever they do."""

    number: int

    def start(self) -> Executor:
        """Return what runs functions in new processes."""
        ...

    def end(self, executor: Executor) -> None:
        """End the processes."""
        ...


Outcome = Extraction | Exception
"""What is said of a document: what it says, or why the extractor fails at it."""


class Ahead:
    """An extractor; `ahead` is the number of documents that are worth foreseeing."""

    def __init__(self, processes: Processes, worth: int = WORTH) -> None:
        self._processes = processes
        self._worth = worth
        self.ahead = worth + AHEAD
        self._executor: Executor | None = None
        self._waiting: dict[Document, None] = {}
        self._begun: dict[Document, tuple[Future[list[Outcome]], int]] = {}
        self._suspected: set[Document] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def foresee(self, document: Document) -> None:
        """Say that `extract` will be asked for a document."""
        if document not in self._begun:
            self._waiting[document] = None
        if not self._suspected and (self._executor is not None or len(self._waiting) >= self._worth):
            self._begin()

    def extract(self, document: Document) -> Extraction:
        """Return what a document says. Raises what the extractor raises, BrokenExecutor where it dies."""
        self.foresee(document)
        if document in self._suspected:
            outcome = self._alone(document)
        elif self._executor is None and document in self._waiting:
            del self._waiting[document]
            return pipeline.load().extract(document)
        else:
            outcome = self._among_others(document)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def _among_others(self, document: Document) -> Outcome:
        try:
            if document in self._waiting:
                others = (one for one in self._waiting if one != document)
                self._submit(document, *islice(others, TOGETHER - 1))
            future, place = self._begun.pop(document)
            return future.result()[place]
        except BrokenExecutor:
            self._suspect(document)
        except Exception:  # a cluster's word for processes that died of one of those read together
            pass
        return self._alone(document)

    def _alone(self, document: Document) -> Outcome:
        try:
            self._submit(document)
            future, _ = self._begun.pop(document)
            return future.result()[0]
        except BrokenExecutor:
            self._end()
            raise
        finally:
            self._suspected.discard(document)
            if not self._suspected:
                self._begin()

    def _suspect(self, document: Document) -> None:
        """Note which documents may have been under way when a process died: each is extracted by itself.

        Processes take them in order, so those are the first that were not done.
        """
        undone = [one for one, (future, _) in self._begun.items() if not _is_done(future)]
        for one in undone:
            del self._begun[one]
        self._end()
        self._waiting = dict.fromkeys([*undone, *self._waiting])
        self._suspected = {document, *islice(undone, 2 * self._processes.number * TOGETHER)}

    def _begin(self) -> None:
        """Begin what waits; the last few wait for more, or until they are asked for."""
        if self._waiting:
            self._start()
        with suppress(BrokenExecutor):  # which is told when the document is asked for that a process died of
            while len(self._waiting) >= TOGETHER:
                self._submit(*islice(self._waiting, TOGETHER))

    def _start(self) -> Executor:
        if self._executor is None:
            self._executor = self._processes.start()
        return self._executor

    def _submit(self, *documents: Document) -> None:
        future = self._start().submit(extract, documents, VERSION)
        for place, document in enumerate(documents):
            self._waiting.pop(document, None)
            self._begun[document] = future, place

    def _end(self) -> None:
        if self._executor is not None:
            self._processes.end(self._executor)
            self._executor = None


def _is_done(future: Future[list[Outcome]]) -> bool:
    """Return whether documents were extracted, and no process died of them."""
    if not future.done() or future.cancelled():
        return False
    return not isinstance(future.exception(), BrokenExecutor)


def extract(documents: Sequence[Document], version: str) -> list[Outcome]:
    """Return what is said of each document, by the one extractor of the process that runs this.

    Raises EngineError where that is another version of it.
    """
    if version != VERSION:
        raise EngineError(f"the processes run extractor {VERSION}, not {version}: install the same there")
    with _ONE_AT_A_TIME:
        extractor = pipeline.load()
        try:
            return list(extractor.extract_together(documents))
        except Exception:  # of one of them, which shall not be told of the others
            return [_outcome(extractor, document) for document in documents]


def _outcome(extractor: pipeline.Extractor, document: Document) -> Outcome:
    try:
        return extractor.extract(document)
    except Exception as error:
        return error
