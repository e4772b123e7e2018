"""The formats of `kg export` and `kg import`, in one place: a new one is a line of FORMATS.

    FORMATS["turtle"].write(quads, Path("facts.ttl"))

Every format is written from the resolved graph, as it is or as `--as-of` and `--without` leave it; the same
graph gives the same bytes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError
from kg.exchange.analysis_graph import read_graphml, read_pair
from kg.exchange.claims import Claims, contents_of
from kg.exchange.contents import Contents
from kg.exchange.cypher import write_cypher
from kg.exchange.dataset import read_dataset
from kg.exchange.facts import read_jsonld, read_rdfxml, read_turtle
from kg.exchange.graph_xml import write_gexf, write_graphml
from kg.exchange.linked_data import write_jsonld, write_nquads, write_rdfxml, write_trig, write_turtle
from kg.exchange.mentions import write_mentions
from kg.exchange.pair import write_neo4j, write_pair
from kg.exchange.parquet import write_parquet
from kg.exchange.sheets import write_workbook
from kg.exchange.site import write_site
from kg.store.generation import replacing
from kg.store.quads import Quads


@dataclass(frozen=True)
class Format:
    """A format of one file: the ending of its name, what it holds, the functions that write and read it."""

    suffix: str
    holds: str
    write_to: Callable[[Quads, BinaryIO], None]
    read: Callable[[Path], Contents] | None = None
    is_text: bool = True

    def write(self, quads: Quads, path: Path) -> None:
        """Write the file in one step. Raises OSError where it cannot be written."""
        with replacing(path) as file:
            self.write_to(quads, file)


@dataclass(frozen=True)
class FolderFormat:
    """A format of several files in a folder: what they hold, the functions that write and read them."""

    holds: str
    write_into: Callable[[Quads, Path], None]
    read: Callable[[Path], Contents] | None = None
    is_text: bool = True

    def write(self, quads: Quads, path: Path) -> None:
        """Write the folder in one step. Raises OSError where it cannot be, KgError where it is there."""
        with _new_folder(path) as folder:
            self.write_into(quads, folder)


def _claims(read: Callable[[Path], Claims]) -> Callable[[Path], Contents]:
    return lambda path: contents_of(path, read)


FORMATS: dict[str, Format | FolderFormat] = {
    "turtle": Format(".ttl", "the facts", write_turtle, _claims(read_turtle)),
    "jsonld": Format(".jsonld", "the facts, with a context of its own", write_jsonld, _claims(read_jsonld)),
    "rdfxml": Format(".rdf", "the facts", write_rdfxml, _claims(read_rdfxml)),
    "trig": Format(".trig", "the whole store, readable", write_trig, read_dataset),
    "nquads": Format(".nq", "the whole store, a sorted line a quad", write_nquads, read_dataset),
    "graphml": Format(".graphml", "things and statements", write_graphml, _claims(read_graphml)),
    "gexf": Format(".gexf", "the same, for Gephi", write_gexf),
    "csv": FolderFormat("the same, as nodes.csv and edges.csv", write_pair, _claims(read_pair)),
    "neo4j": FolderFormat("the same, with the headers of neo4j-admin database import", write_neo4j),
    "cypher": Format(".cypher", "the same, for Neo4j and Memgraph", write_cypher),
    "xlsx": Format(".xlsx", "a sheet for each type, statements, sentences", write_workbook, is_text=False),
    "parquet": FolderFormat("things, statements and evidence as Parquet", write_parquet, is_text=False),
    "site": FolderFormat("a page for each thing and the explorer, to open or to put on the web", write_site),
    "mentions": Format(".csv", "which mention of which report became which thing, and why", write_mentions),
}

READERS = {
    format_.suffix: format_.read
    for format_ in FORMATS.values()
    if isinstance(format_, Format) and format_.read is not None
}
"""The functions that read exports of one file back, by the ending of its name."""


@contextmanager
def _new_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder, which takes the place of `path` in one step at the end."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise KgError(f"cannot write {path}: it is there and not empty; name a new folder or remove it")
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.mkdir()
        yield temporary
        os.replace(temporary, path)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
