"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

store_option = click.option(
    "--store",
    type=click.Path(path_type=Path),
    envvar="KG_STORE",
    show_envvar=True,
    default=Path("kg-store"),
    show_default=True,
    help="Folder of the store.",
)

paths_argument = click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
