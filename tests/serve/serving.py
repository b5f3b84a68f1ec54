"""A real server over loopback for one app, and raw requests to it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from crosswire.serve.security.wire import BoundedProtocol

PATIENCE_SECONDS = 20


@contextmanager
def served(app: Any) -> Iterator[int]:
    """The port at which `app` is served by the protocol that the desk uses."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, http=BoundedProtocol, ws="none", lifespan="off", log_level="critical", access_log=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE_SECONDS
    while not server.started and time.monotonic() < until:
        time.sleep(0.01)
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(PATIENCE_SECONDS)
        listener.close()


def exchange(port: int, *parts: bytes, pause: float = 0) -> bytes:
    """Everything that the server answers to these bytes until it closes the connection or is silent."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as connection:
        for part in parts:
            try:
                connection.sendall(part)
            except OSError:
                break
            time.sleep(pause)
        answer = b""
        connection.settimeout(5)
        try:
            while piece := connection.recv(65536):
                answer += piece
        except OSError:
            pass
        return answer
