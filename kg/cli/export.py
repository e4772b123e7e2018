"""`kg export`: the store in another format."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.cli.output import emit
from kg.errors import KgError
from kg.exchange.export import FORMATS, export
from kg.store import open_store
from kg.store.generation import replace_file


@click.command("export")
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(FORMATS)))
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
    networkx), mentions (CSV: which mention of which report became which thing, and why). Equal stores give
    equal bytes.

    \b
    Example: kg export turtle -o facts.ttl
    """
    with open_store(store) as opened:
        text = export(opened.quads, format_)
    if str(output) == "-":
        emit(text)
        return
    try:
        replace_file(output, text)
    except OSError as error:
        raise KgError(f"cannot write {output}: {error.strerror}; name a file in an existing folder") from None
