"""What a server may cost: bytes, time, tries; and servers that break the rules of HTTP."""

from __future__ import annotations

import gzip
import io
import time
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.errors import FetchError
from crosswire.fetch import Fetcher, FetchOptions
from crosswire.fetch.decode import decode
from tests.fetch.server import Page, Site, awake, quick

MB = 1024 * 1024


def refused(address: str, **changes: Any) -> str:
    with Fetcher(quick(**changes), world=awake()) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(address)
    return str(caught.value)


def sends(*pieces: bytes, pause: float = 0.0, times: int = 1) -> Page:
    """A page that writes these very bytes to the connection, and closes it."""

    def raw(request: Any) -> None:
        try:
            for piece in pieces * times:
                request.wfile.write(piece)
                request.wfile.flush()
                time.sleep(pause)
        except OSError:
            pass

    return Page(raw=raw)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def test_a_body_above_the_limit_is_refused_by_what_it_states(site: Site) -> None:
    site.pages["/"] = sends(HEAD + b"Content-Length: 99999999\r\n\r\n")
    assert "larger than 1 MB" in refused(site.address(), bytes=MB)


@pytest.mark.parametrize("head", [b"Connection: close\r\n\r\n", b"Content-Length: 100\r\n\r\n"])
def test_a_body_is_cut_at_the_limit_whatever_it_states(head: bytes, site: Site) -> None:
    site.pages["/"] = sends(HEAD + head, b"x" * 1000, times=1000)
    options = FetchOptions(allow_private=True, robots=False, rate_seconds=0, bytes=5000)
    with Fetcher(options, world=awake()) as fetcher:
        if b"Length" in head:
            assert fetcher.fetch(site.address()).size == 100
        else:
            with pytest.raises(FetchError, match="larger than"):
                fetcher.fetch(site.address())


@pytest.mark.parametrize("layers", [1, 2])
def test_a_body_that_unpacks_without_end_is_refused(layers: int, site: Site) -> None:
    packed = bytes(64 * MB)
    for _ in range(layers):
        packed = gzip.compress(packed)
    site.pages["/"] = Page(packed, headers={"Content-Encoding": ", ".join(["gzip"] * layers)})
    assert "unpacks to more than 2 MB" in refused(site.address(), bytes=2 * MB)


@pytest.mark.parametrize(
    ("coding", "body", "words"),
    [
        ("br", b"x", "packed as br"),
        ("gzip, gzip, gzip", b"x", "cannot be unpacked"),
        ("gzip", b"no gzip", "damaged"),
        ("gzip", gzip.compress(b"dam")[:-4], "ends too early"),
        ("deflate", zlib.compress(b"dam" * 99)[:-1], "ends too early"),
        ("deflate", b"\x00", "damaged"),
        ("gzip", gzip.compress(b"dam")[:-8] + b"\0" * 8, "damaged"),
    ],
)
def test_a_packed_body_that_is_damaged_or_unknown_is_refused(
    coding: str, body: bytes, words: str, site: Site
) -> None:
    site.pages["/"] = Page(body, headers={"Content-Encoding": coding})
    assert words in refused(site.address())


@given(st.binary(max_size=300_000), st.sampled_from(["gzip", "deflate"]), st.binary(max_size=9))
def test_what_was_packed_is_unpacked(data: bytes, coding: str, rest: bytes) -> None:
    rest = b"" if rest.startswith(b"\x1f\x8b") else rest
    packed = gzip.compress(data) if coding == "gzip" else zlib.compress(data)
    stream, over = decode(io.BytesIO(packed + rest), (coding,), limit=len(data), where="x")
    with stream:
        assert stream.read() == data
    assert over == len(rest)


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate"]))
def test_any_bytes_unpack_or_are_refused(data: bytes, coding: str) -> None:
    try:
        decode(io.BytesIO(data), (coding,), limit=1000, where="x")[0].close()
    except FetchError as refusal:
        message = str(refusal)
    else:
        message = "x: "
    assert message.startswith("x: ")


def test_nothing_packed_is_nothing(site: Site) -> None:
    site.pages["/"] = Page(b"", headers={"Content-Encoding": "gzip"})
    with Fetcher(quick()) as fetcher:
        assert fetcher.fetch(site.address()).size == 0


SLOW: dict[str, Callable[[], Page]] = {
    "silent": lambda: sends(b"", pause=2.0),
    "a head byte by byte": lambda: sends(b"H", b"T", b"T", b"P", pause=0.1, times=20),
    "a body byte by byte": lambda: sends(HEAD + b"\r\n", *[b"x"] * 20, pause=0.1),
    "endless news of a head to come": lambda: sends(
        b"HTTP/1.1 102 Processing\r\n\r\n", pause=0.01, times=200
    ),
}


@pytest.mark.parametrize("kind", SLOW)
def test_a_slow_server_meets_the_deadline(kind: str, site: Site) -> None:
    site.pages["/"] = SLOW[kind]()
    assert "longer than 0.4 s" in refused(site.address(), seconds=0.5, total_seconds=0.4)


def test_a_silent_server_is_given_up_and_asked_again(site: Site) -> None:
    site.pages["/"] = sends(b"", pause=1.0)
    assert "(2 tries)" in refused(site.address(), seconds=0.1, tries=2)
    assert len(site.requests) == 2


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"no HTTP at all\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        HEAD + b"Content-Length: -1\r\n\r\n",
        HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        HEAD + b"Content-Length: 1e3\r\n\r\n",
        HEAD + b"Bad Header\x00: x\r\n\r\n",
        HEAD + b"X: " + b"x" * 200_000 + b"\r\n\r\n",
        HEAD + b"X: y\r\n" * 50_000 + b"\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"0" * 200_000,
        HEAD + b"Transfer-Encoding: rot13\r\n\r\nabc",
        HEAD + b"Content-Length: 100\r\n\r\nabc",
        b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://[/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: /a\x01b\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-2/3\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 416 No\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        b"HTTP/1.1 999 \r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_an_answer_against_the_rules_is_a_plain_message(answer: bytes, site: Site) -> None:
    site.pages["/"] = sends(answer)
    message = refused(site.address())
    assert message.startswith("http")
    assert message.isprintable()
    assert len(message) < 500
    assert len(site.requests) <= 3


def test_a_server_that_is_not_there_is_tried_and_given_up(site: Site) -> None:
    message = refused("http://127.0.0.1:9/", tries=2)
    assert "cannot be reached" in message
    assert "(2 tries)" in message


def test_a_body_of_stated_length_that_breaks_off_is_asked_for_again(site: Site) -> None:
    whole = Page(b"abcdef")
    site.pages["/"] = lambda request: (
        whole if len(site.requests) > 2 else sends(HEAD + b"Content-Length: 6\r\n\r\nabc")
    )
    with Fetcher(quick(), world=awake()) as fetcher:
        assert fetcher.fetch(site.address()).stream.read() == b"abcdef"
    assert all("range" not in headers for headers in site.asked("/"))
