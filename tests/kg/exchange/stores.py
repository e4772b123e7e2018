"""Stores of some of the five reports and some judgements, and what they give as files."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from kg.exchange.backup import write_backup
from kg.exchange.formats import FORMATS
from kg.identity.judgements import JudgedMention, Judgement
from kg.store import open_store
from kg.store.change import changing, judge
from kg.store.ledger import Ledger
from kg.store.quads import Quads
from kg.store.records import report_id
from kg.store.update import put_report, put_sources, update
from tests.kg.store.five import five

FIVE = five()
IDS = [report_id(extraction.document) for extraction in FIVE]


def _mention(number: int, form: str, type_: str) -> JudgedMention:
    begin = FIVE[number].document.text.index(form)
    return JudgedMention(IDS[number], type_, form, begin, begin + len(form))


AT = "2026-01-02T03:04:05Z"
SAME = Judgement("same", (_mention(1, "李明远", "Person"),), (_mention(4, "李明远", "Person"),), "王芳", AT)
DIFFERENT = Judgement(
    "different", (_mention(0, "青禾县", "Place"),), (_mention(1, "青禾县", "Place"),), "王芳", AT
)
JUDGEMENTS = [SAME, SAME.undo("李雷", AT), DIFFERENT]


def made(store: Path, numbers: set[int], judgements: set[int], *, with_text: bool = True) -> Path:
    """Make a store of some of the five reports and some of the judgements."""
    with changing(store, create=True) as change:
        for number in numbers:
            put_report(change.quads, FIVE[number], IDS[number], with_text=with_text)
            put_sources(change.quads, IDS[number], [f"{number}.txt"])
            change.ledger.reports[f"/reports/{number}.txt"] = IDS[number], f"{number}.txt"
        update(change.quads, {IDS[number] for number in numbers}, set())
        change.publish()
    judge(store, [JUDGEMENTS[number] for number in sorted(judgements)])
    return store


def backup_of(store: Path, path: Path) -> bytes:
    with open_store(store) as opened:
        write_backup(opened, path)
    return path.read_bytes()


def text_of(quads: Quads, format_: str) -> str:
    """Return what a format of texts writes."""
    return bytes_of(quads, format_).decode("utf-8")


def bytes_of(quads: Quads, format_: str) -> bytes:
    """Return what a format writes: that of a folder is the bytes of its files in order."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "graph"
        FORMATS[format_].write(quads, path)
        files = sorted(path.rglob("*.*")) if path.is_dir() else [path]
        return b"".join(file.read_bytes() for file in files)


def exported(store: Path, format_: str = "nquads") -> str:
    with open_store(store) as opened:
        return text_of(opened.quads, format_)


def ledger(store: Path) -> Ledger:
    with open_store(store) as opened:
        return opened.ledger
