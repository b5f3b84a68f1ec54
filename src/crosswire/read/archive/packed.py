"""ZIP and gzip, taken apart as they are read; nothing is written.

In: a stream, which may be larger than memory. Out: a `Part` for each file, as a stream of its own; a
`Problem` for each that cannot be had. Follows PKWARE's APPNOTE 6.3 as far as Python's `zipfile` does, with
entries that are stored or deflated; encrypted ones, other methods and several volumes are refused. Hidden
files, a README and the parts that a browser saves beside a page are passed over, and NAME.json or NAME.toml
beside NAME.txt is its sidecar, as in a folder.
"""

from __future__ import annotations

import stat
import struct
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, cast

from crosswire.errors import ReadError, SidecarError
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
from crosswire.read.archive.streams import FAULTS, Expanding, Fenced, forward
from crosswire.read.document import Part
from crosswire.read.limits import MEGABYTE, Budget
from crosswire.read.sidecar import NOTHING, Given, parse_sidecar
from crosswire.read.table.columns import Columns
from crosswire.types import Problem

# Bytes of a ZIP's directory, which `zipfile` holds whole: about 250,000 entries, in some 200 MB.
_DIRECTORY = 24 * MEGABYTE
# Bytes before an entry's data at least: the fixed part of its own header.
_HEADER = 30
_ENCRYPTED = 0x1
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (*FAULTS, RuntimeError, struct.error, IndexError)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a ZIP under the name that it is read by."""

    name: str
    info: zipfile.ZipInfo
    led_out: bool = False


def unpack_gzip(stream: BinaryIO, name: str, columns: Columns, budget: Budget) -> Iterator[Part | Problem]:
    """What is gzipped, as a stream under the same name."""
    yield Part(name="", stream=forward(Expanding(stream, budget)))


def unpack_zip(stream: BinaryIO, name: str, columns: Columns, budget: Budget) -> Iterator[Part | Problem]:
    """The files of a ZIP archive, in the order of its directory.

    Raises ReadError where it has no directory that can be read.
    """
    with open_zip(stream, name) as archive:
        found = list_entries(archive)
        files = [x for x in found if isinstance(x, Entry)]
        yield from (x for x in found if isinstance(x, Problem))
        pages = {stem(x.name) for x in files if is_page(x.name)}
        files = [x for x in files if not is_passed_over(x.name, pages)]
        described = {stem(x.name) for x in files if not is_sidecar(x.name)}
        sidecars: dict[str, list[Entry]] = {}
        for entry in files:
            if is_sidecar(entry.name) and stem(entry.name) in described:
                sidecars.setdefault(stem(entry.name), []).append(entry)
        beside = {x.name for listed in sidecars.values() for x in listed}
        for entry in files:
            if entry.name in beside:
                continue
            if entry.name.lower().endswith(".toml"):
                yield told(entry.name, "is no report and stands beside none of its name; not read.")
                continue
            yield from _part(archive, entry, sidecars, budget)


def open_zip(stream: BinaryIO, name: str) -> zipfile.ZipFile:
    """The archive with its directory read. Raises ReadError where that cannot be done."""
    fenced = Fenced(stream, "a directory")
    fenced.left = _DIRECTORY
    try:
        archive = zipfile.ZipFile(cast(BinaryIO, fenced))
    except _BROKEN as error:
        raise ReadError(
            f"{name}: is a ZIP archive without a directory that can be read ({error or type(error).__name__}), "
            "as one that was cut short; get it again, or unpack what you can and give the files."
        ) from error
    fenced.left = None
    return archive


def list_entries(archive: zipfile.ZipFile) -> Sequence[Entry | Problem]:
    """The files of an archive that can be read, and what is wrong with the others, in their order."""
    infos = [x for x in archive.infolist() if not x.is_dir()]
    bad = _overlapping(infos, archive.start_dir)
    names, found = Names(), list[Entry | Problem]()
    if bad:
        found.append(
            told(None, f"{len(bad):,} of its entries lie over each other, as in a ZIP bomb; not read.")
        )
    for info in infos:
        if info.header_offset in bad:
            continue
        safe, led_out = safe_name(_decoded(info))
        wrong = _unreadable(info)
        if wrong:
            found.append(told(names.unique(safe), wrong))
        else:
            found.append(Entry(names.unique(safe), info, led_out))
    return found


def open_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> BinaryIO:
    """An entry as a forward stream. Raises ReadError where it cannot be opened."""
    try:
        return forward(archive.open(info), budget.grow)
    except _BROKEN as error:
        raise ReadError(f"is a damaged entry ({error}); get the archive again.") from error


def led_out(name: str) -> Problem:
    """What is told of an entry whose name leads out of the archive."""
    return told(name, "has a name that leads out of the archive; it is read under this one.")


def told(name: str | None, message: str) -> Problem:
    """A problem with one entry, or with the archive itself (None)."""
    return Problem(report=name, stage="read", message=message)


def parse_given(data: bytes, name: str) -> Given | Problem:
    """What a sidecar inside an archive says."""
    if len(data) > SIDECAR_LIMIT:
        return told(name, "is too large for a sidecar. The report was read without it.")
    try:
        return parse_sidecar(data, name)
    except SidecarError as error:
        return told(name, f"{str(error).removeprefix(f'{name}: ')} The report was read without it.")


def _part(
    archive: zipfile.ZipFile, entry: Entry, sidecars: Mapping[str, Sequence[Entry]], budget: Budget
) -> Iterator[Part | Problem]:
    if entry.led_out:
        yield led_out(entry.name)
    given: Given | Problem = NOTHING
    listed = sidecars.get(stem(entry.name), ())
    try:
        if listed:
            with open_entry(archive, listed[0].info, budget) as opened:
                given = parse_given(opened.read(SIDECAR_LIMIT + 1), listed[0].name)
            for other in listed[1:]:
                yield told(other.name, f"is passed over, since {listed[0].name} stands there too; keep one.")
    except ReadError as error:
        if budget.spent:
            raise
        given = told(listed[0].name, f"{error} The report was read without it.")
    if isinstance(given, Problem):
        yield given
        given = NOTHING
    try:
        with open_entry(archive, entry.info, budget) as opened:
            yield Part(name=entry.name, stream=opened, given=given)
    except ReadError as error:
        yield told(entry.name, str(error))


def _overlapping(infos: Sequence[zipfile.ZipInfo], end: int) -> set[int]:
    """Where the entries begin that reach into the next one, or share their place with another."""
    places = Counter(x.header_offset for x in infos)
    starts = sorted(places)
    following = dict(zip(starts, [*starts[1:], end]))
    return {
        x.header_offset
        for x in infos
        if places[x.header_offset] > 1
        or x.header_offset + _HEADER + x.compress_size > following[x.header_offset]
    }


def _unreadable(info: zipfile.ZipInfo) -> str | None:
    """Why an entry is not read."""
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted; unpack the archive with its password and give what is inside."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link; links inside an archive are not followed."
    if info.compress_type not in _READABLE:
        method = zipfile.compressor_names.get(info.compress_type, str(info.compress_type))  # type: ignore[attr-defined]
        return f"is compressed by a method that is not read here ({method}); unpack it and give the file."
    return None


def _decoded(info: zipfile.ZipInfo) -> str:
    """The name, which many write in UTF-8 without saying so; `zipfile` took it for code page 437."""
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return mended(info.filename)
