"""Running the server: a store opened or made, the application over it, and an ASGI server that answers for it.

In: a store's address, where to listen. It returns when the server is told to stop. The server's own log names no paths; what
is asked for is logged by the gate, as the route's template.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import uvicorn

from crosswire.serve.app import ServeOptions, make_app
from crosswire.serve.security.wire import BoundedProtocol
from crosswire.store.database import open_store


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Where a server listens, with which certificate, and which proxies it believes (None: none)."""

    host: str = "127.0.0.1"
    port: int = 8000
    certificate: Path | None = None
    key: Path | None = None
    proxies: str | None = None


def serve(address: str, listening: Listening, options: ServeOptions | None = None) -> None:
    """Serves a store until it is stopped. Raises UsageError where the store cannot be opened."""
    with open_store(address, create=True) as database:
        uvicorn.run(
            make_app(database, options),
            host=listening.host,
            port=listening.port,
            http=BoundedProtocol,
            ws="none",
            ssl_certfile=listening.certificate,
            ssl_keyfile=listening.key,
            proxy_headers=listening.proxies is not None,
            forwarded_allow_ips=listening.proxies or "",
            server_header=False,
            date_header=True,
            access_log=False,
        )
