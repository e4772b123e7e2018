"""`kg show`: all that is known of one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import click

from extractors.model import ENTITY_TYPES
from kg.answers.formats import Cell, one_line, shortened, width
from kg.answers.names import resolve
from kg.answers.records import portrait_record
from kg.answers.show import Portrait, Said, show
from kg.cli.completion import complete_thing
from kg.cli.options import as_of_option, output_options, store_option
from kg.cli.output import Output, quoted
from kg.cli.reading import reading
from kg.store import Location
from kg.view.portrait import posts_once, relation_words, time_words, what_words
from kg.view.words import page_words

HEADER = ("subject", "relation", "object", "role", "modality", "time")

_SENTENCES = 3
"""As many sentences of one statement are shown as text, of the newest reports; the other formats have all."""


@click.command("show")
@click.argument("name", shell_complete=complete_thing)
@output_options("Default: text to read on a terminal, else CSV, with all sentences.")
@as_of_option
@store_option
def command(name: str, output: Output, as_of: str | None, store: Location) -> None:
    """Show all that is known of one thing, with sentences.

    NAME is any of its names, a part of one where only one thing has it, or an IRI. What a person did is shown
    in the order of time. A time in brackets is the date of the report, where the sentence gives none; a post
    is held from the first such time until another is seen to hold it, or a report calls him a former one.
    CSV, xlsx and md have a row for each sentence.
    Exit code 1: nothing, or more than one thing, has that name.

    \b
    Examples:
      kg show 云浮市科协
      kg show 沈若兰 --as-of 2024-12
      kg show 德庆县 -o deqing.xlsx
    """
    with reading(store, as_of) as quads:
        portrait = show(quads, resolve(quads, name, ENTITY_TYPES).iri)
    record = portrait_record(portrait)
    if output.format == "json":
        output.json(record)
    elif output.format == "table":
        output.text("".join(f"{line}\n" for line in _lines(portrait)))
    else:
        output.with_sentences(HEADER, [(_cells(one), one["said"]) for one in record["statements"]])


def _cells(statement: Mapping[str, Any]) -> list[Cell]:
    things = {end: statement[end]["label"] for end in ("subject", "object")}
    return [{**statement, **things}[column] for column in HEADER]


def _lines(portrait: Portrait) -> Iterator[str]:
    words = page_words()
    about = portrait.thing
    yield one_line(about["label"])
    kinds = [words["type"][about["type"]]]
    if about["subtype"] is not None:
        kinds.append(words["subtype"][about["subtype"]])
    yield "  " + one_line(" · ".join([*map(" ".join, kinds), shortened(portrait.iri)]))
    for title, values in (
        ("其他名称 other names", about["names"]),
        ("代码 code", [about["code"]]),
        ("时间 date", [about["date"]]),
        ("别名标识 aliases", map(shortened, portrait.aliases)),
    ):
        shown = "、".join(value for value in values if value is not None)
        if shown:
            yield f"  {title}: {one_line(shown)}"
    if about["type"] == "Person":
        yield from _section("经历 timeline", portrait, portrait.statements, by_relation=False)
        return
    for (relation, outgoing), group in groupby(
        portrait.statements, key=lambda one: (one.key.relation, one.outgoing)
    ):
        yield from _section(relation_words(relation, outgoing), portrait, list(group), by_relation=True)


def _section(title: str, portrait: Portrait, statements: list[Said], *, by_relation: bool) -> Iterator[str]:
    rows = posts_once(statements)
    if rows:
        yield ""
        yield f"{title} ({len(rows)})"
    times = [one_line(time_words(one)) for one in rows]
    column = max(map(width, times), default=0)
    for time, one in zip(times, rows, strict=True):
        words = what_words(one, portrait)
        if not by_relation:
            words = f"{relation_words(one.key.relation, one.outgoing)}: {words}"
        yield f"  {time}{' ' * (column - width(time))}  {one_line(words)}"
        sentences = list(dict.fromkeys(quoted(entry) for entry in one.said))
        yield from (f"  {sentence}" for sentence in sentences[:_SENTENCES])
        if len(sentences) > _SENTENCES:
            yield f"      … {len(sentences) - _SENTENCES} more"
