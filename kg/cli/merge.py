"""`kg merge A B`: a person says that two things are one."""

from __future__ import annotations

import click

from kg.answers.review.parties import party
from kg.answers.review.verdicts import same
from kg.cli.completion import complete_thing
from kg.cli.judging import sign, store_judgements
from kg.cli.options import by_option, store_option
from kg.store import Location, open_store


@click.command("merge")
@click.argument("a", shell_complete=complete_thing)
@click.argument("b", shell_complete=complete_thing)
@by_option
@store_option
def command(a: str, b: str, by: str, store: Location) -> None:
    """Say that two things are one.

    A and B are names or IRIs of things, or NAME@REPORT: what that report means by the name. The judgement is
    kept with who and when through every later build; kg undo takes it back.

    \b
    Example: kg merge 青禾县科技局 青禾县科学技术局 --by 王芳
    """
    with open_store(store) as opened:
        judgement = same(party(opened.quads, a), party(opened.quads, b), sign(by))
    store_judgements(store, [judgement])
