"""What the names of industries are made of (industries.toml): an activity, and what it is done to.

>>> parts("贡柑采后保鲜技术")
Parts(plain='贡柑保鲜', subjects=('贡柑',), activities=(frozenset({'保鲜'}),))
>>> wider("贡柑")
('柑橘', '水果', '果蔬', '种植业')
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from extractors.errors import DataFileError
from ontologies.places import by_name
from ontologies.tables import parse_toml

_FILE = "ontologies/industries.toml"
_JOINING = "的和与及、"
_CLASS_KEYS = {"name", "code", "within", "other", "kinds", "ends", "apart"}
_ACTIVITY_KEYS = {"name", "words", "open", "within"}


class Parts(NamedTuple):
    """A name without qualifiers, the things that it speaks of, and the groups of each of its activities."""

    plain: str
    subjects: tuple[str, ...]
    activities: tuple[frozenset[str], ...]


class Example(NamedTuple):
    """A need, an offer and how they stand to one another."""

    need: str
    offer: str
    relation: str


class Class(NamedTuple):
    """A class of products: its GB/T 4754 code, if it has one, and whether its members are `apart`.

    What helps one of them helps no other where they are apart (two diseases).
    """

    name: str
    code: str | None
    within: str | None
    apart: bool


@dataclass(frozen=True)
class Industries:
    """The data file, by the words that it lists.

    `kinds` gives for each listed product its class, `same` for other names of a class its name, `ends` the
    class that an end of an unlisted name shows, `activities` the groups of a word, `wider_activities` the
    group that holds a group, `open` the groups that say nothing without a subject (检测).
    """

    classes: Mapping[str, Class]
    kinds: Mapping[str, str]
    same: Mapping[str, str]
    ends: Mapping[str, str]
    activities: Mapping[str, frozenset[str]]
    wider_activities: Mapping[str, str]
    open: frozenset[str]
    qualifiers: frozenset[str]
    means: tuple[str, ...]
    examples: tuple[Example, ...]

    @cached_property
    def products(self) -> frozenset[str]:
        """Every listed name of a product or a class of products."""
        return frozenset((*self.classes, *self.kinds, *self.same))


@lru_cache(maxsize=10_000)
def parts(name: str) -> Parts:
    """Return the parts of an industry's name; a name of qualifiers and means alone is its own subject."""
    industries = load_industries()
    words = [
        industries.same.get(word, word)
        for word in _words(_without_means(name, industries))
        if word not in industries.qualifiers and not by_name(word)
    ] or [name]
    return Parts(
        "".join(words),
        tuple(word for word in words if word not in industries.activities),
        tuple(industries.activities[word] for word in words if word in industries.activities),
    )


@lru_cache(maxsize=10_000)
def wider(word: str) -> tuple[str, ...]:
    """Return the classes that hold a product, the next one first; none for a name that shows none."""
    industries = load_industries()
    if word in industries.classes:
        within = industries.classes[word].within
    else:
        within = industries.kinds.get(word) or next(
            (industries.ends[end] for end in (word[-2:], word[-1:]) if end in industries.ends), None
        )
    return () if within is None else (within, *wider(within))


def class_of(word: str) -> Class | None:
    """Return the class that a product is a member of, or itself names; None where it shows none."""
    industries = load_industries()
    around = (word, *wider(word))
    return next((industries.classes[name] for name in around if name in industries.classes), None)


def is_leaf(name: str) -> bool:
    """Return whether a class holds no narrower class."""
    return all(one.within != name for one in load_industries().classes.values())


@cache
def load_industries() -> Industries:
    """Return the content of the data file. Raises DataFileError, naming the entry."""
    return parse_industries(resources.files("ontologies").joinpath("industries.toml").read_text("utf-8"))


def parse_industries(text: str) -> Industries:
    """Return the content of a file's text. Raises DataFileError for what it should not or must say."""
    data = parse_toml(text, _FILE)
    if set(data) != {"qualifiers", "means", "activity", "class", "examples"}:
        raise DataFileError(f"{_FILE}: the entries must be qualifiers means activity class examples")
    _check(data)
    groups: dict[str, set[str]] = {}
    for entry in data["activity"]:
        for word in entry["words"]:
            groups.setdefault(word, set()).add(entry["name"])
    return Industries(
        classes={
            one["name"]: Class(one["name"], one.get("code"), one.get("within"), one.get("apart", False))
            for one in data["class"]
        },
        kinds={kind: one["name"] for one in data["class"] for kind in one.get("kinds", ())},
        same={other: one["name"] for one in data["class"] for other in one.get("other", ())},
        ends={end: one["name"] for one in data["class"] for end in one.get("ends", ())},
        activities={word: frozenset(names) for word, names in groups.items()},
        wider_activities={one["name"]: one["within"] for one in data["activity"] if "within" in one},
        open=frozenset(entry["name"] for entry in data["activity"] if entry.get("open", False)),
        qualifiers=frozenset(data["qualifiers"]),
        means=tuple(sorted(data["means"], key=lambda word: (-len(word), word))),
        examples=tuple(Example(**entry) for entry in data["examples"]),
    )


def _check(data: Mapping[str, Any]) -> None:
    def error(name: str, what: str) -> DataFileError:
        return DataFileError(f"{_FILE}: {name}: {what}")

    for kind, keys in (("class", _CLASS_KEYS), ("activity", _ACTIVITY_KEYS)):
        for entry in data[kind]:
            unknown = set(entry) - keys
            if "name" not in entry or unknown:
                raise error(
                    entry.get("name", kind), f"no name, or an unknown key {' '.join(sorted(unknown))}"
                )
    names = {entry["name"] for entry in data["class"]}
    listed: set[str] = set()
    for entry in data["class"]:
        if entry.get("within", entry["name"]) not in names:
            raise error(entry["name"], f"{entry['within']} is no class")
        for word in (entry["name"], *entry.get("other", ()), *entry.get("kinds", ())):
            if word in listed:
                raise error(entry["name"], f"{word} stands twice")
            listed.add(word)
    both = listed & {word for entry in data["activity"] for word in entry["words"]}
    if both:
        raise error(min(both), "it is a product and an activity")


def _without_means(name: str, industries: Industries) -> str:
    """Return the name without the nouns at its end that say what an activity is done with."""
    for word in industries.means:
        rest = name.removesuffix(word)
        # 核桃脱壳机 is for 脱壳; a 收割机 by itself is named for an activity too, 拖拉机 and 机器人 are not.
        if rest != name and any(rest.endswith(activity) for activity in industries.activities):
            return rest
    return name


def _words(name: str) -> Iterator[str]:
    """Give the listed words of a name, the longest at each place, and what stands between them."""
    listed = _listed()
    begin = at = 0
    while at < len(name):
        word = next(
            (name[at : at + size] for size in range(8, 1, -1) if name[at : at + size] in listed), None
        )
        if word is None:
            at += 1
            continue
        if name[begin:at].strip(_JOINING):
            yield name[begin:at].strip(_JOINING)
        yield word
        begin = at = at + len(word)
    if name[begin:].strip(_JOINING):
        yield name[begin:].strip(_JOINING)


@cache
def _listed() -> frozenset[str]:
    industries = load_industries()
    return industries.products | set(industries.activities) | industries.qualifiers
