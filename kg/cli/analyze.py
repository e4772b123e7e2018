"""`kg analyze`: counts, hubs and communities."""

from __future__ import annotations

import click

from kg.answers.analysis import analyse
from kg.answers.formats import markdown, table
from kg.answers.graph import load_graph
from kg.cli.options import as_of_option, output_options, store_option
from kg.cli.output import Output
from kg.cli.reading import reading
from kg.store import Location


@click.command("analyze")
@output_options("Default: tables on a terminal, else CSV: one table, its first column says which.")
@as_of_option
@store_option
def command(output: Output, as_of: str | None, store: Location) -> None:
    """Show counts, hubs and communities of the graph.

    \b
    Example: kg analyze --format table
    """
    with reading(store, as_of) as quads:
        tables = analyse(load_graph(quads))
    if output.format == "json":
        output.json(
            {
                part.name: {
                    "meaning": {"zh": part.chinese, "en": part.english},
                    "rows": [dict(zip(part.header, row, strict=True)) for row in part.rows],
                }
                for part in tables
            }
        )
    elif output.format == "xlsx":
        output.sheets({part.name: (part.header, part.rows) for part in tables})
    elif output.format == "csv":
        rows = [
            [part.name, row[0], name, value]
            for part in tables
            for row in part.rows
            for name, value in zip(part.header[1:], row[1:], strict=True)
        ]
        output.rows(("table", "what", "measure", "value"), rows)
    elif output.format == "md":
        output.text(
            "\n".join(
                f"## {part.name}\n\n{part.chinese}\n\n{part.english}\n\n{markdown(part.header, part.rows)}"
                for part in tables
            )
        )
    else:
        output.text(
            "".join(
                f"{part.name}\n{part.chinese}\n{part.english}\n\n{table(part.header, part.rows)}\n"
                for part in tables
            )
        )
