"""Whether the thing of a question acts, or something is done to it: 茶叶学会走访过谁, 谁走访过茶叶学会."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.answers.questions.text import Text, Token
from kg.answers.questions.words import words

_DOING = ("serve", "visit_strong", "advance_strong", "build", "organize_strong", "need")
"""The classes of words for what someone does."""

_WITH = frozenset("和与跟同")
_THERE_IS = frozenset(("有", "有没有", "有无"))


def part_of_thing(text: Text, tokens: Sequence[Token]) -> str | None:
    """Return whether the thing acts (subject) or something is done to it (object); None: either.

    What acts stands before the verb; 到, 对 … go before what it acts on, 被, 由 … before what acts, 得到 …
    behind what is acted on. A question with 谁 or 哪些学会 before the verb asks who acts.
    """
    tokens = tuple(token for token in tokens if token.sort != "sign")
    said = [text[token] for token in tokens]
    thing = next((place for place, token in enumerate(tokens) if token.is_name), None)
    general = words()
    cues = [place for place, token in enumerate(tokens) if token.sort == "cue"]
    # Who asks for who does it says it with the verb, too.
    cue = next(
        (place for place in cues if said[place] not in general.classes["who"]), min(cues, default=None)
    )
    if thing is None or cue is None:
        return None
    before = said[thing - 1] if thing else ""
    if before in general.before_subject:
        return "subject"
    if before == "把" and thing > 1 and said[thing - 2] in general.classes["who"]:
        return "object"  # 谁把周明远请来的
    behind = said[thing + 1] if thing + 1 < len(said) else ""
    if before in general.before_object or behind in general.behind_object or thing > cue:
        return "object"
    actors = general.classes["who"] | general.classes["Organization"] | general.classes["Person"]
    if tokens[thing].sort == "name" and text.fits(tokens[thing], ("Industry",)):
        actors |= general.classes["Place"]  # 保鲜技术哪些县需要, but 学会哪些县去过
        if not general.classes["where"].isdisjoint(said[thing + 1 : cue]):
            return "object"  # 保鲜技术哪里需要
    if _asks_who_acts(said[thing + 1 : cue], actors) or _someone_does(said[cue:], actors):
        return "object"
    if said[cue].startswith("来") and _asks_who_acts(said[cue + 1 :], actors):
        return "object"  # 青禾县来过哪些专家
    return None if _asks_who_acts(said[:thing], actors) else "subject"


def _asks_who_acts(said: list[str], actors: frozenset[str]) -> bool:
    """Return whether words between a thing and the verb ask who does it: 谁, 哪些学会, but not 到哪些企业.

    有专家来过 asks for them, too.
    """
    classes, general = words().classes, words()
    if said and said[0] in classes["who"]:
        return True
    for place, (first, second) in enumerate(pairwise(said)):
        if second in actors and (first in classes["which"] | _THERE_IS or second in classes["who"]):
            start = place if second in classes["who"] and first not in classes["which"] else place - 1
            return start < 0 or said[start] not in general.before_object
    return False


def _someone_does(said: list[str], actors: frozenset[str]) -> bool:
    """Return whether words behind a cue, the first, ask who does something: 接下来有谁要来帮忙."""
    classes, general = words().classes, words()
    for place, word in enumerate(said[1:], 1):
        first = place if word in classes["who"] else place - 1
        asked = word in classes["who"] or (word in actors and said[first] in classes["which"])
        if asked and first > 0 and said[first - 1] not in general.before_object | _WITH:
            return any(one in classes[name] for one in said[place + 1 :] for name in _DOING)
    return False
