"""The base of every error that a user can meet, and the errors of reading.

KgError                 one line that names the file or thing, what is wrong and what to do; exit code 2
├─ ReportError          a report that cannot be read
├─ EngineError          other processes that cannot extract
└─ DataFileError        a data file of the extractors with an unknown key, a duplicate id or a failing example

`kg.errors` continues the tree.
"""

from __future__ import annotations


class KgError(Exception):
    """An error that is the input's or the user's, told in one line."""

    exit_code = 2


class ReportError(KgError):
    """A report that cannot be read; the message names the file and what to do."""


class EngineError(KgError):
    """Processes, of this machine or of others, that cannot extract; the message says what to do."""


class DataFileError(KgError):
    """A data file that does not say what its reader needs; the message names the file and the entry."""
