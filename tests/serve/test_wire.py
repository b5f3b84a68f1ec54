"""What comes over the wire is bounded: heads in bytes and time, bodies in bytes, silence and speed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from crosswire.serve.security import wire
from crosswire.serve.security.bodies import BoundedBody, Bounds
from tests.browsing import in_a_thread
from tests.serve.serving import exchange, served

BOUNDS = Bounds(most_bytes=100, quiet_seconds=0.2, slowest_bytes_per_second=10)


async def echo(request: Request) -> PlainTextResponse:
    body = await Request(request.scope, BoundedBody(request.receive, BOUNDS)).body()
    return PlainTextResponse(f"got {len(body)}")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with served(Starlette(routes=[Route("/", echo, methods=["GET", "POST"])])) as port:
        yield port


def test_an_ordinary_request_passes_and_so_does_the_next_on_its_connection(port: int) -> None:
    get = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    last = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    assert exchange(port, get, last, pause=0.1).count(b"200 OK") == 2


@pytest.mark.parametrize("pieces", [1, 40])
def test_a_head_that_is_too_large_is_refused_in_one_piece_or_many(port: int, pieces: int) -> None:
    line = b"X-Filler-%d: " + b"a" * 1000 + b"\r\n"
    lines = [line % n for n in range(40)]
    parts = [b"".join(lines)] if pieces == 1 else lines
    answer = exchange(port, b"GET / HTTP/1.1\r\nHost: localhost\r\n", *parts, b"\r\n")
    assert b"200 OK" not in answer
    assert answer == b"" or answer.startswith(b"HTTP/1.1 431 ")


def test_a_head_without_end_is_refused_long_before_it_fills_the_memory(port: int) -> None:
    parts = [b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ", *([b"a" * 10_000] * 1000)]
    answer = exchange(port, *parts)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 431 ")


def test_an_address_that_is_too_long_is_refused(port: int) -> None:
    answer = exchange(port, b"GET /" + b"a" * 50_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert b"200 OK" not in answer
    assert b"404" not in answer


def test_a_head_that_dribbles_or_never_comes_is_given_up(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "HEAD_SECONDS", 0.3)
    dribble = exchange(port, b"GET / HTTP/1.1\r\n", *([b"X: y\r\n"] * 8), pause=0.1)
    assert dribble.startswith(b"HTTP/1.1 408 ")
    assert exchange(port).startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -4\r\n\r\nabcd",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\nabcd",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nBad Header: x\r\n\r\n",
        b"GET / HTTP/1.1\nHost: localhost\n X: y\n\n",
    ],
)
def test_a_request_that_two_servers_could_read_in_two_ways_is_refused(port: int, head: bytes) -> None:
    answer = exchange(port, head)
    assert answer.count(b"HTTP/1.1 ") <= 1
    assert b"200 OK" not in answer


@pytest.mark.parametrize(("size", "status"), [(100, b"200"), (101, b"413"), (1_000_000, b"413")])
def test_a_body_may_have_so_many_bytes(port: int, size: int, status: bytes) -> None:
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % size
    assert exchange(port, head, b"a" * size).startswith(b"HTTP/1.1 " + status)


def test_a_body_in_chunks_is_counted_too(port: int) -> None:
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert exchange(port, head, *([b"32\r\n" + b"a" * 50 + b"\r\n"] * 10)).startswith(b"HTTP/1.1 413 ")


def test_a_body_that_falls_silent_is_given_up(port: int) -> None:
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90\r\n\r\n"
    assert exchange(port, head, b"only this").startswith(b"HTTP/1.1 408 ")


def test_a_body_that_is_never_silent_but_always_slow_is_given_up() -> None:
    now = [0.0]

    async def drip() -> dict[str, Any]:
        now[0] += 1
        return {"type": "http.request", "body": b"a", "more_body": True}

    async def read() -> None:
        bounds = Bounds(most_bytes=10**9, quiet_seconds=10**6, slowest_bytes_per_second=10)
        body = BoundedBody(drip, bounds, clock=lambda: now[0])
        for _ in range(10_000):
            await body()

    with pytest.raises(HTTPException) as caught:
        in_a_thread(read)
    assert caught.value.status_code == 408
    assert now[0] < 60
