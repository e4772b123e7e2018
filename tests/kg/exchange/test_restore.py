from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.exchange.restore import Restored, restore
from kg.store.ledger import Ledger
from tests.kg.exchange.stores import backup_of, exported, ledger, made
from tests.kg.store.builds import REPORTS, run, write
from tests.kg.store.lines import Extractor

subsets = st.tuples(st.sets(st.integers(0, 4)), st.sets(st.integers(0, 2)), st.booleans())


@settings(max_examples=12, deadline=None)
@given(subset=subsets)
def test_a_restored_store_is_the_one_that_was_backed_up(
    subset: tuple[set[int], set[int], bool], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("round")
    numbers, judgements, with_text = subset
    store = made(folder / "store", numbers, judgements, with_text=with_text)
    first = backup_of(store, folder / "first.zip")
    restore(folder / "other", folder / "first.zip")
    assert exported(folder / "other") == exported(store)
    assert ledger(folder / "other") == ledger(store)
    assert backup_of(folder / "other", folder / "second.zip") == first


@settings(max_examples=6, deadline=None)
@given(one=subsets, other=subsets)
def test_two_stores_are_united_whichever_comes_first(
    one: tuple[set[int], set[int], bool],
    other: tuple[set[int], set[int], bool],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("united")
    made(folder / "one", one[0], one[1])
    made(folder / "other", other[0], other[1])
    both = made(folder / "both", one[0] | other[0], one[1] | other[1])
    backup_of(folder / "one", folder / "one.zip")
    backup_of(folder / "other", folder / "other.zip")
    restore(folder / "one", folder / "other.zip")
    restore(folder / "other", folder / "one.zip")
    assert exported(folder / "one") == exported(folder / "other") == exported(both)
    assert ledger(folder / "one") == ledger(folder / "other") == ledger(both)


@pytest.mark.parametrize("suffix", ["nq", "trig"])
def test_an_export_of_the_whole_store_comes_back(store: Path, tmp_path: Path, suffix: str) -> None:
    made(store, {0, 1, 2, 3, 4}, {0, 2})
    path = tmp_path / f"export.{suffix}"
    path.write_text(exported(store, {"nq": "nquads", "trig": "trig"}[suffix]), encoding="utf-8")
    assert restore(tmp_path / "other", path) == Restored(new=5, judgements=2)
    assert exported(tmp_path / "other") == exported(store)
    assert ledger(tmp_path / "other") == Ledger()


def test_the_example_store_comes_back(example_store: Path, tmp_path: Path) -> None:
    first = backup_of(example_store, tmp_path / "first.zip")
    assert restore(tmp_path / "other", tmp_path / "first.zip") == Restored(new=7)
    assert exported(tmp_path / "other") == exported(example_store)
    assert backup_of(tmp_path / "other", tmp_path / "second.zip") == first


def test_what_was_restored_is_not_read_again(folder: Path, store: Path, tmp_path: Path) -> None:
    write(folder / "broken.txt", "")
    run(store, folder)
    backup_of(store, tmp_path / "backup.zip")
    restore(tmp_path / "other", tmp_path / "backup.zip")
    outcome = run(tmp_path / "other", folder)
    assert (len(outcome.unchanged), len(outcome.failed), outcome.new) == (len(REPORTS), 1, [])


def test_what_the_store_knows_of_a_path_stays(folder: Path, store: Path, tmp_path: Path) -> None:
    run(store, folder)
    backup_of(store, tmp_path / "backup.zip")
    write(folder / "a.txt", "改写\n云岭省茶叶学会 offers 制茶\n")
    run(store, folder)
    known = ledger(store)
    assert restore(store, tmp_path / "backup.zip") == Restored(new=1, unchanged=2)
    assert ledger(store) == known
    assert "第一篇" in exported(store)


def test_nothing_new_leaves_the_store_as_it_is(store: Path, tmp_path: Path) -> None:
    made(store, {0, 1}, {0})
    backup_of(store, tmp_path / "backup.zip")
    before = (store / "CURRENT").read_bytes()
    assert restore(store, tmp_path / "backup.zip") == Restored(unchanged=2)
    assert (store / "CURRENT").read_bytes() == before


def test_a_store_is_replaced_on_request(store: Path, tmp_path: Path) -> None:
    made(store, {0, 1}, {0})
    made(tmp_path / "other", {2}, set())
    backup_of(tmp_path / "other", tmp_path / "other.zip")
    restore(store, tmp_path / "other.zip", replace=True)
    assert exported(store) == exported(tmp_path / "other")
    assert ledger(store) == ledger(tmp_path / "other")


@pytest.mark.parametrize("newer_first", [True, False])
def test_the_later_reading_of_a_report_counts(folder: Path, tmp_path: Path, newer_first: bool) -> None:
    stores = [tmp_path / "old", tmp_path / "new"]
    for store, version in zip(stores, ["lines-9", "lines-10"], strict=True):
        run(store, folder, extractor=Extractor(version))
        backup_of(store, store.with_suffix(".zip"))
    into, source = stores[::-1] if newer_first else stores
    changed = 0 if newer_first else len(REPORTS)
    restored = restore(into, source.with_suffix(".zip"))
    assert restored == Restored(changed=changed, unchanged=len(REPORTS) - changed)
    assert exported(into) == exported(stores[1])


def test_a_backup_names_no_machine_but_in_its_list_of_files(store: Path, tmp_path: Path) -> None:
    made(store, {0}, set())
    backup_of(store, tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        holders = [name for name in archive.namelist() if b"/reports/0.txt" in archive.read(name)]
    assert holders == ["sources.json"]
