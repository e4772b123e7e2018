"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.cli.output import default_format

Command = TypeVar("Command", bound=Callable[..., Any])

store_option = click.option(
    "--store",
    type=click.Path(path_type=Path),
    envvar="KG_STORE",
    show_envvar=True,
    default=Path("kg-store"),
    show_default=True,
    help="Folder of the store.",
)


def format_option(formats: Sequence[str], help: str) -> Callable[[Command], Command]:
    """Return the option of the output's format, whose default is what suits the place it goes to."""
    return click.option("--format", "format_", type=click.Choice(formats), default=default_format, help=help)


paths_argument = click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
