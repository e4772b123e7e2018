"""The store as a workbook (xlsx) for people: a sheet for each type of thing, the statements, the sentences.

Titles, types and relations are in Chinese with English beside; plans and wishes are told by their modality.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import networkx as nx

from extractors.model import ENTITY_TYPES
from kg.answers.formats import Cell
from kg.answers.graph import load_graph
from kg.answers.workbook import Sheet, workbook
from kg.store.quads import Quads
from kg.view.words import page_words

_THING = ("名称 label", "细类 subtype", "其他名称 names", "代码 code", "时间 date", "IRI")
_LINK = ("主体 head", "关系 relation", "对象 tail", "职务 role", "情态 modality", "时间 time")
_STATEMENT = (*_LINK, "数量 count", "依据数 sentences", "IRI")
_SENTENCE = (*_LINK, "句子 sentence", "说话人 speaker", "报告 report", "报告日期 date", "文件 file")


def write_workbook(quads: Quads, file: BinaryIO) -> None:
    """Write the workbook. Raises KgError for more rows than a sheet holds."""
    graph = load_graph(quads)
    types = page_words()["type"]
    sheets: dict[str, Sheet] = {
        " ".join(types[type_]): (_THING, list(_things(graph, type_))) for type_ in ENTITY_TYPES
    }
    sheets["陈述 statements"] = _STATEMENT, list(_statements(graph))
    sheets["依据 sentences"] = _SENTENCE, list(_sentences(graph))
    file.write(workbook(sheets))


def _things(graph: nx.MultiDiGraph, type_: str) -> Iterator[list[Cell]]:
    for iri, data in graph.nodes(data=True):
        if data["type"] == type_:
            subtype = data["subtype"]
            words = None if subtype is None else " ".join(page_words()["subtype"][subtype])
            yield [data["label"], words, "、".join(data["names"]) or None, data["code"], data["date"], iri]


def _statements(graph: nx.MultiDiGraph) -> Iterator[list[Cell]]:
    for head, tail, iri, data in graph.edges(keys=True, data=True):
        yield [*_link(graph, head, tail, data), data["count"], len(data["evidence"]), iri]


def _sentences(graph: nx.MultiDiGraph) -> Iterator[list[Cell]]:
    for head, tail, data in graph.edges(data=True):
        for entry in data["evidence"]:
            about = (entry[name] for name in ("sentence", "speaker", "title", "date", "source"))
            yield [*_link(graph, head, tail, data), *about]


def _link(graph: nx.MultiDiGraph, head: str, tail: str, data: dict[str, Cell]) -> list[Cell]:
    words = page_words()
    relation, modality = str(data["relation"]), str(data["modality"])
    return [
        graph.nodes[head]["label"],
        " ".join(words["relation"][relation][:2]),
        graph.nodes[tail]["label"],
        data["role"],
        " ".join(words["modality"][modality]),
        data["time"],
    ]
