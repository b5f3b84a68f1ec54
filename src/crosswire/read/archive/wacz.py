"""WACZ 1.1 (Webrecorder): web archives in a ZIP, with a list of their pages and of their digests.

In: a stream. Out: the reports of the WARC files below "archive/". Where "pages/*.jsonl" list the pages that
were meant to be archived, other web pages (frames, advertisements) are passed over; what a listed address
leads to counts as listed. A digest in datapackage.json that does not fit what is there is a `Problem`, and
so are listed pages that no record holds. Signatures and indexes are not looked at.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO, cast

from crosswire.errors import ReadError
from crosswire.read.archive.names import Names
from crosswire.read.archive.packed import Entry, list_entries, open_entry, open_zip, told, unpack_zip
from crosswire.read.archive.streams import CHUNK
from crosswire.read.archive.warc import Found, Redirect, read_records
from crosswire.read.document import INSIDE, Metadata, Part
from crosswire.read.limits import MEGABYTE, Budget
from crosswire.read.table.columns import Columns
from crosswire.types import Problem

_PACKAGE = "datapackage.json"
# Bytes of the package's description and of one line of a list of pages, whose texts may stand there too;
# pages that are listed.
_LARGEST, _LINE, _PAGES = 16 * MEGABYTE, 16 * MEGABYTE, 1_000_000
_WARC = (".warc", ".warc.gz")


@dataclass(slots=True)
class _Listed:
    """The pages that are listed, by address, with their titles, and which of them were found."""

    titles: dict[str, str | None] = field(default_factory=dict)
    found: set[str] = field(default_factory=set)
    exists: bool = False

    def takes(self, found: Found) -> bool:
        """Whether a report is one of the listed pages, or no page at all."""
        address = _bare(found.part.metadata.address or "")
        if address in self.titles:
            self.found.add(address)
            return True
        return not self.exists or not found.page

    def follow(self, redirect: Redirect) -> None:
        """Lists the address that a listed one leads to, in its place."""
        address = _bare(redirect.address)
        if address in self.titles and len(self.titles) < _PAGES:
            self.titles.setdefault(_bare(redirect.target), self.titles[address])
            self.found.add(address)


def unpack_wacz(stream: BinaryIO, name: str, columns: Columns, budget: Budget) -> Iterator[Part | Problem]:
    """The reports in a WACZ file; a ZIP that only looks like one is read as a ZIP.

    Raises ReadError where it has no directory that can be read.
    """
    with open_zip(stream, name) as archive:
        found = list_entries(archive)
        entries = {x.name: x for x in found if isinstance(x, Entry)}
        warcs = sorted(n for n in entries if n.startswith("archive/") and n.lower().endswith(_WARC))
        if warcs:
            yield from (x for x in found if isinstance(x, Problem))
            yield from _Package(archive, entries, budget).parts(warcs)
            return
    stream.seek(0)
    yield from unpack_zip(stream, name, columns, budget)


class _Package:
    """One WACZ that is being read."""

    def __init__(self, archive: zipfile.ZipFile, entries: Mapping[str, Entry], budget: Budget) -> None:
        self._archive, self._entries, self._budget = archive, entries, budget
        self._digests: Mapping[str, str] = {}
        self._listed = _Listed()
        self._names = Names()

    def parts(self, warcs: Sequence[str]) -> Iterator[Part | Problem]:
        """The reports in the package, and what is wrong with it."""
        try:
            self._digests = self._described()
        except ReadError as error:
            yield self._failed(_PACKAGE, error)
        for name in sorted(self._entries):
            if name.startswith("pages/") and name.endswith(".jsonl"):
                yield from self._checked(name, self._pages)
        for name in warcs:
            yield from self._checked(name, self._records)
        lost = sorted(self._listed.titles.keys() - self._listed.found)
        if lost:
            yield told(None, f"lists {len(lost):,} pages that no record holds, the first {lost[0][:500]}.")

    def _described(self) -> Mapping[str, str]:
        """The digests by the names of the entries."""
        if _PACKAGE not in self._entries:
            return {}
        with open_entry(self._archive, self._entries[_PACKAGE].info, self._budget) as stream:
            data = stream.read(_LARGEST + 1)
        try:
            described: Any = json.loads(data[:_LARGEST])
        except (ValueError, RecursionError) as error:
            raise ReadError("is no JSON that can be read; the digests were not checked.") from error
        listed = described.get("resources") if isinstance(described, dict) else None
        return {
            str(x.get("path")): x["hash"].strip().lower()
            for x in (listed if isinstance(listed, list) else ())
            if isinstance(x, dict) and isinstance(x.get("hash"), str)
        }

    def _checked(self, name: str, read: Any) -> Iterator[Part | Problem]:
        """What `read` gives of an entry, then whether its digest fits."""
        try:
            with open_entry(self._archive, self._entries[name].info, self._budget) as opened:
                digesting = _Digesting(opened)
                stream = io.BufferedReader(digesting, CHUNK)
                yield from read(name, stream)
                while stream.read(CHUNK):
                    pass
                stated = self._digests.get(name, "")
                if stated.startswith("sha256:") and stated != f"sha256:{digesting.digest()}":
                    yield told(name, f"is not as {_PACKAGE} says: its SHA-256 differs; it was changed.")
        except ReadError as error:
            yield self._failed(name, error)

    def _failed(self, name: str, error: ReadError) -> Problem:
        if self._budget.spent:
            raise error
        return told(name, str(error).removeprefix(f"{name}: "))

    def _pages(self, name: str, stream: BinaryIO) -> Iterator[Part | Problem]:
        """Lists the pages."""
        while line := stream.readline(_LINE):
            try:
                page: Any = json.loads(line)
            except (ValueError, RecursionError):
                continue
            address = page.get("url") if isinstance(page, dict) else None
            if isinstance(address, str) and len(self._listed.titles) < _PAGES:
                title = page.get("title")
                self._listed.titles.setdefault(
                    _bare(address), _fit(title) if isinstance(title, str) else None
                )
                self._listed.exists = True
        yield from ()

    def _records(self, name: str, stream: BinaryIO) -> Iterator[Part | Problem]:
        """The listed reports of one WARC file."""
        for found in read_records(stream, name, self._budget, self._names):
            if isinstance(found, Redirect):
                self._listed.follow(found)
            elif isinstance(found, Problem):
                where = INSIDE.join(filter(None, (name, found.report)))
                yield replace(found, report=where)
            elif self._listed.takes(found):
                title = self._listed.titles.get(_bare(found.part.metadata.address or ""))
                said = found.part.metadata.over(Metadata(title=title or None))
                yield replace(found.part, name=name + INSIDE + found.part.name, metadata=said)


class _Digesting(io.RawIOBase):
    """A stream whose bytes are digested as they are read for the first time."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream, self._sha256 = stream, hashlib.sha256()
        self._digested = 0

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True, as far as of the stream."""
        return True

    def tell(self) -> int:
        """As of the stream."""
        return self._stream.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As of the stream."""
        return self._stream.seek(offset, whence)

    def readinto(self, buffer: Any) -> int:
        """As of the stream."""
        start = self._stream.tell()
        count = cast(Any, self._stream).readinto1(buffer)
        new = max(0, start + count - self._digested)
        if new:
            self._sha256.update(memoryview(buffer)[count - new : count])
            self._digested += new
        return int(count)

    def digest(self) -> str:
        """The SHA-256 of what has been read, in hexadecimal."""
        return self._sha256.hexdigest()


def _bare(address: str) -> str:
    """An address without its fragment, which is never sent to a server."""
    return _fit(address.partition("#")[0])


def _fit(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
