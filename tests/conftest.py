from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

Kg = Callable[..., Result]


@pytest.fixture(scope="session")
def reports() -> Path:
    """The folder of the example reports."""
    return Path(__file__).resolve().parent.parent / "examples" / "reports"


@pytest.fixture(scope="session")
def kg() -> Kg:
    """Run a command in this process; the test says which exit code it wants."""
    from kg.cli import group

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(group, [str(argument) for argument in arguments])

    return run


@pytest.fixture(scope="session")
def example_store(kg: Kg, reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the example reports. Read it, do not write to it."""
    store = tmp_path_factory.mktemp("example") / "kg-store"
    result = kg("build", reports, "--store", store)
    assert result.exit_code == 0, result.output
    return store
