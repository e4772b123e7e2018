"""What the sentences of a report share, set on each: topic, title, and whom a plan charges with what."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.components import signings
from extractors.components.clause_words import CLASSES, patterns
from extractors.mentions import Mention

if TYPE_CHECKING:
    from extractors.components.clauses import Encoded

_HEAD_LINES = 5
_HOLDS = re.compile(
    f"{CLASSES['Organization']}(?:隆重|胜利|顺利|成功)?(?:召开|举行|举办)[^，。]{{0,8}}{CLASSES['Event']}"
)


def set_context(text: str, encoded: list[Encoded]) -> None:
    """Set what the sentences of a report with this text share."""
    headings = [one for one in encoded[:_HEAD_LINES] if one.sentence.kind == "heading"]
    topic = _topic(headings) or _session_of(headings, encoded)
    title = "\n".join(text[one.sentence.begin : one.sentence.end] for one in headings)
    bodies = signings.bodies_of(encoded)
    parties = next((found for one in encoded if (found := signings.parties(one, bodies))), ())
    for one in encoded:
        one.topic = topic
        one.report_title = title
        one.parties = parties
    _charge(encoded)
    _quoted(encoded)


def _quoted(encoded: list[Encoded]) -> None:
    """Tell a sentence that is nothing but a quotation who says it, where the next one does: “…。”甲说."""
    for one, after in pairwise(encoded):
        text = one.text.strip()
        if one.speaker is None and after.before is one and text.startswith("“") and text.endswith("”"):
            said = patterns().opener.search(after.text)
            subjects = after.first_subjects() if said is not None and said.lastgroup == "say" else None
            if subjects and subjects[0].type == "Person":
                one.speaker = subjects[0]


def _topic(headings: list[Encoded]) -> Mention | None:
    """The body that a heading of a plan, summary or portrait names."""
    topic = None
    for one in headings:
        if patterns().topic.search(one.text):
            topic = next(iter(_bodies(one, 0)), None) or topic
    return topic


def _session_of(headings: list[Encoded], encoded: list[Encoded]) -> Mention | None:
    """The body whose own session a heading names: 甲学会2024年度会员大会, 甲学会召开年会."""
    bodies = {
        mention.form: mention
        for one in reversed(encoded)
        for mention in one.mentions.values()
        if mention.type == "Organization"
    }
    for one in headings:
        for event in one.mentions.values():
            if event.type == "Event" and patterns().session.search(event.form):
                owners = [form for form in bodies if event.form.startswith(form)]
                if owners:
                    return bodies[max(owners, key=len)]
                holds = _HOLDS.search(one.text)
                if holds is not None:
                    return one.mentions[holds.start()]
    return None


def _charge(encoded: list[Encoded]) -> None:
    """Tell each sentence of an item of a plan whom the brackets behind it charge with it."""
    charged: tuple[Mention, ...] = ()
    for one in reversed(encoded):
        hit = patterns().charged.search(one.text)
        if hit is not None:
            charged = (*_bodies(one, hit.end()), *charged)
        one.charged = charged
        if one.before is None:
            charged = ()


def _bodies(one: Encoded, place: int) -> list[Mention]:
    """The bodies that stand behind `place`, in order."""
    return [
        one.mentions[at]
        for at in sorted(one.mentions)
        if at >= place and one.mentions[at].type == "Organization"
    ]
