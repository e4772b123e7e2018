"""Where a store is: in a folder, or on a SPARQL 1.1 server.

location("kg-store") == Path("kg-store")
location("http://127.0.0.1:7878/query") == ServerAddress("http://127.0.0.1:7878/query", "http://127.0.0.1:7878/update")
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from kg.errors import StoreError


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a server takes queries and updates, and as whom; its text is a URL without user and password."""

    query_url: str
    update_url: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return self.query_url


Location = Path | ServerAddress

_HOST = re.compile("[0-9a-z.:_-]+")


def location(text: str) -> Location:
    """Return the folder or the server that a text names.

    A server's URL is that of its queries. Where it ends in `/query`, updates go to `/update` beside it, else
    to the same URL. User and password stand in it (`http://user:password@host/…`) or in $KG_STORE_USER and
    $KG_STORE_PASSWORD. Raises StoreError for a URL that names no server.
    """
    if not text.casefold().startswith(("http://", "https://")):
        return Path(text)
    try:
        parts = urlsplit(text)
        named = parts.hostname is not None and _HOST.fullmatch(parts.hostname) and parts.port != 0
        valid = bool(named) and not parts.query and not parts.fragment
    except ValueError:
        valid = False
    if not valid:
        shown = f"http://{text.rpartition('@')[2].removeprefix('http://').removeprefix('https://')}"
        raise StoreError(f"{shown} is no address of a server: write http://HOST:PORT/query")
    user = unquote(parts.username) if parts.username else os.environ.get("KG_STORE_USER")
    password = unquote(parts.password) if parts.password else os.environ.get("KG_STORE_PASSWORD")
    plain = parts._replace(netloc=parts.netloc.rpartition("@")[2], path=quote(parts.path, safe="/%:@"))
    path = plain.path.removesuffix("/query") + "/update" if plain.path.endswith("/query") else plain.path
    return ServerAddress(plain.geturl(), plain._replace(path=path).geturl(), user, password)
