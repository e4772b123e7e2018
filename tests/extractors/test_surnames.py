from __future__ import annotations

from ontologies.tables import read_table


def test_surnames() -> None:
    rows = [row.cells for row in read_table("extractors.data", "surnames.tsv", ("surname", "per_million"))]
    names = [surname for surname, _ in rows]
    assert len(names) == len(set(names)) == 684
    assert rows[0] == ("王", "68480")
    assert {"欧阳", "仝", "闫", "尉迟", "邬", "丛"} - set(names) == set()
    assert {"浩然", "山口", "中山", "婕"} & set(names) == set()
    assert {len(surname) for surname in names} == {1, 2, 3, 4}
    assert [count for _, count in rows if count != "" and not count.isdigit()] == []
