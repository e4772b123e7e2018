"""Where the reports of a generation were read from, and which files failed; `sources.json` beside the quads.

Paths are of this machine and no part of the graph: the same reports give the same graph from any folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import StoreError


@dataclass
class Ledger:
    """`reports` gives each absolute path its report's id and its source; `failed` each path its reason.

    A source is the path below the folder that the build was given. `elsewhere` gives a report the sources
    that other machines read it from into the same store, which is on a server. `digests` gives a path a hash
    of what the file held, so that it need not be read for its title and date again; no other machine has use
    for these, and they do not make two ledgers different.
    """

    reports: dict[str, tuple[str, str]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    elsewhere: dict[str, set[str]] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict, compare=False)

    def copy(self) -> Ledger:
        """Return a ledger of its own with the same entries."""
        return Ledger(dict(self.reports), dict(self.failed), dict(self.elsewhere), dict(self.digests))

    def sources(self, reports: Collection[str]) -> dict[str, set[str]]:
        """Return the sources of those of the reports that it knows."""
        found = {report: set(self.elsewhere[report]) for report in reports if report in self.elsewhere}
        for report, source in self.reports.values():
            if report in reports:
                found.setdefault(report, set()).add(source)
        return found

    def paths(self) -> dict[str, set[str]]:
        """Return the absolute paths of each report."""
        found: dict[str, set[str]] = {}
        for name, (report, _) in self.reports.items():
            found.setdefault(report, set()).add(name)
        return found


def is_there(name: str) -> bool:
    """Return whether a file that a report was read from is there: it, or the one that it is a part of.

    What was read from standard input is nowhere.
    """
    if not os.path.isabs(name):
        return False
    if os.path.exists(name):
        return True
    above = os.path.dirname(name)
    while not os.path.exists(above):
        above = os.path.dirname(above)
    return os.path.isfile(above)


def read_ledger(path: Path) -> Ledger:
    """Return the ledger in a file. Raises StoreError where the file is missing or not a ledger."""
    try:
        return ledger_from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise StoreError(f"the store is broken ({path} is not readable): build it anew elsewhere") from None


def write_ledger(path: Path, ledger: Ledger) -> None:
    """Write a ledger, the same bytes for the same entries."""
    digests = {name: ledger.digests[name] for name in sorted(ledger.digests.keys() & ledger.reports.keys())}
    path.write_text(_dump({**_record(ledger), "digests": digests}), encoding="utf-8")


def ledger_json(ledger: Ledger) -> str:
    """Return a ledger, without digests, as JSON."""
    return _dump(_record(ledger))


def _record(ledger: Ledger) -> dict[str, Any]:
    return {
        "reports": {
            name: {"report": report, "source": source}
            for name, (report, source) in sorted(ledger.reports.items())
        },
        "failed": dict(sorted(ledger.failed.items())),
    }


def _dump(record: dict[str, Any]) -> str:
    """Return JSON in ASCII: what is not Unicode in names of files is an escaped surrogate."""
    # Without indentation: Python's own encoder, which that needs, takes ten times as long.
    return json.dumps(record) + "\n"


def ledger_from_json(text: str) -> Ledger:
    """Return the ledger that `ledger_json` or `write_ledger` wrote. Raises ValueError for another text."""
    try:
        record = json.loads(text)
        reports = {name: (row["report"], row["source"]) for name, row in record["reports"].items()}
        return Ledger(reports, dict(record["failed"]), digests=dict(record.get("digests", {})))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no ledger: {error}") from None
