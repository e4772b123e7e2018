"""The patterns of posts, made of the words in `data/posts.toml`."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, fields
from typing import Any

from extractors.data import by_length, load_toml


@dataclass(frozen=True, slots=True)
class Patterns:
    """One pattern or list for each entry of the data file, under the same name."""

    appointed: re.Pattern[str]
    collective: re.Pattern[str]
    unknown_last: re.Pattern[str]
    list_words: re.Pattern[str]
    appointing: re.Pattern[str]
    pronouns: re.Pattern[str]
    certifying: re.Pattern[str]
    certificate: re.Pattern[str]
    announced: re.Pattern[str]
    again: re.Pattern[str]
    as_post: re.Pattern[str]
    career: re.Pattern[str]
    bracket_leads: re.Pattern[str]
    no_subject: re.Pattern[str]
    negations: tuple[str, ...]
    plans: tuple[str, ...]
    proposed: re.Pattern[str]
    links: re.Pattern[str]
    terms: re.Pattern[str]
    shared: re.Pattern[str]
    governing: re.Pattern[str]
    committees: tuple[str, ...]
    biography: re.Pattern[str]
    opens_title: frozenset[str]
    organs: tuple[str, ...]
    announces: re.Pattern[str]
    numbering: re.Pattern[str]
    remark: re.Pattern[str]
    roster_tail: re.Pattern[str]
    roster_terms: re.Pattern[str]
    unknown_name: re.Pattern[str]
    row_leads: re.Pattern[str]
    own_school: re.Pattern[str]
    school_nouns: frozenset[str]
    guest: re.Pattern[str]
    hosts: tuple[str, ...]
    partners: tuple[str, ...]
    of_school: re.Pattern[str]
    unit_titles: re.Pattern[str]
    of_groups: re.Pattern[str]
    groups: tuple[str, ...]
    of_societies: re.Pattern[str]
    session: re.Pattern[str]
    committee_ends: tuple[str, ...]
    names: frozenset[str]
    opening_tags: frozenset[str]


@functools.cache
def patterns() -> Patterns:
    """Return the patterns; each takes the longest word that stands at its place."""
    lists = [field.name for field in fields(Patterns) if field.name != "opens_title"]
    words = load_toml(
        "posts.toml", {**dict.fromkeys([*lists, "adverbs", "certified", "example"], list), "opens_title": str}
    )
    return Patterns(
        appointed=re.compile(f"{_any(words['adverbs'])}{{0,2}}{_any(words['appointed'])}"),
        collective=re.compile(_any(words["collective"])),
        unknown_last=re.compile(_any(words["unknown_last"])),
        list_words=re.compile(_any(words["list_words"])),
        appointing=re.compile(f"{_any(words['appointing'])}[了出]?"),
        certifying=re.compile(f"(?:(?P<given>{_any(words['certifying'])})|{_any(words['certified'])})了?"),
        certificate=re.compile(f"[^，。；]{{0,40}}?(?:{_any(words['certificate'])})"),
        announced=re.compile("".join(words["announced"])),
        again=re.compile(_any(words["again"])),
        pronouns=re.compile(_any(words["pronouns"])),
        as_post=re.compile(_any(words["as_post"])),
        career=re.compile(_any(words["career"])),
        bracket_leads=re.compile(f"(?:{_any(words['bracket_leads'])}[，、；]?){{1,4}}"),
        no_subject=re.compile(f"(?:{_any(words['no_subject'])}[，、]?){{0,4}}{_any(words['career'])}"),
        negations=tuple(words["negations"]),
        plans=tuple(words["plans"]),
        proposed=re.compile(_any(words["proposed"])),
        links=re.compile(_any(words["links"])),
        terms=re.compile(f"{_any(words['terms'])}{{1,3}}"),
        shared=re.compile(_any(words["shared"])),
        governing=re.compile(_any(words["governing"])),
        committees=tuple(words["committees"]),
        biography=re.compile(f"(?:，{_any(words['biography'])}){{1,8}}，"),
        opens_title=frozenset(words["opens_title"]),
        organs=tuple(words["organs"]),
        announces=re.compile(_any(words["announces"])),
        numbering=re.compile(_any(words["numbering"])),
        remark=re.compile(_any(words["remark"])),
        roster_tail=re.compile("".join(words["roster_tail"])),
        roster_terms=re.compile(_any(words["roster_terms"])),
        unknown_name=re.compile(_any(words["unknown_name"])),
        row_leads=re.compile(f"(?:{_any(words['row_leads'])}){{1,3}}"),
        own_school=re.compile(_any(words["own_school"])),
        school_nouns=frozenset(words["school_nouns"]),
        guest=re.compile(f"[^，。；、]{{0,12}}?{_any(words['guest'])}"),
        hosts=tuple(words["hosts"]),
        partners=tuple(words["partners"]),
        of_school=re.compile(f"^{_any(words['of_school'])}"),
        unit_titles=re.compile(_any(words["unit_titles"])),
        of_groups=re.compile(_any(words["of_groups"])),
        groups=tuple(words["groups"]),
        of_societies=re.compile(_any(words["of_societies"])),
        session=re.compile(
            f"(?:（[^（）]{{1,20}}）)?[^，。；、：（）“”\\n等发与及]{{0,16}}?{_any(words['session'])}"
        ),
        committee_ends=tuple(words["committee_ends"]),
        names=frozenset(words["names"]),
        opening_tags=frozenset(words["opening_tags"]),
    )


def _any(words: list[Any]) -> str:
    return f"(?:{'|'.join(by_length(words))})"
