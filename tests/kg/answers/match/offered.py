"""Small graphs of needs and offers: reports of statements, each `head relation tail`, then a modality.

    quads = offered(["青禾县 needs 茶叶加工", "云岭省茶叶学会 offers 茶叶加工"])

What a thing is shows in the end of its name; all counties lie in 云溪市, this and all else in 云岭省.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox

from extractors.model import MODALITIES, Extraction
from tests.kg.store.five import Things, extraction, stored

_KINDS: dict[str, tuple[str, str | None]] = {
    "省": ("Place", "Province"),
    "市": ("Place", "City"),
    "县": ("Place", "County"),
    "镇": ("Place", "Town"),
    "学会": ("Organization", "Society"),
    "协会": ("Organization", "Association"),
    "大学": ("Organization", "University"),
    "公司": ("Organization", "Company"),
    "人民政府": ("Organization", "Government"),
    "院": ("Facility", "Station"),
    "明远": ("Person", None),
    "若兰": ("Person", None),
}
CODES = {"云岭省": "990000", "云溪市": "990100", "青禾县": "990101", "白石县": "990102", "甘肃省": "620000"}
"""Of these only 甘肃省 is in the table of codes, as a place of China is."""

_ALWAYS = ("青禾县 locatedIn 云溪市", "白石县 locatedIn 云溪市", "云溪市 locatedIn 云岭省")


def offered(*reports: Sequence[str], dates: Sequence[str | None] = ()) -> ox.Store:
    """Return the store of reports, each a list of statements; undated where no date is given for it."""
    return stored(
        _told(f"report{number}", dates[number] if number < len(dates) else None, [*statements, *_ALWAYS])
        for number, statements in enumerate(reports)
    )


def _told(name: str, date: str | None, statements: Sequence[str]) -> Extraction:
    text, rows, things = f"{name}\n", [], {}
    for statement in statements:
        head, relation, tail, *more = statement.split()
        sentence = "".join(statement.split())
        text += f"{sentence}。\n"
        carried: dict[str, Any] = {"modality" if word in MODALITIES else "role": word for word in more}
        rows.append((f"{relation} {head} {tail} | {sentence}", carried))
        things |= {end: (*_kind(end), end, CODES.get(end)) for end in (head, tail)}
    known: Things = dict(sorted(things.items()))
    return extraction(name, text, known, rows, date=date)


def _kind(name: str) -> tuple[str, str | None]:
    return next((kind for end, kind in _KINDS.items() if name.endswith(end)), ("Industry", None))
