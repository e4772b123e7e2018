"""A SPARQL 1.1 server by its URL: one query or update a request, every failure a StoreError of one line.

    endpoint = Endpoint(location("http://127.0.0.1:7878/query"))
    endpoint.update("INSERT DATA { … }")
    results = endpoint.query("SELECT * { ?s ?p ?o }", Answer.BINDINGS)

Requests are the protocol's direct POST (https://www.w3.org/TR/sparql11-protocol/). They can all be sent twice
without harm, so a connection that the server has closed meanwhile is opened again.
"""

from __future__ import annotations

import base64
import http.client
from enum import StrEnum
from urllib.parse import urlsplit

from kg.errors import StoreError, in_one_line
from kg.store.location import ServerAddress

CONNECT_SECONDS = 10
ANSWER_SECONDS = 600
"""As long the server may stay silent: a large update or query takes its time."""

_SHOWN = 200
"""As many characters of a server's own words are shown."""


class Answer(StrEnum):
    """The form in which an answer is wanted: rows and yes or no, or triples."""

    BINDINGS = "application/sparql-results+json"
    TRIPLES = "application/n-triples"


class Endpoint:
    """A connection to a server, opened by the first request and kept; for one thread."""

    def __init__(self, address: ServerAddress) -> None:
        self.address = address
        parts = urlsplit(address.query_url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._connection = kind(parts.hostname or "", parts.port, timeout=CONNECT_SECONDS)

    def query(self, query: str, wanted: Answer) -> bytes:
        """Return the server's answer. Raises StoreError."""
        return self._post(self.address.query_url, "application/sparql-query", query, wanted)

    def update(self, update: str) -> None:
        """Let the server carry out an update. Raises StoreError."""
        self._post(self.address.update_url, "application/sparql-update", update, "*/*")

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _post(self, url: str, content_type: str, text: str, accept: str) -> bytes:
        headers = {"Content-Type": f"{content_type}; charset=utf-8", "Accept": accept}
        if self.address.user is not None:
            secret = f"{self.address.user}:{self.address.password or ''}".encode()
            headers["Authorization"] = f"Basic {base64.b64encode(secret).decode()}"
        try:
            response, body = self._exchange(urlsplit(url).path or "/", text.encode(), headers)
        except TimeoutError:
            self.close()
            raise StoreError(f"the server at {url} gave no answer within {ANSWER_SECONDS} s") from None
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise StoreError(f"the server at {url} broke off its answer: {in_one_line(error)}") from None
        if not 200 <= response.status < 300:
            raise StoreError(self._refusal(url, response, body))
        return body

    def _exchange(
        self, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        while True:
            kept = self._connection.sock is not None
            if not kept:
                self._connect()
            try:
                self._connection.request("POST", path, body, headers)
                response = self._connection.getresponse()
                return response, response.read()
            except ConnectionError:
                self.close()
                if not kept:
                    raise

    def _connect(self) -> None:
        try:
            self._connection.connect()
        except OSError as error:
            reason = error.strerror or in_one_line(error)
            raise StoreError(
                f"cannot reach the server at {self.address} ({reason}): start it, or check the address"
            ) from None
        self._connection.sock.settimeout(ANSWER_SECONDS)

    def _refusal(self, url: str, response: http.client.HTTPResponse, body: bytes) -> str:
        """Return what to say of an answer that is none, with the first line of the server's own words."""
        if response.status in (401, 403):
            known = self.address.user is not None
            return f"the server at {url} " + (
                "refuses this user and password"
                if known
                else "wants a user and a password: set $KG_STORE_USER and $KG_STORE_PASSWORD"
            )
        lines = body.decode("utf-8", "replace").strip().splitlines()
        plain = "html" not in response.headers.get("Content-Type", "")
        words = f" ({lines[0][:_SHOWN]})" if lines and plain else ""
        told = f"the server at {url} answers {response.status} {response.reason}{words}"
        if response.status in (301, 302, 307, 308, 404, 405, 415):
            told += ": name the address where it takes queries, such as http://HOST:PORT/query"
        return told
