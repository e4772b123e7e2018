from __future__ import annotations

import pyoxigraph as ox
import pytest

from extractors.model import Extraction
from kg.answers.conflicts import Conflict, conflicts
from kg.store.patterns import remove, term
from kg.vocabulary import ID, KX, KXG
from tests.kg.answers.years import SOCIETY, another, store_of, years
from tests.kg.small import small_store
from tests.kg.store.five import extraction


def shown(found: list[Conflict]) -> list[tuple[str, str, str | None, list[str]]]:
    return [(one.kind, one.about.label, one.role, [side.label for side in one.sides]) for one in found]


def test_reports_of_three_years_change_and_do_not_contradict() -> None:
    assert conflicts(store_of(years())) == []
    assert conflicts(small_store()) == []


def president(name: str, date: str | None, words: str = "云岭省茶叶学会会长") -> Extraction:
    return another(f"座谈\n{words}{name}", name, date)


def test_two_holders_of_one_post_in_reports_of_one_date() -> None:
    quads = store_of([*years(), president("陈晓", "2025-03")])
    [found] = conflicts(quads)
    assert shown([found]) == [("holders", "云岭省茶叶学会", "会长", ["陈晓", "林素英"])]
    assert found.about.iri == SOCIETY
    assert [[entry["date"] for entry in side.said] for side in found.sides] == [["2025-03"], ["2025-03-08"]]
    assert found.worth == 2


@pytest.mark.parametrize(
    ("name", "date", "words"),
    [
        ("陈晓", "2025-04", "云岭省茶叶学会会长"),  # a later holder follows
        ("陈晓", None, "云岭省茶叶学会会长"),  # nobody knows when
        ("陈晓", "2025", "云岭省茶叶学会会长"),  # before or after, in one year
        ("陈晓", "2025-03", "云岭省茶叶学会原会长"),  # a former one
        ("林素英", "2025-03", "云岭省茶叶学会会长"),  # the same
    ],
)
def test_what_is_no_conflict_of_holders(name: str, date: str | None, words: str) -> None:
    assert conflicts(store_of([*years()[2:], president(name, date, words)])) == []


def test_a_holder_between_two_sights_of_another_contradicts() -> None:
    quads = store_of([president("陈晓", "2024"), *years()[:1], president("周明远", "2026")])
    assert shown(conflicts(quads)) == [("holders", "云岭省茶叶学会", "会长", ["周明远", "陈晓"])]


def test_posts_of_many_holders_do_not_conflict() -> None:
    vice = [
        extraction(
            name,
            f"座谈\n云岭省茶叶学会副会长{name}",
            {"s": ("Organization", "Society", "云岭省茶叶学会", None), "p": ("Person", None, name, None)},
            [(f"holdsPost p s | 云岭省茶叶学会副会长{name}", {"role": "副会长"})],
            date="2025-03",
        )
        for name in ("陈晓", "王雪")
    ]
    assert conflicts(store_of(vice)) == []


def numbers(*dates: str, time: str | None = None) -> list[Conflict]:
    """Return the conflicts of reports that count one to many services of a county on these dates."""
    return conflicts(
        store_of(
            [
                extraction(
                    f"r{number}",
                    f"工作{number}\n云岭省茶叶学会服务青禾县。",
                    {
                        "s": ("Organization", "Society", "云岭省茶叶学会", None),
                        "c": ("Place", "County", "青禾县", "990101"),
                    },
                    [("serves s c | 服务青禾县", {"count": number, "time": time})],
                    date=date,
                )
                for number, date in enumerate(dates, start=1)
            ]
        )
    )


def test_two_numbers_at_one_time() -> None:
    assert shown(numbers("2025-03", "2025-03-08")) == [("counts", "云岭省茶叶学会", None, ["1", "2"])]
    assert numbers("2025-03", "2025-04") == []
    # They speak of one year, whenever they were written.
    assert shown(numbers("2025-03", "2025-04", time="2024")) == [
        ("counts", "云岭省茶叶学会", None, ["1", "2"])
    ]


PLACES = {
    "青禾县": ("Place", "County", "德庆县", "441226"),
    "province": ("Place", "Province", "广东省", "440000"),
    "city": ("Place", "City", "肇庆市", "441200"),
    "other": ("Place", "County", "郁南县", "445322"),
    "town": ("Place", "Town", "官圩镇", "441226102"),
    "country": ("Place", "Country", "中国", "CN"),
}


def located(*places: str, subtype: str = "Society", together: bool = False) -> list[Conflict]:
    groups = [places] if together else [(place,) for place in places]
    reports = []
    for number, group in enumerate(groups):
        names = [PLACES[place][2] for place in group]
        reports.append(
            extraction(
                f"r{number}",
                f"座谈{number}\n云岭省茶叶学会在{'、'.join(names)}。",
                {
                    "s": ("Organization", subtype, "云岭省茶叶学会", None),
                    **{place: PLACES[place] for place in group},
                },
                [(f"locatedIn s {place} | {PLACES[place][2]}", {}) for place in group],
            )
        )
    return conflicts(store_of(reports))


def test_a_thing_in_two_counties() -> None:
    assert shown(located("other", "青禾县")) == [("places", "云岭省茶叶学会", None, ["德庆县", "郁南县"])]
    assert shown(located("town", "other")) == [("places", "云岭省茶叶学会", None, ["官圩镇", "郁南县"])]


def test_a_county_lies_in_its_city_and_province() -> None:
    assert located("青禾县", "city", "province", "town", "country") == []


def test_who_may_be_in_two_places() -> None:
    assert located("青禾县", "other", subtype="Company") == []
    assert located("青禾县", "other", together=True) == []


def test_two_dates_of_one_event() -> None:
    reports = [
        extraction(
            f"r{number}",
            f"通知{number}\n云岭省茶叶学会举办云岭省茶叶论坛。",
            {
                "s": ("Organization", "Society", "云岭省茶叶学会", None),
                "e": ("Event", "Forum", "云岭省茶叶论坛", date),
            },
            [("organizes s e | 举办云岭省茶叶论坛", {})],
        )
        for number, date in enumerate(["2025-05-20", "2025-06-01", "2025-05"])
    ]
    quads = store_of(reports)
    assert conflicts(quads) == []
    # Events of two dates have two keys: they are one only where a person says so.
    merged = ox.NamedNode(f"{ID}event/云岭省茶叶论坛/2025-05-20")
    for quad in list(quads.quads_for_pattern(None, term(KX.resolvedTo), None, term(KXG.identity))):
        if "/event/" in quad.object.value:
            remove(quads, [quad])
            quads.add(ox.Quad(quad.subject, quad.predicate, merged, quad.graph_name))
    [found] = conflicts(quads)
    assert shown([found]) == [("dates", "云岭省茶叶论坛", None, ["2025-05", "2025-05-20", "2025-06-01"])]


def test_the_id_is_that_of_the_contradiction() -> None:
    base = [*years(), president("陈晓", "2025-03")]
    [found] = conflicts(store_of(base))
    [again] = conflicts(store_of([*base, extraction("x", "无关\n王雪", {}, [])]))
    assert found.id == again.id
    [other] = conflicts(store_of([*years(), president("王雪", "2025-03")]))
    assert other.id != found.id


def test_what_hangs_most_on_comes_first() -> None:
    found = conflicts(
        store_of(
            [
                *years(),
                president("陈晓", "2025-03"),
                *(
                    extraction(
                        f"r{place}",
                        f"座谈{place}\n云岭省花卉学会在{PLACES[place][2]}。",
                        {"s": ("Organization", "Society", "云岭省花卉学会", None), "p": PLACES[place]},
                        [(f"locatedIn s p | 在{PLACES[place][2]}", {})],
                    )
                    for place in ("青禾县", "other", "town")
                ),
            ]
        )
    )
    assert [(one.kind, one.worth) for one in found] == [("places", 3), ("holders", 2)]
