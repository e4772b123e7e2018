"""`kg view`: the graph as one offline page."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from extractors.model import ENTITY_TYPES
from kg.answers.formats import one_line
from kg.answers.graph import load_graph
from kg.answers.names import resolve
from kg.answers.questions import Restriction, Understanding, ask, load_questions, understand
from kg.cli.options import as_of_option, store_option, without_option
from kg.cli.output import writing
from kg.cli.reading import reading
from kg.errors import NotFoundError
from kg.store import Location
from kg.store.generation import replace_file
from kg.store.quads import Quads
from kg.view.explorer import TITLE, explorer
from kg.view.part import around, community, of_statements


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
@click.option("--focus", metavar="NAME", help="Only what lies around a thing: any of its names.")
@click.option(
    "--depth",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="How many links around it.",
)
@click.option("--question", metavar="TEXT", help="Only the answers to a question, as `kg ask` takes it.")
@click.option("--community", "number", metavar="K", type=int, help="Only the K-th largest community.")
@without_option
@as_of_option
@store_option
def command(
    output: Path,
    open_page: bool,
    no_text: bool,
    focus: str | None,
    depth: int,
    question: str | None,
    number: int | None,
    types: tuple[str, ...],
    as_of: str | None,
    store: Location,
) -> None:
    """Write the graph as one offline HTML page.

    With --focus, --question or --community it is the page of a part of the graph. Exit code 1: there is no
    such thing, answer or community; nothing is written then.

    \b
    Examples:
      kg view -o graph.html --open
      kg view -o for-all.html --without Person
      kg view -o county.html --focus 德庆县 --depth 2
      kg view -o posts.html --question "谁任职 云浮市科协"
    """
    if sum(part is not None for part in (focus, question, number)) > 1:
        raise click.UsageError("a page is of one part: give --focus, --question or --community")
    with reading(store, as_of, types) as quads:
        graph, title = load_graph(quads), TITLE
        if focus is not None:
            thing = resolve(quads, focus, ENTITY_TYPES)
            graph, title = around(graph, thing.iri, depth), f"{thing.label} · {title}"
        elif question is not None:
            answer = ask(quads, *_understood(quads, question), sentences=False)
            if not answer.statements:
                raise NotFoundError(f"no statement answers {one_line(question)}")
            graph, title = of_statements(graph, answer.statements), f"{answer.understood[0]} · {title}"
        elif number is not None:
            graph, title = community(graph, number), f"圈子 {number} · {title}"
        page = explorer(quads, graph, title=title, with_texts=not no_text, until=as_of)
    with writing(output):
        replace_file(output, page)
    click.echo(output.resolve())
    if open_page and not webbrowser.open(output.resolve().as_uri()):
        click.echo(f"No browser was found; open {output} yourself.", err=True)


def _understood(quads: Quads, text: str) -> Understanding:
    """Return what is asked: a question by its name, names of things after it, or one in plain Chinese."""
    name, *arguments = text.split() or [""]
    named = next((one for one in load_questions().values() if name in (one.id, one.name)), None)
    if named is None:
        return understand(quads, text)
    if len(arguments) != len(named.parameters):
        wanted = " ".join(parameter.upper() for parameter in named.parameters)
        raise click.UsageError(f"the question {name} needs {wanted or 'no name'}")
    return Understanding(named, tuple(arguments), Restriction())
