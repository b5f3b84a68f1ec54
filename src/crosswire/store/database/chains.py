"""The chained logs in a database: entries appended one after another by any number of writers, each durable or absent.

In: a connection that writes, a chain's name, an entry. Out: the entry numbered, dated and sealed as in an archive's custody
log, so that one check reads both. Writers of one chain wait for one another at its head; a writer that is killed leaves
nothing, since its transaction is never committed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection, select

from crosswire.errors import UsageError
from crosswire.store.custody import LINE_LIMIT, START, Entry, Head, decode, encode, now, sealed
from crosswire.store.database.schema import heads, log


def append(connection: Connection, chain: str, entry: Entry) -> Entry:
    """Adds an entry to a chain; it is there once the transaction is. Raises UsageError for one that is too long."""
    head = _locked(connection, chain)
    # A clock that was set back must not make a later entry look earlier.
    whole = sealed(replace(entry, n=head.count + 1, at=entry.at or now(), previous=head.digest))
    line = encode(whole)
    if len(line) >= LINE_LIMIT:
        raise UsageError(
            f"{entry.source or entry.what}: what is said of it has {len(line):,} bytes, more than an entry may have; "
            "shorten it."
        )
    connection.execute(
        log.insert().values(
            chain=chain,
            n=whole.n,
            at=whole.at,
            what=whole.what,
            source=storable(whole.source) if whole.source is not None else None,
            key=source_key(whole.source) if whole.source is not None else None,
            sha256=whole.sha256,
            line=line.decode("utf-8"),
            digest=whole.digest,
        )
    )
    connection.execute(
        heads.update()
        .where(heads.c.chain == chain)
        .values(count_=whole.n, bytes=head.bytes + len(line) + 1, digest=whole.digest)
    )
    return whole


def head_of(connection: Connection, chain: str) -> Head:
    """How much of a chain is there."""
    row = connection.execute(select(heads).where(heads.c.chain == chain)).one_or_none()
    return (
        Head(count=row.count_, bytes=row.bytes, digest=row.digest)
        if row
        else Head(count=0, bytes=0, digest=START)
    )


def entries(connection: Connection, chain: str, *, after: int = 0) -> Iterator[Entry]:
    """The entries of a chain in order. Raises UsageError at the first that is not as it was written."""
    found = connection.execute(
        select(log.c.n, log.c.line).where(log.c.chain == chain, log.c.n > after).order_by(log.c.n)
    )
    for n, line in found:
        yield read_entry(chain, n, line)


def entry(connection: Connection, chain: str, n: int) -> Entry | None:
    """One entry of a chain by its number; None where there is none."""
    line = connection.execute(select(log.c.line).where(log.c.chain == chain, log.c.n == n)).scalar()
    return read_entry(chain, n, line) if line is not None else None


def read_entry(chain: str, n: int, line: str) -> Entry:
    """The entry that a row holds. Raises UsageError where it is not as it was written."""
    found = decode(line.encode("utf-8", "surrogatepass"))
    if found is None or found.n != n:
        raise UsageError(
            f"Entry {n} of the {chain} log is not as it was written; run `crosswire verify`, and bring the store back "
            "from a backup."
        )
    return found


def storable(text: str) -> str:
    """Text that PostgreSQL can hold: it takes no NUL; the log's lines, as JSON, keep the text as it was."""
    return text.replace("\0", "\ufffd")


def source_key(source: str) -> str:
    """The digest by which a source's name is looked up."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def hold(connection: Connection, chain: str) -> None:
    """Takes a chain for this transaction before anything else is looked at: other writers of it wait."""
    _locked(connection, chain)


def _locked(connection: Connection, chain: str) -> Head:
    """The head of a chain, held until the transaction ends. SQLite's writers hold the whole database anyway."""
    row = connection.execute(select(heads).where(heads.c.chain == chain).with_for_update()).one_or_none()
    if row is None:
        raise UsageError(f"The store has no {chain} log; run `crosswire migrate` on it.")
    return Head(count=row.count_, bytes=row.bytes, digest=row.digest)
