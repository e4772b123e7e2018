"""How much each reason weighs in a match: `ontologies/matching.toml`.

load_weights().industry["broader"]     # 40
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from extractors.errors import DataFileError
from kg.answers.match.fields import RELATIONS
from ontologies.tables import parse_toml

_FILE = "ontologies/matching.toml"

_KEYS: dict[str, set[str]] = {
    "industry": {*RELATIONS, "named", "step", "near"},
    "offer": {"offers", "expert", "serves", "platform", "planned"},
    "strength": {"expert", "experts", "platform"},
    "place": {"there", "neighbour"},
    "level": {
        "own_province", "own_city", "own_county", "national", "same_province", "unknown", "elsewhere",
    },
    "recency": {"years"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """The data file; what each key stands for is told there.

    `examples`: name → statements of a small graph, and the label of who comes first, empty for nobody.
    """

    least: int
    industry: Mapping[str, int]
    offer: Mapping[str, int]
    strength: Mapping[str, int]
    place: Mapping[str, int]
    level: Mapping[str, int]
    recency: tuple[int, ...]
    examples: Mapping[str, tuple[tuple[str, ...], str]]


@cache
def load_weights() -> Weights:
    """Return the content of the data file. Raises DataFileError, naming the entry."""
    return parse_weights(resources.files("ontologies").joinpath("matching.toml").read_text("utf-8"))


def parse_weights(text: str) -> Weights:
    """Return the content of a file's text. Raises DataFileError for what it should not or must say."""
    data = parse_toml(text, _FILE)
    if set(data) != {"least", "examples", *_KEYS}:
        raise DataFileError(f"{_FILE}: the entries must be least examples {' '.join(_KEYS)}")
    for table, keys in _KEYS.items():
        if set(data[table]) != keys:
            raise DataFileError(f"{_FILE}: {table} must have exactly {' '.join(sorted(keys))}")
    numbers = [data["least"], *data["recency"]["years"]]
    numbers += [value for table in _KEYS if table != "recency" for value in data[table].values()]
    if any(type(number) is not int for number in numbers):
        raise DataFileError(f"{_FILE}: a weight is no whole number")
    return Weights(
        least=data["least"],
        recency=tuple(data["recency"]["years"]),
        examples={name: (tuple(facts), first) for name, (facts, first) in data["examples"].items()},
        **{table: data[table] for table in _KEYS if table != "recency"},
    )
