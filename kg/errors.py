"""The errors that a user can meet, as one tree (its base and the reading errors: `extractors.errors`).

KgError                 one line that names the file or thing, what is wrong and what to do; exit code 2
├─ ReportError          a report that cannot be read
├─ StoreError           a store that is missing, broken, busy or of another format
├─ QueryError           a query that is refused or not SPARQL
├─ QuestionError        a question in plain Chinese that is not understood; exit code 1
├─ JudgementError       a judgement that says nothing, or that nobody signed
└─ NotFoundError        a name that the graph does not know; exit code 1
"""

from __future__ import annotations

from extractors.errors import KgError, ReportError

__all__ = [
    "JudgementError",
    "KgError",
    "NotFoundError",
    "QueryError",
    "QuestionError",
    "ReportError",
    "StoreError",
    "in_one_line",
]


def in_one_line(error: Exception) -> str:
    """Return what an error of a library says, on one line."""
    return " ".join(str(error).split())


class StoreError(KgError):
    """The store is missing, broken, busy or of another format."""


class QueryError(KgError):
    """The query is refused or is not SPARQL; the message shows where."""


class QuestionError(KgError):
    """A question in plain Chinese is not understood; the message says which words, and what comes nearest."""

    exit_code = 1


class JudgementError(KgError):
    """A judgement says nothing, contradicts what it is about, or nobody signed it."""


class NotFoundError(KgError):
    """The graph does not know the name; the message lists the nearest."""

    exit_code = 1
