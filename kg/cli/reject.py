"""`kg reject`: a person says no to a case of the review, or that a statement or a thing is wrong."""

from __future__ import annotations

import click

from kg.answers.review.verdicts import rejected
from kg.cli.judging import sign, store_judgements
from kg.cli.options import by_option, store_option
from kg.store import Location, open_store


@click.command("reject")
@click.argument("what", metavar="WHAT...", nargs=-1, required=True)
@by_option
@store_option
def command(what: tuple[str, ...], by: str, store: Location) -> None:
    """Say no to a case, or that a fact or a thing is wrong.

    WHAT is the id of a case of kg review (its question is answered by no), the id of a statement, a statement
    in words (HEAD RELATION TAIL), or the name of what is no thing at all. What is wrong leaves the graph, the
    reports stay as they are; a later report that says it anew is heard.

    \b
    Examples:
      kg reject 3f9a01c2b7d4 --by 王芳
      kg reject 云岭省茶叶学会 serves 青禾县 --by 王芳
    """
    with open_store(store) as opened:
        judgements = rejected(opened.quads, what, sign(by))
    store_judgements(store, judgements)
