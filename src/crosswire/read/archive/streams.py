"""Streams that hold little: what is compressed expands as it is read, and what lies inside a container is
read forward from there.

In: a stream. Out: a stream of what it holds, in pieces of bounded size whatever the compression claims.
gzip (RFC 1952) of any number of members, bzip2 and xz. Damage is a ReadError; where more can be read behind
it, that is for the reader of the format to say.
"""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

from crosswire.errors import ReadError
from crosswire.read.limits import MEGABYTE, Budget

GZIP, BZIP2, XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
COMPRESSED = (GZIP, BZIP2, XZ)
# Bytes handled at once; larger pieces are no faster.
CHUNK = 65_536
# Bytes at the start of a forward stream that are kept, so that a reader may look at them and go back.
_KEPT = MEGABYTE
# Memory that an xz stream may ask for: its strongest preset needs 65 MB.
_XZ_MEMORY = 128 * MEGABYTE
# A gzip member is looked for by its first bytes, and taken where what it holds begins as expected.
_MEMBER = GZIP + b"\x08"
_PROBED = 1024
# What the readers of archives raise for bytes that are broken.
FAULTS = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, OverflowError,
    NotImplementedError, ValueError,
)  # fmt: skip


class Expanding(io.RawIOBase):
    """What a compressed stream holds. One read never goes from one gzip member into the next.

    `member` is where the member that was read last begins in the compressed stream.
    """

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        super().__init__()
        self.member = 0
        self._stream, self._budget = stream, budget
        self._input, self._taken = b"", 0
        self._decoder: Any = None
        self._magic = b""

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills `buffer` as far as one piece goes; 0 at the end. Raises ReadError at damage."""
        while self._decoder is not None or self._begin():
            data = self._expand(len(buffer))
            if data:
                self._budget.grow(len(data))
                buffer[: len(data)] = data
                return len(data)
        return 0

    def resume(self, start: bytes) -> bool:
        """Goes on, after damage, at the next gzip member whose content begins with `start`."""
        self._decoder = None
        # Not the damaged member again, whose start may still be there.
        position = self._input.find(_MEMBER, max(0, self.member + 1 - self._position()))
        while True:
            if position < 0:
                self._input = self._input[-2:]
                if not self._fetch():
                    return False
                position = self._input.find(_MEMBER)
                continue
            self._input = self._input[position:]
            while len(self._input) < _PROBED and self._fetch():
                pass
            if _begins(self._input, start):
                return True
            position = self._input.find(_MEMBER, 1)

    def _position(self) -> int:
        return self._taken - len(self._input)

    def _fetch(self) -> bool:
        more = self._stream.read(CHUNK)
        self._input += more
        self._taken += len(more)
        return bool(more)

    def _begin(self) -> bool:
        """Makes ready for the next member; False where there is none."""
        self._input = self._input.lstrip(b"\0") if self._magic else self._input
        while len(self._input) < len(XZ) and self._fetch():
            self._input = self._input.lstrip(b"\0") if self._magic else self._input
        if not self._input:
            return False
        self.member = self._position()
        magic = next((m for m in COMPRESSED if self._input.startswith(m)), b"")
        if not magic or (self._magic and magic != self._magic):
            raise ReadError(
                f"holds bytes at {self.member:,} that are not compressed as the rest is; {_AGAIN}"
            )
        self._magic, self._decoder = magic, _decoder(magic)
        return True

    def _expand(self, most: int) -> bytes:
        """The next piece, of at most `most` bytes; nothing where more must be fetched first."""
        waiting = getattr(self._decoder, "needs_input", True)
        if waiting and not self._input and not self._fetch():
            raise ReadError(f"ends at byte {self._taken:,} in the middle of its compressed data; {_AGAIN}")
        try:
            data: bytes = self._decoder.decompress(self._input if waiting else b"", most)
        except (zlib.error, lzma.LZMAError, OSError, ValueError, EOFError) as error:
            raise ReadError(
                f"is damaged at or before byte {self._position() + len(self._input):,} of its compressed data ({error}); {_AGAIN}"
            ) from error
        if self._decoder.eof:
            self._input = self._decoder.unused_data
            self._decoder = None
        elif waiting:
            self._input = getattr(self._decoder, "unconsumed_tail", b"")
        return data


_AGAIN = "get it again."


def _decoder(magic: bytes) -> Any:
    if magic == GZIP:
        return zlib.decompressobj(wbits=31)
    return bz2.BZ2Decompressor() if magic == BZIP2 else lzma.LZMADecompressor(memlimit=_XZ_MEMORY)


def _begins(data: bytes, start: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(data[: 4 * _PROBED], len(start)) == start
    except zlib.error:
        return False


class _Forward(io.RawIOBase):
    """What another stream holds, read once; see `forward`."""

    def __init__(self, stream: Any, spend: Callable[[int], None] | None) -> None:
        super().__init__()
        self._stream, self._spend = stream, spend
        self._kept = bytearray()
        self._read = self._at = 0

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True, within what `forward` says."""
        return True

    def tell(self) -> int:
        """Where the next byte stands."""
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Fills `buffer` as far as one piece goes; 0 at the end. Raises ReadError at damage."""
        if self._at < self._read:
            data = bytes(self._kept[self._at : self._at + len(buffer)])
        else:
            data = self._next(min(len(buffer), CHUNK))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Goes forward, or back within the kept start. Raises ReadError for what cannot be had."""
        if whence == io.SEEK_END:
            while self._next(CHUNK):
                pass
            offset += self._read
        elif whence == io.SEEK_CUR:
            offset += self._at
        if offset < self._read and self._read > len(self._kept):
            raise ReadError("cannot be read backwards where it lies; unpack it and give the file itself.")
        while self._read < offset and self._next(min(CHUNK, offset - self._read)):
            pass
        self._at = max(0, min(offset, self._read))
        return self._at

    def _next(self, most: int) -> bytes:
        try:
            data: bytes = self._stream.read(most)
        except (*FAULTS, RuntimeError) as error:
            raise ReadError(f"is damaged ({error or type(error).__name__}); {_AGAIN}") from error
        if self._spend is not None:
            self._spend(len(data))
        self._read += len(data)
        if self._read <= _KEPT:
            self._kept += data
        return data


def forward(stream: Any, spend: Callable[[int], None] | None = None) -> io.BufferedReader:
    """A stream inside a container, to be read once from its start to its end.

    A reader may go back as long as it has read no more than the first megabyte. Each byte is given to
    `spend`, if that is set. Reading raises ReadError where the bytes are broken.
    """
    return io.BufferedReader(_Forward(stream, spend), CHUNK)


class Fenced:
    """A stream of which, while `left` is set, no more bytes than that are read: lists and headers of an
    archive are held whole by those who read them, whatever size they claim."""

    def __init__(self, stream: BinaryIO, what: str) -> None:
        self.left: int | None = None
        self._stream, self._what = stream, what

    def read(self, size: int = -1) -> bytes:
        """Bytes as from any stream. Raises ReadError beyond the fence."""
        if self.left is None:
            return self._stream.read(size)
        if size > self.left:
            raise ReadError(f"has {self._what} too large to be one ({size:,} bytes more); {_AGAIN}")
        data = self._stream.read(size if size >= 0 else self.left + 1)
        self.left -= len(data)
        if self.left < 0:
            raise ReadError(f"has {self._what} too large to be one; {_AGAIN}")
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As of any stream."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """As of any stream."""
        return self._stream.tell()

    def seekable(self) -> bool:
        """True."""
        return True
