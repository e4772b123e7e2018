"""Five short reports as extractions, in which one body, two persons of one name, a plan and a count meet.

A report is its text and rows; each entity is `id: (type, subtype, name, code or date)`, each statement
`relation head tail | quoted words` with what more it carries.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from extractors.model import Document, Entity, Extraction, Form, Statement
from kg.store.records import report_id
from kg.store.update import put_report, put_sources, update

Things = dict[str, tuple[str, str | None, str, str | None]]
Rows = list[tuple[str, dict[str, Any]]]

_ASSOCIATION = ("Organization", "Association", "云岭省科学技术协会", None)
_COUNTY = ("Place", "County", "青禾县", "990101")
_NAMESAKE_COUNTY = ("Place", "County", "青禾县", "980101")
_LI = ("Person", None, "李明远", None)


def extraction(
    name: str, text: str, things: Things, rows: Rows, date: str | None = None, version: str = "test-1"
) -> Extraction:
    """Return the extraction of a report whose entities stand where their names first stand in the text."""
    document = Document(
        name=name,
        path=f"/somewhere/{name}.txt",
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=text.splitlines()[0],
        date=date,
    )
    entities = []
    for id_, (type_, subtype, entity_name, more) in things.items():
        begin = text.find(entity_name)
        mentions = ((begin, begin + len(entity_name)),) if begin >= 0 else ()
        entities.append(
            Entity(
                id=id_,
                type=type_,
                subtype=subtype,
                name=entity_name,
                forms=(Form(entity_name, "full name in the text", mentions),),
                date=more if type_ == "Event" else None,
                code=more if type_ == "Place" else None,
            )
        )
    statements = []
    for row, more_of_it in rows:
        ends, _, words = row.partition(" | ")
        relation, head, tail = ends.split()
        spans = tuple((text.index(part), text.index(part) + len(part)) for part in words.split("…"))
        statements.append(Statement(relation, head, tail, spans, rule=f"{relation}.test", **more_of_it))
    return Extraction(document, tuple(entities), tuple(statements), version)


def stored(extractions: Iterable[Extraction], folder: str = "") -> ox.Store:
    """Return the store of reports, each read from NAME.txt in the folder."""
    quads = ox.Store()
    ids = set()
    for one in extractions:
        id_ = report_id(one.document)
        put_report(quads, one, id_, with_text=True)
        put_sources(quads, id_, [f"{folder}{one.document.name}.txt"])
        ids.add(id_)
    update(quads, ids, set())
    return quads


def five() -> list[Extraction]:
    """Return the five reports."""
    return [
        extraction(
            "a",
            "云岭省科协换届\n李明远当选云岭省科学技术协会主席。协会将服务青禾县,建5个科技小院。",
            {"o": _ASSOCIATION, "p": _LI, "c": _COUNTY, "f": ("Facility", "Station", "科技小院", None)},
            [
                ("holdsPost p o | 李明远当选云岭省科学技术协会主席", {"role": "主席", "time": "2024-06"}),
                ("serves o c | 将服务青禾县", {"modality": "planned"}),
                ("builds o f | 建5个科技小院", {"modality": "planned", "count": 5, "speaker": "p"}),
            ],
            date="2024-06-01",
        ),
        extraction(
            "b",
            "走进青禾\n云岭省科学技术协会主席李明远到青禾县。云岭省科学技术协会服务青禾县茶叶。",
            {"x": _LI, "y": _ASSOCIATION, "z": _COUNTY, "t": ("Industry", None, "茶叶", None)},
            [
                ("holdsPost x y | 云岭省科学技术协会主席李明远", {"role": "主席"}),
                ("serves y z | 云岭省科学技术协会服务青禾县", {"count": 2}),
                ("hasIndustry z t | 青禾县茶叶", {}),
                ("visits x z | 李明远到青禾县", {}),
            ],
            date="2025-03",
        ),
        extraction(
            "c",
            "联合会\n云岭农业大学校长李明远、云岭省科学技术协会李明远签约。",
            {
                "u": ("Organization", "University", "云岭农业大学", None),
                "p1": _LI,
                "p2": _LI,
                "o": _ASSOCIATION,
            },
            [
                ("holdsPost p1 u | 云岭农业大学校长李明远", {"role": "校长"}),
                ("holdsPost p2 o | 云岭省科学技术协会李明远", {"role": "主席"}),
                ("cooperatesWith u o | 李明远签约", {}),
            ],
        ),
        extraction(
            "d",
            "兼任\n李明远任云岭省科学技术协会主席、云岭农业大学校长。",
            {"p": _LI, "o": _ASSOCIATION, "u": ("Organization", "University", "云岭农业大学", None)},
            [
                ("holdsPost p o | 李明远任云岭省科学技术协会主席", {"role": "主席", "time": "2024-06"}),
                ("holdsPost p u | 云岭农业大学校长", {"role": "校长"}),
                ("cooperatesWith o u | 云岭省科学技术协会主席、云岭农业大学", {}),
            ],
        ),
        extraction(
            "e",
            '另一省\n青禾县将服务茶叶。云岭省科学技术协会服务青禾县,李明远路过。<b>"]]>\n',
            {"c": _NAMESAKE_COUNTY, "t": ("Industry", None, "茶叶", None), "o": _ASSOCIATION, "p": _LI},
            [
                ("needs c t | 将服务茶叶", {"modality": "wished"}),
                ("serves o c | 云岭省科学技术协会服务青禾县", {"count": 3}),
                ("visits p c | 李明远路过", {}),
            ],
        ),
    ]
