"""Whom a sentence tells of that names nobody: 马骏，1970年生。1995年任甲研究所所长。"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.components.posts.patterns import patterns
from extractors.components.posts.view import SentenceView
from extractors.mentions import Mention


class Told:
    """Whom the sentences of a report tell of: the last name that began one in the paragraph.

    In the other paragraphs it is the one name of the title.
    """

    def __init__(self, text: str, persons: Sequence[Mention]) -> None:
        end = text.find("\n")
        headed = {person.name: person for person in persons if person.end <= end}
        self._portrayed = next(iter(headed.values())) if len(headed) == 1 else None
        self._subject = self._portrayed

    def subject(self, view: SentenceView) -> Mention | None:
        """Return whom a sentence tells of that names nobody before its verb."""
        if view.begins_line:
            self._subject = self._portrayed
        before = self._subject
        number = patterns().numbering.match(view.text, view.begin, view.end)
        first = view.person_at.get(number.end() if number is not None else view.begin)
        if first is not None:
            self._subject = first
        return before
