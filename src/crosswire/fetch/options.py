"""What fetching obeys, and what of the outer world it leans on.

`FetchOptions` are a person's choices. `World` holds the seams: looking names up, judging numbers, clocks;
tests give their own, everybody else takes these.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

# A host name and a port to IP addresses as text, best first. Raises OSError as `socket.getaddrinfo` does.
Resolver = Callable[[str, int], list[str]]
# Whether an IP address and a port may be connected to.
Judge = Callable[[str, int], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """How addresses are fetched.

    `allow_private`: addresses of this machine and of private networks, too. `seconds`: silence after
    which a server is given up. `total_seconds`: what one address may take, not counting polite waits.
    `bytes`: of one answer, as received and again as unpacked. `rate_seconds`: between two requests to
    one host. `redirects`: followed for one address. `robots`: whether robots.txt is asked and obeyed.
    `tries`: of one request that fails in a way that may pass. `patience_seconds`: the longest wait that a
    host may ask for; a longer one makes a problem instead.
    """

    allow_private: bool = False
    seconds: float = 30.0
    total_seconds: float = 300.0
    bytes: int = 64 * 1024 * 1024
    rate_seconds: float = 2.0
    redirects: int = 8
    robots: bool = True
    tries: int = 3
    patience_seconds: float = 60.0


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a host by the system's own resolver, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The seams: `clock` in seconds that only grow, `now` with zone UTC. `judge` None: the tables of
    `networks`. `tls` None: the certificates that httpcore trusts."""

    resolve: Resolver = look_up
    judge: Judge | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = _now
    tls: ssl.SSLContext | None = None


class Allowance:
    """The seconds that fetching one address may still take; they pass only while `running`."""

    def __init__(self, clock: Callable[[], float], seconds: float) -> None:
        self.seconds = seconds
        self._clock = clock
        self._left = seconds
        self._since: float | None = None

    def __enter__(self) -> Allowance:
        self._since = self._clock()
        return self

    def __exit__(self, *_: object) -> None:
        self._left = self.left()
        self._since = None

    def left(self) -> float:
        """Seconds left; zero or less where there are none."""
        return self._left - (self._clock() - self._since if self._since is not None else 0.0)
