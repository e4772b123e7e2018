"""Mentions to the entities of this report: `doc._.entities`, each with its forms and why each belongs to it.

One thing is one entity: by full name, by the place that a short form leaves out (省科协 in a Guangdong text),
by a bracket (以下简称…), by the body that a unit belongs to, by an abbreviation inside the report. Never by
likeness alone: where two entities could be meant, the form stays by itself.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate, islice

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components import abbreviations, full_names, namesakes
from extractors.data import any_of, load_toml
from extractors.mentions import Claim, Group, Mention
from extractors.model import Span

Doc.set_extension("entities", default=())
Doc.set_extension("report_place", default=None)

_CALLED_TOO = frozenset({"Other", "Institute", "School", "University", "Zone"})
"""Subtypes of which one thing often bears two official names."""
_TEACHES = frozenset({"School", "University"})
_KEYS: dict[str, type] = {"called": list, "renamed": list}
_LONGEST_LEAD = 40
_LEAD = re.compile(
    r"[”》]?(?:（[^（）]{0,20}）)?已?(?:于|在)?(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?"
    r"(?:起|正式|，|后|（|经[^，。（）]{2,16}(?:批准|批复|同意|登记)){0,4}"
)
"""What stands between a name and the words of its renaming: 甲协会已于2022年12月更名为."""
_OWN_FORM = 3
"""Characters of a form that names one thing in a report by itself."""


def match(
    text: str, mentions: list[Mention], claims: Iterable[Claim] = (), report_place: str | None = None
) -> list[Group]:
    """Return the entities in order of their first mention; `claims` are those of posts.

    `report_place` is where the report comes from, where that is known.
    """
    ends = {mention.end: mention for mention in mentions}
    brackets = [hit for hit in _bracket().finditer(text) if hit.start() in ends]
    explained: dict[str, list[Mention]] = {}
    for hit in brackets:
        explained.setdefault(hit[1], []).append(ends[hit.start()])
    clear = {short: full[0] for short, full in explained.items() if len({one.form for one in full}) == 1}
    groups = _by_full_name(full_names.complete(text, mentions, clear, report_place))
    groups = _bracketed(text, groups, brackets)
    groups = _renamed(text, _called_too(text, _by_alias(_same_form(groups))))
    groups = namesakes.split(text, abbreviations.join(groups), claims)
    for group in groups:
        if group.type == "Organization":
            group.name = full_names.canonical(group.mentions, group.name)
    return sorted(groups, key=lambda group: min(mention.begin for mention in group.mentions))


def _by_full_name(mentions: list[Mention]) -> list[Group]:
    groups: dict[tuple[str, str], Group] = {}
    for mention in sorted(mentions, key=lambda mention: (mention.begin, -mention.end)):
        key = mention.code if mention.code is not None else full_names.key(full_names.official(mention))
        group = groups.get((mention.type, key))
        if group is None:
            group = Group(mention.type, mention.subtype, mention.name, code=mention.code)
            groups[mention.type, key] = group
        group.add(mention, mention.reason)
        if group.date is None:
            group.date = mention.date
        if len(mention.name) > len(group.name):
            group.name = mention.name
    return list(groups.values())


@functools.cache
def _bracket() -> re.Pattern[str]:
    called = any_of(load_toml("coreference.toml", _KEYS)["called"])
    return re.compile(
        f"（(?:以下)?(?:统一)?(?:{called})(?:为|：)?[“《]?([^（）“”《》，,]{{2,16}})[”》]?(?:[，,][^（）]{{0,30}})?）"
    )


@functools.cache
def _renaming() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(load_toml('coreference.toml', _KEYS)['renamed'])})[“《]?")


def _bracketed(text: str, groups: list[Group], brackets: list[re.Match[str]]) -> list[Group]:
    """甲研究会（以下简称“研究会”）: the form in the bracket is a form of the name before it.

    So it is wherever it stands in no longer name; where brackets give it to two names, in its bracket alone.
    """
    cover = _Cover([mention.span for group in groups for mention in group.mentions])
    at_end: dict[int, Group] = {}
    bare: dict[tuple[str, str], list[Group]] = {}
    for group in groups:
        for mention in group.mentions:
            at_end.setdefault(mention.end, group)
        if len({mention.form for mention in group.mentions}) == 1:
            bare.setdefault((group.type, group.mentions[0].form), []).append(group)
    called: dict[tuple[str, str], list[tuple[Group, Span]]] = {}
    for hit in brackets:
        owner = at_end[hit.start()]
        called.setdefault((owner.type, hit[1]), []).append((owner, hit.span(1)))
    taken_in: dict[int, Group] = {}
    for (kind, short), rows in called.items():
        owners = {id(owner): owner for owner in (_holder(owner, taken_in) for owner, _ in rows)}
        if len(owners) > 1:
            for owner, span in rows:
                _holder(owner, taken_in).add_form(short, full_names.IN_BRACKET, span)
            continue
        (owner,) = owners.values()
        for other in bare.get((kind, short), ()):
            if other is not owner and id(other) not in taken_in:
                owner.absorb(other, full_names.IN_BRACKET)
                taken_in[id(other)] = owner
        for span in cover.free(text, short):
            owner.add_form(short, full_names.IN_BRACKET, span)
    return [group for group in groups if id(group) not in taken_in]


def _called_too(text: str, groups: list[Group]) -> list[Group]:
    """甲大学附属第一医院（某省立医院）: a bracket that holds just another full name of the same kind."""
    ends, begins = _edges(groups, ("Organization", "Place"))
    pairs = []
    for end, (_, group) in ends.items():
        inner = begins.get(end + 1) if text[end : end + 1] == "（" else None
        if (
            inner is not None
            and text[inner[0].end : inner[0].end + 1] == "）"
            and group.subtype in _CALLED_TOO
        ):
            pairs.append((group, inner[1]))
    return _one(groups, pairs, "in a bracket behind the other name")


def _renamed(text: str, groups: list[Group]) -> list[Group]:
    """甲学会更名为“乙学会”, 乙学会（原名甲学会）: one body under two names, as the text itself says."""
    ends, begins = _edges(groups, ("Organization",))
    pairs = []
    for hit in _renaming().finditer(text):
        before = range(hit.start(), max(0, hit.start() - _LONGEST_LEAD), -1)
        told = (end for end in before if end in ends and _LEAD.fullmatch(text, end, hit.start()))
        end = next(told, None)
        if end is not None and hit.end() in begins:
            pairs.append((ends[end][1], begins[hit.end()][1]))
    return _one(groups, pairs, "another name of it by the report's own words")


def _edges(
    groups: list[Group], types: tuple[str, ...]
) -> tuple[dict[int, tuple[Mention, Group]], dict[int, tuple[Mention, Group]]]:
    """The mentions of these types with their groups, by where they end and by where they begin."""
    placed = [(mention, group) for group in groups if group.type in types for mention in group.mentions]
    return {pair[0].end: pair for pair in placed}, {pair[0].begin: pair for pair in placed}


def _one(groups: list[Group], pairs: list[tuple[Group, Group]], reason: str) -> list[Group]:
    """Return `groups`, the second of each pair taken in by the first where both are of one kind."""
    taken_in: dict[int, Group] = {}
    for pair in pairs:
        old, new = (_holder(group, taken_in) for group in pair)
        if old is not new and old.type == new.type and _kind(old) == _kind(new):
            old.absorb(new, reason)
            taken_in[id(new)] = old
    return [group for group in groups if id(group) not in taken_in]


def _kind(group: Group) -> str | None:
    """The subtype, one for all that teach: a school becomes a college by its new name."""
    return "School" if group.subtype in _TEACHES else group.subtype


def _holder(group: Group, taken_in: dict[int, Group]) -> Group:
    """The group that now holds what was in `group`."""
    while id(group) in taken_in:
        group = taken_in[id(group)]
    return group


class _Cover:
    """Tells what lies inside a longer mention, by the furthest end of those that begin before it."""

    def __init__(self, spans: list[Span]) -> None:
        spans = sorted(spans)
        self._begins = [begin for begin, _ in spans]
        self._furthest = list(accumulate((end for _, end in spans), max))
        self._ends = dict(spans)

    def free(self, text: str, form: str) -> list[Span]:
        """Return where `form` stands in `text` and in no longer mention."""
        hits = re.finditer(f"(?={re.escape(form)})", text)
        spans = ((hit.start(), hit.start() + len(form)) for hit in hits)
        return [span for span in spans if not self._is_inside(*span)]

    def _is_inside(self, begin: int, end: int) -> bool:
        before = bisect_left(self._begins, begin)
        return (before > 0 and self._furthest[before - 1] >= end) or self._ends.get(begin, 0) > end


def _same_form(groups: list[Group]) -> list[Group]:
    """One written form is one thing, unless places or bodies tell two apart."""
    kept: list[Group] = []
    owners: dict[tuple[str, str], Group] = {}
    bodies: dict[int, set[str]] = {}
    places: dict[int, set[str]] = {}
    for group in groups:
        own_bodies = {mention.parent.name for mention in group.mentions if mention.parent is not None}
        own_places = {code for mention in group.mentions if (code := _place_code(mention)) is not None}
        keys = sorted(
            {(group.type, mention.form) for mention in group.mentions if len(mention.form) >= _OWN_FORM}
        )
        owner = next((owners[key] for key in keys if key in owners), None)
        if (
            owner is not None
            and group.type != "Place"
            and _agree(bodies[id(owner)], own_bodies)
            and _agree(places[id(owner)], own_places)
        ):
            owner.absorb(group, "written alike")
            bodies[id(owner)] |= own_bodies
            places[id(owner)] |= own_places
        else:
            kept.append(group)
            owner = group
            bodies[id(owner)], places[id(owner)] = own_bodies, own_places
        for key in keys:
            owners.setdefault(key, owner)
    return kept


def _place_code(mention: Mention) -> str | None:
    return mention.place.code if mention.place is not None else None


def _agree(one: set[str], other: set[str]) -> bool:
    """Tell whether nothing tells two things apart: they share one of these, or one has none."""
    return not one or not other or not one.isdisjoint(other)


def _by_alias(groups: list[Group]) -> list[Group]:
    """A unit named without its body is the one unit of that name in the report."""
    named: dict[tuple[str, str], list[Group]] = {}
    for group in groups:
        for form in {alias for mention in group.mentions for alias, _ in mention.aliases}:
            named.setdefault((group.type, form), []).append(group)
    kept = []
    for group in groups:
        others = (other for other in named.get((group.type, group.name), ()) if other is not group)
        owners = list(islice(others, 2))
        if len(owners) == 1 and all(mention.parent is None for mention in group.mentions):
            owners[0].absorb(group, "the one unit of this name in the report")
        else:
            kept.append(group)
    return kept


@Language.component("kg_coreference", requires=["doc._.mentions", "doc._.claims"], assigns=["doc._.entities"])
def component(doc: Doc) -> Doc:
    """Set `doc._.entities`."""
    doc._.entities = match(doc._.text, doc._.mentions, doc._.claims, doc._.report_place)
    return doc
