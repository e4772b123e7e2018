"""`kg export`: the store in another format."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryFile

import click

from kg.cli.options import as_of_option, store_option, without_option
from kg.cli.output import emit, writing
from kg.cli.reading import reading
from kg.exchange.backup import write_backup
from kg.exchange.formats import FORMATS, FolderFormat, Format
from kg.exchange.links import linked, read_links
from kg.store import Location, open_store
from kg.store.quads import Quads

_BACKUP = "all that kg import needs to make the store again, judgements too"
_HELP = """Write the graph in another format.

\b
FORMAT is one of
{formats}

Equal stores give equal bytes; docs/formats.md says more of each, and what kg import reads back.

\b
Examples:
  kg export turtle -o facts.ttl
  kg export backup -o backup.zip
  kg export gexf -o for-all.gexf --without Person
  kg export csv -o tables --as-of 2025
""".format(
    formats="\n".join(
        f"  {name:9s} {holds}"
        for name, holds in [*((name, one.holds) for name, one in FORMATS.items()), ("backup", _BACKUP)]
    )
)
_ARE_FOLDERS = ", ".join(name for name, format_ in FORMATS.items() if isinstance(format_, FolderFormat))


@click.command("export", help=_HELP)
@click.argument("format_", metavar="FORMAT", type=click.Choice([*FORMATS, "backup"]))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(allow_dash=True, path_type=Path),
    help=f"File to write; - is standard output. For {_ARE_FOLDERS}: a new folder.",
)
@as_of_option
@without_option
@click.option(
    "--links",
    metavar="TABLE",
    type=click.Path(path_type=Path),
    help="Link things to Wikidata, in RDF and site: lines of a code or IRI, a tab, an item (Q16572).",
)
@store_option
def command(
    format_: str,
    output: Path,
    as_of: str | None,
    types: tuple[str, ...],
    links: Path | None,
    store: Location,
) -> None:
    """Write the graph in another format."""
    if format_ == "backup":
        if str(output) == "-" or types or as_of is not None or links is not None:
            raise click.UsageError("a backup holds everything, in a file: kg export backup -o FILE")
        with open_store(store) as opened, writing(output):
            write_backup(opened, output)
        return
    chosen: Format | FolderFormat = FORMATS[format_]
    items = {} if links is None else read_links(links)
    with reading(store, as_of, left_out=types) as shown:
        quads = linked(shown, items) if items else shown
        if str(output) != "-":
            with writing(output):
                chosen.write(quads, output)
        elif isinstance(chosen, Format) and chosen.is_text:
            _to_standard_output(chosen, quads)
        else:
            raise click.UsageError(f"{format_} does not go to standard output: kg export {format_} -o PATH")


def _to_standard_output(format_: Format, quads: Quads) -> None:
    # Written in full first, so that what goes on to the next program is whole or nothing.
    with TemporaryFile() as file:
        format_.write_to(quads, file)
        file.seek(0)
        if sys.stdout.isatty():
            for line in file:
                emit(line.decode("utf-8"))
        else:
            shutil.copyfileobj(file, sys.stdout.buffer)
