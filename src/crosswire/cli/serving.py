"""`crosswire serve`: the desk's server over a store in a database."""

from __future__ import annotations

from typing import Annotated

import typer

from crosswire.cli.program import app

StoreAddress = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="ADDRESS",
        help="The store: a folder (a database is kept in it), or postgresql://USER@HOST/NAME. Made if need be.",
    ),
]


@app.command()
def serve(
    store: StoreAddress = "crosswire-store",
    host: Annotated[str, typer.Option(help="The address of this machine at which to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8000,
) -> None:
    """Serve the desk: drop in reports, watch stories grow, review, search, hand over."""
    # Imported here: the other verbs need no server, and start sooner without it.
    from crosswire.serve.run import serve as run_server

    run_server(store, host=host, port=port)
