"""Whether a head with what stands before it is a name, or only a class of things (各级学会, 一批基地)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.components.anaphora import noun_ending
from extractors.components.names import events, sites
from extractors.components.names.grammar import (
    REGIONS,
    TERM,
    Kind,
    company_context,
    is_generic,
    name_words,
    needs_field,
    site_words,
)
from extractors.components.names.surroundings import Surroundings
from extractors.mentions import Mention

_SHORTEST_TAGGED = 6
_OF_BODY = frozenset({"年会"})
"""Heads of two characters that are an event of the body before them."""
_SHORTEST_SET_UP = 3
_SHORTEST_ALUMNI = 2
"""Characters before 同学会 that name it: 认同学会 is none."""
_SHORTEST_OF_BODY = 4
"""Characters of a head that names a facility of the body before it without a field (某公司种植基地)."""
_PLURAL = frozenset("县市区旗镇乡三两各多地")
_GROUPS = ("专家组", "课题组", "工作组")
_WINDOW = 8
_HOSPITALS = ("医院", "卫生院", "保健院", "中心", "医大")
_OF_OWNERS = frozenset(REGIONS + "会院所校园厂业团司学工大")
"""Last characters of what has an association of its own (某大学科协, 高新区科协)."""
_OURS = ("学院", "学校")
"""What stands for the university before one of its schools: 学院材料工程学院."""
_OF_LEVEL = ("重点实验室", "实验室", "工程技术研究中心", "技术创新中心", "工程研究中心")
_LEVEL_FIELDS = frozenset({"国家", "国家级", "省", "省级", "市级", "部级", "省部级", "部省级"})
"""国家重点实验室: a class of laboratories, none by name."""
_ONE_OF = re.compile("之一|[0-9]{1,4}[余多]?[个家所]")
"""What stands behind a class of bodies: 主要的诊疗中心之一, 镇科协23个."""
_DESCRIBED = re.compile(
    "(?:我[国省市县区]|[当本]地|[0-9]个|水平|实力|规模|影响力?|[高强大新好多佳优美]|著名|知名|先进|[重主]要)的$"
)
"""What stands before a class of bodies: 我国的研究中心, 水平较高的外科医院."""
_SHORT_FIELD = 4
_LEVELS = re.compile("(?:省市|[市区]县|各市)(?![场政])")
"""Levels in a row, which no one body is of: 省市摄影协会."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a name: from `begin` its field, from `head_begin` its head.

    `place` is the place that it begins with, `parent` the body that ends where it begins.
    `attached` tells that the name says that it is one of that body (甲大学附属中学).
    """

    kind: Kind
    head: str
    begin: int
    head_begin: int
    head_end: int
    place: Mention | None
    parent: Mention | None
    attached: bool = False


def is_name(view: Surroundings, candidate: Candidate) -> bool:
    """Tell whether the candidate names one thing."""
    kind, head, place, parent = candidate.kind, candidate.head, candidate.place, candidate.parent
    field = view.text[candidate.begin : candidate.head_begin]
    alone = place is None and parent is None
    if kind.type == "Organization" and parent is None and _ONE_OF.match(view.text, candidate.head_end):
        return False
    if (
        kind.type == "Organization"
        and alone
        and len(field) <= _SHORT_FIELD
        and _is_described(view, candidate)
    ):
        return False
    if kind.type == "Facility" and sites.is_class(view.text, field, head, candidate.head_end, not alone):
        return False
    if kind.type == "Facility" and sites.is_set_up(view, candidate.begin, candidate.head_end):
        return len(field) + len(head) >= _SHORTEST_SET_UP
    if kind.proved and not (
        (kind.placed and not alone) or sites.is_proved(view, candidate.begin, candidate.head_end)
    ):
        return False
    inside = range(candidate.begin, candidate.head_begin)
    if kind.tagged and any(offset in view.body_ending for offset in inside):
        return False  # 甲大学网络: the rest of another name
    if head in _GROUPS and parent is None and place is None and candidate.head_end not in view.post_begins:
        return False
    local = place is not None and place.subtype != "Country"
    if kind.tagged and kind.subtype == "Company" and not local and not _is_company(view, candidate):
        return False
    if kind.id == "department-of-hospital" and (parent is None or not parent.form.endswith(_HOSPITALS)):
        return False
    if parent is not None and kind.subtype == "Institute" and field in name_words()["leading_verbs"]:
        return False  # 与甲大学共建研究院
    if alone and field and kind.subtype == "Association" and field[-1] not in _OF_OWNERS:
        return False
    if alone and (head == "厂" or (kind.id == "alumni" and len(field) < _SHORTEST_ALUMNI)):
        return False
    if head in _OF_LEVEL and field in _LEVEL_FIELDS:
        return False
    if kind.type == "Event" and parent is not None and TERM.fullmatch(field):
        return True
    if kind.subtype == "University" and field.startswith(_OURS):
        return False
    if kind.subtype == "School" and parent is not None and is_generic(field) and not candidate.attached:
        return False  # 教育部高等学校
    if kind.only_unit:
        titled = candidate.head_end in view.post_begins
        return parent is not None or (place is None and _is_school(field, head, titled))
    if TERM.fullmatch(field) or (kind.type == "Organization" and TERM.match(field) and place is None):
        return False
    if not field:
        return _stands_alone(view, candidate)
    if field[0] in REGIONS and len(field) >= 2 and kind.type == "Organization" and place is None:
        return field[:2] not in name_words()["generic"] and field[1] != "级" and not _LEVELS.match(field)
    if len(field) == 1 and field in REGIONS:
        if kind.acts:
            return True
        return kind.type == "Organization" and kind.subtype not in ("University", "Company", "Department")
    return _has_own_field(view, candidate, field)


def _is_described(view: Surroundings, candidate: Candidate) -> bool:
    """Tell whether an adjective or the like before the name shows that it is only a class."""
    return _DESCRIBED.search(view.text, max(0, candidate.begin - _WINDOW), candidate.begin) is not None


def _has_own_field(view: Surroundings, candidate: Candidate, field: str) -> bool:
    """Tell whether what stands between the place, if any, and the head makes it one thing."""
    kind, head, place, parent = candidate.kind, candidate.head, candidate.place, candidate.parent
    own = field
    if place is not None:
        last = view.last_place(place, candidate.head_begin + 1)
        own = view.text[last.end : candidate.head_begin]
        if own and last.form[-1] in REGIONS and set(own) <= _PLURAL:
            return False  # 甲旗县市科协
        if not own:
            # 甲大学校友会某省分会
            unit = kind.unit and kind.type == "Organization" and parent is not None
            return not kind.proved and (head not in needs_field() or kind.subtype == "Alliance" or unit)
    if kind.proved and (len(own) < 2 or sites.is_generic(own)):
        return False
    if kind.type == "Facility" and place is None and parent is None and sites.is_generic(own):
        return False
    titled = candidate.head_end in view.post_begins  # 教育局局长
    if kind.subtype == "Department" and titled and len(own) >= 2:
        return True
    if parent is not None or (kind.subtype == "Government" and (place is not None or titled)):
        return True
    if kind.subtype == "University" and len(own) >= 4:
        return True
    if kind.type == "Event" and events.points_back(view, candidate.begin):
        return False
    if kind.type == "Event" and ((place is None and kind.subtype != "Session") or head == "活动"):
        return events.is_event(view, kind, head, candidate.begin, candidate.head_begin, own)
    if _is_tagged(view, candidate) or not is_generic(own):
        return True
    return place is not None and (head not in needs_field() or len(own) >= 2)


def _is_company(view: Surroundings, candidate: Candidate) -> bool:
    """Tell whether a short name of a company (甲科技) stands where only a company can stand."""
    text, begin, end = view.text, candidate.begin, candidate.head_end
    listed = text[begin - 1 : begin] in ("、", "和", "与") and _is_body_of_company(view, begin - 1)
    return (
        listed
        or end in view.post_begins
        or company_context()["before"].search(text, max(0, begin - _WINDOW), begin) is not None
        or company_context()["behind"].match(text, end) is not None
    )


def _is_body_of_company(view: Surroundings, end: int) -> bool:
    body = view.body_ending.get(end)
    return body is not None and body.subtype == "Company"


def _is_tagged(view: Surroundings, candidate: Candidate) -> bool:
    """Tell whether the tagger sees a body in exactly these characters (教育科学出版社)."""
    word = view.word(candidate.begin)
    span = (candidate.begin, candidate.head_end)
    return (
        word is not None
        and word.tag == "ORG"
        and (word.begin, word.end) == span
        and span[1] - span[0] >= _SHORTEST_TAGGED
    )


def _is_school(field: str, head: str, titled: bool) -> bool:
    """A school of the university that the report is about: 计算机学院 without the university before it.

    A department is one where a post stands behind it (信息安全系主任).
    """
    named = head in ("学院", "校区") or (head == "系" and titled)
    return named and len(field) >= 2 and not is_generic(field)


def _stands_alone(view: Surroundings, candidate: Candidate) -> bool:
    """Tell whether a head without a field is a name: behind its body, or by itself."""
    kind, head, parent = candidate.kind, candidate.head, candidate.parent
    if head == "秘书处" and noun_ending(view.text, max(0, candidate.begin - 4), candidate.begin):
        return True
    if parent is not None and kind.type == "Event":
        return len(head) >= 3 or head in _OF_BODY
    member = _is_titled_member(view, candidate) or view.goes_on_list(candidate.begin, candidate.head_end)
    if kind.subtype == "Department" and len(head) >= 2 and member:
        return True
    if parent is not None and kind.type == "Facility":
        return head in site_words()["rooms"] or len(head) >= _SHORTEST_OF_BODY
    if parent is not None:
        return kind.type == "Organization" and (kind.unit or kind.subtype == "Government") and len(head) >= 2
    if kind.type == "Event":
        return events.stands_alone(view, kind, head, candidate.begin)
    return (head[0] in REGIONS and kind.subtype == "Government") or head in kind.alone


def _is_titled_member(view: Surroundings, candidate: Candidate) -> bool:
    """Tell whether a bare unit with a post is a member of a list (、办公室主任王某)."""
    before = view.text[candidate.begin - 1 : candidate.begin]
    return candidate.head_end in view.post_begins and before in ("、", "，", "和")
