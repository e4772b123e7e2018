"""`kg separate A B`: a person says that two things are two."""

from __future__ import annotations

import click

from kg.answers.review.parties import party
from kg.answers.review.verdicts import different
from kg.cli.completion import complete_thing
from kg.cli.judging import sign, store_judgements
from kg.cli.options import by_option, store_option
from kg.store import Location, open_store


@click.command("separate")
@click.argument("a", shell_complete=complete_thing)
@click.argument("b", shell_complete=complete_thing)
@by_option
@store_option
def command(a: str, b: str, by: str, store: Location) -> None:
    """Say that two things are two.

    They are never proposed or joined again, also not through a third thing. Where the graph has made them
    one, say which report means the other by NAME@REPORT (its file, without the ending).

    \b
    Examples:
      kg separate 云岭省茶叶学会 云岭省茶学会 --by 王芳
      kg separate 张伟 张伟@visit-0412 --by 王芳
    """
    with open_store(store) as opened:
        judgement = different(opened.quads, party(opened.quads, a), party(opened.quads, b), sign(by))
    store_judgements(store, [judgement])
