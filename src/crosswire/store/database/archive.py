"""The evidence archive in a database: the same unaltered bytes and custody log, for many writers at once.

In: streams of bytes with the path or address they came from. Out: `Receipt`s, and later the same bytes or the `Source`s in
them. It has what `crosswire.store.Archive` has for a folder, so that whatever takes reports can keep them in either.
`receive` returns when the bytes and the entry are committed; a writer that is killed before leaves nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from io import BufferedReader
from types import TracebackType
from typing import BinaryIO

from sqlalchemy import Connection, select

from crosswire.errors import UsageError
from crosswire.read import Given, Source, Unpacking, unpack
from crosswire.store.archive import RESTORED, Receipt
from crosswire.store.blobs import Stored
from crosswire.store.custody import NOTHING_GIVEN, RECEIVED, WITHDRAWN, Entry, clean_given, pairs
from crosswire.store.database import blobs, chains
from crosswire.store.database.engine import Database
from crosswire.store.database.schema import CUSTODY, log, sources
from crosswire.store.standing import CAME
from crosswire.text.named import clean
from crosswire.types import Problem

# What else a receipt is to do in its transaction: a job to be made, a seal to be laid.
Also = Callable[[Connection, Receipt], None]


class DatabaseArchive:
    """The archive in an open database; closing it leaves the database open."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def __enter__(self) -> DatabaseArchive:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is pending: everything acknowledged is committed."""

    @property
    def head(self) -> str:
        """The digest of the last entry: noted elsewhere, it proves later that nothing before it changed."""
        with self.database.read() as connection:
            return chains.head_of(connection, CUSTODY).digest

    def receive(
        self,
        stream: BinaryIO,
        *,
        source: str,
        how: Mapping[str, str],
        given: Given = NOTHING_GIVEN,
        sha256: str | None = None,
        also: Also | None = None,
    ) -> Receipt:
        """Takes the bytes of one source; returns when they and their entry are committed.

        Where the standing receipt of this source has the same bytes and the same `given`, nothing is written.
        `also` is done in the same transaction, whether or not anything was new. Raises as `Archive.receive`.
        """
        name, given = clean(source), clean_given(given)
        with blobs.taken(stream) as (stored, held):
            if sha256 is not None and stored.sha256 != sha256:
                raise UsageError(f"{name}: has the SHA-256 {stored.sha256}, not {sha256}; get it again.")
            with self.database.write() as connection:
                receipt = _receive(connection, stored, held, name, how, given)
                if also is not None:
                    also(connection, receipt)
        return receipt

    def record(self, what: str, *, source: str | None = None, how: Mapping[str, str] | None = None) -> Entry:
        """Adds another event of custody, as `Archive.record` does."""
        if what == RECEIVED:
            raise ValueError("Receipts are made by `receive`.")
        name = clean(source) if source is not None else None
        with self.database.write() as connection:
            entry = chains.append(
                connection, CUSTODY, Entry(n=0, at="", what=what, source=name, how=pairs(how or {}))
            )
            if what == WITHDRAWN and name is not None:
                stand(connection, entry)
        return entry

    def entries(self) -> Iterator[Entry]:
        """Everything in the custody log, in order."""
        with self.database.read() as connection:
            yield from chains.entries(connection, CUSTODY)

    def receipt(self, n: int) -> Receipt:
        """The receipt with this number. Raises UsageError where there is none."""
        with self.database.read() as connection:
            found = chains.entry(connection, CUSTODY, n)
        if found is None or found.what != RECEIVED:
            raise UsageError(f"{self.database.address}: entry {n} is no receipt; run `crosswire verify`.")
        return receipt_of(found, new=False)

    def receipts(self) -> Iterator[Receipt]:
        """Every receipt there ever was, in order, those of earlier states and withdrawn sources too."""
        return (receipt_of(entry, new=False) for entry in self.entries() if entry.what == RECEIVED)

    def standing(self) -> tuple[Receipt, ...]:
        """The receipts that stand, sorted by source."""
        query = (
            select(log.c.n, log.c.line)
            .join(sources, (sources.c.n == log.c.n) & (log.c.chain == CUSTODY))
            .where(sources.c.what == RECEIVED)
        )
        with self.database.read() as connection:
            found = [chains.read_entry(CUSTODY, n, line) for n, line in connection.execute(query)]
        return tuple(receipt_of(e, new=False) for e in sorted(found, key=lambda e: e.source or ""))

    def open_blob(self, sha256: str) -> BufferedReader:
        """The stored bytes with this SHA-256, to read. Raises UsageError where they are not there."""
        return blobs.open_blob(self.database, sha256)

    def sources(self, options: Unpacking | None = None) -> Iterator[Source | Problem]:
        """What the standing receipts hold, sorted by source. Bytes that are not as received are a `Problem`."""
        for receipt in self.standing():
            yield from self.unpack(receipt, options)

    def unpack(self, receipt: Receipt, options: Unpacking | None = None) -> Iterator[Source | Problem]:
        """What one receipt holds."""
        with self.open_blob(receipt.sha256) as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != receipt.sha256:
                message = "is not in the store as it was received; run `crosswire verify`. It was not read."
                yield Problem(report=receipt.source, stage="store", message=message)
                return
            stream.seek(0)
            yield from unpack(
                stream,
                receipt.source,
                given=receipt.given,
                options=options,
                size=receipt.length,
                said=receipt.said(),
                charset=receipt.charset,
            )


def receipt_of(entry: Entry, *, new: bool) -> Receipt:
    """The receipt that an entry of the custody log acknowledges."""
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


def stand(connection: Connection, entry: Entry) -> None:
    """Makes an entry the one that stands for its source; what came from a bag does not stand over what came later."""
    key = chains.source_key(entry.source or "")
    came = entry.told(CAME) or entry.at
    before = connection.execute(select(sources.c.came).where(sources.c.key == key)).scalar()
    if before is not None and entry.told(CAME) is not None and came < before:
        return
    values = {"n": entry.n, "what": entry.what, "sha256": entry.sha256, "came": came}
    if before is None:
        connection.execute(
            sources.insert().values(key=key, source=chains.storable(entry.source or ""), **values)
        )
    else:
        connection.execute(sources.update().where(sources.c.key == key).values(**values))


def _receive(
    connection: Connection, stored: Stored, held: BinaryIO, name: str, how: Mapping[str, str], given: Given
) -> Receipt:
    # The head is taken first: of two writers of the same bytes one waits here, and then finds them there.
    chains.hold(connection, CUSTODY)
    if not blobs.keep(connection, stored, held) and not blobs.is_sound(connection, stored):
        blobs.replace(connection, stored, held)
        chains.append(
            connection,
            CUSTODY,
            Entry(n=0, at="", what=RESTORED, source=name, how=(("restored", stored.sha256),)),
        )
    before = _standing(connection, name)
    if before is not None and (before.sha256, before.given) == (stored.sha256, given):
        return receipt_of(before, new=False)
    entry = chains.append(
        connection,
        CUSTODY,
        Entry(
            n=0,
            at="",
            what=RECEIVED,
            source=name,
            sha256=stored.sha256,
            length=stored.length,
            pieces=stored.pieces_sha256,
            how=pairs(how),
            given=given,
        ),
    )
    stand(connection, entry)
    return receipt_of(entry, new=True)


def _standing(connection: Connection, name: str) -> Entry | None:
    query = select(sources.c.n).where(sources.c.key == chains.source_key(name), sources.c.what == RECEIVED)
    n = connection.execute(query).scalar()
    return chains.entry(connection, CUSTODY, n) if n is not None else None
