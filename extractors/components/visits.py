"""Who visits: the persons or the body that a visit's sentence names, else the party that was named before.

A party is told of by 一行, 考察团, 调研组; its members are the persons that lead or form it (甲率考察团,
甲、乙一行), those that the next sentence adds (丙参加), else its body (某学会考察团). Those who accompany it
are none of it.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from bisect import bisect_left

from extractors.components.clause_words import CLASSES, TITLE
from extractors.components.clauses import Encoded
from extractors.mentions import Claim, Mention

_O, _P = CLASSES["Organization"], CLASSES["Person"]
_PARTY = (
    "一行|(?:考察|调研|代表|观摩|访问|交流|专家|参观|慰问|学习|服务|参访|党政|经贸|宣讲|科普|科考|回访|核查|检查|督导|指导|工作|协作"
    "|志愿|巡讲|采风|普查|调查|实践|支教|研学|帮扶|考评|评估|验收|会诊|义诊|医疗|院士|博士|访学)(?:服务)?(?:团队?|小?组|小?分?队)(?!长)"
)
_ACCOMPANIED = re.compile(
    r"(?:在|由)(?P<with>[^，。；]{0,80}?)(?:等[^，。；]{0,8}?)?的?(?:全程)?(?:陪同|带领|引导|引领|陪伴|讲解|介绍)(?:之?下)?"
    f"|(?P<host>{_P}(?:全程)?陪同)(?=[^，。；]{{0,20}}{_P})"
)
_SENT = re.compile(
    f"(?:组织|选派|派出|委派|派遣|抽调|派)[^，。；]{{0,12}}(?:{TITLE}|专家|师生|学生|党员|会员|人员|干部|职工|教授|博士|团队|志愿者|队员|代表)"
)
_PRONOUN = re.compile("他们|大家|来宾|客人|团员|队员|组员")
_OF_EVENT = re.compile("与会|参会|学员|参训|参赛|营员|全体代表")
_GROUP = re.compile(_PARTY)
_IS_PARTY = re.compile(f"(?:{_PARTY})$")
_GOES = (
    "赴|前往|来到|走进|深入|走访|考察|调研|参观|访问|到(?=[\uf001\uf003\uf005])|来(?=[\uf001\uf003\uf005])"
)
_LEADS = f"(?:团长|组长|领队|队长|代表|{TITLE})"
_LED = re.compile(
    f"{_P}[^。；说示绍]{{0,14}}?(?:一行|率|带队|带领|带着|组成|{_GOES})|以(?:{_O}[^，。；]{{0,8}})?{_P}[^，。；]{{0,4}}为{_LEADS}"
)
_IN_BRACKETS = re.compile(f"(?:{_PARTY})（[^（）。]{{0,20}}?(?P<members>{_P}[^（）。]{{0,80}})")
_BODY_PARTY = re.compile(f"{_O}[^，。；\uf001-\uf008]{{0,6}}(?:{_PARTY})")
_LEADER = re.compile(f"以(?:{_O}[^，。；]{{0,8}})?({_P})[^，。；]{{0,2}}为{_LEADS}")
_UNREAD = re.compile(f"{_O}{TITLE}{{1,3}}[\u4e00-\u9fff]{{2,4}}(?:一行|率|带|等|$)")
_LEADING = re.compile("率领?|带着|带领|携")
_JOINED = re.compile(
    "(?<!分别)(?:等)?(?:一同|一起|共同)?(?<!分别)(?:参加|随行|同行|参与)(?:了)?(?:此次|本次|上述|有关)?(?:调研|考察|走访|参观|慰问|活动|座谈)?。"
)
_CLAUSES = 12
"""Clauses of the sentence that are searched for who visits."""
_REACH = 15
"""Sentences that a party is remembered."""


def visitors(one: Encoded, place: int, main_event: Mention | None) -> tuple[Mention, ...]:
    """Return who visits what the words at `place` tell of."""
    plain = _without_company(one)
    found = _named(plain, place)
    if found:
        return found
    begin = plain.clause_begin(place)
    clause = plain.text[begin:place]
    if _OF_EVENT.search(clause):
        return (main_event,) if main_event is not None else ()
    own = plain.own_subjects(begin, place)
    if own:
        bodies = tuple(mention for mention in own if mention.type == "Organization")
        return (_party(one) if any(_IS_PARTY.search(body.form) for body in bodies) else ()) or bodies
    sent = _SENT.search(clause)
    if own is not None and sent is not None:
        return plain.subjects(begin + sent.start()) or ()
    if own is not None or not (
        _GROUP.search(clause) or _PRONOUN.search(clause) or not _has_noun(plain, begin, place)
    ):
        return ()
    return _party(one) or tuple(
        mention
        for mention in plain.subjects(place)
        if mention.type == "Person" or (mention.type == "Organization" and mention in one.mentions.values())
    )


def joined(encoded: tuple[Encoded, ...], claims: list[Claim]) -> list[Claim]:
    """Return the visits of those whom the sentence after a visit adds: 副会长丙参加。"""
    found = []
    told = sorted((claim for claim in claims if claim.type == "visits"), key=_begin)
    for one in encoded:
        hit = _JOINED.search(one.text)
        if hit is None or one.before is None or _ACCOMPANIED.search(one.text):
            continue
        members = _people(one.own_subjects(0, hit.start()) or ())
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


@functools.lru_cache(maxsize=32)
def _without_company(one: Encoded) -> Encoded:
    """The sentence with the mentions of those who accompany or guide blotted out."""
    letters, tags = list(one.text), list(one.tags)
    for hit in _ACCOMPANIED.finditer(one.text):
        begin, end = hit.span(hit.lastgroup or "with")
        letters[begin:end] = "□" * (end - begin)
        tags[begin:end] = [""] * (end - begin)
    return dataclasses.replace(one, text="".join(letters), tags=tags)


def _named(one: Encoded, place: int) -> tuple[Mention, ...]:
    """The persons that the sentence itself names before `place`, with those whom they lead."""
    leader = _LEADER.search(one.text, 0, place)
    if leader is not None:
        return (one.mentions[leader.start(1)],)
    end = place
    for _ in range(_CLAUSES):
        begin = one.clause_begin(end)
        own = one.own_subjects(begin, end)
        people = _people(own or ())
        if people:
            leading = _LEADING.search(one.text, begin, place)
            led = _people(one.led(leading.end())) if leading is not None else ()
            return tuple(dict.fromkeys((*people, *led)))
        unread = _UNREAD.search(one.text, begin, end)
        if begin == 0 or not unread and (own is not None or _GROUP.search(one.text, begin, end)):
            return ()
        end = begin - 1
    return ()


@functools.lru_cache(maxsize=32)
def _party(one: Encoded) -> tuple[Mention, ...]:
    """The party that the sentences before told of, the nearest first."""
    before = one.previous
    for _ in range(_REACH):
        if before is None:
            break
        plain = _without_company(before)
        members = _IN_BRACKETS.search(plain.text)
        if members is not None:
            return tuple(
                before.mentions[place] for place in range(*members.span("members")) if plain.text[place] == _P
            )
        led = _LED.search(plain.text)
        if led is not None:
            people = _named(plain, led.end())
            if people:
                return people
        body = _BODY_PARTY.search(plain.text)
        if body is not None:
            return (before.mentions[body.start()],)
        before = before.previous
    return ()


def _people(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple(mention for mention in mentions if mention.type == "Person")


def _has_noun(one: Encoded, begin: int, place: int) -> bool:
    """Tell whether a noun stands before the verb that could be who visits."""
    governed = False
    for position in range(begin, place):
        governed = governed or one.tags[position] == "p"
        if (
            one.tags[position] in ("n", "nz", "nr", "PER", "ORG")
            and not governed
            and one.text[position] != "后"
        ):
            return True
    return False
