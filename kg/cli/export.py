"""`kg export`: the store in another format."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.cli.output import emit, writing
from kg.exchange.backup import write_backup
from kg.exchange.export import FORMATS, export
from kg.store import open_store
from kg.store.generation import replace_file


@click.command("export")
@click.argument("format_", metavar="FORMAT", type=click.Choice([*FORMATS, "backup"]))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="File to write; - is standard output.",
)
@store_option
def command(format_: str, output: Path, store: Path) -> None:
    """Write the graph in another format.

    FORMAT: turtle (the facts), trig or nquads (the whole store), graphml (things and statements for Gephi and
    networkx), mentions (CSV: which mention of which report became which thing, and why), backup (all that
    kg import needs to make the store again, judgements too). Equal stores give equal bytes.

    \b
    Examples:
      kg export turtle -o facts.ttl
      kg export backup -o backup.zip
    """
    to_stdout = str(output) == "-"
    if to_stdout and format_ == "backup":
        raise click.UsageError("a backup is a file: name it with -o FILE")
    with open_store(store) as opened:
        if to_stdout:
            emit(export(opened.quads, format_))
        elif format_ == "backup":
            with writing(output):
                write_backup(opened, output)
        else:
            text = export(opened.quads, format_)
            with writing(output):
                replace_file(output, text)
