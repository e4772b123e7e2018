"""`kg undo`: judgements are taken back."""

from __future__ import annotations

import click

from kg.cli.judging import MEANING, names, sign, store_judgements
from kg.cli.options import by_option, output_options, store_option
from kg.cli.output import Output
from kg.errors import NotFoundError
from kg.identity.judgements import Judgement
from kg.store import Location, open_store
from kg.store.judgements import read_judgements


@click.command("undo")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@by_option
@output_options()
@store_option
def command(ids: tuple[str, ...], by: str, output: Output, store: Location) -> None:
    """Take judgements back, in any order.

    ID is that of a judgement, or its beginning; without one, the judgements in force are listed.

    \b
    Example: kg undo 5d1c --by 王芳
    """
    with open_store(store) as opened:
        judgements = [one for one in read_judgements(opened.quads) if one.undone is None]
    if not ids:
        output.rows(("judgement", "says", "names", "by", "at"), [_row(one) for one in judgements])
        return
    signed = sign(by)
    found = {one.id: one for id_ in ids for one in [_the(judgements, id_)]}
    store_judgements(store, [one.undo(*signed) for one in found.values()])


def _row(judgement: Judgement) -> tuple[str, ...]:
    return judgement.id, MEANING[judgement.kind], names(judgement), judgement.by, judgement.at


def _the(judgements: list[Judgement], id_: str) -> Judgement:
    fitting = [one for one in judgements if one.id.startswith(id_)]
    if len(fitting) != 1:
        what = "no judgement in force has" if not fitting else f"{len(fitting)} judgements in force have"
        raise NotFoundError(f"{what} an id that begins with {id_}: kg undo lists them")
    return fitting[0]
