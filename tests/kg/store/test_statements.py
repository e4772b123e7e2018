from __future__ import annotations

import pyoxigraph as ox

from kg.store.patterns import term, values
from kg.store.rdf import StatementKey
from kg.store.records import report_id
from kg.store.statements import asserted
from kg.store.update import put_report, update
from kg.vocabulary import ID, KX, KXG
from tests.kg.store.five import extraction

KEY = StatementKey(
    f"{ID}organization/云岭省茶叶学会", "serves", f"{ID}industry/茶叶", None, "actual", None
)  # fmt: skip


def put(quads: ox.Store, name: str, count: int) -> str:
    """Store a report that says how many times a society served, and return its id."""
    things = {"s": ("Organization", "Society", "云岭省茶叶学会", None), "t": ("Industry", None, "茶叶", None)}
    rows = [("serves s t | 服务茶叶", {"count": count})]
    found = extraction(name, f"{name}\n云岭省茶叶学会服务茶叶。", things, rows)
    put_report(quads, found, report_id(found.document), with_text=True)
    return report_id(found.document)


def test_a_count_stays_while_an_assertion_gives_it() -> None:
    quads = ox.Store()

    def counts() -> list[str]:
        return sorted(values(quads, ox.NamedNode(KEY.iri), KX.count, term(KXG.statements)))

    one, two, three = put(quads, "甲", 2), put(quads, "乙", 2), put(quads, "丙", 3)
    update(quads, {one, two}, set())
    assert counts() == ["2"]
    update(quads, {three}, set())
    assert counts() == ["2", "3"]
    assert asserted(quads) == {ox.NamedNode(KEY.iri): {2, 3}}
    update(quads, set(), {one})
    assert counts() == ["2", "3"]
    update(quads, {put(quads, "丁", 4)}, {two})
    assert counts() == ["3", "4"]
