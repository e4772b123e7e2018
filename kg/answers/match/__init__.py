"""Needs against offers: for each need the bodies that could meet it, ranked, and why.

`ranking` matches; `fields` says how near two industries are, `offers` what a body is good at, `reach` which
places lie near, `weights` what a reason counts.
"""

from __future__ import annotations

from kg.answers.match.ranking import Match, Matching, Need, Reason, match

__all__ = ["Match", "Matching", "Need", "Reason", "match"]
