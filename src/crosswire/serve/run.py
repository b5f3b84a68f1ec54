"""Running the server: a store opened or made, the application over it, and an ASGI server that answers for it.

In: a store's address, where to listen, how many workers read beside it, each a process of its own so that pages do not wait for
it. It returns when the server is told to stop. The server's own log names no paths; what
is asked for is logged by the gate, as the route's template.
"""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from crosswire.desk.crew import Crew, Task
from crosswire.fetch import FetchOptions
from crosswire.present.terminal import clean
from crosswire.serve.app import ServeOptions, make_app
from crosswire.serve.security.wire import BoundedProtocol
from crosswire.store.database import Database, open_store, people

_LOG = logging.getLogger(__name__)
_NOBODY = (
    "Nobody has an account yet: make the first one with `crosswire people add NAME --role admin`, or serve with --open "
    "for one person on this machine."
)
# Connections at one time, those that wait for their next request included; more are told to come back.
_MOST_CONNECTIONS = 2000
# For what is being answered when the server is told to stop.
_LAST_SECONDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Where a server listens, with which certificate, and which proxies it believes (None: none)."""

    host: str = "127.0.0.1"
    port: int = 8000
    certificate: Path | None = None
    key: Path | None = None
    proxies: str | None = None


def serve(
    address: str, listening: Listening, options: ServeOptions | None = None, *, workers: int = 0
) -> None:
    """Serves a store until it is stopped. Raises UsageError where the store cannot be opened."""
    _log_to_terminal()
    options = options or ServeOptions()
    with open_store(address, create=True) as database, _workers(address, options, workers):
        if not options.security.open and not _has_people(database):
            _LOG.warning(_NOBODY)
        app = make_app(database, options)
        # What is there by now stays: looking through it whenever memory is tidied would hold up pages for a tenth of a second.
        gc.collect()
        gc.freeze()
        uvicorn.run(
            app,
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
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_graceful_shutdown=_LAST_SECONDS,
        )


@contextmanager
def _workers(address: str, options: ServeOptions, count: int) -> Iterator[None]:
    """Workers beside the server, as many as `count`."""
    if not count:
        yield
        return
    task = Task(store=address, config=options.config, fetching=FetchOptions())
    with Crew(task, count, apart=True).beside(threading.Event()):
        yield


def _has_people(database: Database) -> bool:
    with database.read() as connection:
        return bool(people.everyone(connection))


def _log_to_terminal() -> None:
    """What the desk logs of itself goes to standard error, in lines that nobody who sends something can break."""
    told = logging.getLogger("crosswire")
    handler = logging.StreamHandler()
    handler.setFormatter(_OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    # In the place of one that an earlier server in this process left, whose stream may be closed.
    told.handlers[:] = [handler]
    told.setLevel(logging.WARNING)


class _OneLine(logging.Formatter):
    """A record's message without control characters; what was raised stands below it as always."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's name
        return clean(super().formatMessage(record), limit=2000)
