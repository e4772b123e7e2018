"""A client that shows what a server says, and follows no redirect."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"


class Response(NamedTuple):
    status: int
    text: str
    headers: http.client.HTTPMessage

    @property
    def media_type(self) -> str:
        return self.headers.get_content_type()


@dataclass
class Client:
    url: str

    def ask(
        self, path: str, body: str | bytes | None = None, method: str | None = None, **headers: str
    ) -> Response:
        """Send a request; `content_type` stands for Content-Type."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=30)
        sent = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method or ("GET" if body is None else "POST"), path, sent, named)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return Response(response.status, text, response.headers)

    def query(self, sparql: str, **headers: str) -> Response:
        return self.ask(f"/sparql?{urlencode({'query': sparql})}", **headers)
