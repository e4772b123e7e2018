"""Any number of varied reports, and what they say, without reading them: those annotated, with other names.

    reports = Recombined(read_templates())
    reports.text(17)             # the text of report 17, which its last line names
    reports.extract(document)    # what it says, as the pipeline gives it

A report is one of a few dozen that the pipeline has read, each made of a few annotated ones. Its persons,
places, bodies and years are given others of the same length, so that all offsets stay. Names are drawn as
they occur in life: a few in many reports, most in one or two, and ever new ones.
"""

from __future__ import annotations

import functools
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from extractors import pipeline
from extractors.annotation import from_record, to_record
from extractors.model import Document, Extraction
from extractors.reading import document, read
from ontologies.places import LEVELS, Place, by_code, places

ANNOTATED = Path(__file__).resolve().parent / "annotated"
TEMPLATES = 40
CHARACTERS = 1_500
"""Of a report, in the mean: half of this to half as much again."""
VERSION = "recombined-3"

_SURNAMES = "王李张刘陈杨赵周吴黄孙徐朱马胡郭林何高梁郑罗宋谢唐韩曹许邓冯"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉红梅建国文海云峰志永春林德成"
_COUNTRY = ("中国", "全国", "国家")
_YEAR = re.compile("20[012][0-9]")


class Template(NamedTuple):
    """The text of a report that the pipeline read, and the record of what it says."""

    text: str
    record: dict[str, Any]


def read_templates(number: int = TEMPLATES) -> list[Template]:
    """Return reports of a length that is usual, and what the pipeline reads in them."""
    extractor, texts = pipeline.load(), list(_joined(number))
    extractions = [extractor.extract(document(text, Path("joined.txt"))) for text in texts]
    return [Template(one.document.text, to_record(one)) for one in extractions]


def _joined(number: int) -> Iterator[str]:
    """Give texts of annotated reports, a few joined: each of these is in about one of the first 50."""
    paths, left = sorted(ANNOTATED.glob("*.txt")), list[Path]()
    chance = random.Random(CHARACTERS)
    for _ in range(number):
        text, wanted = "", chance.uniform(CHARACTERS / 2, CHARACTERS * 3 / 2)
        while True:
            left = left or chance.sample(paths, len(paths))
            more = read(left[-1]).text
            if text and abs(len(text) + len(more) - wanted) > abs(len(text) - wanted):
                break
            text += f"{more.strip()}\n"
            left.pop()
        yield text


class Recombined:
    """Reports by number, each the same whenever and wherever it is asked for; an extractor of them."""

    def __init__(self, templates: list[Template]) -> None:
        self._templates = templates

    def text(self, number: int) -> str:
        """Return the text of a report."""
        template, names, pattern = self._names(number)
        return f"{pattern.sub(lambda name: names[name[0]], template.text)}\n{number}\n"

    def extract(self, document: Document) -> Extraction:
        """Return what a report says."""
        template, names, pattern = self._names(int(document.text.split()[-1]))
        text = json.dumps(template.record, ensure_ascii=False)
        record = json.loads(pattern.sub(lambda name: names[name[0]], text))
        own = {"doc": document.name, "path": document.path, "sha256": document.sha256, "extractor": VERSION}
        known = {"title": document.title, "date": document.date, "publisher": document.publisher}
        return from_record({**record, **own, **known}, document.text)

    def _names(self, number: int) -> tuple[Template, dict[str, str], re.Pattern[str]]:
        """Return the template of a report and the new name for each name in it."""
        chance = random.Random(number)
        template = chance.choice(self._templates)
        names: dict[str, str] = {}
        for entity in template.record["entities"]:
            if entity["type"] == "Person":
                names[entity["name"]] = _person(chance, len(entity["name"]))
        names.update(_places(chance, {entity["code"] or "" for entity in template.record["entities"]}))
        later = chance.randrange(-9, 2)
        for year in sorted(set(_YEAR.findall(template.text))):
            names[year] = str(int(year) + later)
        for entity in template.record["entities"]:
            forms = {entity["name"], *(form["text"] for form in entity["forms"])}
            full = [form for form in sorted(forms) if len(form) > 4]
            owned = entity["type"] in ("Organization", "Facility") and len({form[:2] for form in full}) == 1
            everywhere = entity["name"].startswith(_COUNTRY)
            if owned and not everywhere and not any(place in form for form in full for place in names):
                town = _town(chance)
                names |= {form: town + form[2:] for form in full}
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        return template, names, re.compile("|".join(map(re.escape, longest_first)) or "(?!)")


def _person(chance: random.Random, length: int) -> str:
    """Return a name of a person who is the more often drawn the smaller his rank, which has no end."""
    own = random.Random(f"person {int(chance.paretovariate(0.3)) % 10**9}")
    given = "".join(own.choice(_GIVEN) for _ in range(max(1, length - 1)))
    return (own.choice(_SURNAMES) + given)[:length] if length > 1 else own.choice(_SURNAMES)


def _places(chance: random.Random, codes: set[str]) -> dict[str, str]:
    """Return for codes of places, and all forms of their names, those of others.

    A county or city of one that the report names lies in the other one too, if there is one of its kind.
    """
    known = filter(None, map(by_code, codes))
    names: dict[str, str] = {}
    for old in sorted(known, key=lambda place: (LEVELS.index(place.level), place.code)):
        alike = _alike()[_shape(old)]
        near = [place for place in alike if place.parent == names.get(old.parent or "")] or alike
        new = near[int(len(near) * chance.random() ** 3)]
        names |= dict(zip((old.code, *old.forms), (new.code, *new.forms), strict=True))
    return names


def _town(chance: random.Random) -> str:
    counties = _alike()["county", 3, 2]
    short = counties[int(len(counties) * chance.random() ** 2)].short
    return "" if short is None else short


@functools.cache
def _alike() -> dict[tuple[str | int, ...], list[Place]]:
    """Return the places of today by level and lengths of their names, in an order without meaning."""
    found: dict[tuple[str | int, ...], list[Place]] = defaultdict(list)
    for place in places():
        found[_shape(place)] += [place] if place.until is None else []
    for alike in found.values():
        random.Random(len(alike)).shuffle(alike)
    return found


def _shape(place: Place) -> tuple[str | int, ...]:
    return place.level, *map(len, place.forms)
