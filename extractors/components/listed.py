"""Needs and offers in lists and tables: what a line states is told by its heading or its column.

    一、技术难题                          填报单位 | 主要产业 | 技术难题
    1.甲公司：花生烘干。                  甲协会 | 花生 | 花生烘干

Words: `data/listed.toml`.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from extractors.components.clause_words import CLASSES
from extractors.components.clauses import Encoded
from extractors.data import load_toml
from extractors.mentions import Claim, Mention

_O, _N = CLASSES["Organization"], CLASSES["Industry"]
_LINE = re.compile(
    rf"\s{{0,4}}(?:[（(]?[0-9一二三四五六七八九十]{{1,3}}[）).、．]|[▲●◆■★·—-]{{1,2}})?\s{{0,2}}"
    rf"(?P<head>{_O})：“?(?P<tail>{_N}(?:”?[、和与及]“?{_N}){{0,9}})(?=技术|[”，。；\n]|$)"
)
_CELL = re.compile(r"[|｜\t]")
_OFFERED = re.compile(r"可(?:以|对外)?提供|对外提供")
_REACH = 12
"""Lines that a heading reaches down."""
_LONGEST_HEAD = 10


@functools.cache
def _words() -> dict[str, Any]:
    return load_toml("listed.toml", {"needs": list, "offers": list, "columns": dict})


@functools.cache
def _cues() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{key}>{'|'.join(_words()[key])})" for key in ("needs", "offers")))


def match(encoded: tuple[Encoded, ...]) -> list[Claim]:
    """Return the claims of lines and rows."""
    claims: list[Claim] = []
    columns: list[str | None] = []
    for one in encoded:
        cells = [span for span in _cells(one.text) if span[1] > span[0]]
        if len(cells) >= 3:
            named = [_column(one.text[begin:end]) for begin, end in cells]
            if "body" in named and len({*named} - {None}) >= 2:
                columns = named
            elif len(cells) == len(columns):
                claims += _row(one, cells, columns)
            continue
        columns = []
        hit = _LINE.match(one.text)
        relation = _heading(one) if hit is not None else None
        if hit is not None and relation is not None:
            head = one.mentions[hit.start("head")]
            for tail in _inside(one, *hit.span("tail"), "Industry"):
                claims.append(_claim(relation, head, tail, one, hit.span(), f"{relation}.listed"))
    return claims


def _heading(one: Encoded) -> str | None:
    """The relation that the nearest telling line or sentence before tells."""
    before = one.previous
    for _ in range(_REACH):
        if before is None:
            break
        cues = (
            [cue.lastgroup for cue in _cues().finditer(before.text)] if not _LINE.match(before.text) else []
        )
        if cues:
            return cues[-1]
        before = before.previous
    return None


def _row(one: Encoded, cells: list[tuple[int, int]], columns: list[str | None]) -> list[Claim]:
    body = next(
        (found[0] for span, column in zip(cells, columns, strict=True) if column == "body"
         if (found := _inside(one, *span, "Organization"))),
        None,
    )  # fmt: skip
    claims = []
    for (begin, end), column in zip(cells, columns, strict=True):
        relation = "offers" if _OFFERED.search(one.text, begin, end) else column
        head = body.place if body is not None and relation == "hasIndustry" else body
        if head is None or relation in (None, "body"):
            continue
        for tail in _inside(one, begin, end, "Industry"):
            claims.append(_claim(str(relation), head, tail, one, (begin, end), f"{relation}.table"))
    return claims


def _claim(
    relation: str, head: Mention, tail: Mention, one: Encoded, span: tuple[int, int], rule: str
) -> Claim:
    begin, end = one.offset(span[0]), one.offset(span[1])
    spans = {(begin, end), *((mention.begin, mention.end) for mention in (head,) if mention.end <= begin)}
    return Claim(relation, head, tail, tuple(sorted(spans)), rule)


def _inside(one: Encoded, begin: int, end: int, kind: str) -> list[Mention]:
    found = (one.mentions[place] for place in range(begin, end) if place in one.mentions)
    return [mention for mention in found if mention.type == kind]


def _column(head: str) -> str | None:
    """What the column under `head` holds; None for another, or a cell that is no head."""
    head = head.strip()
    if len(head) > _LONGEST_HEAD or any("\uf001" <= letter <= "\uf007" for letter in head):
        return None
    for column, words in _words()["columns"].items():
        if any(word in head for word in words):
            return str(column)
    return None


def _cells(text: str) -> list[tuple[int, int]]:
    marks = [hit.start() for hit in _CELL.finditer(text)]
    begins = [0, *(mark + 1 for mark in marks)]
    return list(zip(begins, [*marks, len(text)], strict=True))
