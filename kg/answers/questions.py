"""Named questions: data files in ontologies/questions → answers with their sentences.

    question = load_questions()["谁任职"]
    answer = ask(store.quads, question, ["省科协"])
    answer.names, answer.rows

A file has a name, a title in Chinese and English (with the parameters in braces), an example, the parameters
with the entity types that they may have, the columns to show, and a SELECT of all of these and `?statement`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import pyoxigraph as ox

from extractors.errors import DataFileError
from extractors.model import ENTITY_TYPES
from kg.answers.evidence import evidence
from kg.answers.names import labels, resolve
from kg.answers.query import select
from kg.store.quads import Quads

_KEYS = {
    "name": str, "chinese": str, "english": str, "example": list, "query": str, "evidence": bool,
    "parameters": dict, "columns": dict,
}  # fmt: skip
_OPTIONAL = {"evidence"}


@dataclass(frozen=True, slots=True)
class Question:
    """A question by `id` (its file's name) and Chinese `name`; `evidence`: sentences are always shown."""

    id: str
    name: str
    chinese: str
    english: str
    example: tuple[str, ...]
    query: str
    parameters: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, str]
    evidence: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What was understood (Chinese, English), and the rows: the cells, with the entries of their evidence."""

    understood: tuple[str, str]
    header: list[str]
    rows: list[tuple[list[str | None], list[dict[str, Any]]]]

    @property
    def names(self) -> list[str]:
        """The things that answer: the first column, each once."""
        return list(dict.fromkeys(cells[0] for cells, _ in self.rows if cells[0] is not None))


@cache
def load_questions() -> dict[str, Question]:
    """Return the questions by id, in order. Raises DataFileError, naming file and entry."""
    files = sorted(
        (
            entry
            for entry in resources.files("ontologies.questions").iterdir()
            if entry.name.endswith(".toml")
        ),
        key=lambda entry: entry.name,
    )
    questions: dict[str, Question] = {}
    for file in files:
        question = parse_question(file.name, file.read_text(encoding="utf-8"))
        if any(question.name == other.name for other in questions.values()):
            raise DataFileError(f"ontologies/questions/{file.name}: the name {question.name} is taken")
        questions[question.id] = question
    return questions


def parse_question(file: str, text: str) -> Question:
    """Return the question in a file's text. Raises DataFileError for what the file should not or must say."""

    def error(what: str) -> DataFileError:
        return DataFileError(f"ontologies/questions/{file}: {what}")

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise error(str(problem)) from None
    for key, value in data.items():
        if key not in _KEYS:
            raise error(f"unknown key {key}")
        if not isinstance(value, _KEYS[key]):
            raise error(f"{key} is not a {_KEYS[key].__name__}")
    missing = [key for key in _KEYS if key not in data and key not in _OPTIONAL]
    if missing:
        raise error(f"no {missing[0]}")
    parameters = {name: tuple(types) for name, types in data["parameters"].items()}
    for name, types in parameters.items():
        if not types or not set(types) <= set(ENTITY_TYPES):
            raise error(f"the types of {name} are not among {' '.join(ENTITY_TYPES)}")
        if f"{{{name}}}" not in data["chinese"] or f"{{{name}}}" not in data["english"]:
            raise error(f"a title does not name {{{name}}}")
    if len(data["example"]) != len(parameters):
        raise error("the example has not one value for each parameter")
    try:
        selected = select(ox.Store(), data["query"]).variables
    except SyntaxError as problem:
        raise error(f"the query is not SPARQL: {problem}") from None
    wanted = {*parameters, *data["columns"], "statement"}
    if set(selected) != wanted or not data["columns"]:
        raise error(f"the query must select {' '.join(sorted(wanted))}")
    return Question(
        id=file.removesuffix(".toml"),
        name=data["name"],
        chinese=data["chinese"],
        english=data["english"],
        example=tuple(data["example"]),
        query=data["query"],
        parameters=parameters,
        columns=data["columns"],
        evidence=data.get("evidence", False),
    )


def ask(quads: Quads, question: Question, arguments: Sequence[str]) -> Answer:
    """Return the answer for things named by the user, one argument for each parameter; rows are sorted.

    Raises NotFoundError for a name that no thing, or more than one, has.
    """
    things = {
        name: resolve(quads, argument, types)
        for (name, types), argument in zip(question.parameters.items(), arguments, strict=True)
    }
    found = select(quads, question.query, {name: thing.iri for name, thing in things.items()})
    terms = {term.value for row in found.rows for term in row if isinstance(term, ox.NamedNode)}
    shown = labels(quads, terms)
    statements: dict[tuple[str | None, ...], set[str]] = {}
    for row in found.texts():
        values = (row[name] for name in question.columns)
        cells = tuple(None if value is None else shown.get(value, value) for value in values)
        statements.setdefault(cells, set()).add(str(row["statement"]))
    sentences = evidence(quads, {statement for group in statements.values() for statement in group})
    rows = sorted(statements.items(), key=lambda item: ["" if cell is None else cell for cell in item[0]])
    words = {name: thing.label for name, thing in things.items()}
    return Answer(
        understood=(_filled(question.chinese, words), _filled(question.english, words)),
        header=[f"{chinese} {name}" for name, chinese in question.columns.items()],
        rows=[
            (list(cells), [entry for statement in sorted(group) for entry in sentences.get(statement, [])])
            for cells, group in rows
        ],
    )


def _filled(title: str, words: Mapping[str, str]) -> str:
    for name, label in words.items():
        title = title.replace(f"{{{name}}}", label)
    return title
