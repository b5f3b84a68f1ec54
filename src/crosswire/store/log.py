"""The custody log on the disk: read back, added to, and what a killed run left at its end.

`custody.jsonl` holds the entries, `head` how many of them, in how many bytes, are acknowledged. An entry is
acknowledged once it is in the log, the log flushed, and the head replaced and flushed too; bytes after that
belong to nobody. A run that is killed in between leaves such a tail: at the next opening for writing its
whole entries are kept, the rest is overwritten, and an entry "recovered" says so.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from crosswire.errors import UsageError
from crosswire.store.custody import (
    LINE_LIMIT,
    START,
    Entry,
    Head,
    decode,
    decode_head,
    encode,
    encode_head,
    now,
    sealed,
)
from crosswire.store.durable import flush_folder, reading, write_at, write_file, writing
from crosswire.store.layout import HEAD_FILE, INCOMING, LOG_FILE

RECOVERED = "recovered"
_NEXT = "run `crosswire verify`, which says where, and bring the archive back from a bag or a copy."


def read_head(folder: Path) -> Head:
    """What of the log in an archive's folder is acknowledged. Raises UsageError where that is unreadable."""
    path = folder / HEAD_FILE
    with reading(path):
        head = decode_head(path.read_bytes())
    if head is None:
        raise UsageError(f"{path}: is not as it was written; {_NEXT}")
    return head


def read_log(folder: Path, head: Head) -> Iterator[Entry]:
    """The acknowledged entries in order, each checked against the chain. Raises UsageError at the first
    that is not as it was written."""
    path, count, offset, digest = folder / LOG_FILE, 0, 0, START
    with reading(path), path.open("rb") as stream:
        while offset < head.bytes:
            line = stream.readline(LINE_LIMIT + 1)
            entry = follow(line, count, digest)
            if entry is None:
                raise UsageError(f"{path}: entry {count + 1} (at byte {offset:,}) is not as written; {_NEXT}")
            count, offset, digest = entry.n, offset + len(line), entry.digest
            yield entry
    if (count, offset, digest) != (head.count, head.bytes, head.digest):
        raise UsageError(f"{path}: does not end as {HEAD_FILE} says; {_NEXT}")


def follow(line: bytes, count: int, digest: str | None) -> Entry | None:
    """The entry in a line, its end included, if it follows the entry of this number and digest."""
    entry = decode(line[:-1]) if line.endswith(b"\n") else None
    if entry is None or entry.n != count + 1:
        return None
    return entry if digest is None or entry.previous == digest else None


class Log:
    """A custody log open for adding; whoever makes one holds the store's lock."""

    def __init__(self, folder: Path, head: Head) -> None:
        self.head = head
        self._folder = folder
        self._broken = False
        with writing(folder / LOG_FILE):
            self._handle = os.open(folder / LOG_FILE, os.O_RDWR | os.O_CLOEXEC)

    def close(self) -> None:
        """Gives the file back; nothing is pending."""
        os.close(self._handle)
        self._broken = True

    def append(self, entry: Entry) -> Entry:
        """Adds an entry, numbered, dated and sealed here; returns when it is durable. Raises UsageError."""
        if self._broken:
            raise UsageError(
                f"{self._folder}: an entry could not be written before; open the archive again, which sees "
                "to what was left."
            )
        whole = sealed(replace(entry, n=self.head.count + 1, at=now(), previous=self.head.digest))
        line = encode(whole) + b"\n"
        if len(line) > LINE_LIMIT:
            raise UsageError(
                f"{entry.source or entry.what}: what is said of it has {len(line):,} bytes, more than an entry "
                "may have; shorten the sidecar."
            )
        self._write(line, Head(count=whole.n, bytes=self.head.bytes + len(line), digest=whole.digest))
        return whole

    def recover(self, is_kept: Callable[[Entry], bool]) -> tuple[Entry, ...]:
        """Sees to what a killed run left after the acknowledged entries; the entries that were added.

        A whole entry of which `is_kept` says that its bytes are there is kept, and all before it.
        """
        with reading(self._folder / LOG_FILE), (self._folder / LOG_FILE).open("rb") as stream:
            size = stream.seek(0, os.SEEK_END)
            if size == self.head.bytes:
                return ()
            kept = tuple(self._tail(stream, is_kept))
        end = self.head.bytes + sum(len(encode(entry)) + 1 for entry in kept)
        if kept:
            self.head = Head(count=kept[-1].n, bytes=end, digest=kept[-1].digest)
        how = (("cut_bytes", str(size - end)), ("kept_entries", str(len(kept))))
        return *kept, self.append(Entry(n=0, at="", what=RECOVERED, how=how))

    def _tail(self, stream: BinaryIO, is_kept: Callable[[Entry], bool]) -> Iterator[Entry]:
        stream.seek(self.head.bytes)
        count, digest = self.head.count, self.head.digest
        while entry := follow(stream.readline(LINE_LIMIT + 1), count, digest):
            if not is_kept(entry):
                return
            yield entry
            count, digest = entry.n, entry.digest

    def _write(self, line: bytes, head: Head) -> None:
        """The entry first, flushed, then the head: a head never speaks of what may not be there."""
        self._broken = True  # until all of it went well
        with writing(self._folder / LOG_FILE):
            try:
                write_at(self._handle, line, self.head.bytes)
                os.ftruncate(self._handle, self.head.bytes + len(line))
                os.fsync(self._handle)
            except OSError:
                os.ftruncate(self._handle, self.head.bytes)
                raise
            write_head(self._folder, head)
        self.head, self._broken = head, False


def write_head(folder: Path, head: Head) -> None:
    """Replaces the head, durably. Raises OSError."""
    draft = folder / f"{INCOMING}{HEAD_FILE}"
    write_file(folder / HEAD_FILE, encode_head(head), draft=draft)
    flush_folder(folder)
