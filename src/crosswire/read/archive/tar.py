"""TAR archives, plain or compressed with gzip, bzip2 or xz, read once from start to end.

In: a stream. Out: a `Part` for each file, as a stream of its own, in the archive's order; a `Problem` for
each that cannot be had. Follows POSIX.1-2001 (pax), ustar and GNU tar as far as Python's `tarfile` does.
Links, devices and sparse files are not read. Behind a damaged header the next sound one is looked for.
What stands beside what is known only as far as the archive was read: a sidecar is used where it comes
before its report (as it does in order of names), and the parts of a saved page are passed over behind it.
A compressed file that holds no TAR (news.jsonl.xz) is read as what it holds.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from crosswire.errors import ReadError
from crosswire.read.archive.names import (
    SIDECAR_LIMIT,
    Names,
    is_page,
    is_passed_over,
    is_sidecar,
    mended,
    safe_name,
    stem,
)
from crosswire.read.archive.packed import led_out, parse_given, told
from crosswire.read.archive.streams import COMPRESSED, FAULTS, Expanding, Fenced, forward
from crosswire.read.document import Part
from crosswire.read.formats import detect
from crosswire.read.limits import MEGABYTE, Budget
from crosswire.read.sidecar import NOTHING, Given
from crosswire.read.table.columns import Columns
from crosswire.types import Problem

# Bytes that the headers of one file may take, its long name and attributes among them.
_HEADERS = MEGABYTE
# Sidecars and pages that are remembered for what follows them; beyond that they stand alone.
_REMEMBERED = 10_000
_BROKEN = (*FAULTS, IndexError, KeyError, RecursionError)


def unpack_tar(stream: BinaryIO, name: str, columns: Columns, budget: Budget) -> Iterator[Part | Problem]:
    """The files of a TAR archive, in its order. Raises ReadError where it does not begin like one."""
    start = stream.read(len(max(COMPRESSED, key=len)))
    stream.seek(0)
    if start.startswith(COMPRESSED):
        stream = forward(Expanding(stream, budget))
        block = stream.read(tarfile.BLOCKSIZE)
        stream.seek(0)
        if not _is_header(block):
            yield Part(name="", stream=stream)
            return
    yield from _Walk(Fenced(stream, "headers"), name).parts()


class _Header(tarfile.TarInfo):
    """A header that counts those that were broken before the end."""

    @classmethod
    def fromtarfile(cls, tarfile: Any) -> Any:
        """As of `TarInfo`."""
        return tarfile.counted(super().fromtarfile)


class _Tar(tarfile.TarFile):
    """An archive that knows how many of its blocks were no header, and whether it was ended."""

    broken = 0
    ended = False

    def counted(self, read: Any) -> Any:
        """What `read` gives, counting headers that are none."""
        try:
            return read(self)
        except tarfile.HeaderError as error:
            self.ended = self.ended or str(error) == "end of file header"
            self.broken += not self.ended
            raise


class _Walk:
    """One way through an archive, and what is remembered on it."""

    def __init__(self, stream: Fenced, name: str) -> None:
        self._stream, self._name = stream, name
        self._names = Names()
        self._pages: set[str] = set()
        self._sidecars: dict[str, tuple[str, Given]] = {}

    def parts(self) -> Iterator[Part | Problem]:
        """The files, and what is wrong with others."""
        self._stream.left = _HEADERS
        try:
            archive = _Tar(
                fileobj=cast(BinaryIO, self._stream), mode="r", ignore_zeros=True, tarinfo=_Header,
                encoding="utf-8", errors="surrogateescape",
            )  # fmt: skip
        except _BROKEN as error:
            raise ReadError(
                f"{self._name}: is a TAR archive that is damaged from its start on ({error}); get it again."
            ) from error
        last, broken = "its start", 0
        while True:
            try:
                member = self._next(archive)
            except (*_BROKEN, ReadError) as error:
                if not archive.ended:
                    yield told(None, f"is damaged or cut short after {last} ({error}); get it again.")
                break
            if archive.broken > broken:
                broken = archive.broken
                yield told(
                    None, f"has no sound header after {last}: it is damaged or cut short there; get it again."
                )
            if member is None:
                break
            last, led = safe_name(mended(member.name))
            if not member.isdir() and not is_passed_over(last, self._pages):
                yield from self._file(archive, member, last, led)
        for name, _ in self._sidecars.values():
            yield told(name, "is a sidecar behind its report, or beside none; put it before it in the TAR.")

    def _next(self, archive: _Tar) -> tarfile.TarInfo | None:
        """The next header, the data before it skipped."""
        self._stream.left = None
        if archive.firstmember is None and self._stream.tell() < archive.offset:  # type: ignore[attr-defined]
            self._stream.seek(archive.offset - 1)
            if not self._stream.read(1):
                raise ReadError("the last file is not whole")
        self._stream.left = _HEADERS
        member = archive.next()
        self._stream.left = None
        archive.members.clear()  # type: ignore[attr-defined]
        return member

    def _file(self, archive: _Tar, member: tarfile.TarInfo, name: str, led: bool) -> Iterator[Part | Problem]:
        name = self._names.unique(name)
        wrong = _unreadable(member)
        opened = None if wrong else archive.extractfile(member)
        if opened is None:
            yield told(name, wrong or "is no file; not read.")
            return
        if led:
            yield led_out(name)
        if is_page(name) and len(self._pages) < _REMEMBERED:
            self._pages.add(stem(name))
        stream = forward(opened)
        if is_sidecar(name):
            try:
                yield from self._sidecar(name, stream)
            except ReadError as error:
                yield told(name, str(error))
            return
        _, given = self._sidecars.pop(stem(name), ("", NOTHING))
        yield Part(name=name, stream=stream, given=given)

    def _sidecar(self, name: str, stream: BinaryIO) -> Iterator[Part | Problem]:
        """Keeps what a sidecar says; JSON of another kind is a report like any other."""
        data = stream.read(SIDECAR_LIMIT + 1)
        stream.seek(0)
        toml = name.lower().endswith(".toml")
        if not toml and (len(data) > SIDECAR_LIMIT or detect(data, name) != "json"):
            yield Part(name=name, stream=stream)
            return
        given = parse_given(data, name)
        if isinstance(given, Given) and len(self._sidecars) < _REMEMBERED:
            self._sidecars.setdefault(stem(name), (name, given))
        elif toml:
            yield told(name, "is no report and no sidecar that can be understood; not read.")
        else:
            yield Part(name=name, stream=stream)


def _is_header(block: bytes) -> bool:
    """Whether a block is the header of a TAR, by its checksum."""
    try:
        tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except _BROKEN:
        return False
    return True


def _unreadable(member: tarfile.TarInfo) -> str | None:
    """Why a member is not read."""
    if member.issym() or member.islnk():
        return "is a link; links inside an archive are not followed."
    if member.isdev():
        return "is a pipe or a device, not a file; not read."
    if member.issparse():
        return "is stored as a sparse file; unpack it and give the file."
    return None
