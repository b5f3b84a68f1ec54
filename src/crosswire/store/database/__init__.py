"""A store in a database: SQLite for one machine, PostgreSQL for a team; many writers at once.

    with open_store("postgresql://desk@localhost/desk") as database:
        receipt = DatabaseArchive(database).receive(stream, source="https://…", how={"by": "fetched"})

`open_store` opens or makes it, `migrate` brings it up to date, `DatabaseArchive` keeps bytes and their custody; the modules
beside them hold what else a desk keeps. Everything takes a connection of `Database.read()` or `.write()`, so that what
belongs together is committed together.
"""

from __future__ import annotations

from crosswire.store.database.archive import DatabaseArchive
from crosswire.store.database.engine import Database, connect
from crosswire.store.database.making import migrate, open_store
from crosswire.store.places import is_database

__all__ = ["Database", "DatabaseArchive", "connect", "is_database", "migrate", "open_store"]
