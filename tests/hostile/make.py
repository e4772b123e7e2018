"""The collection of hostile files: `python -m tests.hostile.make FOLDER` writes it, to be looked at."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.hostile.documents import pdf_files, word_documents
from tests.hostile.places import write_places
from tests.hostile.tables import tables
from tests.hostile.texts import pages, texts
from tests.hostile.zips import zips

FILES = {**texts(), **pages(), **word_documents(), **pdf_files(), **zips(), **tables()}
"""Each file by its name."""


def write(folder: Path) -> dict[Path, str]:
    """Write all, and return for each file the pattern of what is to be told of it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, case in FILES.items():
        (folder / name).write_bytes(case.data)
    return {folder / name: case.told for name, case in FILES.items()} | write_places(folder)


if __name__ == "__main__":
    print(f"{len(write(Path(sys.argv[1])))} files")
