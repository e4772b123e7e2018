"""What the components hand to one another: words, sentences, clauses and mentions of the normalised text.

All offsets here are code points of `doc.text`, the normalised text, end exclusive; `extractors.pipeline` maps
them back to the report's own characters at the end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.model import Modality


class Word(NamedTuple):
    """A word of the statistical tagger: `tag` is its part of speech, or PER, LOC, ORG, TIME."""

    begin: int
    end: int
    text: str
    tag: str


class Clause(NamedTuple):
    """A stretch between commas."""

    begin: int
    end: int


class Sentence(NamedTuple):
    """A stretch between full stops, its clauses, and its kind: text, heading, caption or byline."""

    begin: int
    end: int
    kind: str
    clauses: tuple[Clause, ...]


@dataclass(slots=True, eq=False)
class Mention:
    """A stretch of text that names one thing.

    `name` is the fullest name known for it, `reason` says why that is its name, `rule` found it. `parent` is
    the mention that it is a unit of (the university of a school), `place` the mention of its administrative
    prefix; `aliases` are shorter forms inside it, each with why it is one.
    """

    begin: int
    end: int
    form: str
    type: str
    subtype: str | None
    rule: str
    name: str = ""
    reason: str = "full name in the text"
    parent: Mention | None = None
    place: Mention | None = None
    code: str | None = None
    date: str | None = None
    aliases: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.name:
            self.name = self.form

    @property
    def span(self) -> tuple[int, int]:
        """Begin and end in the normalised text."""
        return self.begin, self.end


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
        self.add_form(mention.form, reason, mention.span)
        holder = mention.place
        if mention.type == "Place" and holder is not None and holder.end == mention.begin:
            self.add_form(
                holder.form + mention.form, "with the place that holds it", (holder.begin, mention.end)
            )
        for alias, why in mention.aliases:
            place = mention.form.rfind(alias)
            if place < 0 and alias.endswith(mention.form):
                self.add_form(alias, why, (mention.end - len(alias), mention.end))
            if place >= 0 and alias != mention.form:
                begin = mention.begin + place
                self.add_form(alias, why, (begin, begin + len(alias)))

    def absorb(self, other: Group, reason: str) -> None:
        """Take in all of another group."""
        for mention in other.mentions:
            self.mentions.append(mention)
        for form, why in other.forms.items():
            self.forms.setdefault(form, reason if why.startswith("full name") else why)
            self.spans.setdefault(form, set()).update(other.spans[form])
        self.code = self.code or other.code
        self.date = self.date or other.date

    def add_form(self, form: str, reason: str, span: tuple[int, int]) -> None:
        """Take in one more place of a form."""
        self.forms.setdefault(form, reason)
        self.spans.setdefault(form, set()).add(span)


@dataclass(slots=True, eq=False)
class Claim:
    """A statement between two mentions, before coreference; the fields are those of `model.Statement`."""

    type: str
    head: Mention
    tail: Mention
    spans: tuple[tuple[int, int], ...]
    rule: str
    trigger: str | None = None
    modality: Modality = "actual"
    role: str | None = None
    speaker: Mention | None = None
    time: str | None = None
    count: int | None = None
