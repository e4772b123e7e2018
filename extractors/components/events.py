"""The main event of the report, who takes part in which event, and when events are: `doc._.main_event`, claims.

The main event is the one that the title or the first paragraph names; 本次会议 and sentences about speaking and
attending without an event of their own refer to it.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components import dates
from extractors.components.clauses import CLASSES, Encoded
from extractors.components.coreference import Group
from extractors.components.modality import meant as meant_in
from extractors.components.modality import modality
from extractors.mentions import Claim, Mention

Doc.set_extension("main_event", default=None)
Doc.set_extension("report_date", default=None)

_EVENT, _PERSON, _BODY = CLASSES["Event"], CLASSES["Person"], CLASSES["Organization"]
_ATTENDS = re.compile(
    r"出席|参加|参会|到会|与会|列席|莅临|应邀|主持|致辞|致欢迎|致开幕|致闭幕|致贺|讲话|发言|作了|作题为|做题为|作专题|作报告|作大会|做报告|做了|作主题|分享|授课|主讲|讲授|宣读|颁奖|授牌|揭牌"
    r"|点评|交流了|汇报|作工作报告|总结|启动了|宣布|充分肯定|表示感谢|致谢|通报|谈及|谈到|祝贺|做了[^，。]{0,16}(?:介绍|汇报|总结)|进行了[^，。]{0,16}(?:介绍|汇报|总结|交流)|代表[^，。]{0,12}(?:发言|致)|围绕[^，。]{0,24}(?:作|做|讲|进行)|就[^，。]{0,24}(?:作|做|讲|进行|展开)|担任[^，。]{0,6}(?:嘉宾|主席|评委)"
)
_SPEAKS = re.compile(r"表示|指出|强调|介绍|认为|说|提出|建议|希望|要求|回顾|解读")
_NOT_ATTENDING = re.compile(r"陪同|荣获|获得|获奖|授予|评为|评选|缺席|未能|因故|学习贯彻")
_AT_EVENT = re.compile(
    f"(?:出席|参加|在|莅临|列席|主持|主持了|出席了|参加了)[^，。；{_EVENT}]{{0,10}}({_EVENT})"
)
_BODIES_ATTEND = re.compile(
    f"((?:{_BODY}[、，和与及]{{1,2}}){{0,20}}{_BODY})(?:等[^，。]{{0,12}})?(?:代表|有关负责人|负责人|相关负责人|领导)?(?:应邀|受邀|共同)?(?:参加|出席|参会|参与)(?:了)?"
)
_HEAD_SENTENCES = 3
"""Sentences of text in which a report names what it is about."""
_SPOKEN_AT = frozenset({"Meeting", "Forum", "Session", "Training", "Competition", "Activity"})


def main_event(text: str, entities: list[Group], encoded: tuple[Encoded, ...]) -> Mention | None:
    """Return the first mention of the event that the report is about, or None."""
    if not encoded:
        return None
    told = [one.sentence.end for one in encoded if one.sentence.kind == "text"][:_HEAD_SENTENCES]
    head_end = told[-1] if told else 0
    outermost = {id(mention) for one in encoded for mention in one.mentions.values()}
    best: tuple[float, int, Mention] | None = None
    for group in entities:
        mentions = [mention for mention in group.mentions if id(mention) in outermost]
        if group.type != "Event" or not mentions:
            continue
        first = min(mentions, key=lambda mention: mention.begin)
        score = (
            5.0 * (encoded[0].sentence.kind == "heading" and first.begin < encoded[0].sentence.end)
            + 3.0 * (first.begin < head_end)
            + min(4, len(mentions))
            + (len(group.name) >= 8)
        )
        if best is None or (score, -first.begin) > (best[0], -best[1]):
            best = (score, first.begin, first)
    return best[2] if best is not None and best[0] >= 4 else None


def match(encoded: tuple[Encoded, ...], main: Mention | None, groups: list[Group]) -> list[Claim]:
    """Return the participatesIn claims."""
    group_of = {id(mention): group for group in groups for mention in group.mentions}
    claims: list[Claim] = []
    current, paragraph = main, -1
    for one in encoded:
        if one.sentence.kind in ("byline", "caption"):
            continue
        if one.paragraph != paragraph:
            current, paragraph = main, one.paragraph
        claims += _persons(one, current, group_of)
        claims += _bodies(one, current)
        current = _last_meeting(one, group_of) or current
    return claims


def _last_meeting(one: Encoded, group_of: dict[int, Group]) -> Mention | None:
    """The last event of the sentence at which people speak: the sentences behind it are about that one."""
    found = None
    for place in sorted(one.mentions):
        mention = one.mentions[place]
        group = group_of.get(id(mention))
        if (
            group is not None
            and group.subtype in ("Meeting", "Forum")
            and modality(one.text, place) == "actual"
        ):
            found = mention
    return found


def _persons(one: Encoded, main: Mention | None, group_of: dict[int, Group]) -> list[Claim]:
    attends = _ATTENDS.search(one.text)
    speaks = None if attends is not None else _SPEAKS.search(one.text)
    trigger = attends or speaks
    if trigger is None or _NOT_ATTENDING.search(one.text, 0, trigger.end()):
        return []
    event = _event_of(one, trigger.start(), main)
    if event is None:
        return []
    subtype = group_of[id(event)].subtype if id(event) in group_of else event.subtype
    if subtype not in _SPOKEN_AT:
        return []
    meant = meant_in(one, trigger.start())
    if meant is None:
        return []
    claims = []
    for place, mention in one.mentions.items():
        if mention.type != "Person":
            continue
        if speaks is not None and place > speaks.start():
            continue
        spans = _spans(one, mention, trigger, event)
        claims.append(
            Claim("participatesIn", mention, event, spans, "event.attends" if attends else "event.speaks", trigger.group(), meant)
        )  # fmt: skip
    return claims


def _event_of(one: Encoded, place: int, main: Mention | None) -> Mention | None:
    governed = _AT_EVENT.search(one.text)
    if governed is not None:
        return one.mentions[governed.start(1)]
    leading = one.mentions.get(0)
    if leading is not None and leading.type == "Event":
        return leading  # 座谈会由…主持
    return main


def _bodies(one: Encoded, main: Mention | None) -> list[Claim]:
    claims = []
    for hit in _BODIES_ATTEND.finditer(one.text):
        meant = meant_in(one, hit.end())
        event = next(
            (one.mentions[place] for place in range(hit.end(), min(len(one.text), hit.end() + 16)) if one.text[place] == _EVENT),
            main,
        )  # fmt: skip
        if event is None or meant is None:
            continue
        for place in range(*hit.span(1)):
            if place in one.mentions:
                claims.append(
                    Claim("participatesIn", one.mentions[place], event, _spans(one, one.mentions[place], hit, event), "event.bodies", "参加", meant)
                )  # fmt: skip
    return claims


def _spans(one: Encoded, who: Mention, trigger: re.Match[str], event: Mention) -> tuple[tuple[int, int], ...]:
    begin, end = one.offset(trigger.start()), one.offset(trigger.end())
    spans = [who.span, (begin, end)]
    if event.begin >= one.sentence.begin and event.end <= one.sentence.end:
        spans.append(event.span)
    merged: list[tuple[int, int]] = []
    for span in sorted(spans):
        if merged and span[0] <= merged[-1][1] + 12:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span[1]))
        else:
            merged.append(span)
    return tuple(merged)


def set_dates(text: str, encoded: tuple[Encoded, ...], report_date: str | None, groups: list[Group]) -> None:
    """Give each event the first date that stands in a sentence that names it."""
    for group in groups:
        if group.type != "Event":
            continue
        for mention in sorted(group.mentions, key=lambda mention: mention.begin):
            for one in encoded:
                if one.sentence.begin <= mention.begin < one.sentence.end and group.date is None:
                    found = dates.find(text, report_date, one.sentence.begin, one.sentence.end)
                    days = [value for _, _, value in found if len(value) >= 7]
                    if days:
                        group.date = days[0]


@Language.component(
    "kg_events", requires=["doc._.entities", "doc._.encoded"], assigns=["doc._.main_event", "doc._.claims"]
)
def component(doc: Doc) -> Doc:
    """Set `doc._.main_event` and the dates of events, and add the participatesIn claims."""
    doc._.main_event = main_event(doc.text, doc._.entities, doc._.encoded)
    set_dates(doc.text, doc._.encoded, doc._.report_date, doc._.entities)
    doc._.claims = (*doc._.claims, *match(doc._.encoded, doc._.main_event, doc._.entities))
    return doc
