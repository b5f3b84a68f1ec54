"""The stored bytes: taken from a stream piece by piece, kept under their SHA-256, opened again.

In: streams of any length, in bounded memory. Out: files that are whole and can only be read. What stands in
the custody log is not known here.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from crosswire.errors import UsageError
from crosswire.store.custody import Entry
from crosswire.store.durable import flush_folder, reading, write_at, write_file, writing
from crosswire.store.layout import BLOBS, INCOMING, blob_name, is_digest, pieces_name
from crosswire.store.pieces import Digesting

# Bytes that are read at a time: a megabyte, beyond which larger portions were no faster.
PORTION = 1024 * 1024
READ_ONLY = 0o444


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What is known of bytes once they were taken; `length` in bytes, `pieces` the digests of the pieces."""

    sha256: str
    length: int
    pieces: bytes

    @property
    def pieces_sha256(self) -> str:
        return hashlib.sha256(self.pieces).hexdigest()


class Blobs:
    """The blobs of the archive in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take(self, stream: BinaryIO) -> tuple[Stored, Path]:
        """The bytes of a stream, flushed to a file in the making, and what is known of them.

        Raises UsageError where they cannot be written, and whatever the stream raises.
        """
        path, digests = self._folder / f"{INCOMING}blob", Digesting()
        try:
            with writing(path):
                path.unlink(missing_ok=True)
                handle = path.open("xb", buffering=0)
            with handle:
                while data := stream.read(PORTION):
                    with writing(path):
                        write_at(handle.fileno(), data, digests.length)
                    digests.update(data)
                with writing(path):
                    os.fchmod(handle.fileno(), READ_ONLY)
                    os.fsync(handle.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return Stored(sha256=digests.sha256(), length=digests.length, pieces=digests.pieces()), path

    def keep(self, stored: Stored, incoming: Path) -> None:
        """Puts taken bytes and the digests of their pieces in their places, durably."""
        path = self._folder / blob_name(stored.sha256)
        draft = self._folder / f"{INCOMING}pieces"
        with writing(path):
            if not path.parent.is_dir():
                path.parent.mkdir()
                flush_folder(self._folder / BLOBS)
            pieces = self._folder / pieces_name(stored.sha256)
            write_file(pieces, stored.pieces, draft=draft, mode=READ_ONLY)
            os.replace(incoming, path)
            flush_folder(path.parent)

    def is_sound(self, stored: Stored) -> bool:
        """Whether the bytes are in their place, unaltered, and the digests of their pieces too."""
        try:
            with (self._folder / blob_name(stored.sha256)).open("rb") as stream:
                found = hashlib.file_digest(stream, "sha256").hexdigest()
            pieces = (self._folder / pieces_name(stored.sha256)).read_bytes()
        except OSError:
            return False
        return (found, pieces) == (stored.sha256, stored.pieces)

    def has(self, entry: Entry) -> bool:
        """Whether what an entry speaks of is there, by its size."""
        if entry.sha256 is None:
            return True
        path = self._folder / blob_name(entry.sha256)
        return path.is_file() and path.stat().st_size == entry.length

    def open(self, sha256: str) -> BufferedReader:
        """The bytes, to read. Raises UsageError where they are not there."""
        if not is_digest(sha256):
            raise UsageError(f"{sha256!r} is no SHA-256; give 64 hexadecimal digits in lower case.")
        path = self._folder / blob_name(sha256)
        with reading(path):
            return path.open("rb")
