"""The head of a request, within bounds: the server's parser of HTTP with a limit of bytes and of time.

In: bytes of a connection. Out: what uvicorn makes of them, unless the head of a request has more than
`HEAD_BYTES` or is not there within `HEAD_SECONDS`, or a connection says nothing at all for so long: then the
connection is closed, after a 431 or 408 where one can still be read. The parser itself has no such bounds
(uvicorn with httptools), and a few hundred connections that dribble would hold its memory (Slowloris, 2009).
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_BYTES = 32 * 1024
HEAD_SECONDS = 20.0
_REFUSAL = (
    "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {length}\r\n"
    "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n{text}"
)


class BoundedProtocol(HttpToolsProtocol):
    """`uvicorn.Config(http=BoundedProtocol)`."""

    _in_head = True
    _head_bytes = 0
    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A new connection: its first head has to come in time."""
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone, and with it what was awaited."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes of it: counted for as long as a head is open, then parsed."""
        if self._in_head:
            if self._head_timer is None:
                self._wait_for_head()
            self._head_bytes += len(data)
        super().data_received(data)
        if self._in_head and self._head_bytes > HEAD_BYTES:
            self._refuse("431 Request Header Fields Too Large", "The head of the request is too large.")

    def on_message_begin(self) -> None:
        """Another head opens on this connection."""
        self._in_head, self._head_bytes = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is there; what it holds is bounded even where it came in one piece."""
        self._in_head = False
        self._stop_waiting()
        if self.transport.is_closing():
            return
        size = len(self.url) + sum(len(n) + len(v) + 4 for n, v in self.headers)
        if size > HEAD_BYTES:
            self._refuse("431 Request Header Fields Too Large", "The head of the request is too large.")
            return
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A part of the body; of a request that was refused nothing is kept."""
        if self.cycle is not None:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """The end of a request: what comes next is a head."""
        self._in_head, self._head_bytes = True, 0
        if self.cycle is not None:
            super().on_message_complete()

    def _wait_for_head(self) -> None:
        self._head_timer = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _give_up(self) -> None:
        self._head_timer = None
        self._refuse("408 Request Timeout", "The request did not come in time.")

    def _refuse(self, status: str, text: str) -> None:
        self._stop_waiting()
        transport: Any = self.transport
        if transport is None or transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            transport.write(_REFUSAL.format(status=status, length=len(text), text=text).encode("ascii"))
        transport.close()
