"""Builds of three short reports with the extractor of lines.py, and what tests ask of the store."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from rdflib import DCTERMS

from extractors.reading import find_reports
from kg.store import open_store
from kg.store.build import Outcome, build, build_again
from kg.store.patterns import term
from kg.vocabulary import KX
from tests.kg.store.lines import Extractor

REPORTS = {
    "a.txt": "第一篇\n云岭省茶叶学会 serves 茶叶\n李明远 holdsPost 云岭省茶叶学会\n",
    "b.txt": "第二篇\n云岭省茶叶学会 cooperatesWith 云岭农业大学\n云岭省茶叶学会 serves 茶叶\n",
    "deep/c.md": "第三篇\n云岭农业大学 offers 茶树育种\n李明远 holdsPost 云岭省茶叶学会\n",
}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(store: Path, *paths: Path, extractor: Extractor | None = None, **more: bool) -> Outcome:
    used = Extractor() if extractor is None else extractor
    folders = [path for path in paths if path.is_dir()]
    return build(store, find_reports(paths), folders=folders, version=used.version, load=lambda: used, **more)


def again(store: Path, extractor: Extractor, **more: bool) -> Outcome:
    return build_again(store, version=extractor.version, load=lambda: extractor, **more)


def lines(store: Path) -> list[str]:
    with open_store(store) as opened:
        return sorted(str(quad) for quad in opened.quads)


def texts(store: Path, predicate: str) -> set[str]:
    """Return the texts of a predicate in any graph."""
    with open_store(store) as opened:
        found = opened.quads.quads_for_pattern(None, term(predicate), None, None)
        return {quad.object.value for quad in found}


def sources(store: Path) -> set[str]:
    return texts(store, DCTERMS.source)


def versions(store: Path) -> set[str]:
    return texts(store, KX.extractor)


def names(outcome: Outcome) -> dict[str, list[str]]:
    """Return the names of the files of each state that a file is in."""
    return {
        state.name: [path.name for path in getattr(outcome, state.name)]
        for state in fields(outcome)
        if state.name not in ("difference", "read") and getattr(outcome, state.name)
    }
