"""`kg accept`: a person says yes to a case of the review, or that a statement is right."""

from __future__ import annotations

import click

from kg.answers.review.verdicts import accepted
from kg.cli.judging import sign, store_judgements
from kg.cli.options import by_option, store_option
from kg.store import Location, open_store


@click.command("accept")
@click.argument("what", metavar="WHAT...", nargs=-1, required=True)
@by_option
@store_option
def command(what: tuple[str, ...], by: str, store: Location) -> None:
    """Say yes to a case, or that a fact is right.

    WHAT is the id of a case of kg review (its question is answered by yes), the id of a statement, or a
    statement in words: HEAD RELATION TAIL.

    \b
    Examples:
      kg accept 3f9a01c2b7d4 --by 王芳
      kg accept 李明远 holdsPost 云岭省科协 --by 王芳
    """
    with open_store(store) as opened:
        judgements = accepted(opened.quads, what, sign(by))
    store_judgements(store, judgements)
