"""Events that their number shows: sessions of a body, and editions of what comes back (`data/numbered.toml`).

    甲学会二届三次理事会     a session: it belongs to the body before it
    第六届东县国际石材展     an edition: its end alone (展) would prove nothing

Added where the grammar of names has read none, or less of the name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from extractors.data import any_of, load_toml
from extractors.mentions import Mention

_NUMBER = "[一二三四五六七八九十百0-9]{1,4}"
_EDITION = re.compile(f"(?:(?:19|20)[0-9]{{2}}年?(?:度)?)?(?:第{_NUMBER}|首)届")
_ACRONYM = re.compile(
    r"(?<![A-Za-z0-9])(?!GB|ISO|IEC|COVID|GDP|PM)[A-Z]{3,8}[ ’']?(?:19|20)[0-9]{2}(?![年0-9A-Za-z-])"
)
"""A conference by its letters and its year: ABCD 2016."""
_AT_ACRONYM = re.compile(
    "(?:会议|大会|论坛|峰会|[在于将上]|期间|召开|举行|圆满|程序委员会|组委会|组织委员会)"
)
_TO_ACRONYM = re.compile("(?:会议|大会|论坛|峰会|参加|出席|承办|举办)的?$")
_RUN = re.compile(r"[^，。；：、！？\n的在于由将是“”《》]{2,30}")
_BEHIND = re.compile(
    r"$|[，。；：、！？\n”）（ ]|[在于由将上期的是暨开举召落闭启圆隆拉顺组现正定如日为以与和及共已中吸参收]"
)


def add(text: str, found: list[Mention], places: Sequence[Mention]) -> None:
    """Add the numbered events to `found`; an event that one of them ends with goes."""
    ends: dict[int, list[Mention]] = {}
    for mention in found:
        ends.setdefault(mention.end, []).append(mention)
    covered = {at for one in found if one.type == "Event" for at in range(one.begin, one.end)}
    gone: set[int] = set()
    new = []
    for mention in (
        *_sessions(text, ends),
        *_acronyms(text),
        *_editions(text, {place.end: place for place in places}),
    ):
        if mention.begin in covered and mention.end - 1 in covered:
            continue
        gone |= {id(other) for other in ends.get(mention.end, ()) if other.type == "Event"}
        covered.update(range(mention.begin, mention.end))
        new.append(mention)
    found[:] = sorted((*(one for one in found if id(one) not in gone), *new), key=lambda mention: mention.end)


def _sessions(text: str, ends: dict[int, list[Mention]]) -> list[Mention]:
    sessions = []
    for hit in _session().finditer(text):
        bodies = [body for body in ends.get(hit.start(), ()) if body.type == "Organization"]
        if not (bodies or hit["term"] or hit["who"] not in ("会议", "大会", "工作会议", "扩大会议")):
            continue
        mention = Mention(*hit.span(), hit.group(), "Event", "Session", "name.session")
        if bodies:
            body = max(bodies, key=lambda one: one.end - one.begin)
            mention.aliases.append((hit.group(), "without the body that it belongs to"))
            mention.begin, mention.parent = body.begin, body
            mention.form = text[body.begin : mention.end]
            mention.name = body.name + hit.group()
        sessions.append(mention)
    return sessions


def _acronyms(text: str) -> list[Mention]:
    return [
        Mention(*hit.span(), hit.group(), "Event", "Meeting", "name.acronym")
        for hit in _ACRONYM.finditer(text)
        if _AT_ACRONYM.match(text, hit.end())
        or _TO_ACRONYM.search(text, max(0, hit.start() - 4), hit.start())
    ]


def _editions(text: str, place_ending: dict[int, Mention]) -> list[Mention]:
    editions = []
    for hit in _EDITION.finditer(text):
        run = _RUN.match(text, hit.end())
        ends = _end().finditer(run.group()) if run is not None else iter(())
        last = next((end for end in ends if _BEHIND.match(text, hit.end() + end.end())), None)
        if last is None:
            continue
        end = hit.end() + last.end()
        place = place_ending.get(hit.start())
        begin = place.begin if place is not None else hit.start()
        subtype = _subtypes()[last.group()]
        mention = Mention(begin, end, text[begin:end], "Event", subtype, "name.edition", place=place)
        editions.append(mention)
    return editions


@functools.cache
def _words() -> dict[str, list[str]]:
    data = load_toml("numbered.toml", {"sessions": list, "reaches": list, "editions": dict})
    return {"sessions": data["sessions"], "reaches": data["reaches"], **data["editions"]}


@functools.cache
def _subtypes() -> dict[str, str]:
    lists = ((key, words) for key, words in _words().items() if key not in ("sessions", "reaches"))
    return {word: subtype for subtype, words in lists for word in words}


@functools.cache
def _end() -> re.Pattern[str]:
    return re.compile(any_of(_subtypes()))


@functools.cache
def _session() -> re.Pattern[str]:
    who, reaches = any_of(_words()["sessions"]), any_of(_words()["reaches"])
    term = f"(?P<term>第?{_NUMBER}届(?:理事会|委员会|监事会|常务理事会|常委会|代表大会|人大)?第?{_NUMBER}次)"
    number = f"第{_NUMBER}次"
    return re.compile(f"(?:{term}|{number})(?:{reaches})?(?P<who>{who})(?![成委理监会书室])")
