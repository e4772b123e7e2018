from __future__ import annotations

from importlib import resources

import pytest

from extractors.errors import DataFileError
from kg.answers.match.weights import load_weights, parse_weights

TEXT = resources.files("ontologies").joinpath("matching.toml").read_text("utf-8")


def test_nearer_relations_weigh_more_and_the_least_lets_no_other_technique_through() -> None:
    weights = load_weights()
    order = ["same", "alike", "broader", "narrower", "aspect", "sibling", "subject"]
    points = [weights.industry[relation] for relation in order]
    assert points == sorted(points, reverse=True)
    assert weights.industry["subject"] < weights.least <= weights.industry["sibling"]
    assert weights.industry["vague"] < weights.least


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("least = 17", "", "the entries must be least examples"),
        ("least = 17", 'least = "16"', "a weight is no whole number"),
        ("same = 50", "same = 50.5", "a weight is no whole number"),
        ("sibling = 18", "cousin = 18", "industry must have exactly"),
        ("least = 17", "least = ", "Invalid value"),
    ],
)
def test_a_wrong_file_is_told_by_its_entry(old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(DataFileError, match=rf"ontologies/matching.toml: .*{message}"):
        parse_weights(TEXT.replace(old, new, 1))
