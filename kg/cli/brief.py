"""`kg brief`: two pages on one thing."""

from __future__ import annotations

from pathlib import Path

import click

from extractors.model import ENTITY_TYPES
from kg.answers.brief import write_brief
from kg.answers.names import resolve
from kg.cli.options import as_of_option, store_option
from kg.cli.output import writing
from kg.cli.reading import reading
from kg.store import Location
from kg.store.generation import replacing
from kg.view.papers import WRITERS


@click.command("brief")
@click.argument("name")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; its ending says how: .md, .docx or .html.",
)
@as_of_option
@store_option
def command(name: str, output: Path, as_of: str | None, store: Location) -> None:
    """Write two pages on one thing: a county, body, person or programme.

    Who it is, its posts, what it does, needs and offers, who could meet its needs, plans with their status,
    cooperation, latest news and open contradictions, each with the sentence that says so as a footnote. What
    the graph does not have is left out. Exit code 1: nothing, or more than one thing, has that name.

    \b
    Examples:
      kg brief 德庆县 -o deqing.docx
      kg brief 云浮市科协 -o yunfu.html --as-of 2025-06
    """
    write = WRITERS.get(output.suffix.lower().removeprefix("."))
    if write is None:
        endings = " ".join(f".{ending}" for ending in WRITERS)
        raise click.BadParameter(f"{output.name} ends in none of {endings}", param_hint="-o")
    with reading(store, as_of) as quads:
        brief = write_brief(quads, resolve(quads, name, ENTITY_TYPES).iri, as_of)
    with writing(output), replacing(output) as file:
        file.write(write(brief))
    click.echo(output.resolve())
