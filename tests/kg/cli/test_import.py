from __future__ import annotations

from pathlib import Path

from tests.conftest import Kg


def test_a_backup_makes_the_store_again(kg: Kg, example_store: Path, tmp_path: Path) -> None:
    backup, other = tmp_path / "backup.zip", tmp_path / "other"
    result = kg("export", "backup", "-o", backup, "--store", example_store)
    assert (result.exit_code, result.output) == (0, "")
    result = kg("import", backup, "--store", other)
    assert result.exit_code == 0
    assert result.output == "Reports: 7 new, 0 changed, 0 unchanged. Judgements: 0 new\n"
    counted = [kg("build", "examples/reports", "--store", store).output for store in (example_store, other)]
    assert counted[0] == counted[1]
    assert kg("import", backup, "--store", other).output.startswith("Reports: 0 new, 0 changed, 7 unchanged.")


def test_a_backup_needs_a_file(kg: Kg, example_store: Path) -> None:
    result = kg("export", "backup", "-o", "-", "--store", example_store)
    assert result.exit_code == 2
    assert "a backup holds everything, in a file" in result.output


def test_a_backup_that_cannot_be_written_is_one_line(kg: Kg, example_store: Path, tmp_path: Path) -> None:
    result = kg("export", "backup", "-o", tmp_path / "no" / "backup.zip", "--store", example_store)
    assert "cannot write" in str(result.exception)
    assert "no/backup.zip" in str(result.exception)


def test_a_file_that_is_no_backup_makes_no_store(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no backup", encoding="utf-8")
    result = kg("import", tmp_path / "notes.txt", "--store", tmp_path / "other")
    assert "notes.txt: it is no backup" in str(result.exception)
    assert not (tmp_path / "other").exists()


def test_a_backup_leaves_nothing_out(kg: Kg, example_store: Path, tmp_path: Path) -> None:
    result = kg("export", "backup", "-o", tmp_path / "a.zip", "--store", example_store, "--without", "Person")
    assert result.exit_code == 2
    assert "a backup holds everything" in result.output


def test_what_was_exported_without_persons_is_not_imported(
    kg: Kg, example_store: Path, tmp_path: Path
) -> None:
    kg("export", "nquads", "-o", tmp_path / "a.nq", "--store", example_store, "--without", "Person")
    result = kg("import", tmp_path / "a.nq", "--store", tmp_path / "other")
    assert "has no record" in str(result.exception)
