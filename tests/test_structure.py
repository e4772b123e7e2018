"""The one-way road from text to answers, read off the imports."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("extractors", "kg", "ontologies")

# What every package of kg may import beside itself.
BASE = ("kg.errors", "kg.vocabulary", "extractors", "ontologies")

# Package → what it may import of the project. A name covers what lies below it.
MAY_IMPORT = {
    "ontologies": ("ontologies", "extractors.errors"),
    "extractors": ("extractors", "ontologies"),
    "kg.errors": ("extractors.errors",),
    "kg.vocabulary": ("kg.errors", "extractors.model"),
    "kg.identity": ("kg.identity", *BASE),
    "kg.store": ("kg.store", "kg.identity", *BASE),
    "kg.answers": ("kg.answers", "kg.store", "kg.identity", *BASE),
    "kg.view": ("kg.view", "kg.answers", "kg.store", *BASE),
    "kg.serve": ("kg.serve", "kg.view", "kg.answers", "kg.store", *BASE),
    "kg.exchange": (
        "kg.exchange",
        "kg.serve.thing",
        "kg.view",
        "kg.answers",
        "kg.store",
        "kg.identity",
        *BASE,
    ),
    "kg.evaluate": BASE,
    "kg.api": ("kg.answers", "kg.store", *BASE),
    "kg.limited": BASE,
    "kg.mcp_server": ("kg.api", "kg.limited", "kg.answers", "kg.store", *BASE),
    "kg.cli": ("kg", "extractors", "ontologies"),
}


def _modules() -> dict[str, ast.Module]:
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            path.read_text(encoding="utf-8")
        )
        for path in paths
    }


MODULES = _modules()


def _under(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def _imports(tree: ast.Module) -> set[str]:
    """Return all modules that `tree` imports anywhere; `from a import b` gives a.b where that is a module."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "absolute imports only"
            assert node.module is not None
            for alias in node.names:
                below = f"{node.module}.{alias.name}"
                found.add(below if below in MODULES else node.module)
    return found


def _road(module: str) -> tuple[str, ...] | None:
    ways = [allowed for package, allowed in MAY_IMPORT.items() if _under(module, package)]
    return ways[0] if ways else None


def test_the_table_covers_every_module() -> None:
    assert {module for module in MODULES if _road(module) is None} == {"kg"}
    assert [package for package in MAY_IMPORT if package not in MODULES] == []


@pytest.mark.parametrize("module", [module for module in MODULES if module != "kg"])
def test_imports_go_one_way(module: str) -> None:
    allowed = _road(module)
    assert allowed is not None
    ours = {name for name in _imports(MODULES[module]) if name.split(".")[0] in PACKAGES}
    assert {name for name in ours if not any(_under(name, package) for package in allowed)} == set()


@pytest.mark.parametrize("module", [module for module in MODULES if not _under(module, "kg.cli")])
def test_only_the_command_line_prints_prompts_or_exits(module: str) -> None:
    tree = MODULES[module]
    assert {"click"} & {name.split(".")[0] for name in _imports(tree)} == set()
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert calls & {"print", "input", "sys.exit", "exit", "quit", "os._exit", "sys.stdout.write"} == set()
    assert not any(isinstance(node, ast.Assert) for node in ast.walk(tree))


def test_no_file_is_long() -> None:
    """A file near 400 lines is split by concept."""
    paths = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    assert {name: length for name, length in lengths.items() if length > 400} == {}
