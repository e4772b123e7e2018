from __future__ import annotations

import hashlib
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.exchange.restore import restore
from tests.kg.exchange.stores import IDS, backup_of, exported, made

Members = dict[str, str]


def resummed(members: Members) -> None:
    """Make the sums of the manifest right, as a forger would."""
    manifest = json.loads(members["manifest.json"])
    for name, entry in manifest["members"].items():
        entry["sha256"] = hashlib.sha256(members[name].encode()).hexdigest()
    members["manifest.json"] = json.dumps(manifest)


def in_record(members: Members, old: str, new: str) -> None:
    assert old in members["reports.jsonl"]
    members["reports.jsonl"] = members["reports.jsonl"].replace(old, new)
    resummed(members)


def newer(members: Members) -> None:
    members["manifest.json"] = members["manifest.json"].replace('"format": 1', '"format": 2')


def another_text(members: Members) -> None:
    in_record(members, r"换届\n", r"改选\n")


def another_quote(members: Members) -> None:
    in_record(members, r"\"evidence\":\"将服务青禾县\"", r"\"evidence\":\"已服务青禾县\"")


def another_title(members: Members) -> None:
    in_record(members, r"\"title\":\"云岭省科协换届\"", r"\"title\":\"云岭省科协\"")


def no_such_type(members: Members) -> None:
    in_record(members, r"\"type\":\"Person\"", r"\"type\":\"Robot\"")


def no_such_entity(members: Members) -> None:
    in_record(members, r"\"head\":\"p\"", r"\"head\":\"q\"")


def far_away(members: Members) -> None:
    in_record(members, r"\"spans\":[[", r"\"spans\":[[0,99999999999],[")


def newer_record(members: Members) -> None:
    in_record(members, r"{\"format\":1", r"{\"format\":2")


def twice(members: Members) -> None:
    members["reports.jsonl"] += members["reports.jsonl"]
    resummed(members)


def no_judgement(members: Members) -> None:
    members["judgements.jsonl"] = members["judgements.jsonl"].replace('"same"', '"perhaps"')
    resummed(members)


def judged_nowhere(members: Members) -> None:
    members["judgements.jsonl"] = members["judgements.jsonl"].replace(IDS[1], "<b>")
    resummed(members)


def no_hash(members: Members) -> None:
    members["forgotten.jsonl"] = '["salt", "hash"]\n'
    resummed(members)


def no_ledger(members: Members) -> None:
    members["sources.json"] = '{"reports": {"/a": {"report": 1, "source": 2}}, "failed": {}}'
    resummed(members)


def changed(members: Members) -> None:
    members["sources.json"] += " "


def missing(members: Members) -> None:
    del members["judgements.jsonl"]


def bomb(members: Members) -> None:
    members["reports.jsonl"] = " " * 300_000_000


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (newer, "its format is 2, this kg reads 1"),
        (another_text, "is not what its id says"),
        (another_quote, "is damaged"),
        (another_title, "is not what its id says"),
        (no_such_type, "is damaged"),
        (no_such_entity, "is damaged"),
        (far_away, "is damaged"),
        (newer_record, "was written by a newer kg"),
        (twice, "stands in it twice"),
        (no_judgement, "perhaps is no kind of judgement"),
        (judged_nowhere, "a judgement in it is damaged"),
        (no_hash, "its list of forgotten persons is damaged"),
        (no_ledger, "its list of files is damaged"),
        (changed, "sources.json in it was changed"),
        (missing, "does not hold what a backup holds"),
        (bomb, "unpacks to more than any backup does"),
    ],
)
def test_what_is_damaged_or_forged_is_refused_and_changes_nothing(
    harm: Callable[[Members], None], told: str, store: Path, tmp_path: Path
) -> None:
    made(store, {0}, {0})
    backup_of(store, tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    harm(members)
    with zipfile.ZipFile(tmp_path / "forged.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    refused(tmp_path / "forged.zip", store, tmp_path, told)


def refused(path: Path, store: Path, tmp_path: Path, told: str) -> None:
    before, current = exported(store), (store / "CURRENT").read_bytes()
    for replace in (False, True):
        with pytest.raises(KgError) as error:
            restore(store, path, replace=replace)
        assert str(path) in str(error.value)
        assert told in str(error.value)
        assert "\n" not in str(error.value)
    assert (exported(store), (store / "CURRENT").read_bytes()) == (before, current)
    with pytest.raises(KgError):
        restore(tmp_path / "none", path)
    assert not (tmp_path / "none").exists()


def test_a_backup_cut_or_scratched_anywhere_is_refused(store: Path, tmp_path: Path) -> None:
    made(store, {0}, {0})
    whole = backup_of(store, tmp_path / "backup.zip")
    places = random.Random(5).sample(range(2, len(whole)), 60)
    for place in places[:20]:
        (tmp_path / "cut.zip").write_bytes(whole[:place])
        with pytest.raises(KgError):
            restore(tmp_path / "none", tmp_path / "cut.zip")
    for place in places[20:]:
        scratched = bytearray(whole)
        scratched[place] ^= 0x55
        (tmp_path / "scratched.zip").write_bytes(scratched)
        try:
            restore(tmp_path / "some", tmp_path / "scratched.zip", replace=True)
        except KgError:
            continue
        # A byte that says nothing (a time, an attribute) may be another.
        assert exported(tmp_path / "some") == exported(store)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "a.nq",
            "<https://a.example/b> <https://a.example/b> <https://a.example/b> .\n",
            "holds no report of kg",
        ),
        ("a.nq", "no quads", "damaged or not whole"),
        ("a.trig", "", "holds no report of kg"),
        ("a.zip", "", "it is no backup, and no export that can be read (.ttl, "),
        ("a.zip", "PK", "damaged or not whole"),
    ],
)
def test_other_files_are_refused(name: str, content: str, told: str, store: Path, tmp_path: Path) -> None:
    made(store, {0}, set())
    (tmp_path / name).write_text(content, encoding="utf-8")
    refused(tmp_path / name, store, tmp_path, told)


def test_a_file_that_is_not_there_is_named(store: Path, tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"cannot read .*none.zip: No such file"):
        restore(store, tmp_path / "none.zip")


def test_an_export_without_records_is_refused(store: Path, tmp_path: Path) -> None:
    made(store, {0}, set())
    lines = [line for line in exported(store).splitlines(keepends=True) if "ns#record>" not in line]
    (tmp_path / "a.nq").write_text("".join(lines), encoding="utf-8")
    refused(tmp_path / "a.nq", store, tmp_path, "has no record")
