"""The time that a statement speaks of: `Claim.time` of what happens, begins or is to happen.

    3月8日，甲学会与乙公司签约        cooperatesWith, time 2025-03-08
    2012年起任某协会副会长            holdsPost, time 2012

Only what is dated by its own sentence gets a time: the nearest date before its words, or the date of its
event. A post that a title merely mentions, a seat, an industry have none.
"""

from __future__ import annotations

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components import dates
from extractors.mentions import Claim, Group, Sentence

_HAPPENS = frozenset({"organizes", "participatesIn", "visits", "advances", "builds", "cooperatesWith"})
_BEGINS = ("post.appointed", "post.appointing", "post.career", "post.listed", "post.list")


def set_times(
    text: str,
    sentences: tuple[Sentence, ...],
    claims: tuple[Claim, ...],
    groups: list[Group],
    report_date: str | None,
) -> None:
    """Give each claim that is dated its time."""
    begins = [sentence.begin for sentence in sentences]
    found: dict[int, list[tuple[int, int, str]]] = {}
    event_dates = {id(mention): group.date for group in groups for mention in group.mentions}
    for claim in claims:
        if claim.time is not None or not (claim.type in _HAPPENS or claim.rule.startswith(_BEGINS)):
            continue
        if claim.type in ("organizes", "participatesIn"):
            claim.time = event_dates.get(id(claim.tail))
            continue
        words = claim.spans[-1]
        index = bisect_right(begins, words[0]) - 1
        if index < 0:
            continue
        sentence = sentences[index]
        if index not in found:
            found[index] = dates.find(text, report_date, sentence.begin, sentence.end)
        before = [value for begin, _, value in found[index] if begin < words[1]]
        if before:
            claim.time = before[-1]


@Language.component(
    "kg_times", requires=["doc._.claims", "doc._.entities", "doc._.sentences"], assigns=["doc._.claims"]
)
def component(doc: Doc) -> Doc:
    """Set the times of `doc._.claims`."""
    set_times(doc.text, doc._.sentences, doc._.claims, doc._.entities, doc._.report_date)
    return doc
