"""Opening a database by its address, and the two ways to use it: reading, and writing.

In: a folder, a path, `sqlite:///…` or `postgresql://…`. Out: a `Database`. SQLite runs with a write-ahead log and flushes
every commit (synchronous=FULL), so that what was acknowledged outlives a kill and a power failure; its writers wait for
one another up to `BUSY_SECONDS`. PostgreSQL is asked through psycopg 3. What the database refuses becomes a UsageError
that says what to do. Errors do not repeat values that were asked for: they would carry what is sealed into logs.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.pool import StaticPool

from crosswire.errors import UsageError
from crosswire.store.places import ENDINGS, FILE, is_address

BUSY_SECONDS = 60
NO_STORE = "holds no store; make one with `crosswire migrate --store …`, or see that the address is right."


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """A store in a database: its address without a password, its engine, and which kind it is."""

    address: str
    engine: Engine

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One moment of the database, to read: what others write meanwhile is not seen."""
        with self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: whole and durable when the block ends, or nothing of it."""
        with self.engine.connect() as connection:
            connection = connection.execution_options(crosswire_write=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Gives back every connection."""
        self.engine.dispose()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def connect(address: str | os.PathLike[str], *, create: bool = True) -> Database:
    """The database at an address, whatever is in it. Raises UsageError where it cannot be reached.

    A folder stands for the file `crosswire.sqlite` in it. Without `create` no such file is made.
    """
    url = _url(str(address))
    if not create and url.get_backend_name() == "sqlite" and not os.path.isfile(url.database or ""):
        raise UsageError(f"{address}: {NO_STORE}")
    engine = _sqlite(url) if url.get_backend_name() == "sqlite" else _postgres(url)
    shown = url.render_as_string(hide_password=True)
    with explained(shown), engine.connect() as connection:
        inspect(connection).has_table("heads")
    return Database(address=shown, engine=engine)


def open_file(path: Path) -> Database:
    """A file of SQLite to which nobody writes, to be read; it is not altered by a bit. Raises UsageError."""
    address = f"file:{quote(os.path.abspath(path))}?mode=ro&immutable=1"
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True, check_same_thread=False),
        poolclass=StaticPool,
    )
    with explained(str(path)), engine.connect() as connection:
        inspect(connection).has_table("heads")
    return Database(address=str(path), engine=engine)


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turns what a database refuses into a UsageError."""
    try:
        yield
    except OperationalError as error:
        why = str(error.orig).strip().splitlines()[0] if error.orig else "no reason given"
        raise UsageError(
            f"{where}: cannot be used ({why}); see that the address is right, that the database runs and may be "
            "written to, and that there is room."
        ) from error
    except DBAPIError as error:
        raise UsageError(
            f"{where}: is no database known here ({type(error.orig).__name__}); run `crosswire verify --store …`, or "
            "bring it back from a backup."
        ) from error


def _url(address: str) -> URL:
    if not is_address(address):
        path = Path(address)
        if path.suffix not in ENDINGS or path.is_dir():
            path /= FILE
        return URL.create("sqlite", database=str(path))
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise UsageError(
            f"{address!r} is no address of a database; write postgresql://USER@HOST/NAME or a folder."
        ) from error
    if url.get_backend_name() != "sqlite":
        return url.set(drivername="postgresql+psycopg")
    return url


def _sqlite(url: URL) -> Engine:
    path = Path(url.database or "")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{path.parent}: cannot be made ({error.strerror}); choose another folder."
        ) from error
    engine = create_engine(
        url,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        pool_size=32,
        max_overflow=32,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def ready(connection: Any, _: Any) -> None:
        # Transactions are begun here, not by the driver, so that a writer takes its place in the queue at once.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("crosswire_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres(url: URL) -> Engine:
    return create_engine(url, pool_size=16, max_overflow=32, pool_pre_ping=True, hide_parameters=True)
