"""Who visits: the persons or the body that a visit's sentence names, else the party that was named before."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left

from extractors.components.clause_words import CLASSES, TITLE
from extractors.components.clauses import Encoded
from extractors.components.parties import PARTY, accompanies, has_party, named, party, people, without_company
from extractors.mentions import Claim, Mention

_P = CLASSES["Person"]
_SENT = re.compile(
    f"(?:组织|选派|派出|委派|派遣|抽调|派)[^，。；]{{0,12}}(?:{TITLE}|专家|师生|学生|党员|会员|人员|干部|职工|教授|博士|团队|志愿者|队员|代表|科技工作者|企业家|医生|力量)"
)
_PRONOUN = re.compile("他们|大家|来宾|客人|团员|队员|组员|队伍|众人|大伙")
_OF_EVENT = re.compile(
    "与会|参会|学员|参训|参赛|营员|全体代表|代表们|(?:大会|会议|论坛|年会)(?:代表|专家|嘉宾|人员)"
    "|(?:会[前后间]|期间|结束后)，?(?:部分|全体)?代表"
)
_BESIDE_EVENT = re.compile(
    "会[前后间]|(?:会议|论坛|大会|活动|培训|年会)期间|(?:仪式|开幕式|会议|论坛|培训|座谈)(?:前|后|结束后)"
)
_NOTICE = re.compile("通知|邀请函|议程|日程|预告|安排|指南")
_INTENDS = re.compile("拟|计划|将|组团|力争|争取|组织|安排")
_IS_PARTY = re.compile(f"(?:{PARTY})$")
_JOINED = re.compile(
    "(?<!分别)(?:等)?(?:(?:一同|一起|共同)?(?<!分别)(?:参加|参与)(?:了)?(?:此次|本次|上述|有关)?(?:调研|考察|走访|参观|慰问)?"
    "|(?:一同|一起|共同|随行|同行)(?:参加|参与)?(?:了)?(?:此次|本次)?(?:调研|考察|活动)?)。"
)


def visitors(one: Encoded, place: int, main_event: Mention | None) -> tuple[Mention, ...]:
    """Return who visits what the words at `place` tell of."""
    plain = without_company(one)
    found = named(plain, place)
    if found:
        return found
    begin = plain.clause_begin(place)
    clause = plain.text[begin:place]
    event = (main_event,) if main_event is not None else ()
    if _OF_EVENT.search(clause):
        return (party(one, begin) if has_party(plain.text, begin, place) else ()) or event
    own = plain.own_subjects(begin, place)
    if own:
        bodies = tuple(mention for mention in own if mention.type == "Organization")
        parties = any(_IS_PARTY.search(body.form) for body in bodies)
        return (party(one, begin) if parties else ()) or bodies
    sent = _SENT.search(clause)
    if own is not None and sent is not None:
        return plain.subjects(begin + sent.start()) or ()
    if own is not None or not (
        has_party(plain.text, begin, place) or _PRONOUN.search(clause) or not _has_noun(plain, begin, place)
    ):
        return ()
    of_event = _BESIDE_EVENT.search(clause) or _NOTICE.search(one.report_title or "")
    carried = party(one, place) or _carried(one, plain, place)
    return carried or (event if of_event or _of_event_before(plain, begin) else ())


def _of_event_before(plain: Encoded, begin: int) -> bool:
    """Tell whether those who attend an event act in the clauses before `begin`: 与会代表赴甲县，考察了…."""
    while begin > 0:
        end, begin = begin - 1, plain.clause_begin(begin - 1)
        if plain.own_subjects(begin, end) is not None:
            return False
        if _OF_EVENT.search(plain.text, begin, end):
            return True
    return False


def _carried(one: Encoded, plain: Encoded, place: int) -> tuple[Mention, ...]:
    """The subjects of the clauses before: persons, a body of the sentence, or whom a plan is about."""
    planned = _INTENDS.search(plain.text, plain.clause_begin(place), place) is not None
    return tuple(
        mention
        for mention in plain.subjects(place)
        if mention.type == "Person"
        or (
            mention.type == "Organization"
            and (mention in one.mentions.values() or planned and mention is one.topic)
        )
    )


def joined(encoded: tuple[Encoded, ...], claims: list[Claim]) -> list[Claim]:
    """Return the visits of those whom the sentence after a visit adds: 副会长丙参加。"""
    found = []
    told = sorted((claim for claim in claims if claim.type == "visits"), key=_begin)
    for one in encoded:
        hit = _JOINED.search(one.text)
        if hit is None or one.before is None or accompanies(one):
            continue
        members = people(one.own_subjects(0, hit.start()) or ())
        before = one.before.sentence
        visits = told[bisect_left(told, before.begin, key=_begin) : bisect_left(told, before.end, key=_begin)]
        pairs = {(id(member), id(claim.tail)): (member, claim) for claim in visits for member in members}
        for member, claim in pairs.values():
            span = (member.begin, one.offset(hit.end()))
            found.append(
                dataclasses.replace(claim, head=member, spans=(*claim.spans, span), rule="visits.joined")
            )
    return found


def _begin(claim: Claim) -> int:
    return claim.spans[0][0]


def _has_noun(one: Encoded, begin: int, place: int) -> bool:
    """Tell whether a noun stands before the verb that could be who visits."""
    governed = False
    for position in range(begin, place):
        governed = governed or one.tags[position] == "p"
        if one.text[position] == TITLE and one.text[position + 1] != _P and not governed:
            return True
        if (
            one.tags[position] in ("n", "nz", "nr", "PER", "ORG")
            and not governed
            and one.text[position] != "后"
        ):
            return True
    return False
