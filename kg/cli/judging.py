"""What the commands share by which a person judges: signing, storing, and saying what was stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import click

from kg.answers.formats import one_line
from kg.answers.review.cases import contradictions
from kg.answers.review.verdicts import Signature
from kg.identity.judgements import Judgement
from kg.store import Location, open_store
from kg.store.change import judge

MEANING = {
    "same": "one thing",
    "different": "two things",
    "apart": "set apart",
    "accepted": "right",
    "rejected": "wrong",
}
"""What each kind of judgement says, in the words of the command line."""


def sign(by: str) -> Signature:
    """Return who judges, now."""
    return Signature(by, datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"))


def names(judgement: Judgement) -> str:
    """Return the names that a judgement points to, on one line."""
    between = " | " if judgement.statement is None else f" {judgement.statement.relation} "
    sides = [sorted({mention.form for mention in side}) for side in (judgement.left, judgement.right) if side]
    return one_line(between.join("、".join(forms) for forms in sides))


def store_judgements(store: Location, judgements: Sequence[Judgement]) -> None:
    """Store judgements and all that follows, and say so; a contradiction that they make is named."""
    if not judgements:
        return
    judge(store, judgements)
    for judgement in judgements:
        undone = "" if judgement.undone is None else "no longer: "
        click.echo(f"{judgement.id}  {undone}{MEANING[judgement.kind]}: {names(judgement)}")
    with open_store(store) as opened:
        ids = {judgement.id for judgement in judgements if judgement.undone is None}
        for involved in contradictions(opened.quads):
            if not ids.isdisjoint(involved):
                click.echo(
                    f"kg: the judgements {' '.join(sorted(involved))} contradict each other; until one is "
                    "taken back by kg undo, those that join have no effect",
                    err=True,
                )
