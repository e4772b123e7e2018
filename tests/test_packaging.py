from __future__ import annotations

import configparser
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("extractors", "kg", "ontologies")


def test_the_wheel_takes_every_file() -> None:
    """`find:` drops a data file silently where its folder is no package or its ending is not declared."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    patterns = [pattern.strip() for pattern in config["options.package_data"]["*"].split(",")]
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()]
    files = [path for path in files if "__pycache__" not in path.parts and path.suffix != ".md"]
    assert {path.suffix for path in files} > {".py", ".tsv"}
    dropped = {
        path.relative_to(ROOT).as_posix()
        for path in files
        if not (path.parent / "__init__.py").exists()
        or not (path.suffix == ".py" or any(fnmatch(path.name, pattern) for pattern in patterns))
    }
    assert dropped == set()
