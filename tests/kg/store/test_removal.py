from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import NotFoundError, StoreError
from kg.store import open_store
from kg.store.removal import remove
from tests.kg.store.builds import lines, names, run, write


def ids(store: Path) -> dict[str, str]:
    """Return the id of the report of each source."""
    with open_store(store) as opened:
        return {source: report for report, source in opened.ledger.reports.values()}


def test_what_only_a_removed_report_supports_goes_with_it(folder: Path, store: Path, tmp_path: Path) -> None:
    run(store, folder)
    whole = lines(store)
    removal = remove(store, ["b.txt"], dry_run=True)
    assert lines(store) == whole
    assert removal == remove(store, ["b.txt"])
    assert [report.sources for report in removal.reports] == [("b.txt",)]
    # a.txt also says whom the society serves.
    assert (removal.statements_gone, removal.statements_kept) == (1, 1)
    (folder / "b.txt").unlink()
    run(tmp_path / "without", folder)
    assert lines(store) == lines(tmp_path / "without")
    assert names(run(store, folder)) == {"unchanged": ["a.txt", "c.md"]}


def test_a_removed_report_whose_file_is_there_is_new_at_the_next_build(folder: Path, store: Path) -> None:
    run(store, folder)
    whole = lines(store)
    remove(store, ["a", "b", "c"])
    assert lines(store) == []
    assert names(run(store, folder)) == {"new": ["a.txt", "b.txt", "c.md"]}
    assert lines(store) == whole


def test_a_report_has_many_names(folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(store, folder)
    monkeypatch.chdir(folder / "deep")
    id_ = ids(store)["deep/c.md"]
    ways = [
        str(folder / "deep" / "c.md"), "c.md", "../deep/c.md", "deep/c.md", "c",
        id_, id_[:8], id_[:8].upper(),
        f"https://kexie-kg.example/report/{id_}", f"https://kexie-kg.example/report/{id_[:9]}",
    ]  # fmt: skip
    for name in ways:
        [report] = remove(store, [name, "c"], dry_run=True).reports
        assert (report.id, report.title) == (id_, "第三篇")
    with pytest.raises(NotFoundError):
        remove(store, [id_[:7]])


def test_a_report_in_two_files_goes_whole(folder: Path, store: Path) -> None:
    shutil.copy(folder / "a.txt", folder / "z.txt")
    run(store, folder)
    [report] = remove(store, ["z.txt"]).reports
    assert report.sources == ("a.txt", "z.txt")
    assert report.paths == (str(folder / "a.txt"), str(folder / "z.txt"))
    assert set(ids(store)) == {"b.txt", "deep/c.md"}


def test_a_name_that_several_reports_have_removes_none(folder: Path, store: Path) -> None:
    write(folder / "deep" / "a.txt", "另一篇\n")
    run(store, folder)
    before = lines(store)
    with pytest.raises(NotFoundError) as raised:
        remove(store, ["b.txt", "a"])
    told = str(raised.value)
    assert told.startswith("a may be one of 2 reports, name one: ") and "\n" not in told
    assert "a.txt (第一篇, id " in told and "deep/a.txt (另一篇, id " in told
    assert lines(store) == before
    # Its path below the folder means one.
    assert [report.title for report in remove(store, ["a.txt"]).reports] == ["第一篇"]


def test_an_unknown_name_lists_the_nearest(folder: Path, store: Path) -> None:
    write(folder / "0308-换届.txt", "换届\n")
    run(store, folder)
    with pytest.raises(
        NotFoundError, match=r"^the store has no report 0308换届; the nearest: 0308-换届\.txt"
    ):
        remove(store, ["0308换届"])
    with pytest.raises(NotFoundError, match="^the store has no report ????$".replace("?", r"\?")):
        remove(store, ["????"])


def test_nothing_is_removed_where_there_is_no_store(store: Path) -> None:
    with pytest.raises(StoreError, match="^no store at "):
        remove(store, ["a"])
    assert not store.exists()


def test_a_hostile_name_of_a_file_stays_on_one_line(folder: Path, store: Path) -> None:
    write(folder / "x\ny.txt", "名\n")
    run(store, folder)
    assert "\n" not in str(remove(store, ["x\ny.txt"]).reports[0])
