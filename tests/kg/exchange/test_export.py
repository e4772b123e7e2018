"""What holds for each format; the tests of the formats themselves are beside this file."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, cast

import pyoxigraph as ox
import pytest

from kg.errors import KgError
from kg.exchange.formats import FORMATS, FolderFormat, Format
from tests.kg.exchange.hostile import HOSTILE, relabelled
from tests.kg.exchange.stores import bytes_of, text_of

TEXTS = [name for name, format_ in FORMATS.items() if format_.is_text]
FOLDERS = [name for name, format_ in FORMATS.items() if isinstance(format_, FolderFormat)]


def test_the_docs_list_the_formats_in_order() -> None:
    text = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
    out = text.partition("## Out\n")[2]
    rows = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in out.splitlines()
        if line.startswith("| `")
    ]
    expected = [
        (
            f"`{name}`",
            f"`{one.suffix}`" if isinstance(one, Format) else "a folder",
            one.holds,
            "yes" if one.read else "",
        )
        for name, one in FORMATS.items()
    ]
    assert rows[: len(expected)] == expected


@pytest.mark.parametrize("format_", FORMATS)
def test_equal_stores_give_equal_bytes(quads: ox.Store, format_: str) -> None:
    shuffled = list(quads)
    random.Random(7).shuffle(shuffled)
    other = ox.Store()
    other.extend(shuffled)
    assert bytes_of(other, format_) == bytes_of(quads, format_)


@pytest.mark.parametrize("format_", TEXTS)
def test_each_format_has_the_names_of_things(quads: ox.Store, format_: str) -> None:
    assert "云岭省茶叶学会" in text_of(quads, format_)
    assert "990101" in text_of(quads, format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_an_empty_store_can_be_exported(format_: str) -> None:
    assert "云岭省".encode() not in bytes_of(ox.Store(), format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_no_format_fails_at_hostile_names(quads: ox.Store, format_: str) -> None:
    relabelled(quads, HOSTILE)
    assert bytes_of(quads, format_)


@pytest.mark.parametrize("format_", FOLDERS)
def test_a_folder_is_written_in_one_step_and_never_over_another(
    quads: ox.Store, format_: str, tmp_path: Path
) -> None:
    FORMATS[format_].write(quads, tmp_path / "graph")
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]
    with pytest.raises(KgError, match="it is there and not empty; name a new folder"):
        FORMATS[format_].write(quads, tmp_path / "graph")
    with pytest.raises(OSError, match="No such file"):
        FORMATS[format_].write(quads, tmp_path / "no" / "graph")
    (tmp_path / "empty").mkdir()
    FORMATS[format_].write(quads, tmp_path / "empty")
    names = [sorted(path.name for path in (tmp_path / name).iterdir()) for name in ("graph", "empty")]
    assert names[0] == names[1]


@pytest.mark.parametrize("format_", FOLDERS)
def test_what_fails_leaves_no_folder(format_: str, tmp_path: Path) -> None:
    with pytest.raises(AttributeError):
        FORMATS[format_].write(cast(Any, None), tmp_path / "graph")
    assert list(tmp_path.iterdir()) == []
