"""The answers for Python programs: the same that the commands give, as plain lists and dicts.

    with open_graph("kg-store") as graph:
        graph.ask("哪些学会服务德庆县")["answers"]

What a method gives is what the command of the same name prints as JSON; docs/python.md has examples.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any

from extractors.model import ENTITY_TYPES
from kg.answers.analysis import COMPARISONS, TABLES, analyse
from kg.answers.as_of import as_of as known_then
from kg.answers.evidence import evidence
from kg.answers.followup import follow_up
from kg.answers.formats import turtle
from kg.answers.match import match
from kg.answers.names import Thing, resolve
from kg.answers.query import Rows, run
from kg.answers.questions import (
    Restriction,
    Understanding,
    ask,
    load_questions,
    question_named,
    understand,
)
from kg.answers.records import (
    answer_record,
    match_records,
    portrait_record,
    promise_record,
    question_records,
    table_record,
)
from kg.answers.show import show
from kg.answers.times import is_date
from kg.errors import KgError, NotFoundError, QuestionError
from kg.store import Location, open_store


class Graph:
    """A store opened for reading, as a context manager; it sees the store as it was when it was opened.

    With `as_of` (2025, 2025-03, 2025-03-08) it is the graph as known then, from the reports dated up to it;
    those without a date are left out. Things are meant by any of their names, as in the commands; every
    method raises NotFoundError for a name that no thing, or more than one, has.
    """

    def __init__(self, store: Location | str, as_of: str | None = None) -> None:
        self._as_of = None if as_of is None else _date(as_of)
        self._store = open_store(store)
        self._quads = self._store.quads if as_of is None else known_then(self._store.quads, as_of)

    def questions(self) -> list[dict[str, Any]]:
        """Return the named questions: name, id, group, titles, parameters with their types, example."""
        return question_records(load_questions().values())

    def ask(self, question: str, *names: str) -> dict[str, Any]:
        """Return the answer to a named question (its name or id) about `names`, or to one in plain Chinese.

        The record has `question`, `understood` (zh, en), `answers` (names), `rows` and `evidence`. Raises
        QuestionError for what is not understood, or not as many names as the question needs.
        """
        named = question_named(question)
        if named is None:
            asked = understand(self._quads, " ".join([question, *names]))
        elif len(names) != len(named.parameters):
            raise QuestionError(named.usage)
        else:
            asked = Understanding(named, names, Restriction())
        return answer_record(asked.question, ask(self._quads, *asked))

    def show(self, name: str) -> dict[str, Any]:
        """Return all that is known of one thing: `thing`, and `statements` with their sentences (`said`)."""
        return portrait_record(show(self._quads, self._thing(name).iri))

    def match(self, county: str | None = None, society: str | None = None) -> list[dict[str, Any]]:
        """Return for each need the bodies that could meet it, ranked, with reasons and sentences.

        All needs, those of one place, what one body could meet, or both.
        """
        place = None if county is None else self._thing(county, "Place").iri
        body = None if society is None else self._thing(society, "Organization", "Person").iri
        return match_records(match(self._quads, place, body, until=self._as_of), body)

    def followup(self, body: str | None = None) -> list[dict[str, Any]]:
        """Return the promises, of one body or of all, and whether later reports show them done."""
        promises = follow_up(self._quads, None if body is None else self._thing(body).iri, self._as_of)
        return [promise_record(one) for one in promises]

    def analyze(self, *tables: str, since: str | None = None) -> dict[str, Any]:
        """Return tables on the graph's structure by name (none: all), each with `meaning` and `rows`.

        With `since`, a date, what changed from then on is among them. Raises KgError for an unknown name.
        """
        known = [*TABLES, *COMPARISONS] if since is not None else list(TABLES)
        for name in tables:
            if name not in known:
                raise KgError(f"there is no table {name}; there are {', '.join(known)}")
        earlier = None if since is None else known_then(self._store.quads, _date(since))
        return {table.name: table_record(table) for table in analyse(self._quads, tables, earlier)}

    def query(self, sparql: str, most: int | None = None) -> list[dict[str, str | None]] | bool | str:
        """Return what a SPARQL query gives; it only reads, and only this store.

        SELECT: a dict for each row, by variable, of texts (None: unbound); ASK: a bool; CONSTRUCT and
        DESCRIBE: Turtle. Raises QueryError for a query that is refused, is not SPARQL, or gives more than
        `most` rows or triples.
        """
        answer = run(self._quads, sparql, most)
        if isinstance(answer, Rows):
            return list(answer.texts())
        return answer if isinstance(answer, bool) else turtle(answer)

    def resolve(self, name: str) -> dict[str, str]:
        """Return `iri` and `label` of the one thing that has this name."""
        return self._thing(name)._asdict()

    def evidence(self, statement: str) -> list[dict[str, Any]]:
        """Return the sentences that say a statement (its IRI), oldest report first.

        Raises NotFoundError for a statement that the graph does not know.
        """
        try:
            said = evidence(self._quads, [statement]).get(statement)
        except ValueError:  # not an IRI
            said = None
        if said is None:
            raise NotFoundError(f"the graph knows no statement {statement}; show gives those of a thing")
        return said

    def close(self) -> None:
        """Let the store go."""
        self._store.close()

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _thing(self, name: str, *types: str) -> Thing:
        return resolve(self._quads, name, types or ENTITY_TYPES)


def _date(text: str) -> str:
    if not is_date(text):
        raise KgError(f"{text!r} is no date: write 2025, 2025-03 or 2025-03-08")
    return text


def queried(
    store: Location, sparql: str, most: int, as_of: str | None = None
) -> list[dict[str, str | None]] | bool | str:
    """Return what `Graph.query` does, for a process that opens the store for this alone."""
    with Graph(store, as_of) as graph:
        return graph.query(sparql, most)
