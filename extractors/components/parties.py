"""The party of a visit: 一行, 考察团, 调研组, and who belongs to it.

Its members are the persons that lead or form it (甲率考察团, 甲、乙一行, 以甲为组长、乙为成员的小组),
those that brackets or later sentences name (考察团（团员：乙）, 同行的有乙), else its body (某学会考察团).
Those who accompany it are none of it.
"""

from __future__ import annotations

import dataclasses
import functools
import re

from extractors.components.clause_words import CLASSES, TITLE
from extractors.components.clauses import Encoded
from extractors.mentions import Mention

_O, _P = CLASSES["Organization"], CLASSES["Person"]
PARTY = (
    "一行|全团|(?:考察|调研|代表|观摩|访问|交流|专家|参观|慰问|学习|服务|参访|党政|经贸|宣讲|科普|科考|回访|核查|检查|督导|指导|工作|协作"
    "|志愿|巡讲|采风|普查|调查|实践|支教|研学|帮扶|考评|评估|验收|会诊|义诊|医疗|院士|博士|访学|招商|对接|攻关|帮带|援助|联合|巡诊"
    "|考核|摸底|踏勘|勘察|评审|论证|采样|科技|讲师|宣传|督查|送教|走访|观察)(?:服务|交流|协作|志愿|专家)?"
    "(?:团队?|小?组|小?分?队)(?!长)"
)
_ACCOMPANIED = re.compile(
    r"(?:在|由)(?P<with>[^，。；]{0,80}?)(?:等[^，。；]{0,8}?)?的?(?:全程)?(?:陪同|带领|引导|引领|陪伴|讲解|介绍)(?:之?下)?"
    f"|(?P<host>{_P}(?:全程)?陪同)(?=[^，。；]{{0,20}}(?:{_P}|参赛|与会|学员|来宾|客人|代表|专家|考察团|调研组))"
    f"|(?:^|(?<=[，。；]))(?P<company>[^，。；在由]{{0,60}}{_P}[^，。；在由]{{0,8}})(?:全程|分别)?陪同"
    "(?:(?:调研|考察|参观|走访|慰问|检查|接待|参加|活动|座谈|并座谈){0,2})(?=[，。；并或]|$)"
)
_TEAM = re.compile(f"(?:{PARTY})$")
_GROUP = re.compile(PARTY)
_GOES = (
    "赴|前往|来到|走进|深入|走访|考察|调研|参观|访问|到(?=[\uf001\uf003\uf005])|来(?=[\uf001\uf003\uf005])"
)
_LEADS = f"(?:团长|组长|领队|队长|代表|{TITLE})"
_LED = re.compile(
    f"{_P}[^。；说示绍对]{{0,14}}?(?:一行|率|带队|带领|带着|组成|{_GOES})|以(?:{_O}[^，。；]{{0,8}})?{_P}[^，。；]{{0,4}}为{_LEADS}"
)
_IN_BRACKETS = re.compile(f"(?:{PARTY})（[^（）。]{{0,20}}?(?P<members>{_P}[^（）。]{{0,80}})")
_BODY_PARTY = re.compile(
    f"{_O}[^，。；\uf001-\uf008]{{0,6}}(?:{PARTY})"
    f"|(?<=来自){_O}的[^，。；]{{0,20}}组成[^，。；\uf001-\uf008]{{0,6}}(?:{PARTY})"
)
_LEADER = re.compile(
    f"以(?:{_O}[^，。；]{{0,8}}|{TITLE})?(?P<leader>{_P})[^，。；]{{0,2}}为{_LEADS}"
    f"(?P<members>[，、][^。；]{{0,60}}?{_P}[^。；]{{0,40}}?为(?:成员|组员|队员|团员|{TITLE}))?"
)
_UNREAD = re.compile(f"{_O}{TITLE}{{1,3}}[\u4e00-\u9fff]{{2,4}}(?:一行|率|带|等|$)")
_LEADING = re.compile("率领?|带着|带领|携")
_ADDED = re.compile(
    "(?:同行|随行|同往|队员|团员|成员|组员|随团|(?:一同|一起|共同)?(?:前往|参加)(?:此次|这次|本次)?"
    "(?:调研|考察|参观|走访|回访|义诊|活动)?的)的?(?:除[^，。；]{0,12}外，)?(?:还|分别|主要|另)?(?:有|是|包括|为|：)"
)
_CLAUSES = 12
"""Clauses of the sentence that are searched for who visits."""
_REACH = 15
"""Sentences that a party is remembered."""


def has_party(text: str, begin: int, end: int) -> bool:
    """Tell whether a word for a party stands in `text[begin:end]`."""
    return _GROUP.search(text, begin, end) is not None


@functools.lru_cache(maxsize=32)
def without_company(one: Encoded) -> Encoded:
    """The sentence with the mentions of those who accompany or guide blotted out."""
    letters, tags = list(one.text), list(one.tags)
    for hit in _ACCOMPANIED.finditer(one.text):
        begin, end = hit.span(hit.lastgroup or "with")
        letters[begin:end] = "□" * (end - begin)
        tags[begin:end] = [""] * (end - begin)
    return dataclasses.replace(one, text="".join(letters), tags=tags)


def accompanies(one: Encoded) -> bool:
    """Tell whether the sentence tells of those who accompany a party."""
    return _ACCOMPANIED.search(one.text) is not None


def named(one: Encoded, place: int) -> tuple[Mention, ...]:
    """The persons that the sentence itself names before `place`, with those whom they lead."""
    led = _under_leader(one, place)
    if led:
        return led
    end = place
    for _ in range(_CLAUSES):
        begin = one.clause_begin(end)
        own = one.own_subjects(begin, end)
        persons = people(own or ())
        if persons:
            leading = _LEADING.search(one.text, begin, place)
            led = one.led(leading.end()) if leading is not None else ()
            return tuple(dict.fromkeys((*persons, *(people(led) or bodies(led)))))
        unread = _UNREAD.search(one.text, begin, end)
        if begin == 0 or not unread and (own is not None or has_party(one.text, begin, end)):
            return ()
        end = begin - 1
    return ()


@functools.lru_cache(maxsize=64)
def party(one: Encoded, place: int) -> tuple[Mention, ...]:
    """The party that the text before `place` told of, the nearest first, with those that joined it since."""
    added: tuple[Mention, ...] = ()
    team: tuple[Mention, ...] = ()
    before: Encoded | None = one
    end = place
    for _ in range(_REACH + 1):
        if before is None:
            break
        plain = without_company(before)
        told = _told(plain, end)
        added = (*_added(plain, end), *added)
        if told:
            return tuple(dict.fromkeys((*told, *added)))
        team = team or _team(plain, end)
        before = before.previous
        end = len(before.text) if before is not None else 0
    return team


def _under_leader(one: Encoded, end: int) -> tuple[Mention, ...]:
    """The leader that stands before `end` (以甲为组长) and the members that are named with him."""
    leader = _LEADER.search(one.text, 0, end)
    if leader is None:
        return ()
    bracket = _IN_BRACKETS.search(one.text, leader.end(), end)
    members = (bracket or leader).span("members")
    return (one.mentions[leader.start("leader")], *_persons_in(one, *members))


def _told(one: Encoded, end: int) -> tuple[Mention, ...]:
    """The party that the sentence tells of before `end`."""
    told = _under_leader(one, end)
    if told:
        return told
    bracket = _IN_BRACKETS.search(one.text, 0, end)
    if bracket is not None:
        return _persons_in(one, *bracket.span("members"))
    led = _LED.search(one.text, 0, end)
    if led is not None:
        persons = named(one, led.end())
        if persons:
            return persons
    body = _BODY_PARTY.search(one.text, 0, end)
    return (one.mentions[body.start()],) if body is not None else ()


def _team(one: Encoded, end: int) -> tuple[Mention, ...]:
    """A body before `end` that is a party by its name (某服务队)."""
    bodies = (one.mentions[place] for place in range(end) if one.text[place] == _O)
    return tuple(body for body in bodies if _TEAM.search(body.form))[:1]


def _added(one: Encoded, end: int) -> tuple[Mention, ...]:
    """The persons that the sentence adds to the party: 同行的有甲、乙."""
    hit = _ADDED.search(one.text, 0, end)
    if hit is None:
        return ()
    return _persons_in(one, hit.end(), end)


def _persons_in(one: Encoded, begin: int, end: int) -> tuple[Mention, ...]:
    return tuple(one.mentions[place] for place in range(max(0, begin), end) if one.text[place] == _P)


def bodies(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The bodies among the mentions that are no party themselves."""
    return tuple(
        mention for mention in mentions if mention.type == "Organization" and not _TEAM.search(mention.form)
    )


def people(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The persons among the mentions."""
    return tuple(mention for mention in mentions if mention.type == "Person")
