"""How what is offered stands to what is needed, by their names: the same, wider, narrower, or in no relation.

    compare("贡柑采后保鲜", "柑橘采后保鲜")     # Field("broader", steps=1, proof="贡柑 ⊂ 柑橘", …)

Names are compared by their parts (`ontologies.industries`), never by the characters that they share: 茶叶加工
and 茶叶机械 are about one plant and two things, 油茶 is no 茶叶.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from ontologies.industries import Parts, class_of, is_leaf, load_industries, parts, wider

RELATIONS = {
    "same": ("同一事项", "the same"),
    "alike": ("同一对象、同类技术", "the same thing, the same kind of technique"),
    "broader": ("供给的领域包含需求", "the offer's field holds the need"),
    "narrower": ("供给是需求的一种", "the offer is a case of the need"),
    "aspect": ("供给是该产业的一项技术", "the offer is one technique of the industry needed"),
    "whole": ("供给为整个产业", "the offer is of the whole industry"),
    "sibling": ("同一小类的不同对象", "the same technique for another member of the class"),
    "subject": ("同一对象、不同技术", "the same thing, another technique"),
    "vague": ("只有技术相同，对象未说明", "the same technique, of what is not said"),
}
"""The relations of an offer to a need in Chinese and English, the closest first."""

_MOST_STEPS = 9
"""More classes than any product is within."""


class Field(NamedTuple):
    """The relation of an offer to a need.

    `steps` counts the classes between them, `near` tells that the techniques are only related (机械化 in both
    机械化采收 and 机械), `proof` says in names and codes why.
    """

    relation: str
    steps: int
    near: bool
    proof: str


def compare(need: str, offer: str, context: Iterable[str] = ()) -> Field | None:
    """Return how an offer stands to a need, or None where nothing connects them.

    `context` gives what a need without a subject may be about: the industries of its place.
    """
    wanted, given = parts(need), parts(offer)
    if wanted.plain == given.plain:
        return _field("same", need, offer)
    if _keys(need).isdisjoint(_keys(offer)):
        return None  # so it is with most pairs, and looking further costs much
    technique = _technique(wanted, given)
    if not wanted.activities and not given.activities:
        return _of_things(wanted, given)
    if technique is None and wanted.activities and given.activities:
        return _of_other_techniques(wanted, given)
    if not wanted.subjects or not given.subjects:
        return _without_subject(wanted, given, technique, context)
    things = _things(wanted.subjects, given.subjects)
    if things is None:
        return None
    if technique is not None:
        return things._replace(near=technique == "near")
    if things.relation == "sibling":
        return None
    if things.relation == "narrower":
        return things._replace(relation="subject")
    return things._replace(relation="aspect" if given.activities else "whole")


@lru_cache(maxsize=10_000)
def _keys(name: str) -> frozenset[str]:
    """Return all by which a name can stand in a relation to another: one that shares none stands in none."""
    found = parts(name)
    subjects = {key for one in found.subjects for key in (one, *wider(one))}
    ends = {one[at:] for one in found.subjects for at in range(len(one) - 1)}
    return frozenset(subjects | ends | _all_groups(found))


def spelled_out(name: str, sentences: Iterable[str]) -> str:
    """Return the name with the product that a sentence has right before it: 苹果采摘机器人 for 采摘机器人."""
    products = load_industries().products
    for sentence in sentences:
        before = sentence.partition(name)[0] if name in sentence else ""
        for size in range(6, 1, -1):
            if before[-size:] in products:
                return before[-size:] + name
    return name


def _technique(wanted: Parts, given: Parts) -> str | None:
    """Return whether the last activities are of one group (same), any are related (near), or None."""
    if not wanted.activities or not given.activities:
        return None
    if wanted.activities[-1] & given.activities[-1]:
        return "same"
    return "near" if _all_groups(wanted) & _all_groups(given) else None


def _all_groups(one: Parts) -> set[str]:
    groups: set[str] = set().union(*one.activities)
    holding = load_industries().wider_activities
    return groups | {holding[group] for group in groups if group in holding}


def _of_things(wanted: Parts, given: Parts) -> Field | None:
    """Return the relation of two names without a technique, where their ends decide: 大豆油 is an 油."""
    things = _things(wanted.subjects, given.subjects)
    if things is None or things.relation == "sibling":
        return None
    heads = (wanted.subjects[-1], given.subjects[-1])
    of_one_kind = min(_steps(*heads), _steps(*reversed(heads))) < _MOST_STEPS
    return things if of_one_kind else things._replace(relation="subject")


def _of_other_techniques(wanted: Parts, given: Parts) -> Field | None:
    things = _things(wanted.subjects, given.subjects) if wanted.subjects and given.subjects else None
    if things is None or things.relation == "sibling":
        return None
    return things._replace(relation="subject")


def _without_subject(
    wanted: Parts, given: Parts, technique: str | None, context: Iterable[str]
) -> Field | None:
    """Return the relation where one of the names is of a technique alone: 采后保鲜."""
    if technique is None:
        return None
    # What says nothing without a subject (检测, 加工) helps with one thing and not with another.
    open_ = all(group in load_industries().open for group in (wanted.activities or given.activities)[-1])
    near = technique == "near"
    proof = f"{wanted.plain} ~ {given.plain}"
    if not wanted.subjects and not given.subjects:
        return Field("vague" if open_ else "alike", 0, near, proof)
    if not given.subjects:
        return Field("vague" if open_ else "broader", 1, near, proof)
    industries = list(context)
    of_context = [_things((one,), given.subjects) for one in industries]
    known = next((one for one in of_context if one is not None and one.relation != "sibling"), None)
    if known is not None:
        return known._replace(relation="narrower", near=near)
    return Field("vague" if open_ or industries else "narrower", 1, near, proof)


def _things(wanted: tuple[str, ...], given: tuple[str, ...]) -> Field | None:
    """Return how the things of an offer stand to a need's: alike, broader, narrower, sibling or None."""
    if set(wanted) == set(given):
        return Field("alike", 0, False, "、".join(wanted))
    upwards = [_best(_steps(narrow, wide) for narrow in wanted) for wide in given]
    downwards = [_best(_steps(narrow, wide) for narrow in given) for wide in wanted]
    if _MOST_STEPS not in upwards:
        # Each word of the offer holds a word of the need; what the need says beyond is a case of it.
        return Field("broader", max(*upwards, 1), False, _chain(wanted, given))
    if _MOST_STEPS not in downwards:
        return Field("narrower", max(*downwards, 1), False, _chain(given, wanted))
    # A wider word of each side for one of the other: 柑橘病虫害 and 贡柑病害.
    linked = [
        _best(min(_steps(one, other), _steps(other, one)) for other in others)
        for words, others in ((wanted, given), (given, wanted))
        for one in words
    ]
    if _MOST_STEPS not in linked:
        return Field("narrower", max(linked), False, _chain(given, wanted))
    return _sibling(wanted, given)


def _sibling(wanted: tuple[str, ...], given: tuple[str, ...]) -> Field | None:
    """Return the relation of two products of one narrow class of the classification."""
    if len(wanted) != 1 or len(given) != 1:
        return None
    one, other = class_of(wanted[0]), class_of(given[0])
    if one is None or one != other or one.apart or not is_leaf(one.name) or one.code is None:
        return None
    return Field("sibling", 2, False, f"GB/T 4754 {one.code} {one.name}")


def _steps(narrow: str, wide: str) -> int:
    """Return how many classes up from one name the other is; _MOST_STEPS where it does not hold it."""
    if narrow == wide:
        return 0
    around = wider(narrow)
    if wide in around:
        return around.index(wide) + 1
    listed = narrow in load_industries().products
    return 1 if not listed and len(wide) > 1 and narrow.endswith(wide) else _MOST_STEPS


def _best(steps: Iterable[int]) -> int:
    return min(steps, default=_MOST_STEPS)


def _chain(narrow: tuple[str, ...], wide: tuple[str, ...]) -> str:
    """Return the proof that some names are kinds of others: 贡柑 ⊂ 柑橘."""
    pairs = [
        f"{one} ⊂ {_coded(other)}" for one in narrow for other in wide if 0 < _steps(one, other) < _MOST_STEPS
    ]
    shared = [one for one in narrow if one in wide]
    return "、".join((*shared, *pairs))


def _coded(name: str) -> str:
    found = load_industries().classes.get(name)
    return name if found is None or found.code is None else f"{name} (GB/T 4754 {found.code})"


def _field(relation: str, need: str, offer: str) -> Field:
    return Field(relation, 0, False, need if need == offer else f"{need} = {offer}")
