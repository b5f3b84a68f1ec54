"""Making a store in a database, and bringing an older one up to date, by numbered migrations (Alembic).

In: an address. Out: an open `Database` whose schema is the one this version knows. A store is made or migrated only where
that is asked for; one made by a later version is refused rather than misread.
"""

from __future__ import annotations

import os
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, select

from crosswire.errors import UsageError
from crosswire.store.custody import START, Entry, pairs
from crosswire.store.database import chains
from crosswire.store.database.engine import NO_STORE, Database, connect, explained
from crosswire.store.database.schema import AUDIT, CUSTODY, REVIEWS, RULINGS, heads
from crosswire.store.making import software

CREATED, MIGRATED = "created", "migrated"
# Any number: PostgreSQL lets one process at a time hold it, so that two do not migrate at once.
_LOCK = 0x63726F73


def open_store(address: str | os.PathLike[str], *, create: bool = False) -> Database:
    """The store at an address. Raises UsageError where there is none, unless it may be made, or where it is of
    another version."""
    database = connect(address, create=create)
    try:
        with explained(database.address), database.read() as connection:
            found, empty = revision_of(connection), not inspect(connection).get_table_names()
        if found is None and empty and create:
            migrate(database)
        elif found is None:
            raise UsageError(f"{database.address}: {NO_STORE}")
        elif found != newest():
            _refuse(database.address, found)
    except BaseException:
        database.close()
        raise
    return database


def migrate(database: Database) -> tuple[str | None, str]:
    """Makes the tables, or brings them up to date; the revision before, and that of now."""
    with explained(database.address), database.write() as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        before = revision_of(connection)
        if before is not None and before not in _known():
            _refuse(database.address, before)
        if before != newest():
            make_tables(connection)
            _begin(connection, before)
    return before, newest()


def make_tables(connection: Connection) -> None:
    """Makes the tables, or brings them up to date; puts nothing in them."""
    settings = _settings()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")


def newest() -> str:
    """The revision of the schema that this version knows."""
    return str(_script().get_current_head())


def _begin(connection: Connection, before: str | None) -> None:
    """The chains, each with its first entry; and what was done to a store that was there."""
    told = pairs({"software": software(), "revision": newest()} | ({"before": before} if before else {}))
    for chain in (CUSTODY, RULINGS, REVIEWS, AUDIT):
        there = connection.execute(select(heads.c.chain).where(heads.c.chain == chain)).scalar()
        if there is None:
            connection.execute(heads.insert().values(chain=chain, count_=0, bytes=0, digest=START))
            chains.append(connection, chain, Entry(n=0, at="", what=CREATED, how=told))
    if before is not None:
        chains.append(connection, AUDIT, Entry(n=0, at="", what=MIGRATED, how=told))


def _refuse(address: str, found: str) -> None:
    if found in _known():
        raise UsageError(
            f"{address}: was made by an earlier crosswire (schema {found}); run `crosswire backup`, then "
            "`crosswire migrate`."
        )
    raise UsageError(
        f"{address}: was made by a later crosswire (schema {found}); use that version or a later one."
    )


def revision_of(connection: Connection) -> str | None:
    """Which schema is there; None where none is."""
    return MigrationContext.configure(connection).get_current_revision()


def _known() -> set[str]:
    return {revision.revision for revision in _script().walk_revisions()}


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_settings())


def _settings() -> Config:
    settings = Config()
    settings.set_main_option(
        "script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%")
    )
    settings.set_main_option("path_separator", "os")
    return settings
