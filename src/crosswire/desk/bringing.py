"""What lies elsewhere, brought into a desk: files, folders, addresses, and whole stores and bags with their custody.

In: paths and addresses as a person gives them. Out: `Added`s and `Problem`s, as they come; rulings of stores and bags. A
receipt from another store keeps when and how it first came, and the digest of the entry that acknowledged it there, so
that bringing it twice doubles nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from crosswire.collect import OpenFile, open_files
from crosswire.desk.add import IN_BULK, NOTHING, Added, add, add_address
from crosswire.desk.reading import ask_place
from crosswire.errors import UsageError
from crosswire.store import DATA, Archive, is_bag, is_store, open_bag, read_rulings
from crosswire.store.custody import RECEIVED, WITHDRAWN, Entry
from crosswire.store.database import Database, DatabaseArchive
from crosswire.store.database.decisions import append
from crosswire.store.database.schema import CUSTODY, log
from crosswire.store.standing import BAG_ENTRY, CAME
from crosswire.text.named import clean
from crosswire.types import Problem

_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """Who brings it, under which seal if any, and the batch by which one follows all of it."""

    by: str = ""
    seal: str | None = None
    batch: str | None = None


def bring(database: Database, given: Iterable[str | Path], how: Bringing) -> Iterator[Added | Problem]:
    """Takes everything given, in the order of names, so that it is placed in the same order every time."""
    every = sorted({os.fspath(x) for x in given})
    addresses = [x for x in every if x.lower().startswith(_WEB)]
    paths = [x for x in every if x not in addresses]
    kept = [x for x in paths if is_bag(Path(x)) or is_store(Path(x))]
    for path in kept:
        yield from _bring_kept(database, Path(path), how)
    files = [x for x in paths if x not in kept]
    for opened in open_files(files) if files else ():
        yield opened if isinstance(opened, Problem) else _bring_file(database, opened, how)
    for address in addresses:
        try:
            yield add_address(database, address, by=how.by, seal=how.seal, batch=how.batch, urgency=IN_BULK)
        except UsageError as error:
            yield Problem(report=address, stage="fetch", message=str(error))


def _bring_file(database: Database, opened: OpenFile, how: Bringing) -> Added:
    with opened.stream as stream:
        return add(
            database,
            stream,
            opened.name,
            opened.given,
            by=how.by,
            seal=how.seal,
            batch=how.batch,
            urgency=IN_BULK,
        )


def _bring_kept(database: Database, path: Path, how: Bringing) -> Iterator[Added]:
    """The receipts of a store or a bag that are not here yet, and what people decided there."""
    bag = is_bag(path)
    known = _known(database)
    with open_bag(path) if bag else Archive.open(path, write=False) as archive:
        name = clean(os.path.basename(os.path.abspath(path)))
        for entry in archive.entries():
            identity = entry.told(BAG_ENTRY) or entry.digest
            if identity not in known:
                yield from _bring_entry(database, entry, archive, {"store": name, BAG_ENTRY: identity}, how)
    _bring_rulings(database, path / DATA if bag else path)


def _bring_entry(
    database: Database, entry: Entry, archive: Archive, more: dict[str, str], how: Bringing
) -> Iterator[Added]:
    told = {**dict(entry.how), **more, CAME: entry.told(CAME) or entry.at}
    if entry.what == WITHDRAWN and entry.source is not None:
        DatabaseArchive(database).record(WITHDRAWN, source=entry.source, how=told)
    if entry.what == RECEIVED and entry.source is not None and entry.sha256 is not None:
        with archive.open_blob(entry.sha256) as stream:
            yield add(
                database,
                stream,
                entry.source,
                entry.given or NOTHING,
                by=how.by,
                seal=how.seal,
                batch=how.batch,
                how=told,
                urgency=IN_BULK,
            )


def _bring_rulings(database: Database, folder: Path) -> None:
    """What people decided in a store, each once; a withdrawal of what was withdrawn here is none."""
    found = list(read_rulings(folder))
    if not found:
        return
    with database.write() as connection:
        for entry in found:
            try:
                append(connection, entry)
            except UsageError:
                # It was withdrawn here by somebody else, or what it withdraws never came here.
                continue
        ask_place(connection)


def _known(database: Database) -> set[str]:
    """The digests of the entries that are here, and those that they had where they were first made."""
    query = select(log.c.digest, log.c.line).where(log.c.chain == CUSTODY)
    known: set[str] = set()
    archive = DatabaseArchive(database)
    with database.read() as connection:
        known |= {digest for digest, _ in connection.execute(query)}
    for entry in archive.entries():
        if (told := entry.told(BAG_ENTRY)) is not None:
            known.add(told)
    return known
