"""`kg mcp`: the answers as tools for agents."""

from __future__ import annotations

import click

from kg.cli.options import store_option
from kg.errors import KgError
from kg.store import Location, open_store


@click.command("mcp")
@store_option
def command(store: Location) -> None:
    """Offer the answers to agents, as an MCP server.

    The server speaks the Model Context Protocol over standard input and output, and is started by the agent's
    program. Its tools only read: ask (all named questions), show, match, followup, evidence, sparql. A build
    that ends meanwhile is seen by the next call. It needs the extra: pip install 'kexie-kg[mcp]'.

    \b
    Example, as most programs for agents are told of a server:
      {"mcpServers": {"kg": {"command": "kg", "args": ["mcp", "--store", "/home/me/kg-store"]}}}
    """
    try:
        from kg.mcp_server import server
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "mcp":
            raise
        raise KgError("kg mcp needs the package mcp 2: pip install 'kexie-kg[mcp]'") from None
    open_store(store).close()  # says at once where there is none
    server(store).run()
