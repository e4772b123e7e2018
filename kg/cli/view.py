"""`kg view`: the graph as one offline page."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from kg.answers.followup import follow_up
from kg.answers.graph import load_graph
from kg.answers.tenures import tenures
from kg.cli.options import as_of_option, store_option, without_option
from kg.cli.output import writing
from kg.cli.reading import reading
from kg.store import Location
from kg.store.generation import replace_file
from kg.view.page import render_page
from kg.view.texts import load_texts


@click.command("view")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The HTML file to write.",
)
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
@click.option("--no-text", is_flag=True, help="Leave out the full texts of the reports (keeps the quotes).")
@without_option
@as_of_option
@store_option
def command(
    output: Path, open_page: bool, no_text: bool, types: tuple[str, ...], as_of: str | None, store: Location
) -> None:
    """Write the graph as one offline HTML page.

    \b
    Examples:
      kg view -o graph.html --open
      kg view -o for-all.html --without Person
    """
    with reading(store, as_of, types) as quads:
        graph = load_graph(quads)
        texts = None if no_text else load_texts(quads)
        posts, promises = tenures(quads), follow_up(quads, until=as_of)
    page = render_page(graph, title="科协知识图谱", texts=texts, tenures=posts, promises=promises)
    with writing(output):
        replace_file(output, page)
    click.echo(output.resolve())
    if open_page and not webbrowser.open(output.resolve().as_uri()):
        click.echo(f"No browser was found; open {output} yourself.", err=True)
