"""HTTP: which address gives what, what a client may send, who may ask.

    /            the explorer page
    /query       a page to query from
    /sparql      SPARQL 1.1 protocol, query only
    /id/…        a thing: a page or its triples

A browser lets a hostile page ask a name that points to this machine (DNS rebinding); requests are therefore
answered only where the Host header is an address, `localhost`, or the name that the server was bound to.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kg.errors import KgError
from kg.serve.replies import (
    ExplorerRequest,
    QueryPageRequest,
    QueryRequest,
    Reply,
    Request,
    ThingRequest,
    told,
)
from kg.serve.workers import Worker, Workers
from kg.store.generation import edition

PAGE_SECONDS = 600
"""As long a page on a large store may take to be made, once for each build."""

IDLE_SECONDS = 30
"""As long a connection may stay silent."""

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_TEXT = ("text/", "application/sparql-results+xml", "application/rdf+xml")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where to listen, and the limits: seconds for a query, rows of an answer, bytes of a request's body.

    `memory` is the bytes that one of the processes may take, `origin` is the one web origin (or `*`)
    whose pages may query from a browser.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    seconds: float = 10
    rows: int = 100_000
    body: int = 100_000
    workers: int = 4
    origin: str | None = None
    memory: int = 4 * 1024**3


class Server(ThreadingHTTPServer):
    """The server of one store; `serve_forever` runs it, `server_close` ends it with its processes.

    Raises StoreError where there is no store, KgError where the address is not to be had.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, store: Path, settings: Settings) -> None:
        edition(store)
        self.settings = settings
        self.pages = {
            "/": _Page(ExplorerRequest(), store, settings.memory),
            "/query": _Page(QueryPageRequest(), store, settings.memory),
        }
        self.address_family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        try:
            super().__init__((settings.host, settings.port), _Handler)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise KgError(
                f"cannot listen on {settings.host}, port {settings.port} ({reason}): choose others with "
                "--host and --port"
            ) from None
        self.workers = Workers(store, settings.workers, settings.seconds, settings.memory)

    @property
    def url(self) -> str:
        """The address of the explorer page."""
        host = f"[{self.settings.host}]" if ":" in self.settings.host else self.settings.host
        return f"http://{host}:{self.server_port}/"

    def server_bind(self) -> None:
        """Bind without asking for the machine's full name, which may go to the network."""
        super(ThreadingHTTPServer, self).server_bind()

    def server_close(self) -> None:
        """Stop listening and end the worker processes."""
        super().server_close()
        if hasattr(self, "workers"):
            self.workers.close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that went away."""

    def knows(self, host_header: str | None) -> bool:
        """Return whether a Host header can only come from someone who means this server."""
        try:
            host = urlsplit(f"//{host_header or ''}").hostname
        except ValueError:
            return False
        if host is None:
            return False
        try:
            ipaddress.ip_address(host)
        except ValueError:
            return host in ("localhost", self.settings.host.casefold())
        return True


class _Page:
    """A page on the whole store, made once for each generation."""

    def __init__(self, request: Request, store: Path, memory: int) -> None:
        self._request, self._store, self._memory = request, store, memory
        self._lock = threading.Lock()
        self._made: tuple[tuple[int, int], Reply] | None = None

    def reply(self) -> Reply:
        """Return the page of the current generation."""
        with self._lock:
            try:
                newest = edition(self._store)
            except KgError as error:
                return told(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
            if self._made is None or self._made[0] != newest:
                reply = self._make()
                if reply.status != HTTPStatus.OK:
                    return reply
                self._made = newest, reply
            return self._made[1]

    def _make(self) -> Reply:
        worker = Worker(self._store, self._memory)
        try:
            reply = worker.ask(self._request, PAGE_SECONDS)
        except EOFError:
            reply = None
        finally:
            worker.stop()
        return reply or told(HTTPStatus.SERVICE_UNAVAILABLE, "the store is too large for this page")


class _RefusalError(Exception):
    """A request that is not answered, and the answer that says why."""

    def __init__(self, status: HTTPStatus, text: str) -> None:
        super().__init__(text)
        self.reply = told(status, text)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "kg", ""
    timeout = IDLE_SECONDS
    wbufsize = -1  # headers and body leave in one packet
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer()

    do_HEAD = do_POST = do_OPTIONS = do_GET  # noqa: N815

    def log_message(self, format: str, *arguments: Any) -> None:
        """Keep no log."""

    def _answer(self) -> None:
        try:
            if self.headers.get("Transfer-Encoding") is not None:
                raise _RefusalError(HTTPStatus.LENGTH_REQUIRED, "send the length of the body")
            body = self._body()
            if not self.server.knows(self.headers.get("Host")):
                raise _RefusalError(
                    HTTPStatus.MISDIRECTED_REQUEST,
                    "this server answers to addresses, to localhost and to the name in --host",
                )
            reply = self._reply(body)
        except _RefusalError as refusal:
            reply = refusal.reply
        self._send(reply)

    def _reply(self, body: bytes) -> Reply:
        # http.server gives bytes as Latin-1; what is not ASCII should be encoded, but curl leaves it so.
        path, _, query = self.path.encode("latin-1").decode("utf-8", "replace").partition("?")
        if path == "/sparql":
            if self.command == "OPTIONS":
                return Reply(HTTPStatus.NO_CONTENT, b"", headers={"Allow": "GET, HEAD, POST, OPTIONS"})
            return self.server.workers.ask(
                QueryRequest(self._sparql(query, body), self._accept(), self.server.settings.rows)
            )
        if self.command not in ("GET", "HEAD"):
            raise _RefusalError(HTTPStatus.METHOD_NOT_ALLOWED, f"{self.command} is not for this address")
        if path in self.server.pages:
            return self.server.pages[path].reply()
        if path.startswith("/id/"):
            return self.server.workers.ask(ThingRequest(path[1:], self._accept()))
        raise _RefusalError(
            HTTPStatus.NOT_FOUND, "the explorer is at /, queries at /query and /sparql, things at /id/…"
        )

    def _accept(self) -> str:
        return ",".join(self.headers.get_all("Accept", []))

    def _body(self) -> bytes:
        """Read the body; where it is not read, the connection ends with the answer."""
        if self.command != "POST" and self.headers.get("Content-Length") is None:
            return b""
        text = self.headers.get("Content-Length", "")
        if not (text.isascii() and text.isdigit()):
            self.close_connection = True
            raise _RefusalError(HTTPStatus.LENGTH_REQUIRED, "send the length of the body")
        most = self.server.settings.body
        if len(text) > 18 or int(text) > most:
            self.close_connection = True
            raise _RefusalError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the body has more than {most:,} bytes")
        return self.rfile.read(int(text))

    def _sparql(self, query_string: str, body: bytes) -> str:
        """Return the query of a request by GET, or by POST in one of the protocol's two ways."""
        parameters = _parameters(query_string)
        if self.command == "POST":
            media_type = self.headers.get_content_type()
            if media_type == _QUERY:
                parameters.setdefault("query", []).append(_decoded(body))
            elif media_type == _FORM:
                for name, values in _parameters(_decoded(body)).items():
                    parameters.setdefault(name, []).extend(values)
            elif media_type == _UPDATE:
                parameters["update"] = [""]
            else:
                raise _RefusalError(
                    HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send the query as {_QUERY} or {_FORM}"
                )
        if "update" in parameters:
            raise _RefusalError(HTTPStatus.BAD_REQUEST, "updates are refused: this server only reads")
        for name in ("default-graph-uri", "named-graph-uri"):
            if name in parameters:
                raise _RefusalError(
                    HTTPStatus.BAD_REQUEST,
                    f"{name} is refused: the graphs of this store are reached by GRAPH <…> {{ … }}",
                )
        queries = parameters.get("query", [])
        if len(queries) != 1:
            raise _RefusalError(HTTPStatus.BAD_REQUEST, f"send one query, not {len(queries)}")
        return queries[0]

    def _send(self, reply: Reply) -> None:
        media_type = reply.media_type
        if media_type.startswith(_TEXT) and "charset" not in media_type:
            media_type += "; charset=utf-8"
        headers = {
            "Content-Type": media_type,
            "Content-Length": str(len(reply.body)),
            "Cache-Control": "no-cache",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
            **reply.headers,
        }
        origin = self.server.settings.origin
        if origin is not None and self.path.partition("?")[0] == "/sparql":
            headers |= {
                "Access-Control-Allow-Origin": origin,
                "Access-Control-Allow-Methods": "GET, POST",
                "Access-Control-Allow-Headers": "Accept, Content-Type",
                "Cross-Origin-Resource-Policy": "cross-origin",
            }
        if reply.status == HTTPStatus.SERVICE_UNAVAILABLE:
            headers["Retry-After"] = "10"
        if self.close_connection:
            headers["Connection"] = "close"
        self.send_response(reply.status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)


def _parameters(text: str) -> dict[str, list[str]]:
    try:
        return parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except UnicodeDecodeError:
        raise _RefusalError(HTTPStatus.BAD_REQUEST, "the query is not UTF-8") from None
    except ValueError:
        raise _RefusalError(HTTPStatus.BAD_REQUEST, "too many parameters") from None


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise _RefusalError(HTTPStatus.BAD_REQUEST, "the query is not UTF-8") from None
