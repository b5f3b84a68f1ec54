"""A whole store in one file, and back into either kind of database: one moment of it, however many write meanwhile.

In: an open `Database` and a path; later that file and an empty store. Out: a file of SQLite that is a store itself, with
everything that is truth, each story's past, and what was asked for and not done yet; not what is derived, which is to be
rebuilt once it is back. Nothing is acknowledged before it was recomputed: not the backup, and not what was restored.

Whoever has the file has everything: sealed sources, the digests of passwords, the secrets of hooks. It is made so that only
its owner may read it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, func, select

from crosswire.errors import AlteredError, UsageError
from crosswire.store.database import audit
from crosswire.store.database.derived import metadata, stories
from crosswire.store.database.engine import Database, connect, explained, open_file
from crosswire.store.database.making import make_tables, newest, revision_of
from crosswire.store.database.moments import now
from crosswire.store.database.schema import TRUTH, heads, jobs, log, posted, state, users
from crosswire.store.database.verify import verify_connection
from crosswire.store.durable import flush_folder, writing
from crosswire.store.making import software
from crosswire.store.verify import Tell, Verified

FORMAT = "crosswire.backup/1"
# Beside the truth: which report is in which story, what each story was shown as, and for whom; else restrictions, looks and
# decisions would speak of stories that nobody knows any more.
_REGISTERS = ("stories", "reports", "versions", "version_reports", "variant_seals")
_STATE = "backup"
# Rows taken at once; those of bytes have up to a megabyte each.
_ROWS, _PARTS = 500, 4
_OPEN = ("waiting", "running")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """A backup: its file, the SHA-256 of it, and what was found in it when it was recomputed."""

    path: Path
    sha256: str
    verified: Verified


def backup(database: Database, path: Path | str, *, tell: Tell | None = None) -> BackedUp:
    """Writes a store into a new file; durable and recomputed when it returns.

    Raises UsageError where the file is there already or cannot be written, AlteredError where the store is damaged: no
    backup is made of it.
    """
    target = Path(os.path.abspath(path))
    if os.path.lexists(target):
        raise UsageError(f"{target}: is there already; name a new file for the backup.")
    draft = target.with_name(f".{target.name}.{os.getpid()}.sqlite")
    with writing(target):
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            _write(database, draft, tell)
            found = _recomputed(draft, tell)
            _flush(draft)
            os.rename(draft, target)
            flush_folder(target.parent)
        finally:
            for ending in ("", "-wal", "-shm", "-journal"):
                Path(f"{draft}{ending}").unlink(missing_ok=True)
    done = BackedUp(path=target, sha256=digest_of_file(target), verified=found)
    with database.write() as connection:
        audit.record(connection, "backed up", None, sha256=done.sha256)
    return done


def restore(
    path: Path | str, database: Database, *, sha256: str | None = None, tell: Tell | None = None
) -> Verified:
    """Brings a backup into an empty store, whole or not at all; recomputed there before it is acknowledged.

    `sha256` is what the file must have. Raises UsageError where the store holds something or the file is no backup known
    here, AlteredError where it is not as it was made.
    """
    source = Path(path)
    if sha256 is not None and (found := digest_of_file(source)) != sha256.strip().lower():
        raise AlteredError(f"{source}: has the SHA-256 {found}, not {sha256}; get it again.")
    with open_file(source) as file, explained(str(source)), file.read() as kept:
        _check_kind(kept, source)
        with explained(database.address), database.write() as connection:
            _check_empty(connection, database.address)
            connection.execute(log.delete())
            connection.execute(heads.delete())
            for table, query in _tables():
                _copy(kept, query, connection, table, tell)
            connection.execute(stories.update().where(stories.c.into.is_(None)).values(touched=True))
            verified = verify_connection(connection, tell=tell)
            if verified.faults:
                raise AlteredError(f"{source}: is not as it was made ({verified.faults[0]}); get it again.")
            audit.record(connection, "restored", None, made=_told(kept).get("at"))
    return verified


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file. Raises UsageError where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); name the file of a backup.") from error


def _write(database: Database, draft: Path, tell: Tell | None) -> None:
    """The rows of one moment, in a new store of SQLite."""
    with connect(draft) as file:
        with file.write() as connection:
            make_tables(connection)
        with explained(database.address), database.read() as kept, file.write() as connection:
            for table, query in _tables():
                _copy(kept, query, connection, table, tell)
            told = {"format": FORMAT, "at": now(), "software": software(), "revision": newest()}
            connection.execute(state.insert().values(name=_STATE, value=json.dumps(told)))
    with closing(sqlite3.connect(draft)) as alone:
        # One file, without a log beside it.
        alone.execute("PRAGMA journal_mode=DELETE")


def _recomputed(draft: Path, tell: Tell | None) -> Verified:
    with open_file(draft) as file, file.read() as connection:
        found = verify_connection(connection, tell=tell)
    if found.faults:
        raise AlteredError(
            f"The store is damaged, and no backup is made of it: {found.faults[0]} Run `crosswire verify` on it."
        )
    return found


def _tables() -> Iterator[tuple[Table, Select[Any]]]:
    """What is copied, each table after those that it names: whole, but of the jobs those that are open."""
    wanted = {*(table.name for table in (*TRUTH, posted)), *_REGISTERS}
    for table in metadata.sorted_tables:
        if table.name in wanted:
            yield table, select(table)
    yield jobs, select(jobs).where(jobs.c.state.in_(_OPEN))


def _copy(
    kept: Connection, query: Select[Any], connection: Connection, table: Table, tell: Tell | None
) -> None:
    total = kept.execute(select(func.count()).select_from(query.subquery())).scalar() or 0
    many = _PARTS if table.name == "blob_parts" else _ROWS
    done = 0
    for rows in kept.execute(query.execution_options(yield_per=many)).partitions():
        connection.execute(table.insert(), [_as_restored(table, row._mapping) for row in rows])
        done += len(rows)
        if tell is not None:
            tell(table.name, done, total)


def _as_restored(table: Table, row: RowMapping) -> dict[str, Any]:
    values = {column.key: row[column] for column in table.columns}
    if table is jobs:
        values |= {"state": "waiting", "worker": None, "lease": None, "began": None, "tries": 0}
    return values


def _check_kind(kept: Connection, source: Path) -> None:
    """Raises UsageError for what is no backup of this schema."""
    found = revision_of(kept)
    if found is None or _told(kept).get("format") != FORMAT:
        raise UsageError(f"{source}: is no backup; name a file that `crosswire backup` wrote.")
    if found != newest():
        raise UsageError(
            f"{source}: was made by another crosswire (schema {found}, here {newest()}); copy it, run `crosswire migrate "
            "--store COPY.sqlite`, and restore the copy; or use the version that made it."
        )


def _told(kept: Connection) -> dict[str, Any]:
    value = kept.execute(select(state.c.value).where(state.c.name == _STATE)).scalar()
    with suppress(ValueError):
        told = json.loads(value or "{}")
        return told if isinstance(told, dict) else {}
    return {}


def _check_empty(connection: Connection, address: str) -> None:
    """Raises UsageError where anything was ever received, decided or done in a store, or it knows anybody."""
    most = connection.execute(select(func.max(heads.c.count_))).scalar()
    people = connection.execute(select(func.count()).select_from(users)).scalar()
    if (most or 0) > 1 or people:
        raise UsageError(f"{address}: holds something already; restore into a new store.")


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
