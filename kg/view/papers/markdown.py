"""A paper as Markdown, with footnotes (`[^1]`) as GitHub, Pandoc and most editors read them.

Pictures are left out: they would be files of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.answers.formats import markdown, markdown_text, one_line
from kg.answers.paper import Paper
from kg.view.papers.text import more, source, subtitle

_BEGINS_LIST = re.compile(r"^(\d+)([.)])|^([+-])")


def as_markdown(paper: Paper) -> bytes:
    """Return the paper as UTF-8."""
    return "".join(f"{line}\n" for line in _lines(paper)).encode("utf-8", "replace")


def _lines(paper: Paper) -> Iterator[str]:
    numbers = paper.numbers()
    yield f"# {_plain(paper.title)}"
    yield ""
    yield _plain(subtitle(paper))
    for section in paper.sections:
        yield ""
        yield f"## {section.chinese} {section.english}"
        for words in section.words:
            yield from ("", _plain(words))
        if section.grid is not None:
            yield from ("", markdown(*section.grid).rstrip("\n"))
        if section.lines:
            yield ""
        for line in section.lines:
            # A line break in the words of a piece must not end the item.
            words = "".join(
                _inline(piece.text) + "".join(f"[^{numbers[note]}]" for note in piece.notes)
                for piece in line.pieces
            )
            yield f"- {_BEGINS_LIST.sub(_escaped_begin, words)}{more(line.more)}"
        if section.more:
            yield f"-{more(section.more)}"
    if numbers:
        yield ""
    for note, number in numbers.items():
        yield f"[^{number}]: {_plain(source(note))}"


def _plain(text: str) -> str:
    return _BEGINS_LIST.sub(_escaped_begin, _inline(one_line(text)))


def _inline(text: str) -> str:
    """Return text as it is, whatever signs of Markdown are in it; spaces at its ends are kept."""
    body = one_line(text)
    begin = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() and body else ""
    return begin + markdown_text(body) + end


def _escaped_begin(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}"
