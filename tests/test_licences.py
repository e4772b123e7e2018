from __future__ import annotations

import configparser
import fnmatch
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "LICENSES.md").read_text(encoding="utf-8")
DATA = ("*.tsv", "*.toml", "*.ttl", "*.rq", "*.html", "*.js", "*.css", "*.onnx", "*.woff2", "*.json")


def _rows(heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading, without its head."""
    section = TEXT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_data_file_is_listed_with_source_and_licence() -> None:
    shipped = {
        path.relative_to(ROOT).as_posix()
        for package in ("extractors", "kg", "ontologies")
        for pattern in DATA
        for path in (ROOT / package).rglob(pattern)
    }
    rows = _rows("Data files")
    assert [cells for cells in rows if len(cells) != 4 or "" in cells] == []
    covered = {cells[0]: set(fnmatch.filter(shipped, cells[0].strip("`"))) for cells in rows}
    assert shipped - set().union(*covered.values()) == set()
    assert [pattern for pattern, files in covered.items() if not files] == []
    # A pattern stands for files of our own; what others wrote is named one by one.
    ours = [path for cells in rows if cells[2] == "this project" for path in covered[cells[0]]]
    assert [path for path in ours if re.search(r"(?i)@license|copyright", _read(path))] == []
    assert [cells[0] for cells in rows if "*" in cells[0] and cells[2] != "this project"] == []


def _read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_every_dependency_is_listed_with_its_licence() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")

    def names(lines: str) -> list[str]:
        return [re.match(r"[\w.-]+", line.strip())[0] for line in lines.strip().splitlines()]  # type: ignore[index]

    rows = _rows("Installed with it")
    assert [cells[0] for cells in rows] == sorted(names(config["options"]["install_requires"]))
    assert [cells for cells in rows if len(cells) != 3 or "" in cells] == []
    for_tests = TEXT.split("## For tests only\n", 1)[1]
    listed = re.findall(r"([\w-]+) \(", for_tests)
    assert listed == names(config["options.extras_require"]["test"])


def test_the_licence_is_mit() -> None:
    assert (
        (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License\n\nCopyright (c) kg contrib")
    )
