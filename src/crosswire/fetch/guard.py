"""The guard: every connection goes to an address that was looked up and judged here, and to no other.

In: a host and a port. Out: a connection to one of its IP addresses, or a refusal. The name is looked up
once for a connection, all its addresses are judged, and the connection goes to that very number, so that
a name which changes between the look and the step leads nowhere. One address that may not be asked
refuses the host: a name that mixes public and private numbers is either a mistake or an attack. The name
stays what the server is asked for and what its certificate must say. Proxies named in the environment
play no part. Time limits hold for the look-up and for every read, together and each.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
from collections.abc import Iterable, Sequence
from ipaddress import ip_address
from typing import Any

import httpcore

from crosswire.errors import FetchError
from crosswire.fetch.networks import is_allowed
from crosswire.fetch.options import Allowance, FetchOptions, World

# Addresses of one host that are tried in turn; a host with more has others that answer.
TRIED = 4


class Guard:
    """Looks hosts up and judges their addresses."""

    def __init__(self, world: World, options: FetchOptions) -> None:
        self._world = world
        self._options = options

    def find(self, host: str, port: int, *, where: str, seconds: float) -> Sequence[str]:
        """The addresses of a host, at least one, all of which may be asked.

        Raises FetchError where one of them may not, or the host does not exist; httpcore's ConnectError
        or ConnectTimeout where looking it up fails in a way that may pass. `where` begins the message.
        """
        found = [host] if _is_number(host) else self._look_up(host, port, where, seconds)
        for ip in found:
            if not self._may(ip, port):
                raise FetchError(f"{where}: {self._refusal(host, ip)}")
        if not found:
            raise FetchError(f"{where}: {host} has no address; check the spelling.")
        return found[:TRIED]

    def _may(self, ip: str, port: int) -> bool:
        judge = self._world.judge
        return judge(ip, port) if judge else is_allowed(ip, private=self._options.allow_private)

    def _refusal(self, host: str, ip: str) -> str:
        named = f"({ip})" if host == ip else f"({host} is {ip})"
        if is_allowed(ip, private=True):
            return f"is an address of this machine or a private network {named}; --allow-private fetches it."
        return f"is no address of a server {named}; check the address."

    def _look_up(self, host: str, port: int, where: str, seconds: float) -> list[str]:
        answers: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._world.resolve(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error)

        # The system's resolver knows no time limit; a thread that hangs in it must not hold the program.
        threading.Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=max(seconds, 0.001))
        except queue.Empty:
            raise httpcore.ConnectTimeout(f"looking up {host} takes too long") from None
        if isinstance(answer, list):
            return answer
        if isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN:
            raise httpcore.ConnectError(f"{host} cannot be looked up now")
        raise FetchError(f"{where}: there is no host {host}; check the spelling and the network.")


class GuardedBackend(httpcore.NetworkBackend):
    """Connects for one request; `ip` is the address that it is connected to, once it is."""

    def __init__(self, guard: Guard, *, where: str, seconds: float, allowance: Allowance) -> None:
        self._guard = guard
        self._where = where
        self._seconds = seconds
        self._allowance = allowance
        self.ip: str | None = None

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host` that answers, all of them judged before."""
        found = self._guard.find(host, port, where=self._where, seconds=self._limit())
        for ip in found:
            try:
                stream = httpcore.SyncBackend().connect_tcp(
                    ip, port, timeout=self._limit(), socket_options=socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if ip == found[-1] or self._allowance.left() <= 0:
                    raise
                continue
            self.ip = ip
            return _TimedStream(stream, self._seconds, self._allowance)
        raise httpcore.ConnectError("no address answers")

    def _limit(self) -> float:
        return max(0.001, min(self._seconds, self._allowance.left()))


class _TimedStream(httpcore.NetworkStream):
    """A connection each of whose reads and writes ends with the allowance, however it drips."""

    def __init__(self, inner: httpcore.NetworkStream, seconds: float, allowance: Allowance) -> None:
        self._inner = inner
        self._seconds = seconds
        self._allowance = allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, timeout=self._limit())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout=self._limit())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, timeout=self._limit())
        return _TimedStream(inner, self._seconds, self._allowance)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)

    def _limit(self) -> float:
        left = self._allowance.left()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for this address is over")
        return min(self._seconds, left)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
