"""Extraction by other processes: the answers of one process, and of a process that dies only its report."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path

import pytest
from loky import ProcessPoolExecutor

from extractors import ahead, pipeline
from extractors.ahead import Ahead, Outcome
from extractors.errors import EngineError
from extractors.model import Document, Extraction
from extractors.pipeline import TOGETHER
from extractors.processes import LocalProcesses


def document(text: str) -> Document:
    return Document("r", "r.txt", text, hashlib.sha256(text.encode()).hexdigest(), date="2025-03-08")


class Mortal:
    """Stands for the pipeline in a process: 死 ends it, 错 is a bug."""

    def extract(self, document: Document) -> Extraction:
        if document.text == "死":
            os._exit(1)
        if document.text == "错":
            raise ValueError("no such thing")
        time.sleep(0.01)
        return Extraction(document, (), (), f"process {os.getpid() == PARENT}")

    def extract_together(self, documents: Sequence[Document]) -> list[Extraction]:
        return list(map(self.extract, documents))


PARENT = os.getpid()


def stand_in(parent: int) -> None:
    global PARENT
    PARENT = parent
    pipeline.load = Mortal  # type: ignore[assignment]


class MortalProcesses(LocalProcesses):
    started = 0

    def start(self) -> Executor:
        MortalProcesses.started += 1
        executor: Executor = ProcessPoolExecutor(self.number, initializer=stand_in, initargs=(PARENT,))
        return executor


@pytest.fixture
def mortal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ahead]:
    monkeypatch.setattr(pipeline, "load", Mortal)
    monkeypatch.setattr(MortalProcesses, "started", 0)
    with Ahead(MortalProcesses(2), worth=2) as extractor:
        yield extractor


def said(extractor: Ahead, texts: list[str]) -> list[str]:
    """What is said of each text: its own, or the error."""
    documents = list(map(document, texts))
    for one in documents:
        extractor.foresee(one)
    found = []
    for one in documents:
        try:
            found.append(extractor.extract(one).document.text)
        except (BrokenExecutor, ValueError, RuntimeError) as error:
            found.append(type(error).__name__)
    return found


def test_few_documents_are_extracted_here(mortal: Ahead) -> None:
    mortal.foresee(document("一"))
    assert mortal.extract(document("一")).extractor == "process True"
    assert MortalProcesses.started == 0


def test_more_are_extracted_elsewhere_in_the_order_asked(mortal: Ahead) -> None:
    texts = [str(number) for number in range(20)]
    assert said(mortal, texts) == texts
    mortal.foresee(document("一"))
    assert mortal.extract(document("一")).extractor == "process False"
    assert MortalProcesses.started == 1


def test_a_bug_is_told_of_its_document_alone(mortal: Ahead) -> None:
    assert said(mortal, ["一", "错", "二"]) == ["一", "ValueError", "二"]


def test_a_document_that_a_process_dies_of_stops_no_other(mortal: Ahead) -> None:
    behind = [str(number) for number in range(30)]
    assert said(mortal, ["一", "二", "死", *behind]) == ["一", "二", "TerminatedWorkerError", *behind]
    assert said(mortal, ["五", "六"]) == ["五", "六"]


def test_a_document_that_was_not_foreseen_is_extracted_as_well(mortal: Ahead) -> None:
    for text in ("一", "二", "三"):
        mortal.foresee(document(text))
    assert mortal.extract(document("四")).extractor == "process False"
    assert said(mortal, ["三", "二", "一"]) == ["三", "二", "一"]


class Frail(Executor):
    """Runs at once what it is given, and after 死 nothing more; of 亡 it says, as a cluster, that it died."""

    def __init__(self, ran: list[str]) -> None:
        self._ran, self._broken = ran, False

    def submit(  # type: ignore[override]
        self, function: object, documents: Sequence[Document], version: str
    ) -> Future[list[Outcome]]:
        if self._broken:
            raise BrokenExecutor
        texts = [document.text for document in documents]
        self._ran += texts
        future: Future[list[Outcome]] = Future()
        if "死" in texts:
            self._broken = True
            future.set_exception(BrokenExecutor())
        elif "亡" in texts:
            future.set_exception(RuntimeError("killed"))
        else:
            future.set_result([Extraction(document, (), (), "frail") for document in documents])
        return future


class FrailProcesses:
    number = 2

    def __init__(self) -> None:
        self.ran: list[str] = []

    def start(self) -> Executor:
        return Frail(self.ran)

    def end(self, executor: Executor) -> None:
        pass


def test_what_was_done_before_a_death_stays_and_the_rest_is_done_elsewhere() -> None:
    processes = FrailProcesses()
    before, behind = [str(number) for number in range(20)], [str(number) for number in range(20, 60)]
    with Ahead(processes, worth=2) as extractor:
        found = said(extractor, [*before, "死", *behind])
    assert found == [*before, "BrokenExecutor", *behind]
    together = behind[: TOGETHER - 1]
    assert sorted(processes.ran) == sorted([*before, "死", "死", *together, *behind])


def test_what_a_cluster_cannot_do_together_is_done_one_by_one() -> None:
    with Ahead(FrailProcesses(), worth=2) as extractor:
        assert said(extractor, ["一", "亡", "二", "三"]) == ["一", "RuntimeError", "二", "三"]


def test_another_version_extracts_nothing() -> None:
    with pytest.raises(EngineError, match="not 0.0: install the same there"):
        ahead.extract([document("一")], "0.0")


def test_processes_say_what_one_process_says() -> None:
    paths = sorted((Path(__file__).parents[2] / "examples" / "reports").glob("*.txt"))
    documents = [document(path.read_text(encoding="utf-8")) for path in paths]
    with Ahead(LocalProcesses(2), worth=2) as extractor:
        for one in documents:
            extractor.foresee(one)
        found = [extractor.extract(one) for one in documents]
    assert found == [pipeline.load().extract(one) for one in documents]
