"""Hostile tables; they are read where they are named, not in a folder."""

from __future__ import annotations

import io
import json
import zipfile

from tests.extractors.reading.made import archive, xlsx
from tests.hostile.case import ENTITIES, READ, Case

_SHEET = "xl/worksheets/sheet1.xml"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def tables() -> dict[str, Case]:
    """Return tables by their names."""
    good = xlsx({"Sheet": [["text"], ["甲学会成立。"]]})
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>'
    far = f'{head}<row r="1048576"><c r="XFD1048576"/></row>'
    bomb = '<row r="1"><c t="inlineStr"><is><t>&j;</t></is></c></row>'
    return {
        "empty.csv": Case(b"", "which column holds the texts"),
        "spaces.csv": Case(b" \n \n", "which column holds the texts"),
        "no-rows.csv": Case(b"text\n", "no report in this table"),
        "no-text.csv": Case(b"a,b\n1,2\n", "which column holds the texts"),
        "binary.csv": Case(b"text\n\x00\xff\xfe\x01", "control characters|neither UTF-8"),
        "open-quote.csv": Case('text\n"甲学会成立。\n乙'.encode(), READ),
        "ragged.csv": Case("标题,正文\n甲\n乙,乙学会成立。,丙,丁\n".encode(), "the file is empty"),
        "same-columns.csv": Case("text,text\n甲,乙学会成立。\n".encode(), READ),
        "many-columns.csv": Case(("a," * 20_000 + "text\n" + "," * 20_000 + "甲\n").encode(), READ),
        "long-cell.csv": Case(("text\n" + "甲" * 1_000_001 + "\n").encode(), "1000001 characters, more than"),
        "formula.csv": Case('text,title\n甲学会成立。,"=cmd|\' /C calc\'!A0"\n'.encode(), READ),
        "empty.jsonl": Case(b"\n\n", "no report in this table"),
        "deep.jsonl": Case(b"[" * 100_000, "no JSON"),
        "not-json.jsonl": Case(b"{'text': 1}", "no JSON"),
        "great-number.jsonl": Case(b'{"text": 1' + b"0" * 5000 + b"}", "no JSON"),
        "half-character.jsonl": Case(json.dumps({"text": "甲\ud800"}).encode(), "half a character"),
        "half-title.jsonl": Case(json.dumps({"text": "甲", "title": "\ud800"}).encode(), "correct the row"),
        "empty.xlsx": Case(b"", _DAMAGED),
        "text.xlsx": Case(b"text\n1\n", _DAMAGED),
        "truncated.xlsx": Case(good[: len(good) // 2], _DAMAGED),
        "no-sheets.xlsx": Case(archive({"a.xml": b"<a/>"}), _DAMAGED),
        "far-cell.xlsx": Case(_sheet(good, far), "no report in this table"),
        "leads-out.xlsx": Case(_renamed(good, "../../.."), READ),
        "entities.xlsx": Case(_sheet(good, bomb, f"<!DOCTYPE x [{ENTITIES}]>"), _DAMAGED),
    }  # fmt: skip


_DAMAGED = "damaged, or no"


def _renamed(workbook: bytes, name: str) -> bytes:
    """Return a workbook whose sheet has another name, of the same length or not."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as zipped:
        parts = {part: zipped.read(part) for part in zipped.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'name="Sheet"', f'name="{name}"'.encode())
    return archive(parts)


def _sheet(workbook: bytes, rows: str, declarations: str = "") -> bytes:
    """Return a workbook with these rows in its sheet."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as zipped:
        parts = {name: zipped.read(name) for name in zipped.namelist()}
    parts[_SHEET] = f"{declarations}<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>".encode()
    return archive(parts)
