"""Reports of three years: a post that changes hands, a plan that becomes a fact, a new cooperation."""

from __future__ import annotations

import pyoxigraph as ox

from extractors.model import Extraction
from kg.store.records import report_id
from kg.store.update import put_report, update
from kg.vocabulary import ID
from tests.kg.store.five import extraction

SOCIETY = f"{ID}organization/云岭省茶叶学会"
UNIVERSITY = f"{ID}organization/云岭农业大学"
COUNTY = f"{ID}place/990101"

_SOCIETY = ("Organization", "Society", "云岭省茶叶学会", None)
_UNIVERSITY = ("Organization", "University", "云岭农业大学", None)
_COUNTY = ("Place", "County", "青禾县", "990101")


def person(name: str) -> tuple[str, None, str, None]:
    return "Person", None, name, None


def years() -> list[Extraction]:
    """Return the reports of 2023, 2024 and 2025."""
    return [
        extraction(
            "2023",
            "换届\n周明远当选云岭省茶叶学会会长,王雪任副会长。学会将服务青禾县。",
            {"s": _SOCIETY, "z": person("周明远"), "w": person("王雪"), "c": _COUNTY},
            [
                ("holdsPost z s | 周明远当选云岭省茶叶学会会长", {"role": "会长", "time": "2023-05-10"}),
                ("holdsPost w s | 王雪任副会长", {"role": "副会长"}),
                ("serves s c | 学会将服务青禾县", {"modality": "planned"}),
            ],
            date="2023-05",
        ),
        extraction(
            "2024",
            "走进青禾\n云岭省茶叶学会会长周明远到青禾县,县里盛产茶叶。",
            {"s": _SOCIETY, "z": person("周明远"), "c": _COUNTY, "t": ("Industry", None, "茶叶", None)},
            [
                ("holdsPost z s | 云岭省茶叶学会会长周明远", {"role": "会长"}),
                ("visits z c | 周明远到青禾县", {}),
                ("hasIndustry c t | 县里盛产茶叶", {"count": 3}),
            ],
            date="2024-06-01",
        ),
        extraction(
            "2025",
            "新会长\n林素英任云岭省茶叶学会会长,原会长周明远到会。学会服务青禾县,与云岭农业大学合作。",
            {
                "s": _SOCIETY,
                "z": person("周明远"),
                "l": person("林素英"),
                "c": _COUNTY,
                "u": _UNIVERSITY,
            },
            [
                ("holdsPost l s | 林素英任云岭省茶叶学会会长", {"role": "会长"}),
                ("holdsPost z s | 原会长周明远", {"role": "会长"}),
                ("serves s c | 学会服务青禾县", {}),
                ("cooperatesWith s u | 与云岭农业大学合作", {}),
            ],
            date="2025-03-08",
        ),
    ]


def another(text: str, name: str, date: str | None) -> Extraction:
    """Return a report that names another president of the society."""
    return extraction(
        name,
        text,
        {"s": _SOCIETY, "p": person(name)},
        [(f"holdsPost p s | {text.splitlines()[1]}", {"role": "会长"})],
        date=date,
    )


def store_of(extractions: list[Extraction]) -> ox.Store:
    """Return a store of the reports, in memory."""
    quads = ox.Store()
    for one in extractions:
        put_report(quads, one, report_id(one.document), with_text=True)
    update(quads, {report_id(one.document) for one in extractions}, set())
    return quads
