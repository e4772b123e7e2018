"""`kg import`: a backup or another export into the store."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.exchange.restore import restore
from kg.store import Location


@click.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Keep nothing of the store but who was removed from it.")
@store_option
def command(file: Path, replace: bool, store: Location) -> None:
    """Bring a backup or an export into the store.

    FILE is what kg export wrote: backup, nquads or trig, with all reports and judgements; turtle, jsonld or
    rdfxml, with the facts; graphml or the folder of csv, with things, statements and their sentences. What it
    says is added to the store, which then is as if it had been built from both; the store is made where there
    is none. The new state shows in one step at the end; at any fault of FILE the store stays as it is.

    \b
    Examples:
      kg import backup.zip --store kg-store
      kg import tables                            the folder of nodes.csv and edges.csv
    """
    restored = restore(store, file, replace=replace)
    click.echo(
        f"Reports: {restored.new} new, {restored.changed} changed, {restored.unchanged} unchanged. "
        f"Judgements: {restored.judgements} new"
    )
