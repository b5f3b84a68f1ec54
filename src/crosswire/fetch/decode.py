"""A body as it came over the wire to the bytes that it stands for: gzip and deflate, within a bound.

In: a stream of received bytes and the codings that the server names. Out: a stream of decoded bytes, and how
many stood after the end of the packed part. crosswire asks for bodies that are not packed (identity), but
some servers pack all the same, and some files were stored packed. Follows RFC 9110 (section 8.4), RFC 1950
to 1952; raw deflate without its two bytes of header is taken too, as browsers do. Other codings were not
asked for and are refused.
"""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from crosswire.errors import FetchError

CHUNK = 64 * 1024
# Bytes of a body that are held in memory before it moves to a file: most pages fit, no ten of them hurt.
SPOOL = 4 * 1024 * 1024
# Codings on top of each other; a second one is a mistake that servers make, a third an attack.
DEPTH = 2

_GZIP = ("gzip", "x-gzip")


def spool() -> BinaryIO:
    """An empty temporary file that can seek, in memory until it grows."""
    return cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=SPOOL))


def codings(header: str | None) -> tuple[str, ...]:
    """The codings that a Content-Encoding header names, in the order in which they were applied.

    >>> codings("GZip, identity")
    ('gzip',)
    """
    named = (part.strip().lower() for part in (header or "").split(","))
    return tuple(name for name in named if name not in ("", "identity"))


def decode(body: BinaryIO, packed: tuple[str, ...], *, limit: int, where: str) -> tuple[BinaryIO, int]:
    """The bytes that `body` stands for, at most `limit`, and how many were left over after their end.

    Raises FetchError for a coding that is not known, damage, or more than `limit` bytes. `body` is closed
    where a new stream is given.
    """
    if len(packed) > DEPTH or any(name not in (*_GZIP, "deflate") for name in packed):
        body.close()
        raise FetchError(
            f"{where}: comes packed as {', '.join(packed)[:80]}, which was not asked for and cannot be unpacked; "
            "save the page with a browser and give the file."
        )
    over = 0
    for name in reversed(packed):
        with body:
            body, over = _unpacked(body, gzip=name in _GZIP, limit=limit, where=where)
    body.seek(0)
    return body, over


def _unpacked(body: BinaryIO, *, gzip: bool, limit: int, where: str) -> tuple[BinaryIO, int]:
    out = spool()
    pieces = _Pieces(body, gzip=gzip)
    try:
        for piece in pieces:
            if out.tell() + len(piece) > limit:
                raise FetchError(
                    f"{where}: unpacks to more than {limit / (1 << 20):,.0f} MB; "
                    "fetch it by other means if you trust it, and give the file."
                )
            out.write(piece)
    except zlib.error as error:
        out.close()
        raise FetchError(f"{where}: its packed body is damaged ({error}); fetch it again later.") from error
    except FetchError:
        out.close()
        raise
    return out, pieces.over


class _Pieces:
    """Decoded pieces of a body, none larger than a chunk; afterwards `over`, the bytes left over."""

    def __init__(self, body: BinaryIO, *, gzip: bool) -> None:
        self._body = body
        self._gzip = gzip
        self.over = 0

    def __iter__(self) -> Iterator[bytes]:
        self._body.seek(0)
        data = self._body.read(CHUNK)
        if not data:
            return
        machine = self._machine(data)
        while data or not machine.eof:
            if machine.eof:
                if not self._gzip or not data.startswith(b"\x1f\x8b"):
                    self.over = len(data) + sum(map(len, iter(lambda: self._body.read(CHUNK), b"")))
                    return
                machine = self._machine(data)
            yield machine.decompress(data, CHUNK)
            data = machine.unused_data or machine.unconsumed_tail or self._body.read(CHUNK)
            if not data and not machine.eof:
                yield from self._last(machine)

    def _last(self, machine: zlib._Decompress) -> Iterator[bytes]:
        """What the machine still holds at the end of the body; raises where the end is missing."""
        while piece := machine.decompress(b"", CHUNK):
            yield piece
        if not machine.eof:
            raise zlib.error("it ends too early")

    def _machine(self, data: bytes) -> zlib._Decompress:
        if self._gzip:
            return zlib.decompressobj(zlib.MAX_WBITS | 16)
        # RFC 1950: the first two bytes name method 8 and, as one number, divide by 31.
        wrapped = len(data) > 1 and data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0
        return zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
