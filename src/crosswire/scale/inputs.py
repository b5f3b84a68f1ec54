"""What a batch reads, to sources with ids: files, folders, stores, addresses, tables, object stores.

In: paths, web addresses, URIs of object stores. Out: `Source`s and `Problem`s as they come, never all at once, in an
order that does not depend on how they were given; then chunks of them for the workers, each source with its
report's id. Where a chunk ends follows from the sources themselves, so that one more source changes one chunk.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePosixPath

from crosswire.derived import code
from crosswire.errors import SidecarError
from crosswire.fetch import FetchOptions
from crosswire.intake import take
from crosswire.read import Given, Source, Unpacking, digest, parse_sidecar
from crosswire.read import unpack as unpack_stream
from crosswire.read.archive.names import SIDECAR_LIMIT, is_sidecar
from crosswire.scale.place import Place, local_path
from crosswire.types import Problem

# A chunk ends after one source in so many, by its digest, and after so many sources or bytes in any case: one or
# two seconds of work.
_ONE_IN, MOST_REPORTS, MOST_BYTES = 10, 24, 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """A source and the id of the report that it becomes."""

    id: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Sources that one worker reads and annotates at once; `key` follows from all that shapes the result."""

    key: str
    sources: tuple[Identified, ...]
    limit: int


def sources_of(
    given: Sequence[str], *, unpacking: Unpacking | None = None, fetching: FetchOptions | None = None
) -> Iterator[Source | Problem]:
    """The reports in everything `given`. Raises UsageError for a URI that no file system knows."""
    places = {uri: Place.open(uri) for uri in sorted({g for g in given if local_path(g) is None})}
    paths = [local_path(g) or g for g in given if g not in places]
    if paths:
        yield from take(paths, options=unpacking, fetching=fetching)
    for place in places.values():
        yield from _stored(place, unpacking)


def _stored(place: Place, unpacking: Unpacking | None) -> Iterator[Source | Problem]:
    names = [n for n in place.names() if not any(p.startswith(".") for p in PurePosixPath(n).parts)]
    if not names:
        yield Problem(
            report=place.name, stage="collect", message="holds no files to read; check the address."
        )
    stems: dict[str, list[str]] = {}
    for name in names:
        if is_sidecar(PurePosixPath(name).name):
            stems.setdefault(str(PurePosixPath(name).with_suffix("")), []).append(name)
    reports = {str(PurePosixPath(n).with_suffix("")) for n in names if not is_sidecar(PurePosixPath(n).name)}
    for name in names:
        stem = str(PurePosixPath(name).with_suffix(""))
        if is_sidecar(PurePosixPath(name).name) and stem in reports:
            continue
        said = Given()
        if not is_sidecar(PurePosixPath(name).name):
            for beside in stems.get(stem, [])[:1]:
                found = _sidecar(place, beside)
                if isinstance(found, Problem):
                    yield found
                else:
                    said = found
        with place.stream(name) as (stream, size):
            yield from unpack_stream(stream, _full(place, name), given=said, options=unpacking, size=size)


def _sidecar(place: Place, name: str) -> Given | Problem:
    data = place.read(name) or b""
    try:
        return parse_sidecar(data[:SIDECAR_LIMIT], _full(place, name))
    except SidecarError as error:
        message = f"{str(error).removeprefix(_full(place, name) + ': ')} The report was read without it."
        return Problem(report=_full(place, name), stage="collect", message=message)


def _full(place: Place, name: str) -> str:
    return f"{place.name.rstrip('/')}/{name}" if name else place.name


def chunked(found: Iterable[Source], limit: int) -> Iterator[Chunk]:
    """The sources in chunks, in their order. A report's id follows from its bytes and, among equal ones, from the
    order in which they come."""
    taken: dict[str, int] = {}
    held: list[Identified] = []
    size = 0
    for source in found:
        whole = digest(source.data)
        stem = "r" + whole[:10]
        taken[stem] = taken.get(stem, 0) + 1
        id = f"{stem}-{taken[stem]}" if taken[stem] > 1 else stem
        held.append(Identified(id=id, source=source))
        size += len(source.data)
        if int(whole[10:18], 16) % _ONE_IN == 0 or len(held) >= MOST_REPORTS or size >= MOST_BYTES:
            yield chunk_of(held, limit)
            held, size = [], 0
    if held:
        yield chunk_of(held, limit)


def chunk_of(sources: Sequence[Identified], limit: int) -> Chunk:
    """A chunk with its key: of the sources whole, what is said of them, the bound and the program itself."""
    parts = [[i.id, digest(i.source.data), repr(replace(i.source, data=b""))] for i in sources]
    key = sha256(json.dumps(["crosswire.chunk", code(), limit, parts]).encode()).hexdigest()[:32]
    return Chunk(key=key, sources=tuple(sources), limit=limit)
