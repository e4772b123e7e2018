"""Named questions: data files in ontologies/questions → answers with their sentences.

    question = load_questions()["谁任职"]
    answer = ask(store.quads, question, ["省科协"])
    answer.names, answer.rows

A file has a name, a group, a title in Chinese and English (with the parameters in braces), an example, the
parameters with the entity types that they may have, the columns to show (the first has what answers, else
that which `answers` names), and a SELECT of all of these and,
where its answers rest on statements, `?statement`. Its phrasing is for questions in plain Chinese
(`kg.answers.questions.understanding`, `kg.answers.questions.phrasing`).

A SELECT that is fast on large stores writes `$place` where the IRI of a parameter is to stand, `?place` in a
path (`kg.answers.query.about`), names what it knows first, and has a GRAPH of its own in each OPTIONAL where
the rest is not in that graph alone: Oxigraph evaluates a group with an OPTIONAL by itself.
"""

from __future__ import annotations

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
from kg.answers.questions.phrasing import Phrasing, parse_phrasing
from kg.answers.questions.restriction import Restriction, restricted
from kg.store.quads import Quads
from ontologies.tables import parse_toml

_KEYS = {
    "name": str, "group": str, "chinese": str, "english": str, "example": list, "query": str,
    "evidence": bool, "answers": str, "parameters": dict, "columns": dict, "phrasing": dict,
}  # fmt: skip
_OPTIONAL = {"evidence", "answers"}

GROUPS = (
    "人物与职务", "机构与平台", "县域与产业", "项目与行动", "活动", "合作", "计划与愿望", "来源与质量",
)  # fmt: skip
"""The groups of questions, in the order in which they are listed."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question by `id` (its file's name) and Chinese `name`; `evidence`: sentences are always shown.

    `answers` is the column of what answers it.
    """

    id: str
    name: str
    group: str
    chinese: str
    english: str
    example: tuple[str, ...]
    query: str
    parameters: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, str]
    phrasing: Phrasing
    evidence: bool
    answers: str

    @property
    def is_dated(self) -> bool:
        """Tell whether its answers are of a time: by their statements, or as reports."""
        return "?statement" in self.query or "date" in self.columns

    @property
    def example_call(self) -> str:
        """How `kg ask` is called: kg ask 谁任职 云浮市科协."""
        return " ".join(["kg ask", self.name, *self.example])

    @property
    def usage(self) -> str:
        """What must follow its name: 谁任职 needs BODY; example: kg ask 谁任职 云浮市科协."""
        wanted = " ".join(parameter.upper() for parameter in self.parameters)
        return f"{self.name} needs {wanted or 'no name'}; example: {self.example_call}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was understood (Chinese, English), and the rows: the cells, with the entries of their evidence.

    `column` is the place of the cells that answer; `statements` are the IRIs of the statements on which the
    answers rest.
    """

    understood: tuple[str, str]
    header: list[str]
    column: int
    rows: list[tuple[list[str | None], list[dict[str, Any]]]]
    statements: frozenset[str]

    @property
    def names(self) -> list[str]:
        """The names of what answers, each once."""
        answering = (cells[self.column] for cells, _ in self.rows)
        return list(dict.fromkeys(name for name in answering if name is not None))


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


def question_named(name: str) -> Question | None:
    """Return the question that has this name or id."""
    return next((one for one in load_questions().values() if name in (one.id, one.name)), None)


def parse_question(file: str, text: str) -> Question:
    """Return the question in a file's text. Raises DataFileError for what the file should not or must say."""

    def error(what: str) -> DataFileError:
        return DataFileError(f"ontologies/questions/{file}: {what}")

    data = parse_toml(text, f"ontologies/questions/{file}")
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
    if data["group"] not in GROUPS:
        raise error(f"the group is not among {' '.join(GROUPS)}")
    if len(data["example"]) != len(parameters):
        raise error("the example has not one value for each parameter")
    try:
        selected = select(ox.Store(), data["query"]).variables
    except SyntaxError as problem:
        raise error(f"the query is not SPARQL: {problem}") from None
    wanted = {*parameters, *data["columns"]}
    if set(selected) - {"statement"} != wanted or not data["columns"]:
        raise error(f"the query must select {' '.join(sorted(wanted))}")
    answers = data.get("answers", next(iter(data["columns"])))
    if answers not in data["columns"]:
        raise error(f"no column {answers}, which answers names")
    return Question(
        id=file.removesuffix(".toml"),
        name=data["name"],
        group=data["group"],
        chinese=data["chinese"],
        english=data["english"],
        example=tuple(data["example"]),
        query=data["query"],
        parameters=parameters,
        columns=data["columns"],
        phrasing=parse_phrasing(data["phrasing"], data["columns"], error),
        evidence=data.get("evidence", False),
        answers=answers,
    )


def ask(
    quads: Quads,
    question: Question,
    arguments: Sequence[str],
    wanted: Restriction | None = None,
    passed_over: Sequence[str] = (),
    *,
    sentences: bool = True,
) -> Answer:
    """Return the answer for things named by the user, one argument for each parameter; rows are sorted.

    `wanted` leaves some of the answers out; `passed_over` are words of the user's that are told as left out
    of account. Without `sentences` the rows come without their evidence, in half the time. Raises
    NotFoundError for a name that no thing, or more than one, has.
    """
    things = {
        name: resolve(quads, argument, types)
        for (name, types), argument in zip(question.parameters.items(), arguments, strict=True)
    }
    found = select(quads, question.query, {name: thing.iri for name, thing in things.items()})
    if wanted is not None:
        phrasing = question.phrasing
        found = restricted(quads, found, wanted, phrasing.kind, phrasing.role, phrasing.place)
    terms = {term.value for row in found.rows for term in row if isinstance(term, ox.NamedNode)}
    shown = labels(quads, terms)
    statements: dict[tuple[str | None, ...], set[str]] = {}
    for row in found.texts():
        values = (row[name] for name in question.columns)
        cells = tuple(None if value is None else shown.get(value, value) for value in values)
        statements.setdefault(cells, set()).update([str(row["statement"])] if "statement" in row else [])
    rested_on = frozenset(statement for group in statements.values() for statement in group)
    said = evidence(quads, rested_on) if sentences else {}
    rows = sorted(statements.items(), key=lambda item: ["" if cell is None else cell for cell in item[0]])
    words = {name: thing.label for name, thing in things.items()}
    only = f" ({wanted})" if wanted is not None and str(wanted) else ""
    left = "、".join(f"「{word}」" for word in passed_over)
    return Answer(
        understood=(
            _filled(question.chinese, words) + only + (f" (未计入{left})" if left else ""),
            _filled(question.english, words) + only + (f" (left out of account: {left})" if left else ""),
        ),
        header=[f"{chinese} {name}" for name, chinese in question.columns.items()],
        column=list(question.columns).index(question.answers),
        rows=[
            (list(cells), [entry for statement in sorted(group) for entry in said.get(statement, [])])
            for cells, group in rows
        ],
        statements=rested_on,
    )


def _filled(title: str, words: Mapping[str, str]) -> str:
    for name, label in words.items():
        title = title.replace(f"{{{name}}}", label)
    return title
