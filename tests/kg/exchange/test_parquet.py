from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from pyarrow import parquet

from kg.errors import KgError
from kg.exchange import parquet as written
from kg.exchange.parquet import write_parquet
from tests.kg.exchange.hostile import HOSTILE, relabelled
from tests.kg.small import IRI


def rows(path: Path) -> list[dict[str, Any]]:
    return parquet.read_table(path).to_pylist()


@pytest.mark.parametrize("chunk", [3, 1000])
def test_three_tables_hold_the_graph(
    quads: ox.Store, tmp_path: Path, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written, "_CHUNK", chunk)
    relabelled(quads, HOSTILE)
    write_parquet(quads, tmp_path)
    things = {row["iri"]: row for row in rows(tmp_path / "nodes.parquet")}
    assert len(things) == 10
    assert things[IRI["association"]]["names"] == ["云岭省科协", "省科协"]
    assert things[IRI["company"]]["label"] == HOSTILE
    statements = {row["iri"]: row for row in rows(tmp_path / "edges.parquet")}
    (plan,) = (row for row in statements.values() if row["modality"] == "planned")
    assert (plan["count"], plan["time"], plan["role"]) == (5, "2026", None)
    evidence = rows(tmp_path / "evidence.parquet")
    assert {row["statement"] for row in evidence} == set(statements)
    (said,) = (row for row in evidence if row["statement"] == plan["iri"])
    assert (said["speaker"], said["quote"], said["rule"]) == ("周明远", "省科协将服务青禾县", "serves.test")


def test_without_pyarrow_it_says_what_to_install(
    quads: ox.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = builtins.__import__

    def lacking(name: str, *more: Any) -> Any:
        if name == "pyarrow":
            raise ModuleNotFoundError(name=name)
        return imported(name, *more)

    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(KgError, match=r"pip install 'kexie-kg\[parquet\]'"):
        write_parquet(quads, tmp_path)
