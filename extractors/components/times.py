"""The time that a statement speaks of: `Claim.time` of what happens, begins or is to happen.

    3月8日，甲学会与乙公司签约        cooperatesWith, time 2025-03-08
    2012年起任某协会副会长            holdsPost, time 2012

Only what is dated by its own sentence gets a time: the nearest date before its words, or the date of its
event. A post that a title merely mentions, a seat, an industry have none. What has happened does not lie
behind the report: a summary of January that says 12月10日 means that of the year before.
"""

from __future__ import annotations

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components import dates
from extractors.mentions import Claim, Group, Sentence

_HAPPENS = frozenset({"organizes", "participatesIn", "visits", "advances", "builds", "cooperatesWith"})
_AT_EVENTS = frozenset({"organizes", "participatesIn"})
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
    group_of = {id(mention): group for group in groups for mention in group.mentions}
    for claim in claims:
        if claim.type in _AT_EVENTS and claim.modality == "actual" and id(claim.tail) in group_of:
            event = group_of[id(claim.tail)]
            event.date = _happened(event.date, report_date)
    for claim in claims:
        if claim.time is not None or not (claim.type in _HAPPENS or claim.rule.startswith(_BEGINS)):
            continue
        if claim.type in _AT_EVENTS:
            claim.time = group_of[id(claim.tail)].date if id(claim.tail) in group_of else None
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
            claim.time = before[-1] if claim.modality != "actual" else _happened(before[-1], report_date)


def _happened(value: str | None, report_date: str | None) -> str | None:
    """Return a date, or an interval, a year earlier where it lies behind the report but in its year."""
    if value is None or report_date is None or value[:4] != report_date[:4]:
        return value
    begin, _, end = value.partition("/")
    if begin[: len(report_date)] <= report_date[: len(begin)]:
        return value
    return "/".join(f"{int(day[:4]) - 1}{day[4:]}" for day in (begin, end) if day)


@Language.component(
    "kg_times", requires=["doc._.claims", "doc._.entities", "doc._.sentences"], assigns=["doc._.claims"]
)
def component(doc: Doc) -> Doc:
    """Set the times of `doc._.claims`."""
    set_times(doc._.text, doc._.sentences, doc._.claims, doc._.entities, doc._.report_date)
    return doc
