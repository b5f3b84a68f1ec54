"""A desk over a store that a worker filled from invented reports of two events, made once for a module and each database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from crosswire.store.database import Database, open_store
from crosswire.store.database.derived import reports
from tests.databases import KINDS, empty_database
from tests.desk.worked import finish, paste
from tests.serve.desk import Desk, desk_over

FERRY = (
    "Ferry sinks off Port Varrow\n\n"
    "PORT VARROW — The ferry Anselm sank off Port Varrow late on Monday after its bow door gave way in heavy seas.\n\n"
    "At least 31 people were killed, the coast guard said on Tuesday.\n\n"
    "“The door had been reported as faulty in April,” said the harbour master, Ilse Dorn.\n\n"
    "The ship was built in 1987 and carried <b>lorries</b> between the islands.\n"
)
AGAIN = (
    "Ferry Anselm lost off Port Varrow\n\n"
    "PORT VARROW — The ferry Anselm sank off Port Varrow late on Monday after its bow door gave way in heavy seas.\n\n"
    "A chapel bell was rung through the night on the quay.\n\n"
    "At least 34 people were killed, the coast guard said on Tuesday.\n\n"
    "“The door had been reported as faulty in April,” said the harbour master, Ilse Dohrn.\n"
)
STRIKE = (
    "Tram drivers walk out in Kellmark\n\n"
    "KELLMARK — Some 400 tram drivers stopped work in Kellmark on Friday over their shifts, their union said.\n\n"
    "The city council called the walkout unlawful and asked a court to end it.\n"
)


@dataclass(frozen=True, slots=True)
class Worked:
    """The desk, its store, and the ids of its reports by publisher."""

    desk: Desk
    database: Database
    reports: dict[str, str]

    def story(self, publisher: str) -> str:
        """The id of the story that a publisher's report is in."""
        with self.database.read() as connection:
            query = select(reports.c.story).where(reports.c.id == self.reports[publisher])
            return str(connection.execute(query).scalar_one())


@pytest.fixture(scope="module", params=KINDS)
def worked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worked]:
    """Three reports, read, placed and made into dossiers."""
    if request.param == "sqlite":
        yield from _worked(str(tmp_path_factory.mktemp("worked") / "store"))
        return
    with empty_database(request.getfixturevalue("postgres")) as address:
        yield from _worked(address)


@contextmanager
def in_folder(folder: Path) -> Iterator[Worked]:
    """The same in a folder, outside of any fixture."""
    yield from _worked(str(folder / "store"))


def _worked(address: str) -> Iterator[Worked]:
    with open_store(address, create=True) as database:
        paste(database, FERRY, "2031-05-06", publisher="Varrow Post")
        finish(database)
        # A second round, so that the story has a past.
        paste(database, AGAIN, "2031-05-06", publisher="Quay Herald")
        paste(database, STRIKE, "2031-09-12", publisher="Kellmark Echo")
        finish(database)
        with database.read() as connection:
            query = select(reports.c.publisher, reports.c.id)
            found = {row.publisher: row.id for row in connection.execute(query)}
        yield Worked(desk_over(database), database, found)
