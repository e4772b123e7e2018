"""Two reports as a store: what the first promises, and what the second says later.

    quads = told("茶叶学会 serves 青禾县 planned", "茶叶学会 visits 青禾县")

A statement is `head relation tail`, then a modality, a count, a time (`@2024`), a speaker where it has them.
All reports also tell what is known: the society's seat, chair and branch, the county's government and town.
"""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from extractors.model import MODALITIES, Extraction
from tests.kg.store.five import extraction, stored

THINGS: dict[str, tuple[str, str | None, str | None]] = {
    "茶叶学会": ("Organization", "Society", None),
    "茶叶学会植保分会": ("Organization", "Society", None),
    "云岭省农学会": ("Organization", "Society", None),
    "云岭省科学技术协会": ("Organization", "Association", None),
    "青禾县人民政府": ("Organization", "Government", None),
    "周明远": ("Person", None, None),
    "青禾县": ("Place", "County", "990101"),
    "白石县": ("Place", "County", "990102"),
    "云溪镇": ("Place", "Town", "990101105"),
    "青禾茶叶科技小院": ("Facility", "Station", None),
    "青禾柑橘科技小院": ("Facility", "Station", None),
    "茶叶科技小院": ("Facility", "Station", None),
    "科技小院": ("Facility", "Station", None),
    "青禾茶叶论坛": ("Event", "Forum", None),
    "首届青禾茶叶论坛": ("Event", "Forum", None),
    "第三届青禾茶叶论坛": ("Event", "Forum", None),
    "2期茶叶培训班": ("Event", "Training", None),
    "茶叶培训班": ("Event", "Training", None),
    "培训班": ("Event", "Training", None),
    "青禾行动": ("Initiative", "Programme", None),
    "茶叶": ("Industry", None, None),
    "茶叶加工": ("Industry", None, None),
}
_KNOWN = (
    "茶叶学会 locatedIn 青禾县",
    "茶叶学会植保分会 partOf 茶叶学会",
    "周明远 holdsPost 茶叶学会",
    "青禾县人民政府 locatedIn 青禾县",
    "云溪镇 locatedIn 青禾县",
)


def told(*reports: str | tuple[str | None, str]) -> ox.Store:
    """Return the store of reports, told in March 2024 and every sixth month after.

    A report is its statements, joined by `;`, or a pair of its date and them.
    """
    dates = ["2024-03-05", "2024-09-05", "2025-03-05", "2025-09-05"]
    extractions = []
    for number, (report, usual) in enumerate(zip(reports, dates, strict=False)):
        date, statements = (usual, report) if isinstance(report, str) else report
        extractions.append(told_once(f"report{number}", date, statements.split(";")))
    return stored(extractions, "folder/")


def told_once(name: str, date: str | None, statements: list[str]) -> Extraction:
    """Return one report with these statements."""
    text, rows, used = f"{name}\n", [], set()
    for statement in (*statements, *_KNOWN):
        head, relation, tail, *more = statement.split()
        sentence = "".join(statement.split())
        text += f"{sentence}。\n"
        carried: dict[str, Any] = {}
        for word in more:
            if word in MODALITIES:
                carried["modality"] = word
            elif word.isdigit():
                carried["count"] = int(word)
            elif word.startswith("@"):
                carried["time"] = word[1:]
            else:
                carried["speaker"] = word
        rows.append((f"{relation} {head} {tail} | {sentence}", carried))
        used |= {head, tail}
    things = {one: (THINGS[one][0], THINGS[one][1], one, THINGS[one][2]) for one in sorted(used)}
    return extraction(name, text, things, rows, date=date)
