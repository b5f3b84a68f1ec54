"""A real server on this machine for the tests of fetching: pages by path, and a record of all it was sent."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from crosswire.fetch import FetchOptions, World

PUBLIC = "public.example"
CERTIFICATE = Path(__file__).parent / "public.example.pem"


@dataclass
class Page:
    """An answer: a status, headers and a body; `raw` writes to the connection by itself instead."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: bool = True
    raw: Callable[[Any], None] | None = None


@dataclass
class Site:
    """A running server: what it serves, and everything that ever reached it."""

    port: int = 0
    pages: dict[str, Page | Callable[[Any], Page]] = field(default_factory=dict)
    connections: list[Any] = field(default_factory=list)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def address(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[dict[str, str]]:
        """The headers of every request for `path`."""
        return [headers for asked, headers in self.requests if asked == path]


@contextmanager
def serving(*, host: str = "127.0.0.1", tls: bool = False) -> Iterator[Site]:
    """A server that runs until the block ends."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 5

        def do_GET(self) -> None:
            site.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            found = site.pages.get(self.path, Page(status=404))
            page = found(self) if callable(found) else found
            self.close_connection = True
            if page.raw is not None:
                page.raw(self)
                return
            (self.send_response_only if "Date" in page.headers else self.send_response)(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            if page.length and "Content-Length" not in page.headers:
                self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def get_request(self) -> Any:
            connection, peer = super().get_request()
            site.connections.append(peer)
            return connection, peer

        def handle_error(self, *_: object) -> None:
            pass

    server = Server((host, 0), Handler)
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def quick(**changes: Any) -> FetchOptions:
    """Options for a server on this machine: no waiting between requests."""
    return FetchOptions(**{"allow_private": True, "rate_seconds": 0.0, "robots": False, **changes})


def awake(**changes: Any) -> World:
    """The world as it is, but that nobody sleeps in it."""
    return World(**{"sleep": lambda seconds: None, **changes})


def as_public(*sites: Site, **changes: Any) -> World:
    """A world in which public.example is the first of these servers, and they alone are public."""
    ports = {site.port for site in sites}
    return awake(
        **{
            "resolve": lambda host, port: ["127.0.0.1"],
            "judge": lambda ip, port: ip == "127.0.0.1" and port in ports,
            **changes,
        }
    )
