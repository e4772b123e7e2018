"""What names are by what the report says: a museum that acts is a body, a centre only built is a site.

活动由甲县科技馆承办        a body in this report
在甲县建一个花生检测中心    a facility
开办“花生医院”3处           so much of something quoted that is built are facilities
"""

from __future__ import annotations

import functools
import re

from extractors.components.names.grammar import acting_rules, acts, site_words
from extractors.components.names.sites import is_built, is_held_at, is_seen, is_unveiled
from extractors.data import any_of
from extractors.mentions import Mention

_UNITS_OF_PARKS = frozenset({"Association", "Government", "Department"})
_CENTRES = ("中心", "站")
_LABORATORIES = ("实验室", "工程技术研究中心", "工程研究中心")
"""What is a place where a report only goes to see it, though it may be a body."""
_CENTRE_RULES = frozenset({"name.other", "name.institute"})
_ACTING_LIST = re.compile("(?:主办|承办|协办|联办|指导|支持)(?:单位)?：[^。；\n]{0,60}$")
_ACTING_ROW = re.compile(
    "(?:[、和与及][^，。；、和与及]{2,16}){0,8}等?(?:[0-9一二两三四五六七八九十多几]{0,3}家)?(?:单位|机构|场馆)?"
    "(?:共同|联合|合作)(?:举办|主办|承办|协办|推出|发起)"
)
"""What stands behind a member of a row of bodies that hold something together (甲馆、乙馆等共同举办)."""
_FURTHEST = 70


def without_fronts(found: list[Mention]) -> list[Mention]:
    """Leave out facilities that are nowhere but at the front of a longer name (甲科技小院 in 甲科技小院联盟).

    One that has a unit or a building of its own is a thing of its own (甲产业园科协, 甲产业园综合楼).
    """
    longest: dict[int, Mention] = {}
    for mention in found:
        if mention.type != "Event" and mention.subtype not in _UNITS_OF_PARKS and not _is_building(mention):
            other = longest.get(mention.begin)
            longest[mention.begin] = mention if other is None or other.end < mention.end else other
    alone = {
        mention.name
        for mention in found
        if longest.get(mention.begin) is mention and not _is_inside(mention, longest)
    }
    return [
        mention
        for mention in found
        if mention.type != "Facility" or mention.name in alone or not _is_inside(mention, longest)
    ]


def _is_inside(mention: Mention, longest: dict[int, Mention]) -> bool:
    """Tell whether a longer name begins where the mention does, or a quotation mark before it."""
    for begin in (mention.begin, mention.begin - 1):
        other = longest.get(begin)
        if other is not None and other.end > mention.end:
            return True
    return False


def _is_building(mention: Mention) -> bool:
    parent = mention.parent
    return mention.type == "Facility" and parent is not None and mention.form[-1] in "厅楼间"


def let_act(text: str, found: list[Mention], posts: set[int], titles: set[int]) -> None:
    """Make a museum or base with a post, or that organizes, a body; also a laboratory with ranks."""
    places = [mention for mention in found if mention.rule in acting_rules()]
    actors = {
        mention.name
        for mention in places
        if mention.end in (titles if mention.subtype == "Laboratory" else posts) or _acts(text, mention)
    }
    for mention in places:
        if mention.name in actors:
            institute = mention.subtype == "Laboratory"
            mention.type, mention.subtype = "Organization", "Institute" if institute else "Other"


def _acts(text: str, mention: Mention) -> bool:
    led = text[mention.begin - 1 : mention.begin] == "由" and text[mention.end : mention.end + 1] != "的"
    window = max(0, mention.begin - _FURTHEST)
    return (
        led
        or acts().match(text, mention.end) is not None
        or _ACTING_ROW.match(text, mention.end) is not None
        or _ACTING_LIST.search(text[window : mention.begin]) is not None
    )


def let_be_sites(text: str, found: list[Mention], titles: set[int]) -> None:
    """Make a centre that is only built, unveiled, seen, or where something is held a facility."""
    centres = [
        mention
        for mention in found
        if mention.type == "Organization"
        and mention.rule in _CENTRE_RULES
        and mention.name.endswith((*_CENTRES, *_LABORATORIES))
    ]
    actors = {mention.name for mention in centres if mention.end in titles or _acts(text, mention)}
    actors.update(mention.parent.name for mention in found if mention.parent is not None)
    subtypes = {}
    for mention in centres:
        if mention.rule == "name.other" and is_held_at(text, mention.begin, mention.end):
            subtypes[mention.name] = "Venue"
        elif mention.name.endswith(_LABORATORIES):
            if is_seen(text, mention.begin):
                subtypes.setdefault(mention.name, "Laboratory")
        elif is_built(text, mention.begin) or is_unveiled(text, mention.begin, mention.end):
            subtypes.setdefault(mention.name, "Station" if mention.name[-1] == "站" else "Platform")
    for mention in centres:
        if mention.name in subtypes and mention.name not in actors:
            mention.type, mention.subtype = "Facility", subtypes[mention.name]


def quoted(text: str, found: list[Mention]) -> list[Mention]:
    """Return what is quoted, built and counted (建成“果农夜校”3所); takes such names out of `found`."""
    sites = [
        Mention(*hit.span(1), hit[1], "Facility", "Station", "name.counted")
        for hit in _counted().finditer(text)
    ]
    spans = {site.span for site in sites}
    found[:] = [mention for mention in found if mention.span not in spans]
    return sites


@functools.cache
def _counted() -> re.Pattern[str]:
    builds = any_of(site_words()["builds"])
    return re.compile(
        f"(?:{builds})[了起]?“([^“”，。；]{{2,10}})”(?:[0-9]{{1,4}}|[一二两三四五六七八九十]{{1,3}})(?:所|处|座|间|家|个)"
    )
