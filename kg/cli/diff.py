"""`kg diff`: what came, went and changed between two dates, or two stores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import groupby
from typing import Any

import click

from kg.answers.as_of import as_of
from kg.answers.diff import Change, Kind, compare
from kg.answers.formats import Cell, one_line
from kg.answers.names import Thing
from kg.answers.times import is_date
from kg.cli.options import output_options, store_option
from kg.cli.output import Output, quoted, source
from kg.cli.reading import tell_undated
from kg.store import Location, open_store
from kg.store.location import location
from kg.store.quads import Quads
from kg.view.words import CHANGES, page_words

HEADER = (
    "change", "subject", "relation", "object", "role", "modality", "time", "before",
    "report_before", "date_before", "sentence_before", "report", "date", "sentence",
)  # fmt: skip


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@output_options("Default: text on a terminal, else CSV.")
@store_option
def command(before: str, after: str, output: Output, store: Location) -> None:
    """Show what came, went and changed between two dates.

    A and B are dates (2025, 2025-03, 2025-03-08: what the store knew then, as --as-of has it), or folders or
    servers of stores. Posts that changed hands, plans that became facts and new cooperation come first. Each
    change has its sentence: the last one of A (-) and the first one of B (+), in JSON all.
    Exit code 0 also where nothing differs.

    \b
    Examples:
      kg diff 2024 2025
      kg diff backup/kg-store kg-store --format csv
    """
    with ExitStack() as stack:
        if is_date(before) or is_date(after):
            tell_undated(stack.enter_context(open_store(store)).quads)
        changes = compare(*(_graph(stack, which, store) for which in (before, after)))
    before, after = _shown(before), _shown(after)
    if not changes:
        click.echo(f"nothing differs between {one_line(before)} and {one_line(after)}", err=True)
    if output.format == "json":
        output.json({"before": before, "after": after, "changes": [_record(one) for one in changes]})
    elif output.format == "table":
        output.text("".join(f"{line}\n" for line in _lines(changes)))
    else:
        output.rows(HEADER, [_row(one) for one in changes])


def _graph(stack: ExitStack, which: str, store: Location) -> Quads:
    if is_date(which):
        return as_of(stack.enter_context(open_store(store)).quads, which)
    return stack.enter_context(open_store(which)).quads


def _shown(which: str) -> str:
    """Return what was compared, without the password of a server."""
    return which if is_date(which) else str(location(which))


def _lines(changes: list[Change]) -> Iterator[str]:
    for number, ((kind, relation), group) in enumerate(groupby(changes, key=_section)):
        of_section = list(group)
        title = CHANGES[kind] if relation is None else f"{CHANGES[kind]}: {_relation(relation)}"
        if number:
            yield ""
        yield f"{title} ({len(of_section)})"
        for change in of_section:
            yield f"  {one_line(_words(change))}"
            yield from (f"    - {_sentence(entry)}" for entry in change.said_before[-1:])
            yield from (f"    + {_sentence(entry)}" for entry in change.said[:1])


def _sentence(entry: Mapping[str, Any]) -> str:
    return source(entry) if entry["sentence"] is None else quoted(entry).lstrip()


def _section(change: Change) -> tuple[Kind, str | None]:
    """Return what stands under one title: a kind of change, with its relation where there are many."""
    return change.kind, change.relation if change.kind in ("new", "gone") else None


def _relation(relation: str) -> str:
    return " ".join(page_words()["relation"][relation][:2])


def _words(change: Change) -> str:
    if change.object is None or change.relation is None:
        return change.subject.label
    if change.kind == "handover" and change.before is not None:
        return f"{change.object.label} {change.role}: {change.before.label} → {change.subject.label}"
    chinese = page_words()["relation"][change.relation][0]
    parts = [change.subject.label, chinese, change.object.label, change.role, *change.times]
    if change.modality not in (None, "actual"):
        parts.insert(0, f"[{' '.join(page_words()['modality'][str(change.modality)])}]")
    return " ".join(part for part in parts if part is not None)


def _row(change: Change) -> list[Cell]:
    """Return a change as a row: its last sentence before, its first one now."""
    before = change.said_before[-1] if change.said_before else {}
    now = change.said[0] if change.said else {}
    return [
        change.kind,
        change.subject.label,
        change.relation,
        None if change.object is None else change.object.label,
        change.role,
        change.modality,
        " ".join(change.times) or None,
        None if change.before is None else change.before.label,
        *(entry.get(name) for entry in (before, now) for name in ("title", "date", "sentence")),
    ]


def _record(change: Change) -> dict[str, Any]:
    def thing(one: Thing | None) -> dict[str, str] | None:
        return None if one is None else {"iri": one.iri, "label": one.label}

    return {
        "change": change.kind,
        "subject": thing(change.subject),
        "relation": change.relation,
        "object": thing(change.object),
        "role": change.role,
        "modality": change.modality,
        "times": list(change.times),
        "before": thing(change.before),
        "said_before": list(change.said_before),
        "said": list(change.said),
    }
