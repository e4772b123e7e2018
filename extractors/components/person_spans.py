"""The spans of the names of persons that were found in a text so far."""

from __future__ import annotations

from extractors.model import Span


class Spans:
    """The spans of the names found so far, with the rule of each; none overlaps another."""

    def __init__(self) -> None:
        self.rules: dict[Span, str] = {}
        self._at: dict[int, Span] = {}

    def add(self, span: Span, rule: str) -> None:
        """Add a span that overlaps none."""
        self.rules[span] = rule
        for offset in range(*span):
            self._at[offset] = span

    def remove(self, span: Span) -> None:
        """Take a span back."""
        del self.rules[span]
        for offset in range(*span):
            del self._at[offset]

    def overlapping(self, span: Span) -> set[Span]:
        """Return the spans that share a character with `span`."""
        return {self._at[offset] for offset in range(*span) if offset in self._at}
