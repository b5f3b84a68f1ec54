"""`crosswire serve`: the desk's server over a store in a database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crosswire.cli.program import app, say
from crosswire.errors import UsageError

StoreAddress = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="ADDRESS",
        help="The store: a folder (a database is kept in it), or postgresql://USER@HOST/NAME. Made if need be.",
    ),
]
Names = Annotated[
    list[str] | None,
    typer.Option(
        "--name",
        metavar="HOST",
        help="A name by which people ask for the desk; several times for several. localhost always is one.",
    ),
]

Beside = Annotated[
    int,
    typer.Option(
        min=0,
        metavar="N",
        help="Processes that read what is added and make dossiers beside the server; 0: `crosswire work` does it.",
    ),
]


@app.command()
def serve(
    store: StoreAddress = "crosswire-store",
    host: Annotated[str, typer.Option(help="The address of this machine at which to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8000,
    name: Names = None,
    open: Annotated[
        bool,
        typer.Option("--open", help="One person on this machine: no log-in, and nobody else reaches it."),
    ] = False,
    https: Annotated[
        bool, typer.Option("--https", help="A proxy before the server speaks https to the people.")
    ] = False,
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE.pem", help="Speak https with this certificate.")
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(metavar="FILE.pem", help="The certificate's private key, if not in its file."),
    ] = None,
    proxy: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS,…", help="With --https: the proxies that are believed where a request came from."
        ),
    ] = "127.0.0.1",
    oidc: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.toml", help="Log in through another service (OpenID Connect), as this file says."
        ),
    ] = None,
    workers: Beside = 1,
) -> None:
    """Serve the desk: drop in reports, watch stories grow, review, search, hand over."""
    # Imported here: the other verbs need no server, and start sooner without it.
    from crosswire.serve.app import ServeOptions
    from crosswire.serve.run import Listening
    from crosswire.serve.run import serve as run_server
    from crosswire.serve.security.listening import is_loopback, read_oidc, security_for

    if key is not None and certificate is None:
        raise UsageError("--key is the key of a certificate; name that with --certificate.")
    secure = https or certificate is not None
    service = read_oidc(oidc) if oidc else None
    security = security_for(host, names=name or (), https=secure, open=open, oidc=service)
    if not secure and not is_loopback(host):
        say(
            "Passwords and reports will cross the network unprotected; use --certificate, or --https behind a proxy "
            "that speaks https."
        )
    proxies = proxy if https else None
    listening = Listening(host=host, port=port, certificate=certificate, key=key, proxies=proxies)
    run_server(store, listening, ServeOptions(security=security), workers=workers)
