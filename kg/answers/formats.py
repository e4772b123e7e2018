"""Rows → text: a table for the eye, CSV for spreadsheets, Markdown, JSON for programs; triples → Turtle.

Report text is hostile. A CSV cell that a spreadsheet would run as a formula (it begins with = + - @, their
full-width forms, a tab or a carriage return, and is no number) gets a `'` in front; a table shows control
characters and direction overrides as nothing, and every row on one line; in Markdown every sign stands for
itself. `kg.answers.workbook` writes rows as xlsx.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pyoxigraph as ox

from kg.answers.query import Rows, Term
from kg.vocabulary import PREFIXES

Cell = str | int | float | None

_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|!~&$^]")
_NUMBERS = {PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float")}
# C0 and C1 controls but line feed and tab, and the characters that turn the direction of text around.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def table(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Return aligned columns; Chinese characters count as two columns, numbers stand to the right."""
    lines = [[_shown(cell) for cell in row] for row in (header, *rows)]
    widths = [max(width(line[n]) for line in lines) for n in range(len(header))]
    numbers = _numbers(header, rows)
    lines.insert(1, ["-" * size for size in widths])

    def aligned(text: str, size: int, number: bool) -> str:
        space = " " * (size - width(text))
        return space + text if number else text + space

    return "".join("  ".join(map(aligned, line, widths, numbers)).rstrip() + "\n" for line in lines)


def markdown(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Return a table of GitHub's Markdown; numbers stand to the right."""
    lines = [[markdown_text(_shown(cell)) for cell in row] for row in (header, *rows)]
    lines.insert(1, ["--:" if number else "---" for number in _numbers(header, rows)])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def markdown_text(text: str) -> str:
    """Return text in which no sign acts as one of Markdown or HTML, but for those that begin a list."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


def _numbers(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[bool]:
    """Return of each column whether it has numbers alone."""
    return [bool(rows) and all(isinstance(row[n], int | float) for row in rows) for n in range(len(header))]


def comma_separated(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Return CSV (RFC 4180, line feeds) that is safe to open in a spreadsheet."""
    lines: list[str] = []

    class Lines:
        write = staticmethod(lines.append)

    # Told to end lines with line feeds alone, Python leaves a carriage return unquoted: a new row for Excel.
    writer = csv.writer(Lines)
    for row in [header, *rows]:
        writer.writerow([inert(cell) for cell in row])
    return "".join(line.removesuffix("\r\n") + "\n" for line in lines)


ROWS: dict[str, Callable[[Sequence[str], Sequence[Sequence[Cell]]], str]] = {
    "table": table,
    "csv": comma_separated,
    "md": markdown,
}
"""The formats that write a header and rows as text."""


def inert(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula."""
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def active(cell: str) -> str:
    """Return the cell that `inert` made safe as it was."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def json_text(value: Any) -> str:
    """Return JSON with Chinese as it is and the control characters of C1 escaped, as JSON's own are."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def results_json(rows: Rows) -> dict[str, Any]:
    """Return the rows in the form of SPARQL 1.1 Query Results JSON (W3C)."""
    bindings = [
        {name: _term_json(term) for name, term in zip(rows.variables, row, strict=True) if term is not None}
        for row in rows.rows
    ]
    return {"head": {"vars": list(rows.variables)}, "results": {"bindings": bindings}}


def turtle(triples: Iterable[ox.Triple]) -> str:
    """Return Turtle with the project's prefixes, everything in sorted order."""
    text = io.BytesIO()
    ox.serialize(sorted(set(triples), key=str), text, ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    lines = text.getvalue().splitlines(keepends=True)
    # Oxigraph writes the prefixes in another order each time.
    return b"".join([*sorted(lines[: len(PREFIXES)]), *lines[len(PREFIXES) :]]).decode("utf-8")


def plain(term: Term | None) -> Cell:
    """Return a term as a cell: a literal's text, a prefixed name or the IRI of anything else."""
    if isinstance(term, ox.NamedNode):
        return shortened(term.value)
    return None if term is None else getattr(term, "value", str(term))


def lexical(term: Term | None) -> Cell:
    """Return a term as SPARQL's CSV results have it: a literal's text, a full IRI."""
    return None if term is None else getattr(term, "value", str(term))


def number_or_text(term: Term | None) -> Cell:
    """Return a term as a cell of a workbook: a number where it is one, else as `lexical` has it."""
    if isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS and _NUMBER.fullmatch(term.value):
        return int(term.value) if term.value.lstrip("+-").isdigit() else float(term.value)
    return lexical(term)


def shortened(iri: str) -> str:
    """Return the IRI with the longest prefix of the project's that fits, else whole."""
    fitting = [(len(start), name, start) for name, start in PREFIXES.items() if iri.startswith(start)]
    if not fitting:
        return iri
    _, name, start = max(fitting)
    return f"{name}:{iri.removeprefix(start)}"


def for_terminal(text: str) -> str:
    """Return the text without what acts on a terminal: escape sequences, direction overrides."""
    return _UNSAFE.sub("", text)


def one_line(text: str) -> str:
    """Return the text as `for_terminal` has it, on one line."""
    return " ".join(for_terminal(text).split())


def width(text: str) -> int:
    """Return the number of terminal columns that the text takes."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _shown(cell: Cell) -> str:
    return "" if cell is None else one_line(str(cell))


def _term_json(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Literal):
        value = {"type": "literal", "value": term.value}
        if term.language is not None:
            value["xml:lang"] = term.language
        elif term.datatype.value != PREFIXES["xsd"] + "string":
            value["datatype"] = term.datatype.value
        return value
    parts = {name: _term_json(getattr(term, name)) for name in ("subject", "predicate", "object")}
    return {"type": "triple", "value": parts}
