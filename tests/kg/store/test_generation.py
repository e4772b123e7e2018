from __future__ import annotations

import json
import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.store import open_store
from kg.store.generation import begin, building, current, holder, open_quads, publish

A = ox.NamedNode("http://example.com/a")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "kg-store"
    _publish(path, 1)
    return path


def _publish(path: Path, number: int) -> None:
    with building(path):
        generation = begin(path)
        quads = ox.Store(str(generation.quads))
        quads.add(ox.Quad(A, A, ox.Literal(str(number))))
        quads.flush()
        del quads
        if not generation.sources.read_text(encoding="utf-8").strip("{}"):
            generation.sources.write_text('{"reports": {}, "failed": {}}', encoding="utf-8")
        publish(path, generation)


def test_the_next_generation_holds_what_the_last_held(store: Path) -> None:
    _publish(store, 2)
    with open_store(store) as opened:
        assert sorted(quad.object.value for quad in opened.quads) == ["1", "2"]
        assert len(opened.dataset) == 2
        assert opened.location == store


def test_reading_never_makes_a_store(tmp_path: Path) -> None:
    with pytest.raises(
        StoreError, match=r"^no store at .*nowhere: run kg build PATH\.\.\. --store .*nowhere$"
    ):
        open_store(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_no_store_and_stays_empty(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="^no store at "):
        open_store(tmp_path)
    assert list(tmp_path.iterdir()) == []


def _garbage_current(store: Path) -> None:
    (store / "CURRENT").write_bytes(b"\xff\x00garbage")


def _list_current(store: Path) -> None:
    (store / "CURRENT").write_text("[1, 2]", encoding="utf-8")


def _path_in_current(store: Path) -> None:
    (store / "CURRENT").write_text('{"format": 2, "generation": "../.."}', encoding="utf-8")


def _newer_format(store: Path) -> None:
    (store / "CURRENT").write_text('{"format": 3, "generation": "1"}', encoding="utf-8")


def _older_format(store: Path) -> None:
    (store / "CURRENT").write_text('{"format": 1, "generation": "1"}', encoding="utf-8")


def _no_generation(store: Path) -> None:
    (store / "generations" / "1").rename(store / "generations" / "9")


def _no_readers_file(store: Path) -> None:
    (store / "generations" / "1" / "readers").unlink()


def _no_sources(store: Path) -> None:
    (store / "generations" / "1" / "sources.json").unlink()


def _damaged_database(store: Path) -> None:
    for path in (store / "generations" / "1" / "quads").glob("MANIFEST-*"):
        path.write_bytes(b"garbage" * 9)


def _cut_database(store: Path) -> None:
    for path in (store / "generations" / "1" / "quads").glob("*.sst"):
        path.write_bytes(path.read_bytes()[:10])


BROKEN = [
    (_garbage_current, "CURRENT"),
    (_list_current, "CURRENT is not readable"),
    (_path_in_current, "CURRENT is not readable"),
    (_newer_format, "has format 3, this kg reads 2"),
    (_older_format, "has format 1, this kg reads 2"),
    (_no_generation, "generation 1 is missing"),
    (_no_readers_file, "generation 1 is incomplete"),
    (_no_sources, "sources.json is not readable"),
    (_damaged_database, "is broken"),
    (_cut_database, "is broken"),
]


@pytest.mark.parametrize(("damage", "told"), BROKEN, ids=[damage.__name__ for damage, _ in BROKEN])
def test_a_broken_store_is_one_line(store: Path, damage, told: str) -> None:  # type: ignore[no-untyped-def]
    damage(store)
    with pytest.raises(StoreError, match=told) as raised:
        open_store(store)
    assert "\n" not in str(raised.value)


def test_a_file_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x", encoding="utf-8")
    for opening in (open_store, lambda path: building(path).__enter__()):
        with pytest.raises(StoreError):
            opening(path)
    assert path.read_text(encoding="utf-8") == "x"


def test_the_lock_names_its_holder_while_it_is_held(store: Path) -> None:
    assert holder(store) is None
    with building(store):
        told = holder(store)
        assert told is not None and told.startswith(f"process {os.getpid()} on ")
        record = json.loads((store / "LOCK").read_text(encoding="utf-8"))
        assert record["pid"] == os.getpid()
    assert holder(store) is None
    assert (store / "LOCK").read_text(encoding="utf-8") == ""


def test_what_a_killed_build_left_is_taken_away(store: Path) -> None:
    with building(store):
        begin(store)
    assert sorted(path.name for path in (store / "generations").iterdir()) == ["1", "2"]
    _publish(store, 2)
    assert [path.name for path in (store / "generations").iterdir()] == ["2"]
    generation = current(store)
    assert generation is not None and len(open_quads(generation)) == 2


def test_a_folder_in_which_nothing_was_published_goes_again(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep", encoding="utf-8")
    for store in (tmp_path / "new" / "store", tmp_path / "mine"):
        with building(store):
            begin(store)
    assert not (tmp_path / "new" / "store").exists()
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]
