"""`kg analyze`: the structure of the graph, as tables and as a report with pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack

import click

from kg.answers.analysis import COMPARISONS, TABLES, Sentences, Table, analyse, said
from kg.answers.evidence import evidence, newest_date
from kg.answers.formats import Cell
from kg.answers.paper import Picture
from kg.answers.records import table_record
from kg.answers.workbook import Sheet
from kg.cli.options import ROW_FORMATS, as_of_option, date_option, output_options, store_option
from kg.cli.output import Output, rows_with_sentences, table_with_sentences
from kg.cli.reading import reading
from kg.store import Location
from kg.view.analysis import SENTENCES, analysis_paper, beginning, in_words
from kg.view.papers import WRITERS
from kg.view.plots import plot, what_is_missing


@click.command("analyze")
@click.argument("names", metavar="[TABLE]...", nargs=-1, type=click.Choice([*TABLES, *COMPARISONS]))
@date_option("--since", "What changed from then on: adds the tables changes and movers.")
@click.option("--evidence", "with_sentences", is_flag=True, help="Show the sentences on which rows rest.")
@output_options("Default: tables on a terminal, else CSV.", [*ROW_FORMATS, "html", "docx"])
@as_of_option
@store_option
def command(
    names: tuple[str, ...],
    since: str | None,
    with_sentences: bool,
    output: Output,
    as_of: str | None,
    store: Location,
) -> None:
    """Show hubs, brokers, communities and gaps of the graph.

    \b
    things, statements  how much there is of what
    hubs, brokers       who has most links; who stands between the others
    communities         circles of things, named from their members
    sole-links          bodies that one person alone links
    programmes          programmes by reach
    reach, unreached    which society reaches which county; counties that none reaches
    society-pairs       societies that reach the same counties
    county-pairs        counties that the same societies reach
    changes, movers     with --since: what came and went, who gained and lost in weight

    Without a TABLE all are shown; CSV, JSON and xlsx have all their rows. CSV of one table has its columns,
    of several one line for each cell; xlsx has a sheet for each; html and docx are a report with pictures
    (they need the extra `plots`).

    \b
    Examples:
      kg analyze brokers unreached
      kg analyze --since 2024 -o analysis.docx
    """
    if since is None and set(names) & set(COMPARISONS):
        raise click.UsageError(f"{' and '.join(COMPARISONS)} need two dates: add --since DATE")
    with ExitStack() as stack:
        quads = stack.enter_context(reading(store, as_of))
        earlier = None if since is None else stack.enter_context(reading(store, since))
        tables = analyse(quads, names, earlier)
        rested_on = {statement for part in tables for row in part.rows for statement in row.statements}
        sentences = evidence(quads, rested_on) if with_sentences else None
        until = as_of or newest_date(quads)
    if output.format == "json":
        output.json({part.name: table_record(part, sentences) for part in tables})
    elif output.format == "xlsx":
        output.sheets({part.name: _sheet(part, sentences) for part in tables})
    elif output.format == "csv" and len(tables) == 1:
        output.rows(*_sheet(tables[0], sentences))
    elif output.format == "csv":
        output.rows(("table", "row", "measure", "value"), list(_cells(tables, sentences)))
    elif output.format == "table":
        output.text("\n".join(_text(beginning(part), sentences) for part in tables))
    else:
        pictures = _pictures() if output.format in ("html", "docx") else None
        output.bytes(WRITERS[output.format](analysis_paper(tables, until, sentences or {}, pictures)))


def _pictures() -> Callable[[Table], Picture | None] | None:
    """Return what draws the pictures; where that is missing, say so."""
    missing = what_is_missing()
    if missing is not None:
        click.echo(f"without pictures: {missing}", err=True)
    return plot if missing is None else None


def _sheet(part: Table, sentences: Sentences | None) -> Sheet:
    """Return header and rows; with sentences one row for each of them."""
    if sentences is None:
        return part.header, [row.cells for row in part.rows]
    return rows_with_sentences(part.header, [(row.cells, said(row, sentences)) for row in part.rows])


def _cells(tables: Sequence[Table], sentences: Sentences | None) -> Iterator[list[Cell]]:
    """Give the cells of several tables, one in a line; rows are numbered from 1 in each table."""
    for part in tables:
        for number, row in enumerate(part.rows, start=1):
            for column, cell in zip(part.columns, row.cells, strict=True):
                yield [part.name, number, column, cell]
            for entry in said(row, sentences or {}):
                yield [part.name, number, "sentence", entry["sentence"]]


def _text(part: Table, sentences: Sentences | None) -> str:
    about = "\n".join((f"{part.name} {part.title[0]}", *part.meaning))
    answers = [
        (cells, said(row, sentences or {})[:SENTENCES])
        for cells, row in zip(in_words(part), part.rows, strict=True)
    ]
    return f"{about}\n\n{table_with_sentences(part.header, answers)}"
