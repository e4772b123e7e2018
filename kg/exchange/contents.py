"""What a file brings into a store, whatever its format; nothing of it is believed that can be checked."""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractors.model import ENTITY_TYPES
from kg.errors import KgError, in_one_line
from kg.exchange.report_copy import ReportCopy, check, is_report_id
from kg.identity.judgements import Judgement, from_json, to_json
from kg.store.forgetting import Forgotten
from kg.store.ledger import Ledger, ledger_from_json

_HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Contents:
    """`reports` reads the file again at each call and gives checked copies, or raises KgError on the way."""

    reports: Callable[[], Generator[ReportCopy, None, None]]
    judgements: list[Judgement]
    forgotten: Forgotten
    ledger: Ledger


def checked(copies: Iterable[ReportCopy]) -> Iterator[ReportCopy]:
    """Give the copies. Raises ValueError at one that is not sound, or that came before."""
    seen: set[str] = set()
    for copy in copies:
        check(copy)
        if copy.id in seen:
            raise ValueError(f"report {copy.id[:12]} stands in it twice")
        seen.add(copy.id)
        yield copy


def ledger_of(text: str) -> Ledger:
    """Return the ledger in a file. Raises ValueError where it is none."""
    ledger = ledger_from_json(text)
    texts = [text for name, entry in ledger.reports.items() for text in (name, *entry)]
    texts += [text for entry in ledger.failed.items() for text in entry]
    if not all(isinstance(text, str) and "\0" not in text for text in texts):
        raise ValueError("its list of files is damaged")
    return ledger


def judgement_of(line: str) -> Judgement:
    """Return the judgement of a line of a file. Raises ValueError where it is none or points nowhere."""
    judgement = from_json(line)
    sound = all(
        is_report_id(mention.report)
        and mention.type in ENTITY_TYPES
        and type(mention.begin) is int
        and type(mention.end) is int
        for mention in (*judgement.left, *judgement.right)
    )
    if not sound or to_json(judgement) != line.removesuffix("\n"):
        raise ValueError("a judgement in it is damaged")
    line.encode("utf-8")  # no lone surrogates
    return judgement


def forgotten_of(rows: Iterable[Sequence[object]]) -> Forgotten:
    """Return the persons to keep out, of pairs of a salt and a hash. Raises ValueError where one is none."""
    hashes = set()
    for salt, digest in rows:
        if not (isinstance(salt, str) and isinstance(digest, str) and _HASH.fullmatch(salt + digest)):
            raise ValueError("its list of forgotten persons is damaged")
        hashes.add((salt, digest))
    return Forgotten(hashes)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn whatever a damaged or hostile file makes its readers raise into one KgError that names it."""
    try:
        yield
    except OSError as error:
        raise KgError(f"cannot read {path}: {error.strerror or in_one_line(error)}; check the path") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, MemoryError, RuntimeError, SyntaxError) as error:
        reason = f"it is damaged or not whole ({in_one_line(error)})"
    except (ValueError, KeyError, TypeError, AttributeError, csv.Error) as error:
        reason = in_one_line(error)
    else:
        return
    raise KgError(f"cannot import {path}: {reason}; nothing was changed, take another copy")
