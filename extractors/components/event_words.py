"""The words that tell who takes part in an event, as patterns over encoded sentences (`data/events.toml`)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.components.clause_words import CLASSES, TITLE
from extractors.data import any_of, load_toml

_EVENT, _BODY, _PERSON = CLASSES["Event"], CLASSES["Organization"], CLASSES["Person"]


@dataclass(frozen=True, slots=True)
class Patterns:
    """`at_event` holds the event in group 1.

    `bodies` holds a list of bodies in one of its groups: `list` (甲、乙参加), `listed` (参会的有甲、乙),
    `from` (来自甲、乙的代表参加), `signs` (甲与乙签约), `won` (甲代表队夺冠).
    """

    attends: re.Pattern[str]
    in_office: re.Pattern[str]
    speaks: re.Pattern[str]
    says: re.Pattern[str]
    wins: re.Pattern[str]
    of_prizes: re.Pattern[str]
    not_attending: re.Pattern[str]
    absent: re.Pattern[str]
    at_event: re.Pattern[str]
    holds: re.Pattern[str]
    is_held: re.Pattern[str]
    there: re.Pattern[str]
    beside: re.Pattern[str]
    goes_on: re.Pattern[str]
    bodies: re.Pattern[str]


@functools.cache
def patterns() -> Patterns:
    """Return the patterns. Raises DataFileError for a file that is not one."""
    data = load_toml("events.toml", {"attends": list, "attends_with": dict, "words": dict})
    words = {key: any_of(values) for key, values in data["words"].items()}
    with_object = (f"{verb}[^，。]{{0,24}}(?:{any_of(ends)})" for verb, ends in data["attends_with"].items())
    invited = f"(?:邀请|特邀)[了到]?[^，。；]{{0,40}}{_PERSON}"
    return Patterns(
        attends=re.compile("|".join((any_of(data["attends"]), *with_object, invited))),
        in_office=re.compile(words["in_office"]),
        speaks=re.compile(words["speaks"]),
        says=re.compile(f"[^，。；：:]{{0,40}}{_PERSON}(?:（[^（）]{{0,40}}）)?[：:]"),
        wins=re.compile(f"(?:{words['wins']})"),
        of_prizes=re.compile(words["of_prizes"]),
        not_attending=re.compile(
            f"{words['not_attending']}|{words['absent']}|(?<![应受特])(?:邀请|欢迎)[^，。；{_PERSON}]{{1,20}}参加"
        ),
        absent=re.compile(words["absent"]),
        at_event=re.compile(f"(?:{words['at_event']})[^，。；{_EVENT}]{{0,10}}({_EVENT})"),
        holds=re.compile(f"(?:{words['holds']})[了过]?[^，。；{_EVENT}]{{0,16}}$"),
        is_held=re.compile(f"”?(?:{words['at_it']}|[^，。；{_EVENT}]{{0,30}}?(?:{words['is_held']}))"),
        there=re.compile(f"(?:在|于)[^，。；{_EVENT}]{{0,14}}{_EVENT}”?(?:上|现场)"),
        beside=re.compile(words["beside"]),
        goes_on=re.compile(words["goes_on"]),
        bodies=_bodies(words),
    )


def _bodies(words: dict[str, str]) -> re.Pattern[str]:
    body = f"{_BODY}{{1,2}}(?:（[^（）]{{0,30}}）)?"
    of = f"[{CLASSES['Place']}]{{0,2}}"
    plain = "[^，。；、\uf001-\uf008]"
    led = f"(?:(?:相关|有关|主要){{0,2}}(?:{words['for_bodies']}))?"
    joined = "(?:[、和与及]|以及)"
    number = "[0-9一二三四五六七八九十多]{0,3}家?"
    many = f"(?:{number}{plain}{{0,6}}(?:企业|单位|机构){plain}{{0,2}}(?:{words['for_bodies']})?{joined})?"
    listed = f"(?:{of}{body}{led}(?:[、，和与及]|以及){{1,2}}{many}){{0,20}}{of}{body}"
    others = "(?:等[^，。；]{0,12}?)?"
    people = f"(?:{words['for_bodies']}|{TITLE})"
    who = f"(?:的?{plain}{{0,10}}?{people}等?)?"
    comes = "(?:作为[^，。；]{0,24}，?)?(?:携[^，。；]{0,12})?"
    verb = f"(?:{words['invited']})?{comes}(?:{words['bodies_attend']})"
    talks = f"(?:{words['in_turn']})?{plain}{{0,20}}?(?:{words['bodies_speak']})"
    talks = f"(?:{talks}|(?:{words['in_turn']})(?:就|围绕|结合|从|介绍))"
    return re.compile(
        f"(?P<list>{listed}){others}{who}(?:{verb}|{talks})了?"
        f"|(?:{words['attending']})[^，。；：{_BODY}]{{0,10}}(?:有|包括|为|是|：){of}(?P<listed>{listed})"
        f"|来自(?P<from>{listed}){others}的[^，。；]{{0,16}}{people}{plain}{{0,8}}{verb}"
        f"|(?P<won>{listed})(?:{plain}{{0,6}}(?:队|选手|学生|师生|作品|项目))?{plain}{{0,6}}"
        f"(?:{words['wins']})"
        f"|(?P<signs>{listed}{others}(?:(?:分别|先后|现场|共同)?[与和同跟]{listed}{others})?)(?:分别)?{plain}{{0,4}}(?:{words['signs']})"
    )
