"""Names of persons hidden in text and in what was learnt from it, each character by MASK: offsets stay."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from extractors.model import Document, Entity, Extraction, Span, Statement
from kg.identity.keys import MASK

_BETWEEN = r"[ \t\u3000·]*"
"""What may stand between the characters of a name: 俞 渺, 阿依古丽·买买提 (or, in IRIs, without the dot)."""

_HIDDEN = re.compile(f"{MASK}{_BETWEEN}{MASK}")

_SHORTEST = 2
"""A shorter name (a surname alone) stands in too many other words."""

Names = re.Pattern[str]
"""A pattern that finds any of some names."""

_NO_NAME = re.compile("(?!)")


def names_pattern(names: Iterable[str]) -> Names:
    """Return the pattern that finds each of the names, also spaced ones."""
    rests: dict[str, set[str]] = defaultdict(set)
    for name in names:
        letters = re.sub(_BETWEEN, "", name)
        if len(letters) >= _SHORTEST:
            rests[letters[0]].add(letters[1:])
    # By surname, so that a text is held only against the few names that can begin where it stands.
    found = "|".join(_of_surname(first, rests[first]) for first in sorted(rests))
    return re.compile(found) if found else _NO_NAME


def hide(text: str, names: Names) -> str:
    """Return the text with every place hidden at which one of the names stands."""
    return names.sub(lambda found: hidden(found.group()), text)


def hidden(name: str) -> str:
    """Return as many characters as the name has, none of them its own but for spaces."""
    return re.sub(r"[^\s\0]", MASK, name)


def has_hidden(text: str) -> bool:
    """Return whether a name is hidden in the text."""
    return _HIDDEN.search(text) is not None


def without_persons(extraction: Extraction, gone: Collection[str]) -> Extraction:
    """Return what a report says without some of its persons (their ids), their names hidden.

    Hidden is every mention of theirs, and every other place where their name stands but as the mention, or
    part of the mention, of another person; of a name that another person bears, their own mentions only.
    """
    persons = [entity for entity in extraction.entities if entity.type == "Person"]
    kept = [person for person in persons if person.id not in gone]
    theirs = {form for person in persons if person.id in gone for form in _forms(person)}
    names = names_pattern(theirs - {form for person in kept for form in _forms(person)})
    document = _hidden_document(
        extraction.document,
        names,
        [span for person in persons if person.id in gone for span in person.mentions],
        [span for person in kept for span in person.mentions],
    )
    return replace(
        extraction,
        document=document,
        entities=tuple(
            entity if entity.type == "Person" else _hidden_entity(entity, names)
            for entity in extraction.entities
            if entity.id not in gone
        ),
        statements=tuple(
            _hidden_statement(statement, names, gone)
            for statement in extraction.statements
            if statement.head not in gone and statement.tail not in gone
        ),
    )


def _forms(person: Entity) -> set[str]:
    return {person.name, *(form.text for form in person.forms)}


def _hidden_document(
    document: Document, names: Names, gone: Iterable[Span], kept: Collection[Span]
) -> Document:
    text = document.text
    named = (found.span() for found in names.finditer(text))
    spans = [
        *gone,
        *(span for span in named if not any(span[0] < end and begin < span[1] for begin, end in kept)),
    ]
    characters = list(text)
    for begin, end in spans:
        characters[begin:end] = hidden(text[begin:end])
    shown = "".join(characters)
    # A text that is not kept (it stands here as its quotes) has the hash of what was read.
    is_whole = _sha256(text) == document.sha256
    return replace(
        document,
        text=shown,
        sha256=_sha256(shown) if is_whole else document.sha256,
        title=None if document.title is None else _hidden_title(document.title, text, shown, names),
        publisher=None if document.publisher is None else hide(document.publisher, names),
    )


def _hidden_title(title: str, text: str, shown: str, names: Names) -> str:
    """Return the title as the text now shows it, so that a namesake's name stays in it."""
    begin = text.find(title)
    return hide(title, names) if begin < 0 else shown[begin : begin + len(title)]


def _hidden_entity(entity: Entity, names: Names) -> Entity:
    return replace(
        entity,
        name=hide(entity.name, names),
        forms=tuple(
            replace(form, text=hide(form.text, names), reason=hide(form.reason, names))
            for form in entity.forms
        ),
    )


def _hidden_statement(statement: Statement, names: Names, gone: Collection[str]) -> Statement:
    return replace(
        statement,
        role=None if statement.role is None else hide(statement.role, names),
        trigger=None if statement.trigger is None else hide(statement.trigger, names),
        speaker=None if statement.speaker in gone else statement.speaker,
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _of_surname(first: str, rests: Iterable[str]) -> str:
    # The longest first: of 李明 and 李明远, both in a text, the second would else be left with its end.
    longest_first = sorted(rests, key=lambda rest: (-len(rest), rest))
    written = (_BETWEEN.join(map(re.escape, rest)) for rest in longest_first)
    return f"{re.escape(first)}{_BETWEEN}(?:{'|'.join(written)})"
