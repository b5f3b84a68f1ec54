"""Rows that say what the logs say, compared with them: which stand, what was decided; and rows that lead nowhere.

In: a connection that reads, and the sound entries of a chain. Out: faults. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, and_, func, select

from crosswire.errors import UsageError
from crosswire.store.chain import Fault
from crosswire.store.custody import RECEIVED, WITHDRAWN, Entry
from crosswire.store.database.chains import source_key, storable
from crosswire.store.database.decisions import GONE, MADE, SAYS, rows_of, said_by
from crosswire.store.database.derived import metadata
from crosswire.store.database.schema import decision_reports, decisions, sources
from crosswire.store.database.verify_chains import RESTORE
from crosswire.store.standing import CAME
from crosswire.types import Withdrawal

# Faults of one kind after which no more are told.
_MOST = 100


def check_pages(connection: Connection) -> Iterator[Fault]:
    """What SQLite finds wrong with the file itself."""
    for (said,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})"):
        if said != "ok":
            yield Fault(file="database", message=f"{str(said).strip()}; {RESTORE}.")


def check_sources(connection: Connection, entries: Iterable[Entry]) -> Iterator[Fault]:
    """Whether `sources` says which entries stand, as the custody log tells it one by one."""
    stand: dict[str, dict[str, Any]] = {}
    for entry in entries:
        if entry.what not in (RECEIVED, WITHDRAWN) or entry.source is None:
            continue
        key, brought = source_key(entry.source), entry.told(CAME)
        came = brought or entry.at
        if brought is not None and key in stand and brought < stand[key]["came"]:
            continue
        stand[key] = {
            "key": key,
            "source": storable(entry.source),
            "n": entry.n,
            "what": entry.what,
            "sha256": entry.sha256,
            "came": came,
        }
    there = {row.key: row._asdict() for row in connection.execute(select(sources))}
    yield from _compared("sources", stand, there)


def check_decisions(connection: Connection, chain: str, entries: Iterable[Entry]) -> Iterator[Fault]:
    """Whether `decisions` and `decision_reports` say what the log of a chain says."""
    made: dict[str, dict[str, Any]] = {}
    about: dict[str, set[tuple[str, str]]] = {}
    for entry in entries:
        if entry.what == MADE[chain]:
            row, reports = rows_of(chain, entry)
            made[row["id"]] = row
            about[row["id"]] = {(r["sha256"], r["key"]) for r in reports}
        elif entry.what == GONE[chain]:
            gone = said_by(chain, entry)
            if not isinstance(gone, Withdrawal) or gone.withdraws not in made:
                raise UsageError(f"Entry {entry.n} of the {chain} log withdraws nothing; {RESTORE}.")
            made[gone.withdraws]["withdrawn"] = entry.told(SAYS)
    query = select(decisions).where(decisions.c.chain == chain)
    there = {row.id: row._asdict() for row in connection.execute(query)}
    yield from _compared("decisions", made, there)
    named: dict[str, set[tuple[str, str]]] = {id: set() for id in there}
    of_chain = select(decision_reports).join(decisions).where(decisions.c.chain == chain)
    for decision, sha256, key in connection.execute(of_chain):
        named[decision].add((sha256, key))
    for id in sorted(made.keys() & there.keys()):
        if named[id] != about[id]:
            what = "the reports that it is about are not those that the log names"
            yield Fault(file=f"decisions/{id}", message=f"{what}; {RESTORE}.", entry=made[id]["n"])


def check_references(connection: Connection) -> Iterator[Fault]:
    """Rows that name a row of another table which is not there."""
    for table in metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            other = key.referred_table
            pairs = [(element.parent, element.column) for element in key.elements]
            yield from _orphans(connection, table, pairs, other)


def _orphans(connection: Connection, table: Any, pairs: Any, other: Any) -> Iterator[Fault]:
    named = other.alias("named")
    joined = and_(*(own == named.c[column.key] for own, column in pairs))
    lost = select(func.count()).select_from(table.outerjoin(named, joined))
    lost = lost.where(*(own.is_not(None) for own, _ in pairs), named.c[pairs[0][1].key].is_(None))
    if count := connection.execute(lost).scalar():
        what = f"{count:,} rows name a row of {other.name} that is not there"
        yield Fault(file=table.name, message=f"{what}; {RESTORE}.")


def _compared(
    table: str, told: dict[str, dict[str, Any]], there: dict[str, dict[str, Any]]
) -> Iterator[Fault]:
    """Faults for rows that are missing, too many, or other than the log tells."""
    wrong = 0
    for key in sorted(told.keys() | there.keys()):
        one, other = told.get(key), there.get(key)
        if one == other or wrong == _MOST:
            continue
        wrong += 1
        entry = one["n"] if one else None
        if other is None:
            what = f"is not there, and entry {entry} tells of it"
        elif one is None:
            what = "is told of by no entry of the log"
        else:
            names = sorted(name for name in one if one[name] != other[name])
            what = f"{', '.join(names)}: not as entry {entry} says"
        yield Fault(file=f"{table}/{key}", message=f"{what}; {RESTORE}.", entry=entry)
