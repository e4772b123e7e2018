"""Completion in the shell: the names of questions, and those of the things in the store."""

from __future__ import annotations

import os

import click
from click.shell_completion import CompletionItem

from kg.errors import KgError

_SHOWN = 50
"""As many names of things are offered at most."""


def complete_thing(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the names of things that begin so; none where there is no store that can be read."""
    # Heavy, and needed only when a name is completed.
    from kg.answers.formats import one_line
    from kg.answers.names import names_beginning
    from kg.store import open_store
    from kg.store.location import location

    beginning = incomplete.encode("utf-8", "replace").decode("utf-8")  # what is typed need not be Unicode
    try:
        store = ctx.params.get("store") or location(os.environ.get("KG_STORE", "kg-store"))
        with open_store(store) as opened:
            names = names_beginning(opened.quads, beginning)[:_SHOWN]
            return [CompletionItem(one_line(name)) for name in names]
    except (KgError, OSError):
        return []


def complete_question(
    ctx: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the names of the questions first, then those of things."""
    from kg.answers.questions import load_questions

    if ctx.params.get("words"):
        return complete_thing(ctx, parameter, incomplete)
    return [
        CompletionItem(question.name, help=question.chinese)
        for question in load_questions().values()
        if question.name.startswith(incomplete)
    ]
