"""Whether a PDF's streams expand beyond all measure, told before pdfium, which has no bounds, opens it.

In: bytes of a PDF. Out: nothing, or ReadError. Every stream is inflated once, piece by piece, and counted;
streams inflated several times over too. Pictures may be large, since reading text leaves them alone. Not
seen are expansions other than by Flate, streams of encrypted files, and pages that show one stream over and
over.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

from crosswire.errors import ReadError

_MEGABYTE = 1024 * 1024
# Bytes to which one stream may expand: pages and fonts come to some millions, a picture of a sheet to a
# hundred; pdfium needs some ten times as much for a page of nothing but letters. Bytes of all together.
_PAGE, _PICTURE, _ALL = 32 * _MEGABYTE, 256 * _MEGABYTE, 768 * _MEGABYTE
# Times that one stream is inflated, bytes taken at once, bytes before a stream in which its kind is told.
_TIMES, _PIECE, _BEFORE = 4, 65_536, 1_000
_STREAM = re.compile(rb"(?<!end)stream\r?\n?")
# Bytes that lie between streams and their ends, all together; in a sound file no more than it has. pdfium,
# which mends a broken one, goes through them all: a second for some 200 million.
_SEARCHED = 400_000_000


def refuse_bombs(data: bytes, source: str) -> None:
    """Raises ReadError where a stream expands to more than any page needs, or many have no end."""
    if _between(data) > _SEARCHED:
        raise ReadError(
            f"{source}: is a PDF that is broken (many of its streams have no end); ask for it again."
        )
    total = 0
    for match in _STREAM.finditer(data):
        head = data[match.end() : match.end() + 2]
        if not _is_zlib(head):
            continue
        picture = b"/Image" in data[max(0, match.start() - _BEFORE) : match.start()]
        size = _expanded(data, match.end(), _PICTURE if picture else _PAGE)
        total += size
        if size > (_PICTURE if picture else _PAGE) or total > _ALL:
            raise ReadError(
                f"{source}: is a PDF whose streams expand to more than {total // _MEGABYTE} MB, as a decompression "
                "bomb does; it is not read."
            )


def _between(data: bytes) -> int:
    """The bytes from each stream to where the next one ends, all together."""
    between, end = 0, -1
    for match in _STREAM.finditer(data):
        if end < match.end():
            found = data.find(b"endstream", match.end())
            end = found if found >= 0 else len(data)
        between += end - match.end()
    return between


def _expanded(data: bytes, start: int, limit: int) -> int:
    """The bytes to which the stream at `start` expands, counted until they are more than `limit`."""
    pieces: Iterator[bytes] = (data[at : at + _PIECE] for at in range(start, len(data), _PIECE))
    for _ in range(_TIMES):
        pieces = _inflate(pieces)
        first = next(pieces, b"")
        pieces = chain([first], pieces)
        if not _is_zlib(first):
            break
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            break
    return size


def _inflate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What a zlib stream holds, as far as it is sound."""
    inflater = zlib.decompressobj()
    for piece in pieces:
        waiting = piece
        while not inflater.eof:
            try:
                found = inflater.decompress(waiting, _MEGABYTE)
            except zlib.error:
                return
            waiting = inflater.unconsumed_tail
            if found:
                yield found
            if not waiting and len(found) < _MEGABYTE:
                break
        if inflater.eof:
            return


def _is_zlib(head: bytes) -> bool:
    """Whether bytes begin like a zlib stream (RFC 1950): its method, and a check of two bytes."""
    return len(head) >= 2 and head[0] & 0x0F == 8 and (head[0] << 8 | head[1]) % 31 == 0
