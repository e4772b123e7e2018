"""Processes of a Dask cluster that extract: any number of machines, each with the same version installed.

dask scheduler                                             # on one machine
dask worker tcp://HOST:8786 --nworkers -1 --nthreads 1     # on each: a process for each core
kg build reports/ --engine dask://HOST:8786
"""

from __future__ import annotations

from concurrent.futures import Executor

from extractors import VERSION
from extractors.errors import EngineError

SCHEME = "dask://"
CONNECT_SECONDS = 10
EXTRA = "pip install 'kexie-kg[dask]'"
"""What installs the library."""


class Cluster:
    """The processes of a cluster; see `extractors.ahead.Processes`. The cluster replaces those that die.

    Raises EngineError where there is no cluster at the address, or none that can extract.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ModuleNotFoundError as error:
            raise EngineError(
                f"for {address} install what it needs ({error.name} is missing): {EXTRA}"
            ) from None
        place = address.removeprefix(SCHEME)
        try:
            self._client = Client(f"tcp://{place}", timeout=CONNECT_SECONDS, set_as_default=False)
            found = self._client.run(_version, on_error="return")
        except (OSError, ValueError) as error:
            raise EngineError(
                f"no Dask scheduler answers at {address} ({error}): start dask scheduler there"
            ) from None
        if not found:
            raise EngineError(f"the scheduler at {address} has no workers: start dask worker tcp://{place}")
        able = [version for version in found.values() if version == VERSION]
        if not able:
            told = min(map(str, found.values()))
            raise EngineError(
                f"no worker at {address} has extractor {VERSION} ({told}): install the same kexie-kg on each"
            )
        self.number = len(able)

    def start(self) -> Executor:
        """Return what runs functions on the cluster."""
        executor: Executor = self._client.get_executor(pure=False)
        return executor

    def end(self, executor: Executor) -> None:
        """Leave the cluster; what it has not done yet is called off."""
        executor.shutdown(wait=False)
        self._client.close()


def _version() -> str:
    return VERSION
