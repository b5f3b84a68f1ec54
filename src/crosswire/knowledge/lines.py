"""Files of names, opened and read line by line: packed or not, in bounds, whatever their damage.

In: a path. Out: numbered lines, as bytes or as text, and how far the reading is. gzip, bzip2, xz and zip (its
largest member) are told by their first bytes. A line that is too long is not held: it becomes a `Bad`. What is cut
short, damaged or changes while it is read raises UsageError: such a file is not what its publisher made.
"""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar, cast

from crosswire.errors import UsageError

# Bytes of one line. The longest items of Wikidata have some four megabytes.
LINE_LIMIT = 16 * 1024 * 1024
_HEAD = 64 * 1024
_DAMAGE = (
    EOFError,
    OSError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
)
# Lines between two words of how far the reading is.
_TOLD = 2000
Tell = Callable[[str, int, int], None]
Text = TypeVar("Text", str, bytes)


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that was not taken, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A file open for reading: what it is called, its first bytes unpacked, a stream of all of them."""

    path: Path
    name: str
    head: bytes
    stream: IO[bytes]

    def lines(self, tell: Tell | None = None) -> Iterator[tuple[int, bytes | Bad]]:
        """The lines as bytes, without their ends, numbered from 1."""
        number = 0
        while line := self._readline():
            number += 1
            if tell is not None and number % _TOLD == 0:
                tell("knowledge", number, 0)
            if len(line) > LINE_LIMIT:
                self._skip_line()
                yield number, Bad(number, f"has more than {LINE_LIMIT:,} bytes, more than a line may have")
            else:
                yield number, line.rstrip(b"\r\n")

    def texts(self, tell: Tell | None = None) -> Iterator[tuple[int, str | Bad]]:
        """The lines as text, with their ends, which a table's cells may hold; UTF-16 where the file begins so."""
        if self.head.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield from self._wide()
            return
        for number, line in self.lines(tell):
            if isinstance(line, Bad):
                yield number, line
                continue
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                why = f"is not UTF-8 (byte {error.start + 1} of the line); save the file as UTF-8"
                yield number, Bad(number, why)
                continue
            yield number, text + "\n"

    def _wide(self) -> Iterator[tuple[int, str | Bad]]:
        wrapped = io.TextIOWrapper(self.stream, "utf-16", errors="replace", newline="")
        try:
            for number, text in enumerate(self._wide_lines(wrapped), start=1):
                if text is None:
                    why = f"has more than {LINE_LIMIT:,} letters, more than a line may have"
                    yield number, Bad(number, why)
                elif "\ufffd" in text:
                    yield number, Bad(number, "is not UTF-16; save the file as UTF-8")
                else:
                    yield number, text.rstrip("\r\n") + "\n"
        finally:
            wrapped.detach()

    def _wide_lines(self, wrapped: io.TextIOWrapper) -> Iterator[str | None]:
        while text := self._guarded(lambda: wrapped.readline(LINE_LIMIT)):
            if len(text) < LINE_LIMIT or text.endswith("\n"):
                yield text
                continue
            while (more := self._guarded(lambda: wrapped.readline(LINE_LIMIT))) and more[-1] != "\n":
                pass
            yield None

    def _readline(self) -> bytes:
        return self._guarded(lambda: self.stream.readline(LINE_LIMIT + 1))

    def _skip_line(self) -> None:
        while (more := self._readline()) and not more.endswith(b"\n"):
            pass

    def _guarded(self, read: Callable[[], Text]) -> Text:
        try:
            return read()
        except _DAMAGE as error:
            raise _damaged(self.path, error) from error


def _damaged(path: Path, error: Exception) -> UsageError:
    why = str(error) or type(error).__name__
    return UsageError(f"{path}: is cut short or damaged ({why}); get it again. Nothing was taken from it.")


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """A file open for reading. Raises UsageError where it is not there, not readable, or damaged from the start."""
    with ExitStack() as closing:
        try:
            raw = closing.enter_context(path.open("rb"))
            first = raw.peek(8)[:8]
        except OSError as error:
            raise UsageError(
                f"{path}: cannot be read ({error.strerror}); name a file that exists and is readable."
            ) from error
        try:
            stream, name = _unpacked(raw, first, path, closing)
            buffered = closing.enter_context(io.BufferedReader(cast(io.RawIOBase, stream), 1 << 18))
            head = buffered.peek(_HEAD)[:_HEAD]
        except _DAMAGE as error:
            raise _damaged(path, error) from error
        yield Opened(path, name, head, buffered)


def _unpacked(raw: io.BufferedReader, first: bytes, path: Path, closing: ExitStack) -> tuple[IO[bytes], str]:
    """The stream of what a file holds, and the name of that."""
    bare = path.name.removesuffix(path.suffix)
    if first.startswith(b"\x1f\x8b"):
        return cast(IO[bytes], gzip.GzipFile(fileobj=raw)), bare
    if first.startswith(b"BZh"):
        return cast(IO[bytes], bz2.BZ2File(raw)), bare
    if first.startswith(b"\xfd7zXZ\x00"):
        return cast(IO[bytes], lzma.LZMAFile(raw)), bare
    if first.startswith(b"PK\x03\x04"):
        packed = closing.enter_context(zipfile.ZipFile(raw))
        largest = max(packed.infolist(), key=lambda i: (i.file_size, i.filename))
        return packed.open(largest), Path(largest.filename).name
    return raw, path.name


@dataclass(frozen=True, slots=True)
class Identity:
    """What a file was when it was read: its SHA-256, its length in bytes, when it was last written to."""

    sha256: str
    length: int
    written: int

    @classmethod
    def of(cls, path: Path) -> Identity:
        """Reads the whole file. Raises UsageError where it cannot be read."""
        try:
            with path.open("rb") as stream:
                told = os.fstat(stream.fileno())
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            raise UsageError(
                f"{path}: cannot be read ({error.strerror}); name a file that exists and is readable."
            ) from error
        return cls(digest, told.st_size, told.st_mtime_ns)

    def check(self, path: Path) -> None:
        """Raises UsageError where the file is not what it was."""
        told = os.stat(path)
        if (told.st_size, told.st_mtime_ns) != (self.length, self.written):
            raise UsageError(
                f"{path}: was written to while it was read; wait until it is whole, and add it again."
            )
