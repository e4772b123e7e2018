"""Questions in plain Chinese on the graph of the example reports: how many are answered right.

Each file in `phrasings/` has the columns text, question (an id, several with | where each is fair; -: no
question answers it), things (labels; ?: the graph does not know it), filter (which answers are wanted). They
were read while the words were gathered, so that none of them measures any more what is asked tomorrow:
`second` is half of what another writer asked, `third` and `fourth` the halves of what a further one did,
`voices` has the ways of six speakers (an intern, an older leader, a clerk, a journalist, a dialect, a form),
`imagined`, `families` and `everyday` were each written before a change of the code, scored, and read then.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from kg.answers.names import labels, vocabulary_labels
from kg.answers.questions import load_questions, understand
from kg.answers.questions.words import words
from kg.errors import NotFoundError, QuestionError
from kg.store import open_store
from kg.vocabulary import KX

FOLDER = Path(__file__).parent / "phrasings"

FLOORS = {
    "blind": (0.97, 0.01),
    "development": (0.95, 0.01),
    "variants": (0.97, 0.005),
    "second": (0.98, 0.01),
    "voices": (0.93, 0.01),
    "third": (0.98, 0.016),
    "fourth": (0.86, 0.047),
    "fifth": (0.95, 0.0),
    "imagined": (0.93, 0.0),  # 建城镇 of two reports that do not name its county is two things
    "families": (0.97, 0.011),
    "everyday": (0.97, 0.006),
}
"""File → the least share of right answers, the largest of wrong ones."""


class Phrased(NamedTuple):
    text: str
    question: str
    things: list[str]
    filter: list[str]


def phrased(file: str) -> list[Phrased]:
    with (FOLDER / f"{file}.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Phrased(row["text"], row["question"], _parts(row["things"], "|"), _parts(row["filter"], "、"))
            for row in rows
        ]


def _parts(text: str, sign: str) -> list[str]:
    return [part for part in text.split(sign) if part]


@pytest.fixture(scope="module")
def example(example_store: Path) -> Iterator[ox.Store]:
    with open_store(example_store) as opened:
        yield opened.quads


def judged(quads: ox.Store, one: Phrased) -> str:
    """Return right, wrong, or open: the text is not understood, or its name is that of several things."""
    answerable = one.question != "-" and not any(thing.startswith("?") for thing in one.things)
    try:
        understood = understand(quads, one.text)
    except (QuestionError, NotFoundError):
        return "open" if answerable else "right"
    found = labels(quads, understood.arguments)
    wanted = understood.wanted
    meant = [words().kinds.get(word) or (word,) for word in one.filter]
    relations = [vocabulary_labels()[str(KX[name])] for name in wanted.relations]
    conditions = [*(period.said for period in wanted.periods), *(place.label for place in wanted.places)]
    only = (*wanted.roles, *wanted.kinds, *relations, *conditions)
    restricted = [words().kinds.get(word) or (word,) for word in only]
    right = (
        answerable
        and understood.question.id in one.question.split("|")
        and [found[iri] for iri in understood.arguments] == one.things
        and sorted(restricted) == sorted(meant)
    )
    return "right" if right else "wrong"


@pytest.mark.parametrize("file", sorted(path.stem for path in FOLDER.glob("*.tsv")))
def test_most_questions_are_understood_and_hardly_one_is_misunderstood(example: ox.Store, file: str) -> None:
    results = {one.text: judged(example, one) for one in phrased(file)}
    right, wrong = FLOORS[file]
    not_right = {text: result for text, result in results.items() if result != "right"}
    misunderstood = [text for text, result in results.items() if result == "wrong"]
    assert 1 - len(not_right) / len(results) >= right, not_right
    assert len(misunderstood) / len(results) <= wrong, misunderstood


@pytest.mark.parametrize("id_", load_questions())
def test_each_example_of_a_phrasing_asks_that_question(example: ox.Store, id_: str) -> None:
    question = load_questions()[id_]
    assert len(question.phrasing.examples) >= 2
    for text in question.phrasing.examples:
        assert understand(example, text).question.id == id_, text


def test_every_question_has_its_phrasings() -> None:
    assert {one.question for one in phrased("development")} == {*load_questions(), "-"}


def test_somebody_of_a_person_is_not_the_person(example: ox.Store) -> None:
    assert understand(example, "沈若兰是谁").question.id == "person-posts"
    for text in ("沈若兰的老师是谁", "谁把沈若兰请来的", "谁学会了贡柑修剪"):
        with pytest.raises((QuestionError, NotFoundError)):
            understand(example, text)
