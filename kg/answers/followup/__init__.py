"""Promises against later reports: what was planned or wished, and whether it is seen done.

`promises` holds the ledger; `acts` are the statements that may answer one, `objects` what they are about,
`answering` which relation answers which.
"""

from __future__ import annotations

from kg.answers.followup.promises import STATUSES, Link, Promise, follow_up

__all__ = ["STATUSES", "Link", "Promise", "follow_up"]
