"""The whole store in a database recomputed: every byte, every digest, the chains, and every row that says what they say.

In: an open `Database`, and a head's digest that a person noted earlier, if there is one. Out: a `Verified`: faults, each
with the table, the entry and the first byte that is not as it was; and remarks on what is derived and is to be made again,
which is no fault. Nothing is written, and it is one moment of the database, however many write meanwhile.

What this proves: every byte is as the custody log says, every decision as its log says, and each log is one unbroken
chain. That nobody made the whole of them anew is proved by `head` alone. Accounts, seals and restrictions have no digest:
of these only that they fit one another is checked, and what was done to them stands in the audit log.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from crosswire.errors import UsageError
from crosswire.store.chain import Fault
from crosswire.store.custody import RECEIVED, Entry
from crosswire.store.database import verify_derived, verify_rows
from crosswire.store.database.engine import Database, explained
from crosswire.store.database.schema import AUDIT, CUSTODY, REVIEWS, RULINGS, blob_parts, blobs
from crosswire.store.database.verify_chains import CHAINS, RESTORE, Checked, check_chain
from crosswire.store.layout import is_digest
from crosswire.store.pieces import KEPT, PIECE, Digesting, find_flip, first_difference, piece_digest
from crosswire.store.verify import Tell, Verified

# Rows of stored bytes held at one time, each at most a part.
_AT_ONCE = 16


def verify_database(database: Database, *, head: str | None = None, tell: Tell | None = None) -> Verified:
    """Recomputes a store. `head` is a digest noted earlier: that nothing acknowledged then is gone or changed.

    `tell` hears how many blobs of how many were checked. Raises UsageError where `head` is no digest.
    """
    with explained(database.address), database.read() as connection:
        return verify_connection(connection, head=head, tell=tell)


def verify_connection(
    connection: Connection, *, head: str | None = None, tell: Tell | None = None
) -> Verified:
    """The same in a transaction that has begun, with what was written in it. Raises as `verify_database`."""
    noted = head.strip().lower() if head is not None else None
    if noted is not None and not is_digest(noted):
        raise UsageError(f"{head!r} is no digest of a head; give the 64 hexadecimal digits noted earlier.")
    faults: list[Fault] = []
    if connection.dialect.name == "sqlite":
        faults += _guarded(connection, "database", verify_rows.check_pages)
    chains = {chain: Checked() for chain in CHAINS}
    for chain in CHAINS:
        faults += _guarded(connection, f"log/{chain}", lambda c, x=chain: _take(c, x, chains))  # type: ignore[misc]
    kept = {e.sha256: e for e in reversed(chains[CUSTODY].entries) if e.sha256 is not None}
    entries = {chain: found.entries for chain, found in chains.items()}
    faults += _check_noted(chains.values(), noted)
    faults += _guarded(connection, "blobs", lambda c: _check_blobs(c, kept, tell))
    faults += _guarded(connection, "sources", lambda c: verify_rows.check_sources(c, entries[CUSTODY]))
    for chain in (RULINGS, REVIEWS):
        faults += _guarded(
            connection,
            "decisions",
            lambda c, x=chain: verify_rows.check_decisions(c, x, entries[x]),  # type: ignore[misc]
        )
    faults += _guarded(connection, "rows", verify_rows.check_references)
    faults += _guarded(connection, "seals", verify_derived.check_seals)
    remarks = _guarded(connection, "derived", verify_derived.check_derived)
    return _verified(chains, kept, faults, remarks)


def _verified(
    chains: dict[str, Checked], kept: dict[str, Entry], faults: list[Fault], remarks: list[Fault]
) -> Verified:
    last = {chain: found.entries[-1].digest if found.entries else None for chain, found in chains.items()}
    custody = chains[CUSTODY].entries
    return Verified(
        faults=tuple(faults),
        remarks=tuple(remarks),
        entries=len(custody),
        receipts=sum(entry.what == RECEIVED for entry in custody),
        blobs=len(kept),
        bytes=sum(entry.length or 0 for entry in kept.values()),
        head=last[CUSTODY],
        rulings=len(chains[RULINGS].entries),
        rulings_head=last[RULINGS],
        reviews=len(chains[REVIEWS].entries),
        reviews_head=last[REVIEWS],
        audit=len(chains[AUDIT].entries),
        audit_head=last[AUDIT],
    )


def _guarded(
    connection: Connection, where: str, check: Callable[[Connection], Iterable[Fault]]
) -> list[Fault]:
    """What a check finds; that it cannot be made is a fault too. PostgreSQL goes on from a savepoint."""
    try:
        with connection.begin_nested():
            return list(check(connection))
    except (DBAPIError, UnicodeDecodeError, UsageError) as error:
        why = str(error.orig if isinstance(error, DBAPIError) else error).strip().splitlines()[0]
        return [Fault(file=where, message=f"cannot be read ({why}); {RESTORE}.")]


def _take(connection: Connection, chain: str, chains: dict[str, Checked]) -> list[Fault]:
    chains[chain] = check_chain(connection, chain)
    return chains[chain].faults


def _check_noted(chains: Iterable[Checked], noted: str | None) -> Iterator[Fault]:
    if noted is not None and not any(entry.digest == noted for chain in chains for entry in chain.entries):
        what = (
            f"no entry has the digest {noted}, noted earlier: what was acknowledged then is gone or changed"
        )
        yield Fault(file="log", message=f"{what}; {RESTORE}.")


def _check_blobs(connection: Connection, kept: dict[str, Entry], tell: Tell | None) -> Iterator[Fault]:
    """What is wrong with stored bytes, each read once, in one pass over the rows."""
    query = (
        select(blobs.c.sha256, blobs.c.length, blobs.c.pieces, blob_parts.c.body)
        .outerjoin(blob_parts, blob_parts.c.sha256 == blobs.c.sha256)
        .order_by(blobs.c.sha256, blob_parts.c.n)
    )
    there: set[str] = set()
    rows = connection.execute(query.execution_options(yield_per=_AT_ONCE))
    for sha256, parts in groupby(rows, key=lambda row: str(row.sha256)):
        if tell is not None:
            tell("verify", len(there), len(kept))
        there.add(sha256)
        if (entry := kept.get(sha256)) is None:
            yield Fault(file=f"blobs/{sha256}", message=f"is named by no entry; {RESTORE}.")
        else:
            yield from _check_blob(connection, entry, parts)
    for sha256, entry in kept.items():
        if sha256 not in there:
            what = f"is not there, and entry {entry.n} received it from {entry.source}"
            yield _fault(entry, f"{what}; {RESTORE}.")


def _check_blob(connection: Connection, entry: Entry, parts: Iterable[Any]) -> Iterator[Fault]:
    """What is wrong with the bytes of a receipt, and with the digests of their pieces. `parts`: its rows in order."""
    found = Digesting()
    for row in parts:
        length, pieces = row.length, _as_bytes(row.pieces)
        found.update(_as_bytes(row.body))
    are_sound = hashlib.sha256(pieces).hexdigest() == entry.pieces
    if found.sha256() != entry.sha256:
        yield _locate(connection, entry, found.length, pieces if are_sound else None)
    elif not are_sound:
        at = first_difference(pieces, found.pieces())
        what = f"byte {at:,} of the digests of its pieces is not as it was; the bytes themselves are sound"
        yield _fault(entry, f"{what}; {RESTORE}.")
    if length != entry.length:
        yield _fault(entry, f"its length is not as entry {entry.n} says; {RESTORE}.")


def _parts(connection: Connection, entry: Entry) -> Iterator[bytes]:
    mine = blob_parts.c.sha256 == entry.sha256
    for n in list(connection.execute(select(blob_parts.c.n).where(mine).order_by(blob_parts.c.n)).scalars()):
        body = connection.execute(select(blob_parts.c.body).where(mine, blob_parts.c.n == n)).scalar()
        yield _as_bytes(body)


def _locate(connection: Connection, entry: Entry, size: int, pieces: bytes | None) -> Fault:
    """Where in damaged bytes the first wrong one is."""
    came = f"it is what entry {entry.n} received from {entry.source}; {RESTORE}."
    if pieces is None:
        return _fault(entry, f"is not as it was, nor are the digests of its pieces; {came}")
    start = 0
    for piece in _pieces(_parts(connection, entry)):
        digest = pieces[start // PIECE * KEPT :][:KEPT]
        if piece_digest(piece) != digest:
            flip = find_flip(piece, digest)
            if flip is None:
                end = start + len(piece)
                what = f"the first wrong byte is one from {start:,} to {end - 1:,}"
                return _fault(entry, f"{what}; {came}", start, end)
            at = start + flip.byte
            what = f"byte {at:,} is 0x{flip.now:02x} and was 0x{flip.was:02x}"
            return _fault(entry, f"{what}; {came}", at, at + 1)
        start += len(piece)
    what = f"ends at byte {size:,} and had {entry.length:,}"
    return _fault(entry, f"{what}; {came}", size, max(entry.length or 0, size + 1))


def _pieces(parts: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for part in parts:
        data = rest + part
        end = len(data) - len(data) % PIECE
        yield from (data[n : n + PIECE] for n in range(0, end, PIECE))
        rest = data[end:]
    if rest:
        yield rest


def _as_bytes(value: bytes | memoryview | str | None) -> bytes:
    """A stored value as bytes: SQLite holds text in a column of bytes if somebody put it there."""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else bytes(value or b"")


def _fault(entry: Entry, message: str, start: int | None = None, end: int | None = None) -> Fault:
    return Fault(file=f"blobs/{entry.sha256}", message=message, entry=entry.n, start=start, end=end)
