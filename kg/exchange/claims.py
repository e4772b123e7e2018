"""Things and statements of a file that is no report → reports that say them, so that a store can take them.

A store holds what its reports say and nothing else, each fact with its sentence. So each report that the file
names becomes one again, made of the sentences that are cited of it; what is said without a sentence is put in
words, in a report that bears the name of the file. Things keep their IRIs: no name is weighed anew.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

from extractors.model import Document, Entity, Extraction, Form, Modality, Span, Statement
from kg.exchange.contents import Contents, checked, reading
from kg.exchange.report_copy import ReportCopy, copy_of
from kg.store.forgetting import Forgotten
from kg.store.ledger import Ledger
from kg.store.records import report_id
from kg.vocabulary import ID

Part = TypeVar("Part")

IMPORTED = "import"
"""Stands in a store for the extractor, the rule and the reason of what was read from no text."""

_MOST = 2_000
"""Statements, or things without any, of one report; a file with more becomes several."""


@dataclass(frozen=True)
class Thing:
    """A thing as a file describes it; one that was joined of several may have several codes and dates."""

    label: str
    type: str
    subtype: str | None = None
    names: Sequence[str] = ()
    codes: Sequence[str] = ()
    dates: Sequence[str] = ()


class Cited(NamedTuple):
    """A sentence with date and title of the report that it stands in, and the IRI of whose word it is.

    A date that is not known is empty, and so is the speaker where it is the word of the report.
    """

    date: str
    title: str
    sentence: str
    speaker: str = ""


@dataclass(frozen=True)
class Claim:
    """A statement of a file; `head` and `tail` are IRIs."""

    head: str
    relation: str
    tail: str
    modality: str = "actual"
    role: str | None = None
    time: str | None = None
    count: int | None = None
    cited: tuple[Cited, ...] = ()


Claims = tuple[Mapping[str, Thing], Iterable[Claim]]
"""What a file says: things by their IRIs, and statements."""

_Said = tuple[str, str, Claim]
"""A sentence, whose word it is (empty: the report's), and what it states."""


def contents_of(path: Path, read: Callable[[Path], Claims]) -> Contents:
    """Return what a file brings into a store; `read` gives what it says, or raises ValueError."""

    def reports() -> Generator[ReportCopy, None, None]:
        with reading(path):
            things, claims = read(path)
            if not things:
                raise ValueError("there is nothing in it that has a type of kg")
            yield from checked(reports_of(path.name, things, claims))

    return Contents(reports=reports, judgements=[], forgotten=Forgotten(), ledger=Ledger())


def reports_of(name: str, things: Mapping[str, Thing], claims: Iterable[Claim]) -> Iterator[ReportCopy]:
    """Give the reports that say what a file of this name says. Raises ValueError at what is not explained."""
    by_report: dict[tuple[str, str], set[_Said]] = defaultdict(set)
    alone = set(things)
    for claim in claims:
        named = {claim.head, claim.tail, *(cited.speaker for cited in claim.cited if cited.speaker)}
        unknown = named - things.keys()
        if unknown:
            raise ValueError(f"it does not say what {min(unknown)} is")
        alone -= named
        for cited in claim.cited or (Cited("", name, _in_words(claim, things)),):
            by_report[cited.date, cited.title].add((cited.sentence, cited.speaker, claim))
    for (date, title), said in sorted(by_report.items()):
        for some in _parts(sorted(said, key=_order)):
            used = {iri for _, speaker, claim in some for iri in (claim.head, claim.tail, speaker) if iri}
            yield _report(name, title, date or None, {iri: things[iri] for iri in used}, some)
    for iris in _parts(sorted(alone)):
        yield _report(name, name, None, {iri: things[iri] for iri in iris}, ())


def _parts(whole: list[Part]) -> Iterator[list[Part]]:
    return (whole[begin : begin + _MOST] for begin in range(0, len(whole), _MOST))


def _in_words(claim: Claim, things: Mapping[str, Thing]) -> str:
    modality = None if claim.modality == "actual" else f"({claim.modality})"
    ends = things[claim.head].label, claim.relation, things[claim.tail].label
    return " ".join(part for part in (modality, *ends, claim.role, claim.time) if part is not None)


def _order(said: _Said) -> tuple[str, ...]:
    sentence, speaker, claim = said
    key = (claim.head, claim.relation, claim.tail, claim.modality, claim.role or "", claim.time or "")
    return sentence, *key, speaker


def _report(
    name: str, title: str, date: str | None, things: Mapping[str, Thing], said: Sequence[_Said]
) -> ReportCopy:
    """Return the report whose text are the sentences, and below them the names of the things."""
    text = ""
    spans: dict[str, Span] = {}
    for line in (*(sentence for sentence, *_ in said), *(things[iri].label for iri in sorted(things))):
        if line not in spans:
            spans[line] = len(text), len(text) + len(line)
            text += line + "\n"
    if "\0" in text:
        raise ValueError("a text in it holds the character NUL")
    entities: list[Entity] = []
    ids: dict[str, str] = {}
    for iri, thing in sorted(things.items()):
        ids[iri] = f"e{len(entities) + 1}"
        entities += _entities(iri, thing, len(entities) + 1, spans[thing.label])
    statements = tuple(
        _statement(claim, ids, ids.get(speaker), spans[sentence]) for sentence, speaker, claim in said
    )
    document = Document(
        name=Path(name).stem,
        path=name,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        title=title,
        date=date,
    )
    extraction = Extraction(document, tuple(entities), statements, IMPORTED)
    return copy_of(extraction, report_id(document), [name], with_text=True)


def _entities(iri: str, thing: Thing, number: int, mention: Span) -> Iterator[Entity]:
    """Give the thing, once for each of its codes and dates."""
    if not iri.startswith(ID):
        raise ValueError(f"{iri} does not begin with {ID}, as the IRIs of things do")
    forms = [
        Form(thing.label, IMPORTED, (mention,)),
        *(Form(name, IMPORTED) for name in sorted(set(thing.names))),
    ]
    for n in range(max(1, len(thing.codes), len(thing.dates))):
        yield Entity(
            id=f"e{number + n}",
            type=thing.type,
            subtype=thing.subtype,
            name=thing.label,
            forms=tuple(forms),
            date=thing.dates[min(n, len(thing.dates) - 1)] if thing.dates else None,
            code=thing.codes[min(n, len(thing.codes) - 1)] if thing.codes else None,
            key=iri.removeprefix(ID),
        )


def _statement(claim: Claim, ids: Mapping[str, str], speaker: str | None, span: Span) -> Statement:
    return Statement(
        type=claim.relation,
        head=ids[claim.head],
        tail=ids[claim.tail],
        spans=(span,),
        rule=IMPORTED,
        modality=cast(Modality, claim.modality),
        role=claim.role,
        time=claim.time,
        count=claim.count,
        speaker=speaker,
    )
