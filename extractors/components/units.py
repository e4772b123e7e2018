"""Units named without their body: 学会秘书处, 研究院专家委员会, 河蟹专业委员会 of the one society told of.

The body is the one that the noun before or in the name points back to; for a branch without a noun the only
society that the report has named so far.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from extractors.components.anaphora import Bodies, noun_ending, nouns
from extractors.components.names.surroundings import office_before
from extractors.data import load_toml
from extractors.mentions import Mention

_SCHOOL = "name.school-of-university"
_RULES = frozenset({"name.branch", "name.department", _SCHOOL})
_SOCIETY = "name.society"
_NO_NOUNS = ("校地", "校企", "校友", "校园", "校际", "校外", "校内")
"""Words that begin like a noun for a body and are none: 校地合作处."""
_OFFICES = frozenset("处科室部系院")
"""Last characters of units that lists name behind one body."""
_TOLD_OF = 2
"""Mentions of a university that a report is about."""
_OF_SCHOOLS = frozenset({"学院", "学校", "校"})
_OF_ASSOCIATION = re.compile("学会[^，。；]{0,3}部$")
"""Departments of an association for its societies, none of a society."""
_BARE = re.compile("(?:第.{1,3}届)?(?:工作|专业|学术|组织)?(?:委员会|分会)?")
"""Units without a field: a class, or the board of a term."""


def adopt(text: str, mentions: list[Mention]) -> None:
    """Give each unit of `mentions` that has neither a body nor a place the body that it belongs to."""
    bodies = Bodies(mentions)
    universities = [one for one in mentions if _is_college(one) and not _is_like_school(one)]
    of_universities = Bodies(universities)
    only_university = _only(universities, text.find("\n"))
    society: Mention | None = None
    societies: set[str] = set()
    ending: dict[int, Mention] = {}
    for mention in sorted(mentions, key=lambda mention: (mention.begin, -mention.end)):
        if mention.type == "Organization":
            ending[mention.end] = mention
        if mention.rule == _SOCIETY:
            society = mention
            societies.add(mention.name)
        school = only_university is not None and _is_college(mention) and _is_like_school(mention)
        if not (mention.rule in _RULES or school) or mention.parent is not None or mention.place is not None:
            continue
        owner = _owner_of_list(text, mention, ending)
        if owner is not None:
            mention.parent = owner
            mention.reason = f"in a list of units of {owner.form}"
            continue
        noun = _leading_noun(mention.form)
        own = mention.form[len(noun) :]
        if _OF_ASSOCIATION.match(mention.form) or _BARE.fullmatch(own) or own.endswith("校区"):
            continue
        before = noun_ending(text, max(0, mention.begin - 4), mention.begin) if not noun else ""
        academic = school or mention.rule == _SCHOOL or _of_university().search(own) is not None
        if noun or before:
            of = of_universities if academic and (noun or before) in _OF_SCHOOLS else bodies
            owner = of.of_noun(noun or before, mention.begin - len(before))
        elif academic:
            owner = only_university
        else:
            owner = society if mention.rule == "name.branch" and len(societies) == 1 else None
        if owner is not None and owner is not mention:
            if before:
                mention.aliases.append((mention.form, "without the noun for its body"))
                mention.begin -= len(before)
                mention.form = before + mention.form
            mention.parent = owner
            if school:
                mention.subtype = "Department"
            mention.reason = f"a unit of {owner.form} by the words around it"


def _owner_of_list(text: str, unit: Mention, ending: dict[int, Mention]) -> Mention | None:
    """Return the body of the unit before this one in a list of offices: 甲局设计处、科技处."""
    before = office_before(text, unit.begin, unit.end, ending) if unit.form[-1] in _OFFICES else None
    return before.parent if before is not None else None


@functools.cache
def _words() -> dict[str, Any]:
    return load_toml("units.toml", {"of_university": str, "disciplines": list})


@functools.cache
def _of_university() -> re.Pattern[str]:
    return re.compile(_words()["of_university"])


@functools.cache
def _disciplines() -> tuple[str, ...]:
    return tuple(_words()["disciplines"])


def _is_college(mention: Mention) -> bool:
    """Tell whether a mention is a university or college by its name, and no unit of another."""
    return mention.subtype == "University" and mention.parent is None


def _is_like_school(college: Mention) -> bool:
    """Tell whether a college is named as schools of universities are, by a field of study: 材料工程学院."""
    return college.place is None and college.form.startswith(_disciplines())


def _only(universities: list[Mention], heading_end: int) -> Mention | None:
    """Return the one 大学 that a report is about: the only one, in the title or named twice."""
    if len({one.name for one in universities}) != 1 or not universities[0].name.endswith("大学"):
        return None
    about = len(universities) >= _TOLD_OF or universities[0].end <= heading_end
    return universities[0] if about else None


def own_part(mention: Mention) -> str:
    """Return what stands in the name of a unit behind its body, or behind the noun that stands for it."""
    own = mention.form.removeprefix(mention.parent.form) if mention.parent is not None else mention.form
    noun = _leading_noun(own) if own == mention.form else ""
    return own[len(noun) :] or own


def _leading_noun(form: str) -> str:
    """Return the noun for a body that a form begins with (学会秘书处), or ""."""
    return "" if form.startswith(_NO_NOUNS) else form[: nouns().longest(form, 0)]
