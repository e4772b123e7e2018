"""What the components hand to one another: words, sentences, clauses and mentions of the normalised text.

All offsets here are code points of `doc.text`, the normalised text, end exclusive; `extractors.pipeline` maps
them back to the report's own characters at the end.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.model import Modality


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the statistical tagger: `tag` is its part of speech, or PER, LOC, ORG, TIME."""

    begin: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
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
