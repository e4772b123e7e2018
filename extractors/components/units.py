"""Units named without their body: 学会秘书处, 研究院专家委员会, 河蟹专业委员会 of the one society told of.

The body is the one that the noun before or in the name points back to; for a branch without a noun the only
society that the report has named so far.
"""

from __future__ import annotations

import re

from extractors.components.anaphora import Bodies, noun_ending, nouns
from extractors.mentions import Mention

_RULES = frozenset({"name.branch", "name.department"})
_SOCIETY = "name.society"
_OF_ASSOCIATION = re.compile("学会[^，。；]{0,3}部$")
"""Departments of an association for its societies, none of a society."""
_BARE = re.compile("(?:第.{1,3}届)?(?:工作|专业|学术|组织)?(?:委员会|分会)?")
"""Units without a field: a class, or the board of a term."""


def adopt(text: str, mentions: list[Mention]) -> None:
    """Give each unit of `mentions` that has neither a body nor a place the body that it belongs to."""
    bodies = Bodies(mentions)
    society: Mention | None = None
    societies: set[str] = set()
    for mention in sorted(mentions, key=lambda mention: (mention.begin, -mention.end)):
        if mention.rule == _SOCIETY:
            society = mention
            societies.add(mention.name)
        if mention.rule not in _RULES or mention.parent is not None or mention.place is not None:
            continue
        noun = mention.form[: nouns().longest(mention.form, 0)]
        own = mention.form[len(noun) :]
        if _OF_ASSOCIATION.match(mention.form) or _BARE.fullmatch(own):
            continue
        before = noun_ending(text, max(0, mention.begin - 4), mention.begin) if not noun else ""
        if noun or before:
            owner = bodies.of_noun(noun or before, mention.begin - len(before))
        else:
            owner = society if mention.rule == "name.branch" and len(societies) == 1 else None
        if owner is not None and owner is not mention:
            mention.begin -= len(before)
            mention.form = before + mention.form
            mention.parent = owner
            mention.reason = f"a unit of {owner.form} by the words around it"


def own_part(mention: Mention) -> str:
    """Return what stands in the name of a unit behind its body, or behind the noun that stands for it."""
    own = mention.form.removeprefix(mention.parent.form) if mention.parent is not None else mention.form
    noun = nouns().longest(own, 0) if own == mention.form else 0
    return own[noun:] if noun < len(own) else own
