"""`kg query`: SPARQL over the store."""

from __future__ import annotations

from pathlib import Path

import click

from kg.answers.formats import json_text, lexical, plain, results_json, turtle
from kg.answers.query import Rows, run
from kg.cli.options import as_of_option, store_option
from kg.cli.output import ROWS, default_format, emit
from kg.cli.reading import reading
from kg.errors import QueryError
from kg.store import Location


@click.command("query")
@click.argument("sparql", required=False)
@click.option(
    "-f",
    "--file",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help="File with the query; - is standard input.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json", "turtle"]),
    help="Default: a table on a terminal, else CSV; Turtle for CONSTRUCT and DESCRIBE.",
)
@as_of_option
@store_option
def command(
    sparql: str | None, file: Path | None, format_: str | None, as_of: str | None, store: Location
) -> None:
    """Answer a SPARQL query.

    The default graph holds the facts. Prefixes need not be declared: kx kxg id org foaf schema skos
    dcterms oa prov rdf rdfs owl xsd. Queries only read, and only this store. In CSV, cells that a
    spreadsheet would run as a formula begin with a '.

    \b
    Examples:
      kg query 'SELECT ?name { ?x a kx:Society ; rdfs:label ?name }'
      kg query 'SELECT ?who ?county { GRAPH kxg:planned { ?who kx:serves ?county } }' --format json
    """
    if (sparql is None) == (file is None):
        raise click.UsageError("give the query as an argument, or a file with -f")
    query = _read(file) if file is not None else str(sparql)
    with reading(store, as_of) as quads:
        answer = run(quads, query)
    emit(_text(answer, format_))


def _text(answer: Rows | bool | list, format_: str | None) -> str:
    if isinstance(answer, bool):
        if format_ == "turtle":
            raise click.UsageError("ASK gives true or false: use --format table, csv or json")
        return json_text({"head": {}, "boolean": answer}) if format_ == "json" else f"{answer}\n".lower()
    if isinstance(answer, list):
        if format_ not in (None, "turtle"):
            raise click.UsageError("CONSTRUCT and DESCRIBE give triples: use --format turtle")
        return turtle(answer)
    if format_ == "turtle":
        raise click.UsageError("SELECT gives rows: use --format table, csv or json")
    if format_ == "json":
        return json_text(results_json(answer))
    chosen = default_format() if format_ is None else format_
    cell = plain if chosen == "table" else lexical
    return ROWS[chosen](answer.variables, [[cell(term) for term in row] for row in answer.rows])


def _read(file: Path) -> str:
    try:
        with click.open_file(str(file), "rb") as stream:
            return bytes(stream.read()).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise QueryError(f"{file} is not UTF-8: save the query in UTF-8") from None
    except OSError as error:
        raise QueryError(f"cannot read {file}: {error.strerror}") from None
