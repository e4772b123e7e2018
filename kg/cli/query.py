"""`kg query`: SPARQL over the store."""

from __future__ import annotations

from pathlib import Path

import click
import pyoxigraph as ox

from kg.answers.formats import lexical, number_or_text, plain, results_json, turtle
from kg.answers.query import Rows, run
from kg.cli.options import ROW_FORMATS, as_of_option, output_options, store_option
from kg.cli.output import Output
from kg.cli.reading import reading
from kg.errors import QueryError
from kg.store import Location


@click.command("query")
@click.argument("sparql", required=False)
@click.option(
    "-f",
    "--file",
    "query_file",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help="File with the query; - is standard input.",
)
@output_options(
    "Default: a table on a terminal, else CSV; Turtle for CONSTRUCT and DESCRIBE.", [*ROW_FORMATS, "turtle"]
)
@as_of_option
@store_option
def command(
    sparql: str | None, query_file: Path | None, output: Output, as_of: str | None, store: Location
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
    if (sparql is None) == (query_file is None):
        raise click.UsageError("give the query as an argument, or a file with -f")
    query = _read(query_file) if query_file is not None else str(sparql)
    with reading(store, as_of) as quads:
        answer = run(quads, query)
    if isinstance(answer, Rows):
        _write_rows(answer, output)
    elif isinstance(answer, bool):
        _write_truth(answer, output)
    else:
        _write_triples(answer, output)


def _write_rows(answer: Rows, output: Output) -> None:
    if output.asked == "turtle":
        raise click.UsageError("SELECT gives rows: use --format table, csv, json, xlsx or md")
    if output.format == "json":
        output.json(results_json(answer))
        return
    cell = {"csv": lexical, "xlsx": number_or_text}.get(output.format, plain)
    output.rows(answer.variables, [[cell(term) for term in row] for row in answer.rows])


def _write_truth(answer: bool, output: Output) -> None:
    if output.asked == "json":
        output.json({"head": {}, "boolean": answer})
    elif output.asked in (None, "table", "csv"):
        output.text(f"{answer}\n".lower())
    else:
        raise click.UsageError("ASK gives true or false: use --format table, csv or json")


def _write_triples(answer: list[ox.Triple], output: Output) -> None:
    if output.asked not in (None, "turtle"):
        raise click.UsageError("CONSTRUCT and DESCRIBE give triples: use --format turtle")
    output.text(turtle(answer))


def _read(file: Path) -> str:
    try:
        with click.open_file(str(file), "rb") as stream:
            return bytes(stream.read()).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise QueryError(f"{file} is not UTF-8: save the query in UTF-8") from None
    except OSError as error:
        raise QueryError(f"cannot read {file}: {error.strerror}") from None
