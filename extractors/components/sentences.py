"""Sentences and clauses of the normalised text: `doc._.sentences`.

A closing quotation mark after a full stop belongs to the sentence before it. A line without a full stop is a
heading, or a caption or byline where it says so.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractors.mentions import Clause, Sentence

Doc.set_extension("sentences", default=())

_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；][”’）》」]*|\n|$)")
_CLAUSE = re.compile(r"[^，：,]*(?:[，：,]|$)")
_BYLINE = re.compile(
    r"^[（(]?(?:供稿|撰稿|通讯员|记者|本报|责编|责任编辑|编辑|审核|初审|终审|摄影|来源|文/|图/|整理|校对|发布机构|作者|（?文[:：])"
)
_CAPTION = re.compile(r"^(?:[▲△◆图]|图为|上图|下图|左图|右图|图[一二三四五0-9])")
_MAX_HEADING = 60


def match(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of `text` in order, none of them blank."""
    found = []
    for piece in _SENTENCE.finditer(text):
        begin, end = piece.start(), piece.end()
        if text[begin:end].strip("\n 。！？；”"):
            if text[end - 1] == "\n":
                end -= 1
            clauses = tuple(
                Clause(begin + part.start(), begin + part.end())
                for part in _CLAUSE.finditer(text[begin:end])
                if part.end() > part.start()
            )
            found.append(Sentence(begin, end, _kind(text, begin, end), clauses))
    return tuple(found)


def _kind(text: str, begin: int, end: int) -> str:
    stretch = text[begin:end]
    starts_line = begin == 0 or text[begin - 1] == "\n"
    if starts_line and _BYLINE.match(stretch):
        return "byline"
    if starts_line and _CAPTION.match(stretch) and len(stretch) <= _MAX_HEADING:
        return "caption"
    ends_line = end == len(text) or text[end] == "\n"
    if starts_line and ends_line and stretch[-1] not in "。！？；：" and len(stretch) <= _MAX_HEADING:
        return "heading"
    return "text"


@Language.component("kg_sentences", assigns=["doc._.sentences"])
def sentences(doc: Doc) -> Doc:
    """Set `doc._.sentences`."""
    doc._.sentences = match(doc.text)
    return doc
