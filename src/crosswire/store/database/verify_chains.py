"""The chained logs of a database recomputed: which entry, which byte of it, which order is not as it was.

In: a connection that reads. Out: for each chain its sound entries and the faults in it. A line that is no entry is mended
in memory by flipping single bits until its digest holds, so that the exact byte is known. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, LargeBinary, Row, cast, func, select

from crosswire.store.chain import Fault
from crosswire.store.custody import START, Entry, Head, decode, is_intact
from crosswire.store.database.chains import head_of, source_key, storable
from crosswire.store.database.schema import AUDIT, CUSTODY, REVIEWS, RULINGS, heads, log

CHAINS = (CUSTODY, RULINGS, REVIEWS, AUDIT)
RESTORE = "bring the store back from a backup"
# Bytes of a line in which a flipped bit is looked for, and faults of a chain after which no more are.
_MENDED, _MOST = 16 * 1024, 100


@dataclass(slots=True, kw_only=True)
class Checked:
    """What was found in a chain: sound entries in order, faults, and how far it is said to go."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    head: Head | None = None


def check_chain(connection: Connection, chain: str) -> Checked:
    """Recomputes a chain and its head."""
    found = Checked(head=head_of(connection, chain))
    expected, digest = 1, START
    for row in connection.execute(_lines(connection, chain)):
        entry, faults = _one(chain, row, expected, digest)
        found.faults += faults
        if len(found.faults) > _MOST:
            return found
        if entry is not None:
            found.entries.append(entry)
        expected, digest = row.n + 1, entry.digest if entry else ""
    found.faults += _check_head(connection, chain, found, expected - 1)
    return found


def as_bytes(connection: Connection, column: ColumnElement[Any]) -> ColumnElement[bytes]:
    """A column of text as the bytes that lie there, which a damage may have made no text any more."""
    if connection.dialect.name == "sqlite":
        return cast(column, LargeBinary)
    return func.convert_to(column, "UTF8", type_=LargeBinary)


def _lines(connection: Connection, chain: str) -> Any:
    columns = (log.c.at, log.c.what, log.c.source, log.c.key, log.c.sha256, log.c.digest)
    plain = [as_bytes(connection, c).label(c.key) for c in columns]
    line = as_bytes(connection, log.c.line).label("line")
    return select(log.c.n, *plain, line).where(log.c.chain == chain).order_by(log.c.n)


def _one(chain: str, row: Row[Any], expected: int, digest: str) -> tuple[Entry | None, list[Fault]]:
    """The entry in a row, and what is wrong with it, given the number and the digest that come next."""
    if row.n > expected:
        what = (
            f"entry {expected} is not there"
            if row.n == expected + 1
            else (f"entries {expected} to {row.n - 1} are not there")
        )
        gone, digest = [_fault(chain, f"{what}; {RESTORE}.", entry=expected)], ""
    else:
        gone = []
    line = bytes(row.line)
    entry = decode(line)
    if entry is None:
        mended, fault = _mended(chain, row.n, line)
        return mended, [*gone, fault]
    if entry.n != row.n or (digest and entry.previous != digest):
        what = f"entry {row.n} does not follow from the one before; one of them was put in another's place"
        return entry, [*gone, _fault(chain, f"{what}; {RESTORE}.", entry=row.n)]
    return entry, [*gone, *_check_columns(chain, row, entry)]


def _check_columns(chain: str, row: Row[Any], entry: Entry) -> Iterator[Fault]:
    """Whether the columns by which entries are looked up say what the entry says."""
    told = {
        "at": entry.at,
        "what": entry.what,
        "source": storable(entry.source) if entry.source is not None else None,
        "key": source_key(entry.source) if entry.source is not None else None,
        "sha256": entry.sha256,
        "digest": entry.digest,
    }
    for name, value in told.items():
        there = getattr(row, name)
        if (None if there is None else bytes(there)) != (None if value is None else value.encode()):
            yield _fault(
                chain,
                f"entry {entry.n}: its column {name} is not as the entry says; {RESTORE}.",
                entry=entry.n,
            )


def _mended(chain: str, n: int, line: bytes) -> tuple[Entry | None, Fault]:
    """The entry that a line was, if one flipped bit is all that is wrong with it."""
    trial = bytearray(line) if len(line) <= _MENDED else bytearray()
    for place, now in enumerate(line[: len(trial)]):
        for bit in range(8):
            trial[place] = now ^ (1 << bit)
            if is_intact(bytes(trial)) and (entry := decode(bytes(trial))) is not None:
                what = f"entry {n}: byte {place:,} is 0x{now:02x} and was 0x{trial[place]:02x}"
                fault = _fault(chain, f"{what}; {RESTORE}.", entry=n, start=place, end=place + 1)
                return entry, fault
        trial[place] = now
    what = f"entry {n} is not as it was written, in more than one bit"
    return None, _fault(chain, f"{what}; {RESTORE}.", entry=n)


def _check_head(connection: Connection, chain: str, found: Checked, last: int) -> Iterator[Fault]:
    head = found.head
    if (
        connection.execute(select(heads.c.chain).where(heads.c.chain == chain)).scalar() is None
        or head is None
    ):
        yield _fault(chain, f"has no head; {RESTORE}.")
        return
    if head.count > last:
        what = f"entries after {last} up to {head.count} were acknowledged and are gone"
        yield _fault(chain, f"{what}; {RESTORE}.", entry=last + 1)
    elif not found.faults and (head.count, head.digest) != (last, found.entries[-1].digest):
        yield _fault(chain, f"does not end as its head says; {RESTORE}.", entry=last)


def _fault(chain: str, message: str, **where: int | None) -> Fault:
    return Fault(file=f"log/{chain}", message=message, **where)
