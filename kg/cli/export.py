"""`kg export`: the store in another format."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option, without_option
from kg.cli.output import emit, writing
from kg.cli.reading import reading
from kg.exchange.backup import write_backup
from kg.exchange.export import FORMATS, export
from kg.store import Location, open_store
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
@without_option
@store_option
def command(format_: str, output: Path, types: tuple[str, ...], store: Location) -> None:
    """Write the graph in another format.

    FORMAT: turtle (the facts), trig or nquads (the whole store), graphml (things and statements for Gephi and
    networkx), mentions (CSV: which mention of which report became which thing, and why), backup (all that
    kg import needs to make the store again, judgements too). Equal stores give equal bytes.

    \b
    Examples:
      kg export turtle -o facts.ttl
      kg export backup -o backup.zip
      kg export graphml -o for-all.graphml --without Person
    """
    to_stdout = str(output) == "-"
    if format_ == "backup":
        if to_stdout or types:
            raise click.UsageError("a backup holds everything, in a file: kg export backup -o FILE")
        with open_store(store) as opened, writing(output):
            write_backup(opened, output)
        return
    with reading(store, left_out=types) as quads:
        text = export(quads, format_)
    if to_stdout:
        emit(text)
        return
    with writing(output):
        replace_file(output, text)
