"""How a clause is meant: actual, planned, wished, or nothing stated (negated, conditional).

Cues stand before the words that they hold for; a plan goes on over the members of a list (……；……), the
sentences of a paragraph and the items under a line that opens it (明年重点做好：), and over a report that is
a plan. Words: `data/modality.toml`.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from extractors.components.clauses import Encoded
from extractors.data import any_of, load_toml
from extractors.model import Modality

_CLAUSE_END = re.compile(r"[，；：。！？]")
_DONE = re.compile(r"已经|已于|日前已|业已|已(?!故)")
_ITEM = re.compile(r"\s*(?:——|[①-⑳★●■•▲◆·]|[（(]?[0-9一二三四五六七八九十]{1,2}[）)、.．])")
_LONGEST = 400
"""Characters that a cue holds on."""
_REACH = 30
"""Sentences that a plan goes on."""


@functools.cache
def _words() -> dict[str, Any]:
    lists = ("planned", "wished", "negated", "conditional", "not_cues", "past")
    return load_toml(
        "modality.toml", {**dict.fromkeys(lists, list), "plan_lead": str, "goes_on": str, "plan_title": str}
    )


@functools.cache
def _cues() -> re.Pattern[str]:
    parts = [
        f"(?P<{name}>{any_of(_words()[name])})"
        for name in ("not_cues", "planned", "wished", "negated", "conditional")
    ]
    return re.compile("|".join(parts))


@functools.cache
def _past() -> re.Pattern[str]:
    return re.compile(any_of(_words()["past"]))


@functools.cache
def _plan_lead() -> re.Pattern[str]:
    return re.compile(_words()["plan_lead"])


@functools.cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(_words()["goes_on"])


@functools.cache
def _plan_title() -> re.Pattern[str]:
    return re.compile(_words()["plan_title"])


def meant(one: Encoded, place: int) -> Modality | None:
    """Return how the words at `place` of `one` are meant in the report; None: nothing is stated."""
    found = modality(one.text, place)
    if found != "actual" or _past().search(one.text, one.clause_begin(place)):
        return found
    return "planned" if _in_plan(one) else "actual"


def modality(sentence: str, place: int) -> Modality | None:
    """Return how the words at `place` of an encoded sentence are meant by themselves; None: nothing."""
    first = max(0, place - _LONGEST)
    begin = first
    for end in _CLAUSE_END.finditer(sentence, first, place):
        begin = end.end()
    found: Modality | None = "actual"
    for cue in _cues().finditer(sentence, first, place):
        kind = cue.lastgroup
        if kind == "planned":
            found = "planned"
        elif kind == "wished":
            found = "wished"
        elif kind in ("negated", "conditional") and cue.start() >= begin:
            return None
    if found == "planned" and _DONE.search(sentence, begin, place):
        return "actual"
    return found


def is_plan(one: Encoded) -> bool:
    """Tell whether the title of the report says that it is a plan."""
    return one.report_title is not None and _plan_title().search(one.report_title) is not None


def _in_plan(one: Encoded) -> bool:
    if is_plan(one):
        return _past().search(one.text) is None
    before = one.previous
    last = one
    for _ in range(_REACH):
        if _plan_lead().match(last.text):
            return True
        if before is None:
            break
        listed = before.text.endswith("；")
        if listed and modality(before.text, len(before.text)) == "planned":
            return True
        goes_on = last.before is not None and _goes_on().match(last.text)
        if goes_on and modality(before.text, len(before.text)) == "planned":
            return True
        if not listed and last.before is None:
            opens = before.text.endswith("：") or before.sentence.kind == "heading"
            if _ITEM.match(last.text) is None or not (
                opens or _ITEM.match(before.text) or before.before is not None
            ):
                break
        last, before = before, before.previous
    return False
