"""Stored bytes in a database: taken from a stream of any length, kept under their SHA-256 in parts, opened again.

In: streams. Out: rows, and readers over them that hold one part at a time. The bytes of a stream are digested and held in a
temporary file first, outside of any transaction, so that a slow sender keeps nobody waiting.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from typing import BinaryIO, cast

from sqlalchemy import Connection, func, select

from crosswire.errors import UsageError
from crosswire.store.blobs import PORTION, Stored
from crosswire.store.database.engine import Database
from crosswire.store.database.schema import blob_parts, blobs
from crosswire.store.layout import is_digest
from crosswire.store.pieces import Digesting

# Bytes of a part: a row of either database holds it easily, and reading back holds no more than one.
PART = PORTION
# Bytes held in memory before a temporary file is used.
_HELD = 8 * PORTION


@contextmanager
def taken(stream: BinaryIO) -> Iterator[tuple[Stored, BinaryIO]]:
    """The bytes of a stream, digested, and held until the block ends. Raises what the stream raises."""
    digests = Digesting()
    with tempfile.SpooledTemporaryFile(max_size=_HELD) as held:
        while data := stream.read(PORTION):
            held.write(data)
            digests.update(data)
        stored = Stored(sha256=digests.sha256(), length=digests.length, pieces=digests.pieces())
        held.seek(0)
        yield stored, cast(BinaryIO, held)


def keep(connection: Connection, stored: Stored, held: BinaryIO) -> bool:
    """Puts bytes into their rows; False where they are there already."""
    if has(connection, stored.sha256):
        return False
    connection.execute(
        blobs.insert().values(sha256=stored.sha256, length=stored.length, pieces=stored.pieces)
    )
    held.seek(0)
    n = 0
    while data := held.read(PART):
        connection.execute(blob_parts.insert().values(sha256=stored.sha256, n=n, body=data))
        n += 1
    return True


def has(connection: Connection, sha256: str) -> bool:
    """Whether some bytes are there."""
    found = connection.execute(select(blobs.c.sha256).where(blobs.c.sha256 == sha256)).scalar()
    return found is not None


def is_sound(connection: Connection, stored: Stored) -> bool:
    """Whether bytes lie in their rows as they were received."""
    return digest_of(connection, stored.sha256) == (stored.sha256, stored.length, stored.pieces)


def replace(connection: Connection, stored: Stored, held: BinaryIO) -> None:
    """Puts bytes in the place of rows that were damaged."""
    connection.execute(blob_parts.delete().where(blob_parts.c.sha256 == stored.sha256))
    connection.execute(blobs.delete().where(blobs.c.sha256 == stored.sha256))
    keep(connection, stored, held)


def open_blob(database: Database, sha256: str) -> BufferedReader:
    """The bytes, to read and to seek in. Raises UsageError where they are not there."""
    if not is_digest(sha256):
        raise UsageError(f"{sha256!r} is no SHA-256; give 64 hexadecimal digits in lower case.")
    with database.read() as connection:
        length = connection.execute(select(blobs.c.length).where(blobs.c.sha256 == sha256)).scalar()
    if length is None:
        raise UsageError(
            f"{sha256}: is not in the store; run `crosswire verify`, which says what is missing."
        )
    return BufferedReader(_Parts(database, sha256, length), PORTION)


def digest_of(connection: Connection, sha256: str) -> tuple[str, int, bytes]:
    """What the stored parts come to: their SHA-256, length in bytes, and the digests of their pieces."""
    digests = Digesting()
    parts = select(blob_parts.c.body).where(blob_parts.c.sha256 == sha256).order_by(blob_parts.c.n)
    for (body,) in connection.execute(parts.execution_options(yield_per=4)):
        digests.update(bytes(body))
    return digests.sha256(), digests.length, digests.pieces()


def total(connection: Connection) -> tuple[int, int]:
    """How many blobs there are, and their bytes together."""
    count, length = connection.execute(select(func.count(), func.coalesce(func.sum(blobs.c.length), 0))).one()
    return int(count), int(length)


class _Parts(io.RawIOBase):
    """A raw stream over the parts of a blob."""

    def __init__(self, database: Database, sha256: str, length: int) -> None:
        self._database = database
        self._sha256 = sha256
        self._length = length
        self._at = 0
        self._part: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        n, offset = divmod(self._at, PART)
        data = self._load(n)[offset : offset + len(buffer)] if self._at < self._length else b""
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def _load(self, n: int) -> bytes:
        if self._part[0] != n:
            with self._database.read() as connection:
                body = connection.execute(
                    select(blob_parts.c.body).where(blob_parts.c.sha256 == self._sha256, blob_parts.c.n == n)
                ).scalar()
            if body is None:
                raise UsageError(f"{self._sha256}: lacks a part in the store; run `crosswire verify`.")
            self._part = (n, bytes(body))
        return self._part[1]
