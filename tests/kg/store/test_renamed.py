from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox

from extractors.model import Extraction, Form
from kg.identity.judgements import Judgements
from kg.identity.keys import report_entities
from kg.store.records import report_id
from kg.store.renamed import rename
from kg.store.update import put_report, update
from tests.kg.store.five import extraction, stored

SOCIETY = ("Organization", "Society", "云岭省茶学会", None)
RENAMED = ("Organization", "Society", "云岭省茶叶学会", None)
COUNTY = ("Place", "County", "青禾县", "990101")

BOTH = extraction(
    "both",
    "云岭省茶学会与云岭省茶叶学会合作。\n云岭省茶学会服务青禾县3次，云岭省茶叶学会服务青禾县。\n",
    {"e1": SOCIETY, "e2": RENAMED, "e3": COUNTY},
    [
        ("cooperatesWith e1 e2 | 云岭省茶学会与云岭省茶叶学会合作", {}),
        ("serves e1 e3 | 云岭省茶学会服务青禾县", {"count": 3, "speaker": "e2"}),
        ("serves e2 e3 | 云岭省茶叶学会服务青禾县", {}),
        ("locatedIn e1 e3 | 云岭省茶学会…青禾县", {}),
    ],
)
ANOTHER = extraction(
    "another",
    "云岭省茶学会、青禾县科协参加。青禾县科协在青禾县。\n",
    {"e1": SOCIETY, "e2": ("Organization", "Association", "青禾县科协", None), "e3": COUNTY},
    [("locatedIn e2 e3 | 青禾县科协在青禾县", {})],
)


def one_is_the_other() -> Extraction:
    """Return a report that gives one society both names: each is full, so they are one."""
    report = extraction("proof", "云岭省茶学会更名为云岭省茶叶学会。\n", {"e1": RENAMED}, [])
    [society] = report.entities
    old = Form(SOCIETY[2], "renamed in the text", ((0, 6),))
    return replace(report, entities=(replace(society, forms=(*society.forms, old)),))


def lines(quads: ox.Store) -> list[str]:
    return sorted(str(quad) for quad in quads)


def put(quads: ox.Store, added: Extraction) -> None:
    put_report(quads, added, report_id(added.document), with_text=True)
    update(quads, {report_id(added.document)}, set())


def unplaced(text: list[str]) -> list[str]:
    """Return the quads without the sources, which `stored` gives and `put` does not."""
    return [line for line in text if "/source>" not in line]


def test_two_that_become_one_and_two_again_leave_what_a_store_of_the_same_reports_has() -> None:
    proof = one_is_the_other()
    quads = stored([BOTH, ANOTHER])
    two = lines(quads)
    put(quads, proof)
    one = unplaced(lines(quads))
    assert one == unplaced(lines(stored([BOTH, ANOTHER, proof])))
    cooperation = f"{report_id(BOTH.document)}#span=0,16>"
    assert any(cooperation in line for line in two)
    assert not any(cooperation in line for line in one)  # nobody cooperates with himself
    update(quads, set(), {report_id(proof.document)})
    assert lines(quads) == two


def test_only_the_nodes_that_change_are_read_and_written() -> None:
    quads = stored([ANOTHER])
    report = report_id(ANOTHER.document)
    profiles = {one.id: one.profile.id for one in report_entities(ANOTHER, report)}
    changed = rename(quads, ANOTHER, report, Judgements(), {profiles["e1"]: "organization/云岭省茶叶学会"})
    assert not changed.statements
    assert {quad.subject.value.rpartition("#")[2] for quad in changed.old} == {"e1"}
    [gone], [came] = set(changed.old) - set(changed.new), set(changed.new) - set(changed.old)
    assert str(gone.object) == "<https://kexie-kg.example/id/organization/云岭省茶学会>"
    assert str(came.object) == "<https://kexie-kg.example/id/organization/云岭省茶叶学会>"
