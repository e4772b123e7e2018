"""`kg analyze`: counts, hubs and communities."""

from __future__ import annotations

import click

from kg.answers.analysis import analyse
from kg.answers.formats import comma_separated, json_text, table
from kg.answers.graph import load_graph
from kg.cli.options import as_of_option, format_option, store_option
from kg.cli.output import emit
from kg.cli.reading import reading
from kg.store import Location


@click.command("analyze")
@format_option(
    ["table", "csv", "json"],
    "Default: tables on a terminal, else CSV: one table, its first column says which.",
)
@as_of_option
@store_option
def command(format_: str, as_of: str | None, store: Location) -> None:
    """Show counts, hubs and communities of the graph.

    \b
    Example: kg analyze --format table
    """
    with reading(store, as_of) as quads:
        tables = analyse(load_graph(quads))
    if format_ == "json":
        emit(
            json_text(
                {
                    part.name: {
                        "meaning": {"zh": part.chinese, "en": part.english},
                        "rows": [dict(zip(part.header, row, strict=True)) for row in part.rows],
                    }
                    for part in tables
                }
            )
        )
    elif format_ == "csv":
        rows = [
            [part.name, row[0], name, value]
            for part in tables
            for row in part.rows
            for name, value in zip(part.header[1:], row[1:], strict=True)
        ]
        emit(comma_separated(("table", "what", "measure", "value"), rows))
    else:
        for part in tables:
            emit(f"{part.name}\n{part.chinese}\n{part.english}\n\n{table(part.header, part.rows)}\n")
