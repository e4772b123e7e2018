"""Options that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from extractors.model import ENTITY_TYPES
from kg.answers.times import is_date
from kg.cli.output import Output

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


ENDINGS = {
    ".txt": "table", ".csv": "csv", ".json": "json", ".xlsx": "xlsx", ".md": "md", ".html": "html",
    ".docx": "docx", ".ttl": "turtle",
}  # fmt: skip
"""The format that the ending of a file's name asks for."""

_BINARY = ("xlsx", "docx")

ROW_FORMATS = ("table", "csv", "json", "xlsx", "md")


def output_options(
    help: str = "Default: a table on a terminal, else CSV.", formats: Sequence[str] = ROW_FORMATS
) -> Callable[[Command], Command]:
    """Return the options --format and -o of a command, which takes them as one parameter `output`."""
    endings = [ending for ending, format_ in ENDINGS.items() if format_ in formats]

    def decorate(command: Command) -> Command:
        @click.option("--format", "format_", type=click.Choice(formats), help=help)
        @click.option(
            "-o",
            "--output",
            "file",
            type=click.Path(dir_okay=False, path_type=Path),
            help=f"Write to a file; without --format its ending says how: {' '.join(endings)}.",
        )
        @wraps(command)
        def with_output(*arguments: Any, format_: str | None, file: Path | None, **named: Any) -> Any:
            if format_ is None and file is not None:
                if file.suffix.lower() not in endings:
                    raise click.BadParameter(
                        f"{file.name} ends in none of {' '.join(endings)}", param_hint="-o"
                    )
                format_ = ENDINGS[file.suffix.lower()]
            if format_ in _BINARY and file is None and sys.stdout.isatty():
                raise click.UsageError(f"a terminal cannot show {format_}: name a file with -o")
            return command(*arguments, output=Output(format_, file), **named)

        return cast(Command, with_output)

    return decorate


def _date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_date(value):
        raise click.BadParameter(f"{value!r} is no date: write 2025, 2025-03 or 2025-03-08")
    return value


def date_option(name: str, help: str) -> Callable[[Command], Command]:
    """Return an option whose value is a date."""
    return click.option(name, metavar="DATE", callback=_date, help=help)


as_of_option = date_option(
    "--as-of", "The graph as known then: from the reports dated up to DATE (2025, 2025-03, 2025-03-08)."
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
