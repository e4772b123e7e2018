"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from extractors.model import ENTITY_TYPES
from kg.answers.times import is_date
from kg.cli.output import default_format

Command = TypeVar("Command", bound=Callable[..., Any])


class _Location(click.ParamType):
    name = "dir|url"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from kg.store.location import location  # heavy: not at `kg COMMAND --help`

        return location(value) if isinstance(value, str) else value


store_option = click.option(
    "--store",
    type=_Location(),
    envvar="KG_STORE",
    show_envvar=True,
    default=Path("kg-store"),
    show_default=True,
    help="Folder of the store, or the URL of a SPARQL 1.1 server.",
)


def format_option(formats: Sequence[str], help: str) -> Callable[[Command], Command]:
    """Return the option of the output's format, whose default is what suits the place it goes to."""
    return click.option("--format", "format_", type=click.Choice(formats), default=default_format, help=help)


def _date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_date(value):
        raise click.BadParameter(f"{value!r} is no date: write 2025, 2025-03 or 2025-03-08")
    return value


as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    callback=_date,
    help="The graph as known then: from the reports dated up to DATE (2025, 2025-03, 2025-03-08).",
)


without_option = click.option(
    "--without",
    "types",
    metavar="TYPE",
    type=click.Choice(ENTITY_TYPES),
    multiple=True,
    help=f"Leave out the things of a type, and hide the names of persons: {', '.join(ENTITY_TYPES)}.",
)


paths_argument = click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)


by_option = click.option(
    "--by", metavar="NAME", envvar="KG_USER", show_envvar=True, required=True, help="Who judges."
)
