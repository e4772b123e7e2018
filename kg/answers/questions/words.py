"""The words of questions in plain Chinese that are no question's own: `ontologies/question_words.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

from extractors.data import any_of, data_file
from extractors.errors import DataFileError
from extractors.model import ENTITY_TYPES
from kg.vocabulary import KX
from ontologies.tables import parse_toml

_FILE = "ontologies/question_words.toml"
_LISTS = (
    "fillers",
    "openings",
    "before_openings",
    "closings",
    "never",
    "former",
    "before_object",
    "before_subject",
    "behind_object",
)

TITLE = "title"
"""The class of words that name a post; its words are those of `extractors/data/titles.toml`."""

_ANY = ("*",)
"""What stands for the classes of a word for a kind that says no more than the type does (机构, 人)."""

_ASPECT = re.compile("(?<=.)[了过着](?=.)")
"""讲了课, 讲过课 say of 讲课 that it was done."""

NAME_ENDS = ("Organization", "Place", "Facility", "Event")
"""The types of things whose names end with the word for their kind."""

_POINTING = re.compile("(?:[这那]一?|该)[个家种项位场次类处座名条款]?")
"""Before a word for a kind it points back at a name: 省果树学会这家学会."""


@dataclass(frozen=True)
class Words:
    """The data file; what its lists are for stands there.

    `simplified` gives for a traditional character the simplified one, by code points, as str.translate does.
    `synonyms` gives for a word, of a dialect or seldom said, the one that the lists and the questions have.
    `classes` are the classes of words that questions hear, also those for kinds, by the type of the thing;
    `kinds` gives for each word of these the names of the classes that it means, none where it must stand in
    the name, and leaves out the words that say no more than the type does.
    """

    fillers: frozenset[str]
    openings: frozenset[str]
    before_openings: frozenset[str]
    closings: frozenset[str]
    never: tuple[str, ...]
    former: frozenset[str]
    before_object: frozenset[str]
    before_subject: frozenset[str]
    behind_object: frozenset[str]
    simplified: Mapping[int, int]
    synonyms: Mapping[str, str]
    classes: Mapping[str, frozenset[str]]
    kinds: Mapping[str, tuple[str, ...]]

    @cached_property
    def everything(self) -> frozenset[str]:
        """All words of questions."""
        return self.fillers.union(self.former, *self.classes.values())

    @cached_property
    def heard(self) -> frozenset[str]:
        """All words that some question hears, fillers left out."""
        return self.former.union(*self.classes.values()) - self.fillers

    @cached_property
    def listed(self) -> frozenset[str]:
        """All words of questions, and what is said before and behind them."""
        return self.everything | self.openings | self.closings

    def standard(self, word: str) -> str:
        """Return the word of the lists that a word stands for, any other as it is.

        It may be a synonym, be said twice (教教), have 了, 过, 着 within (讲了课: 讲课), or 最 before it
        where it speaks of needs.
        """
        if word in self.listed or word in self.synonyms:
            return self.synonyms.get(word, word)
        half = len(word) // 2
        if word[:half] == word[half:] and word[:half] in self.listed:
            return word[:half]
        if word[:1] == "最" and word[1:] in self.classes["need"]:
            return word[1:]
        done = _ASPECT.sub("", word)
        return done if done in self.listed else word

    def opens(self, word: str) -> bool:
        """Tell whether a word says nothing before the question: 汇总, 需要汇总一下."""
        said = word.removesuffix("一下") if word.endswith("一下") else word.removesuffix("下")
        return any(
            (not at or said[:at] in self.before_openings) and said[at:] in self.openings
            for at in range(len(said))
        )

    def points_back(self, word: str) -> bool:
        """Tell whether a word only says of what kind the thing named before is: 这家学会, 该平台."""
        pointing = _POINTING.match(word)
        return pointing is not None and word[pointing.end() :] in self.for_kinds

    def shown_by_end(self, word: str) -> set[str]:
        """Return the types of things whose names may end with a word of some characters: 学会, 科技小院."""
        return {type_ for type_ in NAME_ENDS if len(word) > 1 and word in self.classes[type_]}

    @cached_property
    def for_kinds(self) -> frozenset[str]:
        """All words for kinds of things."""
        return frozenset(word for type_ in ENTITY_TYPES for word in self.classes.get(type_, ()))


@cache
def words() -> Words:
    """Return the content of the data file. Raises DataFileError, naming file and entry."""
    return parse_words(resources.files("ontologies").joinpath("question_words.toml").read_text("utf-8"))


def parse_words(text: str) -> Words:
    """Return the content of a file's text. Raises DataFileError for what it should not or must say."""

    def error(what: str) -> DataFileError:
        return DataFileError(f"{_FILE}: {what}")

    data = parse_toml(text, _FILE)
    if set(data) != {*_LISTS, "traditional", "synonyms", "classes", "kinds"}:
        raise error(f"the entries must be {' '.join(_LISTS)} traditional synonyms classes kinds")
    traditional = data["traditional"]
    if len(traditional["characters"]) != len(traditional["simplified"]):
        raise error("there are not as many traditional characters as simplified ones")
    kinds: dict[str, tuple[str, ...]] = {}
    for type_, of_type in data["kinds"].items():
        if type_ not in ENTITY_TYPES:
            raise error(f"there is no type {type_}")
        for word, classes in of_type.items():
            if word in kinds:
                raise error(f"{word} stands under two types")
            unknown = [name for name in classes if name not in KX.__annotations__]
            if tuple(classes) != _ANY and unknown:
                raise error(f"{word}: there is no class {unknown[0]}")
            kinds[word] = tuple(classes)
    classes = {name: frozenset(found) for name, found in {**data["classes"], **data["kinds"]}.items()}
    found = Words(
        fillers=frozenset(data["fillers"]),
        openings=frozenset(data["openings"]),
        before_openings=frozenset(data["before_openings"]),
        closings=frozenset(data["closings"]),
        never=tuple(data["never"]),
        former=frozenset(data["former"]),
        before_object=frozenset(data["before_object"]),
        before_subject=frozenset(data["before_subject"]),
        behind_object=frozenset(data["behind_object"]),
        simplified=str.maketrans(traditional["characters"], traditional["simplified"]),
        synonyms={same: word for word, alike in data["synonyms"].items() for same in alike},
        classes=classes,
        kinds={word: means for word, means in kinds.items() if means != _ANY},
    )
    for same, word in found.synonyms.items():
        if same in found.everything or word not in found.everything:
            raise error(f"{same} stands for {word}: only the second must be a word of the lists")
    return found


def is_title(word: str) -> bool:
    """Tell whether a word names a post: 副主席, 常务副理事长."""
    return _titles().fullmatch(word) is not None


@cache
def _titles() -> re.Pattern[str]:
    data = tomllib.loads(data_file("titles.toml").read_text(encoding="utf-8"))
    return re.compile(f"(?:{any_of(data['prefixes'])}){{0,3}}(?:{any_of(data['heads'])})")
