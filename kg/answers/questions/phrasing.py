"""How plain Chinese asks a question: the table `[phrasing]` of a question's file.

    [phrasing]
    forms = [{ cues = [["serve"], ["which", "哪块"]], thing = "object" }]
    also = ["who", "Organization"]
    kind = { server = ["Organization", "Facility"] }
    role = "role"
    examples = ["哪些学会服务德庆县?"]

A text asks the question in one of its forms: it has a word of each of the form's groups of `cues`, the thing
as `thing` says (`subject`: it acts, `object`: something is done to it; without `thing`: either; with `types`:
only a thing of one of these), and nothing else but words of `also` and fillers. A word is written out, or the
name of a class stands for all its words (`ontologies/question_words.toml`). `kind` gives the column of which
a word such as 学会 wants some only, with the types of the things in it; `role` that of which a title such as
主席 does, `place` that of what may have to lie in a place: 在三饶镇建什么. With `relation`, which names
classes of words, those of one class alone want the rows of that relation: 谁举办, not 谁参加.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from extractors.errors import DataFileError
from extractors.model import ENTITY_TYPES
from kg.answers.questions.words import TITLE, words

_THINGS = ("subject", "object")


@dataclass(frozen=True)
class Form:
    """One form in which the question is asked."""

    cues: tuple[tuple[str, ...], ...]
    thing: str | None = None
    types: tuple[str, ...] = ()

    @cached_property
    def groups(self) -> dict[str, list[int]]:
        """The words of the cues, with the numbers of the groups that each is in."""
        found: dict[str, list[int]] = {}
        for number, cues in enumerate(self.cues):
            for word in sorted(_written_out(cues)):
                found.setdefault(word, []).append(number)
        return found

    @property
    def titles(self) -> list[int]:
        """The numbers of the groups in which any title is a cue."""
        return [number for number, cues in enumerate(self.cues) if TITLE in cues]


@dataclass(frozen=True)
class Phrasing:
    """All forms, and what may stand in each of them; the module's docstring says what each field means."""

    forms: tuple[Form, ...]
    also: tuple[str, ...]
    examples: tuple[str, ...]
    kind: str | None
    kind_types: tuple[str, ...]
    role: str | None
    place: str | None
    relation: Mapping[str, str]

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that may stand in any form, fillers left out."""
        return _written_out((*self.also, *self.kind_types)) | (words().former if self.role else frozenset())

    @cached_property
    def kind_words(self) -> frozenset[str]:
        """The words for kinds of answers, also those that say no more than the type does."""
        return _written_out(self.kind_types)

    @property
    def hears_titles(self) -> bool:
        """Tell whether any title may stand in the text."""
        return self.role is not None or TITLE in self.also


def parse_phrasing(
    data: Mapping[str, Any], columns: Mapping[str, str], error: Callable[[str], DataFileError]
) -> Phrasing:
    """Return the phrasing of a question with these columns. Raises what `error` makes of what is wrong."""
    unknown = set(data) - {"forms", "also", "kind", "role", "place", "relation", "examples"}
    missing = {"forms", "also", "examples"} - set(data)
    if unknown or missing:
        raise error(
            f"unknown key {min(unknown)} in phrasing" if unknown else f"no {min(missing)} in phrasing"
        )
    for form in data["forms"]:
        keys = {"cues"} <= set(form) <= {"cues", "thing", "types"}
        if not keys or form.get("thing", "subject") not in _THINGS:
            raise error("a form has cues and, where it matters, thing: subject or object, and types")
        if not set(form.get("types", ())) <= set(ENTITY_TYPES):
            raise error(f"the types of a form are not among {' '.join(ENTITY_TYPES)}")
    if not data["forms"] or not all(cues for form in data["forms"] for cues in form["cues"]):
        raise error("a form has no cue")
    kind = dict(data.get("kind", {}))
    role, place = data.get("role"), data.get("place")
    types = tuple(type_ for found in kind.values() for type_ in found)
    relation = dict(data.get("relation", {}))
    for column in (*kind, role, place, "relation" if relation else None):
        if column is not None and column not in columns:
            raise error(f"no column {column}, which the phrasing names")
    if len(kind) > 1 or not set(types) <= set(ENTITY_TYPES):
        raise error(f"kind is one column with types among {' '.join(ENTITY_TYPES)}")
    forms = tuple(
        Form(tuple(map(tuple, form["cues"])), form.get("thing"), tuple(form.get("types", ())))
        for form in data["forms"]
    )
    for name in (
        *data["also"],
        *relation.values(),
        *(name for form in forms for cues in form.cues for name in cues),
    ):
        if name.isascii() and name not in words().classes and name != TITLE:
            raise error(f"there is no class of words {name}")
    return Phrasing(
        forms=forms,
        also=tuple(data["also"]),
        examples=tuple(data["examples"]),
        kind=next(iter(kind), None),
        kind_types=types,
        role=role,
        place=place,
        relation=relation,
    )


def _written_out(names: Iterable[str]) -> frozenset[str]:
    classes = words().classes
    return frozenset(word for name in names if name != TITLE for word in classes.get(name, (name,)))
