"""Hostile texts, and web pages."""

from __future__ import annotations

import gzip
import random

from tests.extractors.reading.made import docx, paragraph, pdf
from tests.hostile.case import ENTITIES, READ, Case

SENTENCE = "3月8日，云岭省茶叶学会到青禾县调研茶产业。\n"
PAGE = "<html><head><title>云岭省茶叶学会到青禾县</title></head><body>{}</body></html>"
BODY = f"<p>{SENTENCE * 5}</p>"
_EMPTY = "the file is empty"
_CONTROL = r"it holds control characters"
_NEITHER = r"neither UTF-8, GB18030, Big5 nor UTF-16"
_NO_TEXT = "no text of a report is found on this page|the file is empty"


def texts() -> dict[str, Case]:
    """Return texts by their names, with or without meaning, in good and bad encodings."""
    return {
        "empty.txt": Case(b"", _EMPTY),
        "spaces.txt": Case(" \t\r\n\u3000".encode() * 1000, _EMPTY),
        "mark-alone.txt": Case(b"\xef\xbb\xbf", _EMPTY),
        "mark-of-utf-16-alone.txt": Case(b"\xff\xfe", _EMPTY),
        "widthless-alone.txt": Case("\u200b\u200d\ufeff".encode(), READ),
        "nul.txt": Case(f"甲\x00乙{SENTENCE}".encode(), _CONTROL),
        "escapes.txt": Case(f"\x1b[31m{SENTENCE}\x1b]0;title\x07".encode(), _CONTROL),
        "png.txt": Case(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a .png file by its first bytes"),
        "jpg.txt": Case(b"\xff\xd8\xff\xe0\x00\x10JFIF", "a .jpg file by its first bytes"),
        "word.txt": Case(docx(paragraph("甲学会")), "a .docx file by its first bytes"),
        "old-word.txt": Case(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "a .doc file by its"),
        "pdf.txt": Case(pdf(["甲学会"]), "a .pdf file by its first bytes"),
        "gzip.txt": Case(gzip.compress(SENTENCE.encode() * 100, mtime=0), f"{_NEITHER}|{_CONTROL}"),
        "program.txt": Case(b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00>\x00", _CONTROL),
        "random.txt": Case(random.Random(8).randbytes(5000), f"{_NEITHER}|{_CONTROL}"),
        "odd-utf-16.txt": Case(SENTENCE.encode("utf-16") + b"\x00", _NEITHER),
        "half-character-of-utf-16.txt": Case(b"\xff\xfe" + b"2u" + b"\x00\xd8" + b"f[", _NEITHER),
        "half-character-of-utf-8.txt": Case(b"\xed\xa0\x80" + SENTENCE.encode() * 3, "damaged UTF-8"),
        "cut-in-a-character.txt": Case(SENTENCE.encode() * 3 + "学".encode()[:2], "damaged UTF-8"),
        "one-wrong-byte.txt": Case(SENTENCE.encode() * 3 + b"\xff" + SENTENCE.encode(), "damaged UTF-8"),
        "two-encodings.txt": Case(SENTENCE.encode() * 3 + SENTENCE.encode("gb18030") * 3, _NEITHER),
        "two-directions.txt": Case(f"\u202e{SENTENCE}\u202c\u2066甲学会\u2069\n".encode(), READ),
        "widthless.txt": Case("\u200b".join(SENTENCE * 5).encode(), READ),
        "marks-over-marks.txt": Case(("学" + "\u0301" * 5000 + SENTENCE).encode(), READ),
        "private-use.txt": Case(("\ue000\uf8ff\U000f0000" * 100 + SENTENCE).encode(), READ),
        "far-planes.txt": Case(("😀𠮷\U0002ceb0" * 100 + SENTENCE).encode(), READ),
        "no-characters.txt": Case("\ufffe\uffff\U0010ffff".encode() + SENTENCE.encode(), READ),
        "line-ends.txt": Case("甲\r乙\r\n丙\x0b丁\x0c戊\x85己\u2028庚\u2029辛\n".encode(), READ),
        "many-lines.txt": Case("甲\n".encode() + b"\n" * 50_000, READ),
        "marks-alone.txt": Case("，。；：、！？（）《》“”…—".encode() * 100, READ),
        "open-brackets.txt": Case("（《“".encode() * 2000, READ),
        "one-word.txt": Case(b"a" * 10_000, READ),
        "great-number.txt": Case(f"云岭省茶叶学会建成{'9' * 5000}个科技小院。\n".encode(), READ),
        "no-dates.txt": Case("9999年99月99日，0000年0月0日，2025年13月45日，茶叶学会成立。\n".encode(), READ),
        "formula.txt": Case(f"=HYPERLINK(\"http://x\")\n{SENTENCE}".encode(), READ),
        "script.txt": Case(f"<script>alert(1)</script>\n{SENTENCE}".encode(), READ),
        "quotes.txt": Case(f"\"}}]]>' ; DROP ALL --\n{SENTENCE}".encode(), READ),
        "front-matter.md": Case(f"---\ntitle: {'[' * 2000}\n---\n# 甲\n{SENTENCE}".encode(), READ),
    }  # fmt: skip


def pages() -> dict[str, Case]:
    """Return web pages by their names."""
    bomb = f'<?xml version="1.0"?><!DOCTYPE html [{ENTITIES}]>'
    outside = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return {
        "empty.html": Case(b"", _EMPTY),
        "spaces.html": Case(b" \n" * 500, _EMPTY),
        "no-text.html": Case(PAGE.format("<img src='a.jpg'>").encode(), _NO_TEXT),
        "scripts-alone.html": Case(PAGE.format(f"<script>{SENTENCE}</script>").encode(), _NO_TEXT),
        "frames.html": Case(b"<html><frameset><frame src='http://x/'></frameset></html>", _NO_TEXT),
        "menu-alone.html": Case(PAGE.format("<a href='/'>首页</a>" * 50).encode(), _NO_TEXT),
        "deep.html": Case(PAGE.format("<div>" * 50_000 + BODY).encode(), f"{_NO_TEXT}|damaged|"),
        "unclosed.html": Case(PAGE.format("<table><tr><td><b><i><p>" * 200 + BODY).encode(), f"{_NO_TEXT}|"),
        "entities.html": Case((bomb + PAGE.format(f"<p>&j;</p>{BODY}")).encode(), READ),
        "outside-entity.html": Case((outside + PAGE.format(f"<p>&x;</p>{BODY}")).encode(), READ),
        "long-attribute.html": Case(PAGE.format(f"<p title='{'a' * 2_000_000}'>甲</p>{BODY}").encode(), READ),
        "wrong-charset.html": Case(f"<meta charset='utf-16'>{PAGE.format(BODY)}".encode(), READ),
        "unknown-charset.html": Case(f"<meta charset='x-none'>{PAGE.format(BODY)}".encode() + b"\xff", READ),
        "nul.html": Case(PAGE.format(f"<p>甲\x00乙</p>{BODY}").encode(), READ),
        "picture.html": Case(b"\x89PNG\r\n\x1a\n" + random.Random(9).randbytes(3000), f"{_NO_TEXT}|damaged"),
        "half-character.html": Case(PAGE.format(f"<p>&#xD800;甲</p>{BODY}").encode(), READ),
    }  # fmt: skip
