"""Running the server: a store opened or made, the application over it, and an ASGI server that answers for it.

In: a store's address, where to listen. It returns when the server is told to stop.
"""

from __future__ import annotations

import uvicorn

from crosswire.serve.app import ServeOptions, make_app
from crosswire.store.database import open_store


def serve(address: str, *, host: str, port: int, options: ServeOptions | None = None) -> None:
    """Serves a store until it is stopped. Raises UsageError where the store cannot be opened."""
    with open_store(address, create=True) as database:
        uvicorn.run(
            make_app(database, options),
            host=host,
            port=port,
            server_header=False,
            date_header=True,
            access_log=False,
        )
