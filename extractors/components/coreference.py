"""Mentions to the entities of this report: `doc._.entities`, each with its forms and why each form belongs to it.

One thing is one entity: by full name, by the place that a short form leaves out (省科协 in a Guangdong report), by a
bracket (以下简称…), by alignment of an abbreviation inside the report, by the body that a unit belongs to. Never by
likeness alone: where two entities could be meant, the form stays by itself.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from extractors.data import load_toml
from extractors.mentions import Mention
from ontologies.places import by_code

Doc.set_extension("entities", default=())

_BRACKET = re.compile(r"（(?:以下)?(?:统一)?(?:简称|下称|又称|又名|原名|现名)(?:为|：)?[“《]?([^（）“”《》，,]{2,16})[”》]?(?:[，,][^（）]{0,30})?）")
_REGIONS = {"省": "Province", "市": "City", "县": "County", "区": "County", "州": "City", "旗": "County", "盟": "City"}
_ALIGNED = frozenset({"Department", "Institute", "Other", "School"})
_WHOLE = re.compile(r"全[省市县区州盟](?!域|级|委)")
_EVENT_PREFIX = re.compile(r"^(?:第?[一二三四五六七八九十百0-9]+届|[12]\d{3}年?(?:度)?|首届|本届)+")


@dataclass(slots=True, eq=False)
class Group:
    """The mentions of one thing. `forms` maps each written form to the reason that it belongs here."""

    type: str
    subtype: str | None
    name: str
    mentions: list[Mention] = field(default_factory=list)
    forms: dict[str, str] = field(default_factory=dict)
    spans: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    code: str | None = None
    date: str | None = None

    def add(self, mention: Mention, reason: str) -> None:
        """Take in a mention and its shorter forms."""
        self.mentions.append(mention)
        self._form(mention.form, reason, mention.span)
        holder = mention.place
        if mention.type == "Place" and holder is not None and holder.end == mention.begin:
            self._form(holder.form + mention.form, "with the place that holds it", (holder.begin, mention.end))
        for alias, why in mention.aliases:
            place = mention.form.rfind(alias)
            if place >= 0 and alias != mention.form:
                begin = mention.begin + place
                self._form(alias, why, (begin, begin + len(alias)))

    def absorb(self, other: Group, reason: str) -> None:
        """Take in all of another group."""
        for mention in other.mentions:
            self.mentions.append(mention)
        for form, why in other.forms.items():
            self.forms.setdefault(form, reason if why.startswith("full name") else why)
            self.spans.setdefault(form, set()).update(other.spans[form])
        self.code = self.code or other.code
        self.date = self.date or other.date

    def _form(self, form: str, reason: str, span: tuple[int, int]) -> None:
        self.forms.setdefault(form, reason)
        self.spans.setdefault(form, set()).add(span)


def match(text: str, mentions: list[Mention]) -> list[Group]:
    """Return the entities in order of their first mention."""
    homes = _homes(mentions)
    mentions = [*mentions, *_whole_places(text, homes)]
    for mention in mentions:
        if mention.type in ("Organization", "Facility") and mention.parent is None:
            _expand(mention, homes)
    for mention in sorted(mentions, key=lambda mention: mention.end - mention.begin):
        if mention.parent is not None:
            mention.name = mention.parent.name + mention.form.removeprefix(mention.parent.form)
    groups: dict[tuple[str, str], Group] = {}
    for mention in sorted(mentions, key=lambda mention: (mention.begin, -mention.end)):
        key = (mention.type, mention.code or _key(_official(mention)))
        group = groups.get(key)
        if group is None:
            group = groups[key] = Group(mention.type, mention.subtype, mention.name, code=mention.code)
        group.add(mention, mention.reason)
        group.date = group.date or mention.date
        if len(mention.name) > len(group.name):
            group.name = mention.name
    found = list(groups.values())
    found = _bracketed(text, found)
    found = _by_alias(_same_form(found))
    found = _aligned(found)
    return sorted(found, key=lambda group: min(mention.begin for mention in group.mentions))


@functools.cache
def _full_words() -> list[tuple[str, str]]:
    words: dict[str, str] = load_toml("abbreviations.toml", {"words": dict})["words"]
    return sorted(words.items(), key=lambda pair: (-len(pair[0]), pair[0]))


def _key(name: str) -> str:
    """What two spellings of one official name have in common."""
    for short, full in _full_words():
        if short in name and full not in name:
            name = name.replace(short, full)
    name = re.sub(r"(?<!人民)政府$", "人民政府", name)
    name = re.sub(r"(?<=[市县区州镇乡省])委$", "委员会", name)
    return re.sub(r"[“”《》·\s]", "", name).removeprefix("中共")


def _official(mention: Mention) -> str:
    """The name with its leading places replaced by the official name of the last of them."""
    place = mention.place
    if place is not None and mention.begin <= place.begin and place.end <= mention.end and mention.parent is None:
        return place.name + mention.form[place.end - mention.begin :]
    if mention.parent is not None:
        own = mention.form.removeprefix(mention.parent.form)
        return _official(mention.parent) + own
    return mention.name


def _homes(mentions: list[Mention]) -> dict[str, Mention]:
    """For each level (Province, City, County) the place that the report mostly speaks of."""
    counts: dict[str, Counter[str]] = {}
    first: dict[str, Mention] = {}
    for mention in mentions:
        if mention.type == "Place" and mention.code is not None:
            place = by_code(mention.code)
            code: str | None = mention.code
            while code is not None and place is not None:
                level = {"province": "Province", "city": "City", "county": "County"}[place.level]
                counts.setdefault(level, Counter())[code] += 1
                if code == mention.code:
                    first.setdefault(code, mention)
                code = place.parent
                place = by_code(code) if code is not None else None
    homes = {}
    for level, counter in counts.items():
        code = min(counter, key=lambda code: (-counter[code], code))
        place = by_code(code)
        if place is not None:
            homes[level] = first.get(code) or Mention(
                0, 0, place.name, "Place", level, "place.home", name=place.name, code=code
            )
    return homes


def _whole_places(text: str, homes: dict[str, Mention]) -> list[Mention]:
    """全省, 全市, 全县: the report's own province, city, county."""
    found = []
    for hit in _WHOLE.finditer(text):
        home = homes.get(_REGIONS[hit.group()[1]])
        if home is not None and (home.name.endswith(hit.group()[1]) or hit.group() == "全区"):
            found.append(
                Mention(
                    *hit.span(), hit.group(), "Place", home.subtype, "place.whole", name=home.name,
                    reason=f"the report is about {home.name}", code=home.code,
                )
            )  # fmt: skip
    return found


def _expand(mention: Mention, homes: dict[str, Mention]) -> None:
    """Fill in the place that a form leaves out (省科协), or says by its short form (佛山科协)."""
    form = mention.form
    if mention.place is not None:
        if mention.place.name and form.startswith(mention.place.form) and mention.subtype in ("Association", "Government"):
            mention.name = mention.place.name + form[len(mention.place.form) :]
        return
    level = _REGIONS.get(form[0])
    if level is None or form in ("市场", "区域") or mention.subtype in ("University", "Company"):
        return
    home = homes.get(level)
    if home is None or form.startswith(("市区", "县区", "省级", "市级", "县级", "区级", "市县")):
        return
    if not home.name.endswith(form[0]) and level != "Province":
        home = next((place for place in homes.values() if place.name.endswith(form[0])), home)
    if home.name.endswith(form[0]):
        mention.name = home.name + form[1:]
        mention.place = home
        mention.reason = f"the report's {home.name} stands for {form[0]}"


def _bracketed(text: str, groups: list[Group]) -> list[Group]:
    """甲研究会（以下简称“研究会”）: the form in the bracket is a form of the name before it."""
    for hit in _BRACKET.finditer(text):
        owner = next(
            (group for group in groups for mention in group.mentions if mention.end == hit.start()), None
        )
        if owner is None:
            continue
        short = hit.group(1)
        reason = "named so in a bracket behind the full name"
        for group in groups:
            if group is not owner and group.type == owner.type and short in group.forms:
                owner.absorb(group, reason)
        groups = [group for group in groups if group is owner or group.type != owner.type or short not in group.forms]
        if len(short) >= 2:
            begin = text.find(short)
            while begin >= 0:
                span = (begin, begin + len(short))
                inside = any(
                    mention.begin <= span[0] and span[1] <= mention.end and mention.form != short
                    for group in groups
                    for mention in group.mentions
                )
                if not inside:
                    owner.forms.setdefault(short, reason)
                    owner.spans.setdefault(short, set()).add(span)
                begin = text.find(short, begin + 1)
    return groups


def _same_form(groups: list[Group]) -> list[Group]:
    """One written form is one thing, unless places or bodies tell two apart."""
    kept: list[Group] = []
    owners: dict[tuple[str, str], Group] = {}
    for group in groups:
        keys = {(group.type, mention.form) for mention in group.mentions if len(mention.form) >= 3}
        owner = next((owners[key] for key in sorted(keys) if key in owners), None)
        if owner is not None and group.type != "Place" and not _told_apart(owner, group):
            owner.absorb(group, "written alike")
        else:
            kept.append(group)
            owner = group
        for key in keys:
            owners.setdefault(key, owner)
    return kept


def _told_apart(one: Group, other: Group) -> bool:
    parents = [{mention.parent.name for mention in group.mentions if mention.parent is not None} for group in (one, other)]
    places = [
        {mention.place.code for mention in group.mentions if mention.place is not None and mention.place.code is not None}
        for group in (one, other)
    ]
    return any(bool(a) and bool(b) and not a & b for a, b in (parents, places))


def _by_alias(groups: list[Group]) -> list[Group]:
    """A unit named without its body is the one unit of that name in the report."""
    aliases: dict[tuple[str, str], list[Group]] = {}
    for group in groups:
        for form in {alias for mention in group.mentions for alias, _ in mention.aliases}:
            aliases.setdefault((group.type, form), []).append(group)
    kept = []
    for group in groups:
        owners = [
            owner
            for owner in aliases.get((group.type, group.name), [])
            if owner is not group
        ]
        if len(owners) == 1 and all(mention.parent is None for mention in group.mentions):
            owners[0].absorb(group, "the one unit of this name in the report")
        else:
            kept.append(group)
    return kept


def _aligned(groups: list[Group]) -> list[Group]:
    """An abbreviation whose characters stand in one longer name in order, with the same head."""
    kept = list(groups)
    for group in sorted(groups, key=lambda group: len(group.name)):
        if group.type not in ("Organization", "Event", "Facility", "Initiative") or group not in kept:
            continue
        owners = [
            owner
            for owner in kept
            if owner is not group and owner.type == group.type and _abbreviates(group, owner)
        ]
        if len(owners) > 1:
            longest = max(owners, key=lambda owner: len(owner.name))
            if all(owner is longest or _abbreviates(owner, longest) for owner in owners) and group.type == "Event":
                owners = [longest]
        if len(owners) == 1:
            owners[0].absorb(group, f"abbreviates {owners[0].name} in this report")
            kept.remove(group)
    return kept


def _abbreviates(short: Group, long: Group) -> bool:
    a, b = _key(short.name), _key(long.name)
    if len(a) >= len(b) or len(a) < 3:
        return False
    if short.type == "Event":
        bare = _EVENT_PREFIX.sub("", a)
        if len(bare) < 3 or _different_terms(a, b):
            return False
        place = b.find(bare)
        if place >= 0:
            return b[place + len(bare) :].startswith(("暨", "（", "班", "活动")) or b.endswith(bare)
        return _common(a, b) >= max(8, 0.75 * len(bare))
    if short.type in ("Facility", "Initiative"):
        return b.endswith(a) and len(a) >= 3
    places = {mention.place.code for mention in short.mentions if mention.place is not None}
    others = {mention.place.code for mention in long.mentions if mention.place is not None}
    if places and others and not places & others:
        return False
    if short.subtype == long.subtype == "Company":
        core = re.sub(r"(?:有限)?公司$|集团$", "", a)
        return 2 <= len(core) < len(a) and core in b
    if short.subtype == long.subtype == "Society":
        return not places and b.endswith(a) and len(a) >= 4
    if not {short.subtype, long.subtype} <= _ALIGNED or (short.subtype != long.subtype and len(a) < 5):
        return False
    return a[-2:] == b[-2:] and _in_order(a, b) and (a[0] == b[0] or a in b or len(a) >= 5)


def _different_terms(a: str, b: str) -> bool:
    first, second = _EVENT_PREFIX.search(a), _EVENT_PREFIX.search(b)
    return first is not None and second is not None and first.group() != second.group()


def _common(a: str, b: str) -> int:
    """The length of the longest stretch that two names share."""
    best = 0
    row = [0] * (len(b) + 1)
    for character in a:
        row = [0] + [row[place] + 1 if b[place] == character else 0 for place in range(len(b))]
        best = max(best, *row)
    return best


def _in_order(short: str, long: str) -> bool:
    characters = iter(long)
    return all(character in characters for character in short)


@Language.component("kg_coreference", assigns=["doc._.entities"])
def component(doc: Doc) -> Doc:
    """Set `doc._.entities`."""
    doc._.entities = match(doc.text, doc._.mentions)
    return doc
