"""`kg serve`: the store over HTTP, read only."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.errors import StoreError
from kg.store.location import Location


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address or name to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0: any free one."
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=10,
    show_default=True,
    metavar="SECONDS",
    help="As long a query may take.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1),
    default=100_000,
    show_default=True,
    help="As many rows or triples an answer may have.",
)
@click.option(
    "--max-body",
    type=click.IntRange(1),
    default=100_000,
    show_default=True,
    metavar="BYTES",
    help="As long a query sent by POST may be.",
)
@click.option(
    "--workers", type=click.IntRange(1), default=4, show_default=True, help="As many queries run at once."
)
@click.option(
    "--allow-origin",
    metavar="ORIGIN",
    help="Let pages of this web origin, or of any (*), query from a browser. Default: none.",
)
@store_option
def command(
    host: str,
    port: int,
    timeout: float,
    max_rows: int,
    max_body: int,
    workers: int,
    allow_origin: str | None,
    store: Location,
) -> None:
    """Serve SPARQL, the explorer and a page for each thing.

    The explorer is at /, the SPARQL 1.1 protocol (queries only) at /sparql, each thing at the path of its IRI
    (/id/place/441625). A finished build is seen at once. Ctrl-C ends it.

    \b
    Examples:
      kg serve
      curl -H 'Accept: text/csv' http://127.0.0.1:8000/sparql \\
        --data-urlencode 'query=SELECT ?name { ?x a kx:Society ; rdfs:label ?name }'
    """
    # Heavy: not at `kg serve --help`.
    from kg.serve.server import Server, Settings

    if not isinstance(store, Path):
        raise StoreError(f"{store} is a SPARQL server already: name a folder with --store")
    server = Server(store, Settings(host, port, timeout, max_rows, max_body, workers, allow_origin))
    try:
        click.echo(server.url)
        server.serve_forever()
    finally:
        server.server_close()
