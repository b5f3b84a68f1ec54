"""The body of a request, within bounds: of size, of silence, of slowness.

In: what an ASGI server receives. Out: the same, until a bound is passed; then an HTTPException with 413 or
408, whatever reads it. A length that is announced is judged before a byte is read. Bodies that are packed
(Content-Encoding) are refused: what they unpack to is nobody's bound. What files hold inside is bounded by
the readers (`read.limits`).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

from crosswire.serve.translation import say

_CLOSE = {"Connection": "close"}
# Before a body is called slow it has this long, whatever its size.
_GRACE_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How large a body may be, how long it may be silent, how slow over all."""

    most_bytes: int
    quiet_seconds: float
    slowest_bytes_per_second: int


def too_large(most: int) -> HTTPException:
    """The refusal of a body larger than `most` bytes."""
    return HTTPException(
        413, say("Too large: at most %(most)s bytes may be sent here.", most=f"{most:,}"), headers=_CLOSE
    )


def too_slow() -> HTTPException:
    """The refusal of a body that does not come."""
    return HTTPException(408, say("The rest did not come in time; send it again."), headers=_CLOSE)


class BoundedBody:
    """Receives in place of the server's `receive`; one for each request."""

    def __init__(
        self, receive: Receive, bounds: Bounds, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._receive, self._bounds, self._clock = receive, bounds, clock
        self._began = clock()
        self._bytes = 0
        self._whole = False

    async def __call__(self) -> Message:
        """The next part of the body, or what comes after it."""
        if self._whole:
            return await self._receive()
        left = self._seconds_left()
        if left <= 0:
            raise too_slow()
        try:
            async with asyncio.timeout(min(self._bounds.quiet_seconds, left)):
                message = await self._receive()
        except TimeoutError:
            raise too_slow() from None
        if message["type"] == "http.request":
            self._bytes += len(message.get("body", b""))
            self._whole = not message.get("more_body", False)
            if self._bytes > self._bounds.most_bytes:
                raise too_large(self._bounds.most_bytes)
        return message

    def _seconds_left(self) -> float:
        allowed = _GRACE_SECONDS + self._bytes / self._bounds.slowest_bytes_per_second
        return allowed - (self._clock() - self._began)
