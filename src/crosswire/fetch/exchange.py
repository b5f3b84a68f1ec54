"""One request and its answer, over a connection of its own.

In: an address and the headers to send. Out: the head of the answer, and its body to be read piece by piece.
HTTP/1.1 by httpcore (RFC 9112). A connection serves one request, so that the guard judges before each and the
record says for certain which server answered; at one request each few seconds a host that costs little. No
cookies, no credentials, no referrer are ever sent. Redirects, retries and refusals by status are left to
`client`.
"""

from __future__ import annotations

import hashlib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version

import httpcore

from crosswire.fetch.addresses import PORTS, Address, shown
from crosswire.fetch.fetched import Headers
from crosswire.fetch.guard import Guard, GuardedBackend
from crosswire.fetch.options import Allowance

# How the system numbers its errors, before their words.
_NUMBER = re.compile(r"^\[Errno -?\d+\]\s*")

AGENT = "crosswire"
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class BrokenOffError(Exception):
    """A request that failed on the way, within this part only: the message, and whether `again` may help."""

    def __init__(self, message: str, *, again: bool) -> None:
        super().__init__(message)
        self.again = again


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The head of an answer, the server that gave it, what it was sent, and its body to come."""

    status: int
    headers: Headers
    ip: str | None
    tls: tuple[str, str] | None
    sent: Headers
    pieces: Iterator[bytes]


@contextmanager
def exchange(
    address: Address,
    extra: Headers,
    *,
    guard: Guard,
    seconds: float,
    allowance: Allowance,
    tls: ssl.SSLContext | None,
    body: bytes | None = None,
) -> Iterator[Answer]:
    """Sends one GET, or with a `body` one POST, and gives the answer; raises BrokenOffError, FetchError for a refused or
    unknown host.

    `pieces` raises BrokenOffError, too, where the body breaks off.
    """
    backend = GuardedBackend(guard, where=address.text, seconds=seconds, allowance=allowance)
    sent = request_headers(address, extra)
    connection = httpcore.HTTPConnection(
        origin=httpcore.Origin(address.scheme.encode(), address.host.encode(), address.port),
        ssl_context=tls,
        network_backend=backend,
    )
    request = httpcore.Request(
        method="GET" if body is None else "POST",
        url=httpcore.URL(scheme=address.scheme, host=address.host, port=address.port, target=address.target),
        headers=[(name.encode("ascii"), value.encode("latin-1")) for name, value in sent],
        content=body,
    )
    with connection:
        with _named(head=True):
            response = connection.handle_request(request)
        yield Answer(
            status=response.status,
            headers=tuple((name.decode("latin-1").lower(), _text(value)) for name, value in response.headers),
            ip=backend.ip,
            tls=_tls(response, address),
            sent=sent,
            pieces=_pieces(response),
        )


def request_headers(address: Address, extra: Headers) -> Headers:
    """All headers of a request, in the order in which they are sent."""
    return (
        ("host", address.authority),
        ("user-agent", f"{AGENT}/{version('crosswire')}"),
        ("accept", ACCEPT),
        ("accept-encoding", "identity"),
        ("connection", "close"),
        *extra,
    )


def _pieces(response: httpcore.Response) -> Iterator[bytes]:
    with _named(head=False):
        yield from response.iter_stream()


def _said(error: Exception) -> str:
    """What an error says, without the system's number for it."""
    return shown(_NUMBER.sub("", str(error)))


@contextmanager
def _named(*, head: bool) -> Iterator[None]:
    """Says in plain words what httpcore found wrong, and whether it may pass."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise BrokenOffError(_said(error) or "it is silent for too long", again=True) from error
    except httpcore.ConnectError as error:
        certificate = isinstance(error.__cause__, ssl.SSLError)
        said = (
            f"no safe connection comes about ({_said(error)})"
            if certificate
            else f"it cannot be reached ({_said(error)})"
        )
        raise BrokenOffError(said, again=not certificate) from error
    except httpcore.RemoteProtocolError as error:
        # Where httpcore passes on what h11 found, the head is no HTTP and will be none next time; a body
        # that ends too early may be whole then.
        broken = head and error.__cause__ is not None
        raise BrokenOffError(f"its answer cannot be understood ({_said(error)})", again=not broken) from error
    except httpcore.LocalProtocolError as error:
        raise BrokenOffError(f"the request cannot be made ({_said(error)})", again=False) from error
    except httpcore.NetworkError as error:
        raise BrokenOffError(f"the connection breaks off ({_said(error)})", again=True) from error


def _text(value: bytes) -> str:
    """A header as text: UTF-8 where it is, as some redirects are, else one character a byte."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _tls(response: httpcore.Response, address: Address) -> tuple[str, str] | None:
    """The version of the encryption and the SHA-256 of the server's certificate."""
    if PORTS[address.scheme] == PORTS["http"]:
        return None
    sock = response.extensions["network_stream"].get_extra_info("socket")
    certificate = sock.getpeercert(binary_form=True) or b""
    return sock.version() or "", hashlib.sha256(certificate).hexdigest()
