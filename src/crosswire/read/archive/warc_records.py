"""Web archives record by record: WARC 1.0 and 1.1 (ISO 28500), plain or gzipped, and the older ARC.

In: a stream of any size. Out: records, each with its headers and the bytes of its block still to come.
warcio parses the headers; where records begin and end is found here, since warcio's own iterator ends, or
writes to the terminal, at the first broken one. Behind damage the reading goes on at the next line that
begins a record, or the next gzip member that holds one. Which records matter is for the caller.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParser

from crosswire.errors import ReadError
from crosswire.read.archive.names import mended
from crosswire.read.archive.streams import CHUNK, GZIP, Expanding
from crosswire.read.limits import MEGABYTE, Budget
from crosswire.types import Problem

# Bytes of one record's headers, the server's included; servers send some kilobytes.
_HEADERS = 256 * 1024
_WARC = re.compile(rb"WARC/\d\.\d{1,2}[ \t]*\r?\n")
_ARC = re.compile(rb"[a-z][\w+.-]{0,30}:\S{0,3000} \S{1,100} \d{14} \S{1,200} \d{1,18}\r?\n")
_BEGIN = b"WARC/"
# The first line of a record, behind a line of something else.
_START = re.compile(rb"\n(?:" + _WARC.pattern + rb"|" + _ARC.pattern + rb")")
# Bytes that such a line has at most, address and all, and empty lines that writers leave between records.
_LINE, _BLANK_LINES = 4_096, 8
# A record inside what another one claims for itself: that one's length is wrong.
_INSIDE = re.compile(rb"\r?\n\r?\n(?=WARC/1\.\d\r?\nWARC-)")
# Wrong lengths that are mended in one file, and bytes of a block in which the next record is sought.
_MENDED, _SOUGHT = 100, 8 * MEGABYTE
# Characters of an address that stand in a message.
_LONGEST = 1_000
# Bytes given back where a record has a wrong length: the first line of the next one may be among them.
_TAIL = 64
CUT = "ends in the middle of this record, as a file that was cut short; get it again"
_PARSE_ERRORS = (ArchiveLoadFailed, EOFError, ValueError, IndexError, AttributeError, TypeError)


class Flow:
    """The bytes of an archive, expanded, with lines of bounded length and bytes given back to be read again."""

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        self.left = 0
        self.mended = 0
        self._budget = budget
        self._position = 0
        self._given_back: list[io.BytesIO] = []
        start = stream.read(len(GZIP))
        stream.seek(0)
        self._expanding = Expanding(stream, budget) if start == GZIP else None
        self._stream = stream if self._expanding is None else io.BufferedReader(self._expanding, CHUNK)

    def place(self, back: int = 0) -> str:
        """Where the reading stands, or stood `back` bytes before, for a message."""
        if self._expanding is not None:
            return f"in the gzip member at byte {self._expanding.member:,}"
        return f"at byte {self._position - back:,}"

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; less only at the end. Raises ReadError at damage."""
        pieces = []
        while size > 0 and self._given_back:
            piece = self._given_back[-1].read(size)
            if not piece:
                self._given_back.pop()
            pieces.append(piece)
            size -= len(piece)
        data = b"".join([*pieces, self._stream.read(size)] if size > 0 else pieces)
        self._position += len(data)
        return data

    def readline(self, size: int = -1) -> bytes:
        """A line of a record's headers. Raises ReadError where they are longer than what is `left`."""
        line = self.line(self.left + 1)
        self.left -= len(line)
        if self.left < 0:
            raise ReadError("has headers without an end")
        return line

    def line(self, most: int) -> bytes:
        """A line, or its first `most` bytes."""
        while self._given_back:
            line = self._given_back[-1].readline(most)
            if line.endswith(b"\n") or len(line) >= most:
                self._position += len(line)
                return line
            self._given_back.pop()
            if line:
                self._position += len(line)
                return line + self.line(most - len(line))
        line = self._stream.readline(most)
        self._position += len(line)
        return line

    def give_back(self, data: bytes) -> None:
        """Makes these bytes the next that are read."""
        self._given_back.append(io.BytesIO(data))
        self._position -= len(data)

    def at_end(self) -> bool:
        """Whether what follows can follow a record: an empty line, the next record, or nothing."""
        ahead = self.read(2)
        self.give_back(ahead)
        return ahead in (b"", b"\r\n", b"WA", b"\n") or ahead.startswith(b"\n")

    def skip(self, count: int) -> bool:
        """Passes over bytes; False where there are fewer."""
        while count > 0:
            data = self.read(min(count, CHUNK))
            if not data:
                return False
            count -= len(data)
        return True

    def skip_blank(self) -> bytes:
        """The next line that is not empty; nothing at the end."""
        for _ in range(_BLANK_LINES):
            line = self.line(_HEADERS)
            if line.strip() or not line:
                return line
        # More than any writer leaves: gone through in pieces, since there may be millions.
        while data := self.read(CHUNK):
            if rest := data.lstrip():
                self.give_back(rest)
                break
        return self.line(_HEADERS)

    def _seek_record(self) -> bool:
        """Goes to the next line that begins a record; False where there is none."""
        kept = b"\n"
        while data := self.read(CHUNK):
            window = kept + data
            if match := _START.search(window):
                self.give_back(window[match.start() + 1 :])
                return True
            kept = window[-_LINE:]
        return False

    def resume(self) -> bool:
        """Goes on at the next line that begins a record; False where there is none."""
        while True:
            try:
                return self._seek_record()
            except ReadError:
                if self._budget.spent:
                    raise
                if self._expanding is None or not self._expanding.resume(_BEGIN):
                    return False
                # Detached, or the old buffer would close what it read from.
                cast(io.BufferedReader, self._stream).detach()
                self._stream = io.BufferedReader(self._expanding, CHUNK)


@dataclass(slots=True)
class Record:
    """One record whose headers have been read; `left` bytes of its block are still to come.

    `type` is the record's ("response", "resource", …), `date` when it was made. `http` are the server's
    headers, with its status, once `read_http` was called.
    """

    flow: Flow
    headers: Any
    place: str
    type: str
    address: str
    date: str | None
    content_type: str
    left: int
    status: str = ""
    http: Any = None

    def read_http(self) -> None:
        """Takes the server's status and headers from the block. Raises ReadError where there are none."""
        self.flow.left = min(_HEADERS, self.left)
        before = self.flow.left
        try:
            parser = StatusAndHeadersParser(["HTTP/"], verify=False)
            self.http = parser.parse(self.flow)
        except _PARSE_ERRORS as error:
            raise ReadError("holds no headers of a server that can be read") from error
        self.left -= before - self.flow.left
        self.status = self.http.get_statuscode()
        self.content_type = self.http.get_header("Content-Type") or ""

    def header(self, name: str) -> str:
        """A header of the server's, "" where it is absent."""
        return str(self.http.get_header(name) or "") if self.http else ""

    def read(self) -> bytes:
        """The rest of the block; up to the next record, where that stands in what this one claims.

        Raises ReadError where it is cut short, or has a wrong length otherwise.
        """
        data = self.flow.read(self.left)
        cut, self.left = len(data) < self.left, 0
        if not cut and self.flow.at_end():
            return data
        if len(data) <= _SOUGHT and self.flow.mended < _MENDED and (inside := _INSIDE.search(data)):
            self.flow.mended += 1
            self.flow.give_back(data[inside.end() :])
            return data[: inside.start()]
        # The next record may begin in the last bytes.
        self.flow.give_back(data[-_TAIL:])
        raise ReadError(CUT if cut else "is longer or shorter than it says; get it again")

    def problem(self, message: str) -> Problem:
        """A problem with this record."""
        address = self.address if len(self.address) <= _LONGEST else self.address[:_LONGEST] + "…"
        return Problem(report=address or None, stage="read", message=f"{message} (the record {self.place}).")


def next_record(flow: Flow) -> Record | None:
    """The record that begins where the reading stands; None at the end. Raises ReadError for what is none."""
    line = flow.skip_blank()
    if not line:
        return None
    place = flow.place(len(line))
    kind = "warc" if _WARC.match(line) else "arc" if _ARC.match(line) else None
    if kind is None:
        raise ReadError("holds something that is no record of a web archive")
    flow.left = _HEADERS
    try:
        # The headers of an ARC record come as those of a WARC record; the server's are read later, only
        # where they matter.
        found = ArcWarcRecordLoader().parse_record_stream(flow, line, kind, no_record_parse=True)
    except _PARSE_ERRORS as error:
        raise ReadError("holds a record whose headers cannot be read") from error
    headers = found.rec_headers
    length = headers.get_header("Content-Length")
    if not length or not length.isascii() or not length.isdigit() or len(length) > 18:
        raise ReadError("holds a record that does not say how long it is")
    return Record(
        flow=flow,
        headers=headers,
        place=place,
        type=str(found.rec_type or ""),
        address=_fit(headers.get_header("WARC-Target-URI") or ""),
        date=headers.get_header("WARC-Date"),
        content_type=found.content_type or "",
        left=found.length,
    )


def _fit(address: str) -> str:
    return mended(address).replace("\0", "\ufffd").strip()
