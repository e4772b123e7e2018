"""The full name of a mention: abbreviated words written out, left-out places filled in from the report.

省科协 in a report about Guangdong      广东省科协, since the report's 广东省 stands for 省
佛山科协                                佛山市科协
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass

from extractors.components import gazetteer
from extractors.components.place_words import common_zones
from extractors.components.rows import ORGAN
from extractors.components.units import own_part
from extractors.data import any_of, load_toml
from extractors.mentions import Mention
from ontologies.places import Place, by_code, by_name

_GOVERNMENT = re.compile(r"(?<!人民)政府$")
_COMMITTEE = re.compile(r"(?<=[市县区州镇乡省])委$")
_MARKS = re.compile(r"[“”《》·\s]")
_LEVELS = {"province": "Province", "city": "City", "county": "County"}
_HEADED = 2
"""Mentions that a place in the title is worth."""
AUTONOMOUS = "自治区"
"""What stands for the region itself in the names of its bodies."""
IN_BRACKET = "named so in a bracket behind the full name"
"""Why a form is one of a name, where the text says so."""
_CITY = "市"
_LISTED = re.compile("[^，。；：、\n]{0,12}[、和与及]")
"""What stands between two members of a list of bodies with their posts and names."""
_SEATED = frozenset({"Association", "Government"})
_PLACELESS = frozenset({"University", "Company"})
"""Bodies whose names begin with 市 or 区 for other reasons."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The data of `full_names.toml`: `levels` gives the level for the character that stands for it."""

    abbreviated: tuple[tuple[str, str], ...]
    levels: dict[str, str]
    universities: dict[str, str]
    not_levels: tuple[str, ...]
    whole: re.Pattern[str]


def written_out(name: str) -> str:
    """Return the official long form of a name: 甲市科协 is 甲市科学技术协会."""
    for short, full in _words().abbreviated:
        if short in name and full not in name:
            name = name.replace(short, full)
    return _GOVERNMENT.sub("人民政府", name)


def canonical(mentions: list[Mention], name: str) -> str:
    """Return the official name of a body that is mentioned so: words written out, one place before it.

    云岭省望海市科协 and 望海科协 are 望海市科学技术协会; a place that shares its name keeps its holder.
    """
    for mention in mentions:
        place = mention.place
        code = by_code(place.code) if place is not None and place.code is not None else None
        if place is None or code is None or mention.parent is not None or mention.subtype == "Company":
            continue
        own = _own(mention, place)
        seated = mention.subtype in _SEATED or mention.begin > place.begin or place.form == place.name
        if own is not None and seated:
            return written_out(_told_apart(code) + own)
    return written_out(name)


def _told_apart(place: Place) -> str:
    """The name of a place, behind that of its holder where another place of today has the same name."""
    namesakes = [other for other in by_name(place.name) if other.until is None and other.name == place.name]
    holder = by_code(place.parent) if place.parent is not None and len(namesakes) > 1 else None
    return place.name if holder is None else holder.name + place.name


def _own(mention: Mention, place: Mention) -> str | None:
    """What stands behind the place in the name of a body; None where the place is not its beginning."""
    if mention.begin <= place.begin < place.end <= mention.end:
        own = mention.form[place.end - mention.begin :]
    elif mention.name.startswith(place.name):
        own = mention.name[len(place.name) :]
    else:
        return None
    return own.removeprefix("自治区") if place.name.endswith("自治区") else own


def key(name: str) -> str:
    """Return what two spellings of one official name have in common."""
    name = written_out(name)
    name = _COMMITTEE.sub("委员会", name)
    return _MARKS.sub("", name).removeprefix("中共")


def official(mention: Mention) -> str:
    """Return the name with its leading places replaced by the code, else the official name, of the last.

    So 鼓楼区科协 of two cities are two, and 柳东新区 is one with and without its city.
    """
    place = mention.place
    if mention.parent is not None:
        return official(mention.parent) + own_part(mention)
    if place is None or mention.name in _words().universities.values():
        return mention.name
    if mention.subtype == "Zone":
        own = mention.form[place.end - mention.begin :]
        return own if own not in common_zones() else f"{place.code or place.name}{own}"
    behind = _own(mention, place)
    return mention.name if behind is None else f"{place.code or place.name}{behind}"


def complete(
    text: str, mentions: list[Mention], explained: dict[str, Mention], report_place: str | None = None
) -> list[Mention]:
    """Set the full names of bodies and sites; return `mentions` and those of 全省, 全市, 全县.

    `explained` has forms for which the text says itself what they stand for. `report_place` is where the
    report comes from, which counts for the levels of which the text itself names no place.
    """
    homes = {**_homes_of(report_place), **_homes(mentions, text.find("\n"))}
    beside = _beside(text, mentions)
    mentions = [*mentions, *_whole_places(text, homes)]
    for mention in mentions:
        full = explained.get(mention.form)
        if full is not None and full.type == mention.type:
            mention.name, mention.reason = full.name, IN_BRACKET
        elif mention.type in ("Organization", "Facility") and mention.parent is None:
            own = beside.get(id(mention))
            _fill_in(mention, homes if own is None else {_LEVELS["city"]: own})
    _share_places(mentions)
    for mention in sorted(mentions, key=lambda mention: mention.end - mention.begin):
        if mention.parent is not None:
            mention.name = mention.parent.name + own_part(mention)
    return mentions


@functools.cache
def _words() -> _Words:
    data = load_toml(
        "full_names.toml", dict.fromkeys(("words", "levels", "universities", "abbreviated"), dict)
    )
    levels, words = data["levels"], data["words"]
    return _Words(
        abbreviated=tuple(sorted(data["abbreviated"].items(), key=lambda pair: (-len(pair[0]), pair[0]))),
        levels=levels,
        universities=data["universities"],
        not_levels=tuple(words["not_levels"]),
        whole=re.compile(f"全[{''.join(levels)}](?!{any_of(words['not_whole'])})"),
    )


def _homes(mentions: list[Mention], heading_end: int) -> dict[str, Mention]:
    """For each level the place that the report mostly speaks of, by itself or by places that it holds."""
    counts: dict[str, Counter[str]] = {}
    places: dict[str, Place] = {}
    first: dict[str, Mention] = {}
    for mention in mentions:
        place = by_code(mention.code) if mention.type == "Place" and mention.code is not None else None
        if place is not None:
            first.setdefault(place.code, mention)
            for code in (place.code, *gazetteer.holders(place)):
                holder = by_code(code)
                if holder is not None:
                    places[code] = holder
                    weight = _HEADED if mention.end <= heading_end else 1
                    counts.setdefault(_LEVELS[holder.level], Counter())[code] += weight
    homes = {}
    for level, counter in counts.items():
        code = min(counter, key=lambda code: (-counter[code], code))
        homes[level] = first[code] if code in first else _unnamed(places[code], level)
    return homes


def _homes_of(report_place: str | None) -> dict[str, Mention]:
    """For each level the place that a report comes from lies in; none where several bear its name."""
    named = [] if report_place is None else [place for place in by_name(report_place) if place.until is None]
    if len(named) != 1:
        return {}
    codes = (named[0].code, *gazetteer.holders(named[0]))
    places = (place for place in map(by_code, codes) if place is not None)
    return {_LEVELS[place.level]: _unnamed(place, _LEVELS[place.level]) for place in places}


def _unnamed(place: Place, level: str) -> Mention:
    """A place that the report does not name, as a mention of no length."""
    return Mention(0, 0, place.name, "Place", level, "place.home", code=place.code)


def _whole_places(text: str, homes: dict[str, Mention]) -> list[Mention]:
    """全省, 全市, 全县: the report's own province, city, county."""
    found = []
    for hit in _words().whole.finditer(text):
        home = homes.get(_words().levels[hit[0][1]])
        if home is not None and (home.name.endswith(hit[0][1]) or hit[0] == "全区"):
            reason = f"the report is about {home.name}"
            mention = Mention(*hit.span(), hit[0], "Place", home.subtype, "place.whole", home.name, reason)
            mention.code = home.code
            found.append(mention)
    return found


def _fill_in(mention: Mention, homes: dict[str, Mention]) -> None:
    """Write out the place of a name (佛山科协), or the one that it leaves out (省科协), or a short name."""
    form, place = mention.form, mention.place
    if mention.subtype == "University" and form in _words().universities:
        mention.name = _words().universities[form]
        mention.reason = f"the usual short name of {mention.name}"
        return
    if place is not None:
        if form.startswith(place.form) and mention.subtype in ("Association", "Government"):
            mention.name = place.name + form[len(place.form) :]
        return
    home = _home_of(form, homes)
    if home is not None and mention.subtype not in _PLACELESS:
        stood_for = AUTONOMOUS if form.startswith(AUTONOMOUS) else form[0]
        mention.name = home.name + form.removeprefix(stood_for)
        mention.place = home
        mention.reason = f"the report's {home.name} stands for {stood_for}"


def _beside(text: str, mentions: list[Mention]) -> dict[int, Mention]:
    """The city that 市 stands for in a list behind a body of that city: 甲市委秘书长王某、市科协主席李某.

    Two bodies of one name are those of two cities (甲市科协主席王某、市科协主席李某).
    """
    found: dict[int, Mention] = {}
    before: Mention | None = None
    for body in sorted(mentions, key=lambda one: (one.begin, -one.end)):
        if body.type != "Organization" or (before is not None and body.end <= before.end):
            continue
        if before is not None and _LISTED.fullmatch(text, before.end, body.begin):
            place = before.place or (before.parent.place if before.parent is not None else None)
            bare = body.place is None and body.parent is None and body.form.startswith(_CITY)
            told = place is not None and place.name.endswith(_CITY) and before.form.startswith(place.name)
            if place is not None and bare and told and not before.form.endswith(body.form):
                found[id(body)] = place
        before = body
    return found


def _share_places(mentions: list[Mention]) -> None:
    """Give the organs of a row the place of the body before them: 甲县科协、教育局."""
    ending = {mention.end: mention for mention in mentions if mention.type == "Organization"}
    for organ in sorted(mentions, key=lambda one: one.begin):
        if organ.rule != ORGAN or organ.place is not None or organ.parent is not None:
            continue
        owner = ending.get(organ.begin - 1) or ending.get(organ.begin - len("以及"))
        if owner is not None and owner.place is not None:
            organ.place = owner.place
            organ.name = owner.place.name + organ.form
            organ.reason = f"in a row with {owner.form}"


def _home_of(form: str, homes: dict[str, Mention]) -> Mention | None:
    """The place of the report that the first character of `form` stands for, or None."""
    if form.startswith(AUTONOMOUS):
        region = homes.get("Province")
        return region if region is not None and region.name.endswith(AUTONOMOUS) else None
    level = _words().levels.get(form[0])
    if level is None or form.startswith(_words().not_levels):
        return None
    home = homes.get(level)
    if home is not None and home.name.endswith(form[0]):
        return home
    if level == "Province":
        return None
    return next((place for place in homes.values() if place.name.endswith(form[0])), None)
