"""Two short reports as extractions, for tests of what reads a store: a plan, a wish, two persons of one name.

graph, ids = ...  entity ids below are those of both reports; `IRI` gives what they become.
"""

from __future__ import annotations

import hashlib

import pyoxigraph as ox

from extractors.model import Document, Entity, Extraction, Form, Statement
from kg.store.records import report_id
from kg.store.update import put_report, put_sources, update

FIRST = (
    "云岭省茶叶学会(茶叶学会)组织专家,服务青禾县。\n"
    "云岭省科协主席周明远表示,省科协将服务青禾县。\n"
    "云岭农业大学校长周明远希望与青禾县合作,学校与茶叶学会联合办学。\n"
    "青禾县主产茶叶,茶叶加工缺人;茶叶学会有茶叶专家,推进青禾行动。\n"
    '茶叶学会在青禾县举办茶叶种植培训班。行远公司,<b>"一家"</b>公司。\n'
)
SECOND = "去年12月,茶叶学会服务青禾县;茶叶学会是省科协的团体会员。\n"

_ENTITIES = {
    "association": ("Organization", "Association", "云岭省科学技术协会", ["云岭省科协", "省科协"]),
    "society": ("Organization", "Society", "云岭省茶叶学会", ["茶叶学会"]),
    "university": ("Organization", "University", "云岭农业大学", []),
    "company": ("Organization", "Other", "行远公司", []),
    "chair": ("Person", None, "周明远", []),
    "president": ("Person", None, "周明远", []),
    "county": ("Place", "County", "青禾县", []),
    "action": ("Initiative", "Programme", "青禾行动", []),
    "tea": ("Industry", None, "茶叶", []),
    "training": ("Event", "Training", "茶叶种植培训班", []),
}

_FIRST = [
    ("serves", "society", "county", "茶叶学会|服务青禾县", {}),
    ("holdsPost", "chair", "association", "云岭省科协主席周明远", {"role": "主席", "time": "2024-06"}),
    ("serves", "association", "county", "省科协将服务青禾县",
     {"modality": "planned", "time": "2026", "count": 5, "speaker": "chair"}),
    ("holdsPost", "president", "university", "云岭农业大学校长周明远", {"role": "校长"}),
    ("cooperatesWith", "university", "county", "希望与青禾县合作", {"modality": "wished"}),
    ("cooperatesWith", "university", "society", "学校与茶叶学会联合办学", {}),
    ("hasIndustry", "county", "tea", "青禾县主产茶叶", {}),
    ("needs", "county", "tea", "茶叶加工缺人", {}),
    ("offers", "society", "tea", "茶叶学会有茶叶专家", {}),
    ("advances", "society", "action", "茶叶学会有茶叶专家|推进青禾行动", {}),
    ("organizes", "society", "training", "茶叶学会在青禾县举办茶叶种植培训班", {}),
    ("locatedIn", "training", "county", "在青禾县举办茶叶种植培训班", {}),
]  # fmt: skip
_SECOND = [
    ("serves", "society", "county", "茶叶学会服务青禾县", {}),
    ("partOf", "society", "association", "茶叶学会是省科协的团体会员", {}),
]

_BASE = "https://kexie-kg.example/"
IRI = {
    "association": f"{_BASE}id/organization/云岭省科学技术协会",
    "society": f"{_BASE}id/organization/云岭省茶叶学会",
    "university": f"{_BASE}id/organization/云岭农业大学",
    "company": f"{_BASE}id/organization/行远公司",
    "county": f"{_BASE}id/place/990101",
    "action": f"{_BASE}id/initiative/青禾行动",
    "tea": f"{_BASE}id/industry/茶叶",
}


def small_store() -> ox.Store:
    """Return the two reports as a store in memory, written as a build writes it."""
    quads = ox.Store()
    names = set()
    for extraction, source in ((first(), "reports/a.txt"), (second(), "old/b.txt")):
        report = report_id(extraction.document)
        put_report(quads, extraction, report, with_text=True)
        put_sources(quads, report, [source])
        names.add(report)
    update(quads, names, set())
    return quads


def first() -> Extraction:
    return _extraction("a", "茶叶学会走进青禾县", "2025-03", FIRST, list(_ENTITIES), _FIRST)


def second() -> Extraction:
    used = ["association", "society", "county"]
    return _extraction("b", "去年的简报", "2024-12-01", SECOND, used, _SECOND)


def _extraction(
    name: str, title: str, date: str, text: str, used: list[str], rows: list[tuple[str, str, str, str, dict]]
) -> Extraction:
    document = Document(
        name=name,
        path=f"{name}.txt",
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=title,
        date=date,
        publisher=None,
    )
    statements = []
    for relation, head, tail, quoted, more in rows:
        spans, begin = [], 0
        for part in quoted.split("|"):
            begin = text.index(part, begin)
            spans.append((begin, begin + len(part)))
        statements.append(
            Statement(relation, head, tail, tuple(spans), rule=f"{relation}.test", trigger=None, **more)
        )
    return Extraction(document, tuple(_entity(id_, text) for id_ in used), tuple(statements), "test-1")


def _entity(id_: str, text: str) -> Entity:
    type_, subtype, name, others = _ENTITIES[id_]
    # The two persons of one name stand at their own places.
    after = text.find("大学") if id_ == "president" else 0
    forms = []
    for form in (name, *others):
        begin = text.find(form, after)
        forms.append(Form(form, "name", ((begin, begin + len(form)),) if begin >= 0 else ()))
    return Entity(
        id=id_,
        type=type_,
        subtype=subtype,
        name=name,
        forms=tuple(forms),
        date="2025-03-03/2025-03-07" if type_ == "Event" else None,
        code="990101" if type_ == "Place" else None,
    )
