"""The evidence archive: unaltered bytes under their SHA-256, and a log of how and when they came.

    with Archive.open("store", create=True) as archive:
        receipt = archive.receive(stream, source="https://…", how={"way": "fetched"})

In: streams of bytes with the path or address they came from. Out: `Receipt`s, and later the same bytes, or
the `Source`s in them, as `crosswire.read` gives them for the files themselves. `receive` returns when the
bytes and the entry are durable. Nothing that was acknowledged is ever altered or removed; what was withdrawn
or came again in another state stays. One process writes at a time, any number read meanwhile.

The bytes are not read as reports here, and nothing is fetched.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from crosswire.errors import UsageError
from crosswire.read import Given, Metadata, Source, Unpacking, unpack
from crosswire.store.blobs import Blobs, Stored
from crosswire.store.custody import (
    NOTHING_GIVEN,
    RECEIVED,
    Entry,
    clean_given,
    pairs,
)
from crosswire.store.durable import lock, reading, writing
from crosswire.store.layout import ARCHIVE, MARKER, MARKER_FILE, has_archive
from crosswire.store.log import Log, read_head, read_log
from crosswire.store.making import exchange, make_archive, remove_leftovers
from crosswire.store.standing import Standing
from crosswire.text.named import clean
from crosswire.types import Problem

RESTORED = "restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the archive acknowledges: its entry in the custody log, and whether anything new was written.

    `n` numbers the entry, `at` is UTC, `length` in bytes; `how` is what is known of the way the bytes came,
    `given` what a person said of them.
    """

    n: int
    at: str
    source: str
    sha256: str
    length: int
    how: Mapping[str, str]
    given: Given
    new: bool

    @property
    def charset(self) -> str | None:
        """The character set that the server named."""
        return self.how.get("charset")

    def said(self) -> Metadata:
        """What the way they came says of the reports in the bytes: the address at which they stood."""
        return Metadata(address=self.how.get("final") or self.how.get("address"))


class Archive:
    """An archive that is open, for reading or for writing too; close it, or use it in a `with`.

    `folder` is the store's, in which the archive lies. Make one with `open`.
    """

    def __init__(self, folder: Path, *, handle: int | None) -> None:
        self.folder = folder
        self._lock = handle
        self._log: Log | None = None
        self._blobs = Blobs(folder / ARCHIVE)
        self._load()

    @classmethod
    def open(cls, folder: Path | str, *, create: bool = False, write: bool = True) -> Archive:
        """The archive of a store folder; with `create`, one is made where there is none.

        Raises UsageError where there is none, where it is damaged or of an unknown kind, and for writing
        where it cannot be written or another process writes to it. What a killed run left is seen to.
        """
        folder = Path(folder)
        if not has_archive(folder) and not (create and write):
            raise UsageError(f"{folder}: holds no archive; name the folder that was given as --store.")
        if not write:
            return cls(folder, handle=None)
        with ExitStack() as undo:
            handle = lock(folder)
            undo.callback(os.close, handle)
            if not has_archive(folder):
                make_archive(folder)
            archive = cls(folder, handle=handle)
            undo.pop_all()
        return archive

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets others write; everything acknowledged is on the disk already."""
        if self._log is not None:
            self._log.close()
        if self._lock is not None:
            os.close(self._lock)
        self._log, self._lock = None, None

    @property
    def head(self) -> str:
        """The digest of the last entry: noted elsewhere, it proves later that nothing before it changed."""
        return (self._log.head if self._log else self._head).digest

    def receive(
        self,
        stream: BinaryIO,
        *,
        source: str,
        how: Mapping[str, str],
        given: Given = NOTHING_GIVEN,
        sha256: str | None = None,
    ) -> Receipt:
        """Takes the bytes of one source; returns when they and their entry are durable.

        Where the standing receipt of this source has the same bytes and the same `given`, nothing is
        written. `sha256` is what the bytes must have, where the caller knows. Raises UsageError where they
        have another or cannot be written, and whatever `stream` raises; then nothing is acknowledged.
        """
        log, name, given = self._writer(), clean(source), clean_given(given)
        stored, incoming = self._blobs.take(stream)
        if sha256 is not None and stored.sha256 != sha256:
            incoming.unlink()
            raise UsageError(f"{name}: has the SHA-256 {stored.sha256}, not {sha256}; get it again.")
        if not self._standing.holds(stored.sha256):
            self._blobs.keep(stored, incoming)
        elif self._blobs.is_sound(stored):
            incoming.unlink()
        else:
            self._blobs.keep(stored, incoming)
            self.record(RESTORED, source=name, how={"restored": stored.sha256})
        before = self._standing.of(name)
        if before is not None and (before.sha256, before.given) == (stored.sha256, given):
            return _receipt(before, new=False)
        entry = log.append(_entry(name, stored, pairs(how), given))
        self._standing.note(entry)
        return _receipt(entry, new=True)

    def record(self, what: str, *, source: str | None = None, how: Mapping[str, str] | None = None) -> Entry:
        """Adds another event of custody: "exported", "verified", …; durable when it returns.

        "withdrawn" takes a source out of those that stand; its bytes stay. Raises UsageError.
        """
        if what == RECEIVED:
            raise ValueError("Receipts are made by `receive`.")
        name = clean(source) if source is not None else None
        entry = self._writer().append(Entry(n=0, at="", what=what, source=name, how=pairs(how or {})))
        self._standing.note(entry)
        return entry

    def entries(self) -> Iterator[Entry]:
        """Everything in the custody log, in order."""
        return read_log(self.folder / ARCHIVE, self._log.head if self._log else self._head)

    def receipt(self, n: int) -> Receipt:
        """The receipt with this number. Raises UsageError where there is none."""
        entry = self._standing.receipt(n)
        if entry is None:
            raise UsageError(
                f"{self.folder}: entry {n} of the archive is no receipt; run `crosswire verify`."
            )
        return _receipt(entry, new=False)

    def receipts(self) -> Iterator[Receipt]:
        """Every receipt there ever was, in order, those of earlier states and withdrawn sources too."""
        return (_receipt(entry, new=False) for entry in self.entries() if entry.what == RECEIVED)

    def standing(self) -> tuple[Receipt, ...]:
        """The receipts that stand, sorted by source: of each the last one, unless it was withdrawn."""
        return tuple(_receipt(entry, new=False) for entry in self._standing.entries())

    def open_blob(self, sha256: str) -> BufferedReader:
        """The stored bytes with this SHA-256, to read. Raises UsageError where they are not there."""
        return self._blobs.open(sha256)

    def sources(self, options: Unpacking | None = None) -> Iterator[Source | Problem]:
        """What the standing receipts hold, as `crosswire.read.unpack` gives it, sorted by source.

        Bytes that are not as they were received are a `Problem`; they are not read.
        """
        for receipt in self.standing():
            yield from self._unpack(receipt, options)

    def adopt(self, made: Path) -> None:
        """Takes a whole archive, made in the store folder, in the place of this one, which holds nothing yet.

        Raises UsageError where this one holds something, or the other cannot be put in its place.
        """
        if not self.is_new:
            raise UsageError(f"{self.folder}: holds receipts already; choose another --store.")
        self._writer().close()
        with writing(self.folder):
            exchange(self.folder, made)
        self._load()

    @property
    def is_new(self) -> bool:
        """Whether nothing stands in the log but that the archive was made."""
        return self._writer().head.count == 1

    def _load(self) -> None:
        """Reads the log, and for a writer sees to what a killed run left."""
        folder = self.folder / ARCHIVE
        _check_marker(folder)
        self._standing = Standing()
        self._head = read_head(folder)
        for entry in read_log(folder, self._head):
            self._standing.note(entry)
        if self._lock is not None:
            remove_leftovers(self.folder)
            self._log = Log(folder, self._head)
            for entry in self._log.recover(self._blobs.has):
                self._standing.note(entry)

    def _unpack(self, receipt: Receipt, options: Unpacking | None) -> Iterator[Source | Problem]:
        sha256, source = receipt.sha256, receipt.source
        try:
            stream = self._blobs.open(sha256)
        except UsageError as error:
            yield Problem(report=source, stage="store", message=str(error))
            return
        with stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
                message = "is not in the archive as it was received; run `crosswire verify`. It was not read."
                yield Problem(report=source, stage="store", message=message)
                return
            stream.seek(0)
            yield from unpack(
                stream,
                source,
                given=receipt.given,
                options=options,
                size=receipt.length,
                said=receipt.said(),
                charset=receipt.charset,
            )

    def _writer(self) -> Log:
        if self._log is None:
            raise UsageError(
                f"{self.folder}: the archive is not open for writing; open it with write=True, once."
            )
        return self._log


def _check_marker(folder: Path) -> None:
    path = folder / MARKER_FILE
    with reading(path):
        found = path.read_bytes()
    if found != MARKER:
        raise UsageError(
            f"{path}: is not that of an archive known here; run `crosswire verify`, or use a later crosswire."
        )


def _entry(source: str, stored: Stored, how: tuple[tuple[str, str], ...], given: Given) -> Entry:
    """A receipt to be added; the log numbers, dates and seals it."""
    return Entry(
        n=0,
        at="",
        what=RECEIVED,
        source=source,
        sha256=stored.sha256,
        length=stored.length,
        pieces=stored.pieces_sha256,
        how=how,
        given=given,
    )


def _receipt(entry: Entry, *, new: bool) -> Receipt:
    return Receipt(
        n=entry.n,
        at=entry.at,
        source=entry.source or "",
        sha256=entry.sha256 or "",
        length=entry.length or 0,
        how=dict(entry.how),
        given=entry.given,
        new=new,
    )
