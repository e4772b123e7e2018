from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from rdflib import RDF, RDFS

from extractors.model import Document, Extraction
from kg.errors import StoreError
from kg.exchange.restore import Restored, restore
from kg.identity.judgements import JudgedMention, Judgement
from kg.store import open_store
from kg.store.change import changing, judge
from kg.store.forgetting import Forgetting, forget
from kg.store.judgements import read_judgements
from kg.store.patterns import subjects, term, values
from kg.store.rdf import FACTS
from kg.store.records import report_id, without_text
from kg.store.update import put_report, put_sources, read_extraction, update
from kg.vocabulary import KX
from tests.kg.exchange.stores import backup_of, exported
from tests.kg.store.builds import again, run, texts, write
from tests.kg.store.five import extraction, five
from tests.kg.store.lines import Extractor

NAME = "李明远"
AT = "2026-01-02T03:04:05Z"


@pytest.fixture(autouse=True)
def one_salt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Equal stores are compared here; in life, salts differ."""
    monkeypatch.setattr(secrets, "token_hex", lambda size: "5a" * size)


def made(store: Path, extractions: list[Extraction], *, with_text: bool = True) -> Path:
    with changing(store, create=True) as change:
        for one in extractions:
            report = report_id(one.document)
            kept = one if with_text else without_text(one)
            put_report(change.quads, kept, report, with_text=with_text)
            put_sources(change.quads, report, [one.document.name])
            change.ledger.reports[f"/reports/{one.document.name}"] = report, one.document.name
        update(change.quads, {report_id(one.document) for one in extractions}, set())
        change.publish()
    return store


def person(store: Path, name: str = NAME, body: str | None = None) -> list[str]:
    with open_store(store) as opened:
        found = [
            node
            for node in subjects(opened.quads, RDF.type, term(KX.Person), FACTS)
            if name in values(opened.quads, node, RDFS.label, FACTS)
            and (
                body is None
                or any(end.endswith(body) for end in values(opened.quads, node, KX.holdsPost, FACTS))
            )
        ]
    assert len(found) == 1
    return [found[0].value]


def files_with(store: Path, name: str) -> list[str]:
    return [path.name for path in store.rglob("*") if path.is_file() and name.encode() in path.read_bytes()]


def test_nothing_of_the_name_is_left_in_any_file_of_the_store(folder: Path, store: Path) -> None:
    run(store, folder)
    assert files_with(store, NAME)
    assert forget(store, person(store)) == Forgetting(
        reports=2,
        statements=1,
        judgements=0,
        paths=[str(folder / "a.txt"), str(folder / "deep" / "c.md")],
        is_held=False,
    )
    assert files_with(store, NAME) == []
    assert "××× holdsPost 云岭省茶叶学会" in "".join(texts(store, KX.text))
    assert "云岭农业大学" in exported(store)


def test_a_build_does_not_bring_a_person_back(folder: Path, store: Path, tmp_path: Path) -> None:
    run(store, folder)
    forget(store, person(store))
    before = exported(store)
    outcome = run(store, folder)
    assert len(outcome.unchanged) == 3
    assert exported(store) == before
    write(folder / "a.txt", "改写\n李明远 holdsPost 云岭省茶叶学会\n李明远 holdsPost 云岭农业大学\n")
    write(folder / "new.txt", "新\n李明远 holdsPost 云岭省茶叶学会\n云岭省茶叶学会 serves 茶叶\n")
    run(store, folder)
    again(store, Extractor("lines-2"))
    assert files_with(store, NAME) == []
    assert "云岭省茶叶学会" in exported(store)


def test_the_order_of_forgetting_and_building_does_not_matter(
    folder: Path, store: Path, tmp_path: Path
) -> None:
    run(store, folder / "a.txt")
    forget(store, person(store))
    run(store, folder)
    run(tmp_path / "other", folder)
    forget(tmp_path / "other", person(tmp_path / "other"))
    assert exported(store) == exported(tmp_path / "other")


def test_a_person_without_a_post_is_known_again_in_the_same_report(store: Path, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "一\n王芳 participatesIn 茶叶大会\n")
    run(store, tmp_path / "a.txt", extractor=Participants())
    forget(store, person(store, "王芳"))
    with changing(store) as change:
        update(change.quads, set(), set(change.ledger.paths()))
        change.ledger.reports.clear()
        change.publish(purged=True)
    assert len(run(store, tmp_path / "a.txt", extractor=Participants()).new) == 1
    assert files_with(store, "王芳") == []


class Participants(Extractor):
    def extract(self, document: Document) -> Extraction:
        return extraction(
            "a",
            document.text,
            {"p": ("Person", None, "王芳", None), "e": ("Event", None, "茶叶大会", None)},
            [("participatesIn p e | 王芳 participatesIn 茶叶大会", {})],
            version=self.version,
        )


def test_a_namesake_stays_where_he_stands(store: Path) -> None:
    made(store, [five()[2]])
    forget(store, person(store, body="云岭农业大学"))
    assert texts(store, KX.text) == {"联合会\n云岭农业大学校长×××、云岭省科学技术协会李明远签约。"}
    assert person(store, body="云岭省科学技术协会")
    (quote,) = texts(store, KX.quote) - {"李明远签约"}
    assert quote == "云岭省科学技术协会李明远"


def test_what_bears_the_name_is_hidden_and_not_fused(store: Path) -> None:
    reports = []
    for name, holder in (("a", "李明远"), ("b", "王芳芳")):
        text = f"{holder}简讯\n云岭农业大学教授{holder},{holder}工作室服务茶叶。"
        things = {
            "p": ("Person", None, holder, None),
            "u": ("Organization", "University", "云岭农业大学", None),
            "f": ("Facility", "Station", f"{holder}工作室", None),
            "t": ("Industry", None, "茶叶", None),
        }
        rows = [
            (f"holdsPost p u | 云岭农业大学教授{holder}", {}),
            (f"serves f t | {holder}工作室服务茶叶", {}),
        ]
        reports.append(extraction(name, text, things, rows))
    made(store, reports)
    for holder in ("李明远", "王芳芳"):
        forget(store, person(store, holder))
        assert files_with(store, holder) == []
    with open_store(store) as opened:
        studios = list(subjects(opened.quads, RDF.type, term(KX.Facility), FACTS))
    assert len(studios) == 2
    assert {"×××工作室", "×××简讯"} <= texts(store, RDFS.label) | texts(
        store, "http://purl.org/dc/terms/title"
    )


def judged(number: int, form: str, type_: str) -> JudgedMention:
    document = five()[number].document
    begin = document.text.index(form)
    return JudgedMention(report_id(document), type_, form, begin, begin + len(form))


def test_judgements_about_the_person_go_and_others_stay(store: Path) -> None:
    made(store, five()[:2])
    counties = Judgement(
        "different", (judged(0, "青禾县", "Place"),), (judged(1, "青禾县", "Place"),), "王芳", AT
    )
    persons = Judgement("same", (judged(0, NAME, "Person"),), (judged(1, NAME, "Person"),), "王芳", AT)
    judge(store, [counties, persons.undo("王芳", AT)])
    assert forget(store, person(store)).judgements == 1
    with open_store(store) as opened:
        assert read_judgements(opened.quads) == [counties]
    assert files_with(store, NAME) == []


@pytest.mark.parametrize("with_text", [True, False])
def test_a_store_without_the_person_is_backed_up_and_restored(
    store: Path, tmp_path: Path, with_text: bool
) -> None:
    made(store, five()[:2], with_text=with_text)
    backup_of(store, tmp_path / "before.zip")
    forget(store, person(store))
    first = backup_of(store, tmp_path / "after.zip")
    restore(tmp_path / "other", tmp_path / "after.zip")
    assert exported(tmp_path / "other") == exported(store)
    assert backup_of(tmp_path / "other", tmp_path / "again.zip") == first

    # An older backup brings nobody back, also where it replaces all.
    assert restore(store, tmp_path / "before.zip") == Restored(unchanged=2)
    restore(store, tmp_path / "before.zip", replace=True)
    assert exported(store) == exported(tmp_path / "other")

    # A backup of a store without the person takes him out of another store.
    made(tmp_path / "third", five()[:3], with_text=with_text)
    restore(tmp_path / "third", tmp_path / "after.zip")
    with open_store(tmp_path / "third") as opened:
        names = {
            entity.name
            for one in five()[:2]
            for entity in read_extraction(opened.quads, report_id(one.document)).entities
        }
    assert NAME not in names


def test_a_backup_from_before_brings_no_judgement_about_the_person(store: Path, tmp_path: Path) -> None:
    made(store, five()[:2])
    judge(store, [Judgement("same", (judged(0, NAME, "Person"),), (judged(1, NAME, "Person"),), "王芳", AT)])
    backup_of(store, tmp_path / "before.zip")
    forget(store, person(store))
    assert restore(store, tmp_path / "before.zip") == Restored(unchanged=2)
    assert files_with(store, NAME) == []


def test_a_dry_run_tells_the_same_and_changes_nothing(folder: Path, store: Path) -> None:
    run(store, folder)
    before = exported(store), (store / "CURRENT").read_bytes()
    expected = forget(store, person(store), dry_run=True)
    assert (exported(store), (store / "CURRENT").read_bytes()) == before
    assert forget(store, person(store)) == expected


def test_a_reader_that_holds_the_older_state_is_told_of(folder: Path, store: Path) -> None:
    run(store, folder)
    one = person(store)
    with open_store(store):
        assert forget(store, one).is_held
    write(folder / "d.txt", "四\n")
    run(store, folder)
    assert files_with(store, NAME) == []


def test_several_persons_go_at_once(store: Path) -> None:
    made(store, [five()[2]])
    both = [*person(store, body="云岭农业大学"), *person(store, body="云岭省科学技术协会")]
    assert forget(store, both).reports == 1
    assert files_with(store, NAME) == []


def test_who_is_not_there_is_told(folder: Path, store: Path) -> None:
    run(store, folder)
    one = person(store)
    forget(store, one)
    with pytest.raises(StoreError, match="does not know"):
        forget(store, one)


def test_there_must_be_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        forget(tmp_path / "none", ["https://kexie-kg.example/id/person/0"])
