"""Real clients: rdflib's SPARQLStore, SPARQLWrapper, curl, and kg itself."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from tests.kg.serve.client import Client

WHO = "SELECT ?name { ?x a kx:Society ; rdfs:label ?name }"
FACTS = "CONSTRUCT { ?x a kx:Society } { ?x a kx:Society }"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib(client: Client, method: Any, form: str) -> None:
    graph = Graph(SPARQLStore(f"{client.url}sparql", method=method, returnFormat=form))
    assert [str(row[0]) for row in graph.query(WHO)] == ["云岭省茶叶学会"]
    if form in ("xml", "json"):
        assert graph.query("ASK { ?x a kx:Society }").askAnswer is True


def test_sparql_wrapper(client: Client) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    asked = wrapper.SPARQLWrapper(f"{client.url}sparql")
    for method in (wrapper.GET, wrapper.POST):
        asked.setMethod(method)
        asked.setQuery(WHO)
        asked.setReturnFormat(wrapper.JSON)
        answer = asked.queryAndConvert()
        assert [row["name"]["value"] for row in answer["results"]["bindings"]] == ["云岭省茶叶学会"]
        asked.setQuery(FACTS)
        asked.setReturnFormat(wrapper.TURTLE)
        assert b"kx:Society" in asked.queryAndConvert()
        asked.setReturnFormat(wrapper.RDFXML)
        assert len(asked.queryAndConvert()) == 1


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(client: Client) -> None:
    def curl(*arguments: str) -> str:
        command = ["curl", "--silent", "--show-error", "--fail", "--noproxy", "*", *arguments]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout

    sparql = f"{client.url}sparql"
    assert json.loads(curl(sparql, "--data-urlencode", f"query={WHO}"))["head"] == {"vars": ["name"]}
    assert curl(sparql, "--get", "--data-urlencode", f"query={WHO}", "-H", "Accept: text/csv") == (
        "name\n云岭省茶叶学会\n"
    )
    assert "青禾县" in curl("-H", "Accept: application/ld+json", f"{client.url}id/place/990101")
