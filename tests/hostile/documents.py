"""Hostile Word documents and PDF files."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib

import pypdf

from tests.extractors.reading.made import archive, docx, paragraph, pdf
from tests.hostile.case import ENTITIES, READ, Case
from tests.hostile.zips import claiming

_DAMAGED = "damaged, or no"
_WORD = "word/document.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def word_documents() -> dict[str, Case]:
    """Return Word documents by their names."""
    good = docx(paragraph("云岭省茶叶学会到青禾县调研。"))
    return {
        "empty.docx": Case(b"", "the file is empty"),
        "text.docx": Case("甲学会到青禾县。".encode(), _DAMAGED),
        "truncated.docx": Case(good[: len(good) // 2], _DAMAGED),
        "without-end.docx": Case(good[:-5], _DAMAGED),
        "password.docx": Case(_OLE + bytes(2000), "encrypted, or of an old version of Office"),
        "no-parts.docx": Case(archive({}), _DAMAGED),
        "other-parts.docx": Case(archive({"a.txt": b"a"}), _DAMAGED),
        "no-text.docx": Case(docx("<w:p/>"), "it holds no text"),
        "not-xml.docx": Case(docx("<w:p>"), _DAMAGED),
        "entities.docx": Case(docx(paragraph("&j;"), f"<!DOCTYPE w [{ENTITIES}]>"), _DAMAGED),
        "outside-entity.docx": Case(
            docx(paragraph("甲&x;"), '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), READ
        ),
        "deep.docx": Case(docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000), _DAMAGED),
        "tables-in-tables.docx": Case(
            docx("<w:tbl><w:tr><w:tc>" * 60 + paragraph("甲学会") + "</w:tc></w:tr></w:tbl>" * 60), READ
        ),
        "half-character.docx": Case(docx(paragraph("甲&#xD800;")), _DAMAGED),
        "bomb.docx": Case(claiming(good, _WORD, 2**31), "it unpacks to 2148 MB, more than 500"),
        "claims-less.docx": Case(claiming(good, _WORD, 10), _DAMAGED),
        "leads-out.docx": Case(_with_part(good, "../../evil.txt", b"x"), READ),
    }  # fmt: skip


def pdf_files() -> dict[str, Case]:
    """Return PDF files by their names."""
    good = pdf(["云岭省茶叶学会到青禾县调研。"])
    loop = good.replace(b"/Kids[6 0 R]", b"/Kids[2 0 R]")
    return {
        "empty.pdf": Case(b"", "the file is empty"),
        "text.pdf": Case("甲学会到青禾县。".encode(), "no PDF file"),
        "head-alone.pdf": Case(b"%PDF-1.7\n", _DAMAGED),
        "truncated.pdf": Case(good[: len(good) // 3], f"{_DAMAGED}|no text on its pages"),
        "random.pdf": Case(b"%PDF-1.7\n" + random.Random(7).randbytes(5000), _DAMAGED),
        "password.pdf": Case(_encrypted(good), "encrypted with a password"),
        "pictures.pdf": Case(pdf(["", "", ""]), r"no text on its pages \(3\), which are pictures"),
        "no-meaning.pdf": Case(pdf(["\ue000\ue001\ue002" * 20]), "its fonts do not say"),
        "no-pages.pdf": Case(pdf([]), "no text on its pages"),
        "pages-of-themselves.pdf": Case(loop, f"{_DAMAGED}|no text on its pages"),
        "claims-pages.pdf": Case(good.replace(b"/Count 1", b"/Count 999999999"), "pages, more than|"),
        "wrong-table.pdf": Case(good.replace(b"startxref\n", b"startxref\n9"), READ),
        "deep.pdf": Case(good.replace(b"/Type/Catalog", b"/Type/Catalog/A" + b"[" * 20_000), f"{_DAMAGED}|"),
        "script.pdf": Case(pdf(["甲学会"], "/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), READ),
        "half-characters.pdf": Case(pdf(["甲\ud800乙"]), READ),
        "unpacks.pdf": Case(drawing(b" " * 90_000_000), f"{_DAMAGED}|no text on its pages"),
    }  # fmt: skip


def drawing(content: bytes, pages: int = 1) -> bytes:
    """Return a PDF in which each page draws this, which is compressed and there once."""
    whole = re.sub(rb"/Contents \d+ 0 R", b"/Contents 5 0 R", pdf(["甲"] * pages))
    head, rest = whole.split(b"<</Length ", 1)
    packed = zlib.compress(content)
    length = b"<</Length %d/Filter/FlateDecode>>\nstream\n" % len(packed)
    return head + length + packed + b"\nendstream" + rest.split(b"\nendstream", 1)[1]


def slow_pdf() -> bytes:
    """Return a small PDF that takes minutes: each of its 300 pages draws the same 50,000 words."""
    return drawing(b"BT /F1 12 Tf (a) Tj ET\n" * 50_000, 300)


def _encrypted(data: bytes) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(data))
    writer.encrypt("secret", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _with_part(data: bytes, name: str, part: bytes) -> bytes:
    packed = io.BytesIO(data)
    with zipfile.ZipFile(packed, "a") as zipped:
        zipped.writestr(zipfile.ZipInfo(name), part)
    return packed.getvalue()
