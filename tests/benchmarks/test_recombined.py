from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.recombined import Recombined, read_templates
from extractors.model import Extraction
from extractors.reading import document


@pytest.fixture(scope="module")
def reports() -> Recombined:
    return Recombined(read_templates(2))


def extraction(reports: Recombined, number: int) -> Extraction:
    return reports.extract(document(reports.text(number), Path("any.txt")))


def test_a_report_is_the_same_whenever_it_is_asked_for(reports: Recombined) -> None:
    again = Recombined(reports._templates)
    assert [again.text(number) for number in range(9)] == [reports.text(number) for number in range(9)]
    assert extraction(again, 7) == extraction(reports, 7)


def test_offsets_lead_to_the_names(reports: Recombined) -> None:
    for number in range(20):
        found = extraction(reports, number)
        text = found.document.text
        written = [
            (form.text, "".join(text[begin:end].split()))
            for entity in found.entities
            for form in entity.forms
            for begin, end in form.mentions
        ]
        same = sum(form == there for form, there in written)
        assert same / len(written) > 0.7


def test_there_are_ever_new_names_and_some_come_again(reports: Recombined) -> None:
    def names(numbers: range) -> list[str]:
        return [entity.name for number in numbers for entity in extraction(reports, number).entities]

    few, many = names(range(20)), names(range(100))
    assert len(set(few)) < len(set(many)) < len(many)
