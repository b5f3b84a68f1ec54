"""A body on its way, and the part of it that outlives a run that was cut off.

In: the bytes of one address as they come. Out: the whole body, once it is whole. Where a folder is given
and the server named its version of the body firmly (a strong validator, RFC 9110, section 8.8), what has
come is kept there, so that a later run asks for the rest only. The folder holds two files an address: the bytes, and
a note of how many of them are certain, with their SHA-256; the note is replaced whole, after the bytes are
on the disk, so that a kill or a power cut at any moment leaves a part that is right or none. Both are
removed when the body is whole. Two runs that share a folder may spoil each other's kept parts, never a body.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import BinaryIO

from crosswire.errors import FetchError
from crosswire.fetch.decode import CHUNK, spool
from crosswire.fetch.fetched import Headers, header

# Bytes between two notes: what a kill may cost, against a write to the disk each time.
CHECKPOINT = 1024 * 1024
# Bytes of a note; the headers of an answer, bounded by httpcore at 100 KB, and some figures.
NOTE_LIMIT = 1024 * 1024
# A Last-Modified header is a strong validator where it is so much older than the answer (RFC 9110, 8.8.2.2).
SETTLED = timedelta(seconds=60)

# Headers that must not differ between the parts of one body.
_SAME = ("etag", "last-modified", "content-encoding")
_RANGE = re.compile(r"bytes ([0-9]{1,15})-([0-9]{1,15})/([0-9]{1,15}|\*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is known of a body: the address, when it began to come, the head of the first answer, the
    validator to continue by, its whole size where known, and how much is certain."""

    address: str
    began: str
    headers: Headers
    validator: str
    total: int | None
    length: int
    sha256: str


class Body:
    """One body while it comes, bytes as received; `length` of them are there."""

    def __init__(self, address: str, folder: Path | None) -> None:
        name = hashlib.sha256(address.encode()).hexdigest()[:32]
        self._address = address
        self._bytes = folder / f"{name}.part" if folder else None
        self._note = folder / f"{name}.json" if folder else None
        self._noted = 0
        self.file: BinaryIO = spool()
        self.digest = hashlib.sha256()
        self.length = 0
        self.total: int | None = None
        self.validator: str | None = None
        self.headers: Headers = ()
        self.began = ""
        self._load()

    @property
    def resumable(self) -> bool:
        """Whether the rest can be asked for by itself."""
        return bool(self.length and self.validator and is_plain(self.validator))

    def begin(self, headers: Headers, *, began: str) -> None:
        """Starts anew with the head of an answer that will bring the whole body."""
        self.forget()
        self.headers, self.began = headers, began
        self.validator = strong_validator(headers)
        chunked = header(headers, "transfer-encoding") is not None
        stated = "" if chunked else header(headers, "content-length") or ""
        self.total = int(stated) if re.fullmatch(r"[0-9]{1,15}", stated) else None

    def fits(self, headers: Headers) -> bool:
        """Whether a partial answer (206) continues this very body where it stops."""
        found = _RANGE.fullmatch((header(headers, "content-range") or "").strip().lower())
        if found is None or int(found[1]) != self.length or not self.resumable:
            return False
        total = int(found[3]) if found[3] != "*" else self.total
        if self.total is not None and total != self.total:
            return False
        if any(header(headers, name) not in (None, header(self.headers, name)) for name in _SAME):
            return False
        self.total = total
        return total is None or int(found[2]) < total

    def write(self, data: bytes) -> None:
        """Adds received bytes. Raises FetchError where the disk takes no more."""
        try:
            self.file.write(data)
        except OSError as error:
            raise self._unkept(error) from error
        self.digest.update(data)
        self.length += len(data)
        if self.length - self._noted >= CHECKPOINT:
            self.keep()

    def keep(self) -> None:
        """Makes what has come outlive the run, where it can be continued and there is a folder for it."""
        if self._bytes is None or self._note is None or not self.resumable or self._noted == self.length:
            return
        try:
            self._keep(self._bytes, self._note)
        except OSError as error:
            raise self._unkept(error) from error

    def forget(self) -> None:
        """Empties the body and removes what was kept of it."""
        self.file.seek(0)
        self.file.truncate()
        self.digest = hashlib.sha256()
        self.length = self._noted = 0
        self.validator = None
        self.total = None
        self.remove()

    def remove(self) -> None:
        """Removes what was kept in the folder."""
        for path in (self._note, self._bytes):
            if path is None:
                continue
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise self._unkept(error) from error

    def _keep(self, path: Path, note: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("r+b" if self._noted else "wb") as kept:
            kept.truncate(self._noted)
            kept.seek(self._noted)
            self.file.seek(self._noted)
            while data := self.file.read(CHUNK):
                kept.write(data)
            kept.flush()
            os.fsync(kept.fileno())
        value = Note(
            address=self._address,
            began=self.began,
            headers=self.headers,
            validator=self.validator or "",
            total=self.total,
            length=self.length,
            sha256=self.digest.hexdigest(),
        )
        new = note.with_suffix(".new")
        with new.open("w", encoding="utf-8") as file:
            json.dump(asdict(value), file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(note)
        self._noted = self.length

    def _load(self) -> None:
        """Takes up what an earlier run kept; what is damaged is as if it were not there."""
        if self._bytes is None or self._note is None:
            return
        note = _read_note(self._note)
        if note is None or note.address != self._address:
            return
        try:
            with self._bytes.open("rb") as kept:
                left = note.length
                while left and (data := kept.read(min(left, CHUNK))):
                    self.file.write(data)
                    self.digest.update(data)
                    left -= len(data)
        except OSError:
            left = -1
        if left or self.digest.hexdigest() != note.sha256:
            self.forget()
            return
        self.length = self._noted = note.length
        self.headers, self.began = note.headers, note.began
        self.validator, self.total = note.validator, note.total

    def _unkept(self, error: OSError) -> FetchError:
        return FetchError(
            f"{self._address}: what came cannot be kept on the disk ({error.strerror}); make room and fetch again."
        )


def strong_validator(headers: Headers) -> str | None:
    """What If-Range may name: a strong ETag, or a date of change that is old enough to be one."""
    if (header(headers, "accept-ranges") or "").strip().lower() == "none":
        return None
    etag = header(headers, "etag")
    if etag is not None:
        return etag if etag.startswith('"') and etag.endswith('"') and len(etag) > 2 else None
    modified, date = header(headers, "last-modified"), header(headers, "date")
    changed, answered = _moment(modified), _moment(date)
    return modified if changed and answered and changed + SETTLED <= answered else None


def is_plain(value: str) -> bool:
    """Whether a header's value can be sent back just as it came."""
    return value.isascii() and value.isprintable()


def _moment(text: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text or "")
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _read_note(path: Path) -> Note | None:
    try:
        with path.open("rb") as file:
            value = json.loads(file.read(NOTE_LIMIT))
        headers = tuple((str(name), str(text)) for name, text in value["headers"])
        note = Note(**{**value, "headers": headers})
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    whole = isinstance(note.length, int) and isinstance(note.total, int | None) and note.length > 0
    texts = (note.address, note.began, note.validator, note.sha256)
    return note if whole and all(isinstance(t, str) and t for t in texts) else None
