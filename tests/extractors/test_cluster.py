"""Extraction by a real Dask cluster, of which a worker is killed in the middle."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors import pipeline
from extractors.ahead import Ahead
from extractors.cluster import Cluster
from extractors.errors import EngineError
from extractors.model import Document

distributed = pytest.importorskip("distributed")
EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
ROUNDS = 6


@pytest.fixture(scope="module")
def cluster() -> Iterator[distributed.LocalCluster]:
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=":0", host="127.0.0.1"
    ) as running:
        yield running


def documents() -> list[Document]:
    """Return the example reports, again and again with another last line."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    return [
        Document("r", "r.txt", text, hashlib.sha256(text.encode()).hexdigest(), date="2025-03-08")
        for text in (f"{text}\n{again}\n" for again in range(ROUNDS) for text in texts)
    ]


def test_a_cluster_says_what_one_process_says_though_a_worker_dies(cluster: distributed.LocalCluster) -> None:
    asked = documents()
    address = cluster.scheduler_address.replace("tcp://", "dask://")
    with distributed.Client(cluster, set_as_default=False) as client:
        pids = client.run(os.getpid)
    with Ahead(Cluster(address), worth=1) as extractor:
        for document in asked:
            extractor.foresee(document)
        found = [extractor.extract(asked[0])]
        os.kill(min(pids.values()), signal.SIGKILL)
        found += [extractor.extract(document) for document in asked[1:]]
    assert found == [pipeline.load().extract(document) for document in asked]


def test_a_cluster_without_workers_is_refused() -> None:
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=":0", host="127.0.0.1") as empty,
        pytest.raises(EngineError, match="has no workers: start dask worker tcp://127.0.0.1:"),
    ):
        Cluster(empty.scheduler_address.replace("tcp://", "dask://"))
