"""Extractions that other processes begin before they are asked for; what they say is what one process says.

    with Ahead(LocalProcesses(4)) as extractor:
        extractor.foresee(document)      # may be begun now
        extractor.extract(document)      # waits until it is done

The processes are those of this machine (`extractors.processes`) or of a Dask cluster (`extractors.cluster`).
"""

from __future__ import annotations

import threading
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from itertools import islice
from types import TracebackType
from typing import Protocol, Self

from extractors import VERSION, pipeline
from extractors.errors import EngineError
from extractors.model import Document, Extraction

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


class Ahead:
    """An extractor; `ahead` is the number of documents that are worth foreseeing."""

    def __init__(self, processes: Processes, worth: int = WORTH) -> None:
        self._processes = processes
        self._worth = worth
        self.ahead = worth + AHEAD
        self._executor: Executor | None = None
        self._begun: dict[Document, Future[Extraction] | None] = {}
        self._suspected: set[Document] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def foresee(self, document: Document) -> None:
        """Say that `extract` will be asked for a document."""
        self._begun.setdefault(document, None)
        if not self._suspected and (self._executor is not None or len(self._begun) >= self._worth):
            self._begin()

    def extract(self, document: Document) -> Extraction:
        """Return what a document says. Raises what the extractor raises, BrokenExecutor where it dies."""
        future = self._begun.pop(document, None)
        if document not in self._suspected:
            try:
                return pipeline.load().extract(document) if future is None else future.result()
            except BrokenExecutor:
                self._suspect(document)
        try:
            return self._submit(document).result()
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
        self._begun = {one: future if _is_done(future) else None for one, future in self._begun.items()}
        self._end()
        undone = (one for one, future in self._begun.items() if future is None)
        self._suspected = {document, *islice(undone, 4 * self._processes.number)}

    def _begin(self) -> None:
        with suppress(BrokenExecutor):  # which is told when the document is asked for that a process died of
            for document, future in self._begun.items():
                if future is None:
                    self._begun[document] = self._submit(document)

    def _submit(self, document: Document) -> Future[Extraction]:
        if self._executor is None:
            self._executor = self._processes.start()
        return self._executor.submit(extract, document, VERSION)

    def _end(self) -> None:
        if self._executor is not None:
            self._processes.end(self._executor)
            self._executor = None


def _is_done(future: Future[Extraction] | None) -> bool:
    """Return whether a document was extracted, or the extractor failed at it and not its process."""
    if future is None or not future.done() or future.cancelled():
        return False
    return not isinstance(future.exception(), BrokenExecutor)


def extract(document: Document, version: str) -> Extraction:
    """Return what a document says, by the one extractor of the process that runs this.

    Raises EngineError where that is another version of it.
    """
    if version != VERSION:
        raise EngineError(f"the processes run extractor {VERSION}, not {version}: install the same there")
    with _ONE_AT_A_TIME:
        return pipeline.load().extract(document)
