"""Whatever people give, to sources: files, folders, addresses, stores and bags, one report after another.

In: paths and addresses, an archive to keep the bytes in if there is one. Out: `Source`s and `Problem`s, as
they come. With an archive every file and every fetched body is kept, with its custody entry, before it is
read; nothing is fetched but the addresses that were given. The order in which things are given changes
nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from crosswire.collect import OpenFile, open_files
from crosswire.errors import FetchError, UsageError
from crosswire.fetch import Fetcher, FetchOptions
from crosswire.read import Source, Unpacking, unpack
from crosswire.store import Archive, Receipt, is_bag, is_store, open_bag, read_bag
from crosswire.types import Problem

_WEB = ("http://", "https://")
_NOT_FETCHED = "is neither a file nor an http or https address; nothing else is fetched."
Tell = Callable[[str, int, int], None]


def take(
    given: Iterable[str | Path],
    *,
    archive: Archive | None = None,
    options: Unpacking | None = None,
    fetching: FetchOptions | None = None,
    stdin: BinaryIO | None = None,
    tell: Tell | None = None,
    stored: Callable[[Receipt], None] | None = None,
) -> Iterator[Source | Problem]:
    """The reports in everything `given`.

    `tell` hears how far the fetching and reading is, `stored` of every receipt when it is safe on disk.
    Raises UsageError for an archive that cannot be written; everything else becomes a `Problem`.
    """
    check_several(given)
    every = sorted({os.fspath(x) for x in given})
    addresses = [x for x in every if x.lower().startswith(_WEB)]
    paths = [x for x in every if x not in addresses]
    strange = [x for x in paths if "://" in x and not os.path.lexists(x)]
    for address in strange:
        yield Problem(report=address, stage="fetch", message=_NOT_FETCHED)
    paths = [x for x in paths if x not in strange]
    kept = [x for x in paths if is_bag(Path(x)) or is_store(Path(x))]
    files = [x for x in paths if x not in kept]
    for path in kept:
        yield from _from_kept(Path(path), archive, options, stored)
    if files:
        yield from _from_files(files, archive, options, stdin, stored)
    if addresses:
        yield from _from_web(addresses, archive, options, fetching or FetchOptions(), tell, stored)


def check_several(given: object) -> None:
    """Raises UsageError for one path or address where several are taken: its letters would be taken for them."""
    if isinstance(given, str | Path):
        raise UsageError(
            f"{given}: is one path or address where a list of them is taken; put it in brackets."
        )


def _from_kept(
    path: Path, archive: Archive | None, options: Unpacking | None, stored: Callable[[Receipt], None] | None
) -> Iterator[Source | Problem]:
    """The standing reports of a store or a bag; a bag's are brought into `archive` where there is one."""
    if archive is not None and is_bag(path):
        for receipt in read_bag(path, archive):
            if stored is not None:
                stored(receipt)
    with ExitStack() as open_things:
        opened = open_bag(path) if is_bag(path) else Archive.open(path, write=False)
        yield from open_things.enter_context(opened).sources(options)


def _from_files(
    paths: list[str],
    archive: Archive | None,
    options: Unpacking | None,
    stdin: BinaryIO | None,
    stored: Callable[[Receipt], None] | None,
) -> Iterator[Source | Problem]:
    for opened in open_files(paths, stdin=stdin):
        if isinstance(opened, Problem):
            yield opened
            continue
        with opened.stream as stream:
            if archive is not None:
                _keep(archive, opened, stored)
            yield from unpack(stream, opened.name, given=opened.given, options=options, size=opened.size)


def _keep(archive: Archive, opened: OpenFile, stored: Callable[[Receipt], None] | None) -> None:
    receipt = archive.receive(opened.stream, source=opened.name, how={"by": "file"}, given=opened.given)
    opened.stream.seek(0)
    if stored is not None:
        stored(receipt)


def _from_web(
    addresses: list[str],
    archive: Archive | None,
    options: Unpacking | None,
    fetching: FetchOptions,
    tell: Tell | None,
    stored: Callable[[Receipt], None] | None,
) -> Iterator[Source | Problem]:
    partial = archive.folder / "partial" if archive is not None else None
    with Fetcher(fetching, partial=partial) as fetcher:
        for n, address in enumerate(addresses):
            if tell is not None:
                tell("fetch", n, len(addresses))
            try:
                fetched = fetcher.fetch(address)
            except FetchError as error:
                yield Problem(report=address, stage="fetch", message=str(error))
                continue
            with fetched.stream as stream:
                if archive is not None:
                    receipt = archive.receive(stream, source=address, how=fetched.how())
                    stream.seek(0)
                    if stored is not None:
                        stored(receipt)
                yield from unpack(
                    stream, address, said=fetched.said(), charset=fetched.charset, options=options
                )
