"""SPARQL over the store: a user's query through the gate, or one of the project's own.

    result = run(store.quads, "SELECT ?name { ?x kx:serves ?county ; rdfs:label ?name }")

The default graph holds the facts; plans, wishes, statements and reports lie in named graphs (`docs/rdf.md`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import pyoxigraph as ox

from kg.answers.gate import admit, syntax_error
from kg.errors import QueryError, in_one_line
from kg.store.quads import Quads
from kg.vocabulary import PREFIXES

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = tuple[Term | None, ...]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT: the variables' names, and a row of terms for each solution (None: unbound)."""

    variables: tuple[str, ...]
    rows: list[Row]

    def texts(self) -> Iterator[dict[str, str | None]]:
        """Give each row by variable: an IRI, or the text of a literal."""
        for row in self.rows:
            values = (None if term is None else str(getattr(term, "value", term)) for term in row)
            yield dict(zip(self.variables, values, strict=True))


def run(quads: Quads, query: str, most: int | None = None) -> Rows | bool | list[ox.Triple]:
    """Return what a user's query gives: Rows (SELECT), a bool (ASK), sorted triples (CONSTRUCT, DESCRIBE).

    The prefixes of `kg.vocabulary` need not be declared. Raises QueryError for a query that is refused, is
    not SPARQL, cannot be evaluated, or gives more than `most` rows or triples.
    """
    admitted = admit(query)
    try:
        answer = quads.query(admitted, prefixes=PREFIXES)
        if isinstance(answer, ox.QueryBoolean):
            return bool(answer)
        if isinstance(answer, ox.QuerySolutions):
            return _rows(answer, most)
        return sorted(set(_up_to(most, answer)), key=str)
    except SyntaxError as error:
        raise syntax_error(query, error) from None
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be evaluated: {in_one_line(error)}") from None


def select(quads: Quads, query: str, bound: Mapping[str, str] | None = None) -> Rows:
    """Return the answer of a SELECT of the project's own; `bound` as in `about`."""
    answer = quads.query(about(query, bound) if bound else query, prefixes=PREFIXES)
    if not isinstance(answer, ox.QuerySolutions):
        raise QueryError("only a SELECT has rows")
    return _rows(answer)


def about(query: str, bound: Mapping[str, str]) -> str:
    """Return a SELECT of the project's own with the IRIs that its variables stand for.

    They are bound first; and where the query writes `$place`, the IRI takes its place, so that Oxigraph plans
    with what it knows. A path (`kx:locatedIn* ?place`) it plans better with the variable. Raises ValueError
    for what is no IRI, so that no name can change the query.
    """
    iris = {name: str(ox.NamedNode(iri)) for name, iri in bound.items()}
    head, _, body = query.partition("{")
    body = re.sub(r"\$(\w+)", lambda found: iris.get(found[1], found[0]), body)
    variables = " ".join(f"?{name}" for name in iris)
    return f"{head}{{\n  VALUES ({variables}) {{ ({' '.join(iris.values())}) }}{body}"


def values(variable: str, iris: Iterable[str]) -> str:
    """Return a VALUES clause for a query of the project's own, the IRIs in sorted order."""
    return f"VALUES ?{variable} {{ {' '.join(str(ox.NamedNode(iri)) for iri in sorted(set(iris)))} }}"


def _rows(answer: ox.QuerySolutions, most: int | None = None) -> Rows:
    variables = [variable.value for variable in answer.variables]
    solutions = _up_to(most, answer)
    return Rows(tuple(variables), [tuple(solution[name] for name in variables) for solution in solutions])


def _up_to(most: int | None, answer: Iterable[Item]) -> Iterator[Item]:
    for number, item in enumerate(answer):
        if number == most:
            raise QueryError(f"the answer has more than {most:,} rows: ask for fewer with LIMIT")
        yield item
