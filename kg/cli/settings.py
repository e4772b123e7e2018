"""The options of commands that read reports: metadata, columns of tables, limits."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection
from dataclasses import fields
from typing import Any

import click

from extractors.reading.metadata import FIELDS, from_fields
from extractors.reading.settings import LONGEST_TEXT, Limits, Settings

_LIMITS = {field.name: field.default for field in fields(Limits)}


class _Pair(click.ParamType):
    """`NAME=VALUE`, with one of some names."""

    def __init__(self, names: Collection[str], value: str) -> None:
        self._names = names
        self.name = f"name={value}"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        name, equals, given = str(value).partition("=")
        if name not in self._names or not equals:
            self.fail(
                f"{value!r}: write NAME=VALUE with one of the names {', '.join(self._names)}", param, ctx
            )
        return name, given


def settings_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of reading; it gets them as one argument, `settings`."""

    @click.option(
        "--metadata",
        metavar="NAME=VALUE",
        type=_Pair(FIELDS, "value"),
        multiple=True,
        help=f"Say it of the reports that neither say it themselves nor have a sidecar: {', '.join(FIELDS)}.",
    )
    @click.option(
        "--column",
        "columns",
        metavar="NAME=COLUMN",
        type=_Pair(("text", *FIELDS), "column"),
        multiple=True,
        help=f"The column of a table that holds it: text, {', '.join(FIELDS)}.",
    )
    @click.option(
        "--limit",
        "limits",
        metavar="NAME=NUMBER",
        type=_Pair(_LIMITS, "number"),
        multiple=True,
        envvar="KG_LIMITS",
        show_envvar=True,
        help="Raise a limit of reading: "
        + ", ".join(f"{name}={number}" for name, number in _LIMITS.items())
        + ".",
    )
    @functools.wraps(command)
    def wrapped(*arguments: Any, metadata: Any, columns: Any, limits: Any, **others: Any) -> Any:
        return command(*arguments, settings=_settings(metadata, columns, limits), **others)

    return wrapped


def _settings(
    metadata: tuple[tuple[str, str], ...],
    columns: tuple[tuple[str, str], ...],
    limits: tuple[tuple[str, str], ...],
) -> Settings:
    try:
        given = from_fields(dict(metadata))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--metadata") from None
    return Settings(given, dict(columns), Limits(**{name: _number(name, text) for name, text in limits}))


def _number(name: str, text: str) -> int:
    most = LONGEST_TEXT if name == "characters" else 1_000_000
    if re.fullmatch("[1-9][0-9]{0,7}", text) is None or int(text) > most:
        raise click.BadParameter(f"{name}={text}: write a whole number up to {most}", param_hint="--limit")
    return int(text)
