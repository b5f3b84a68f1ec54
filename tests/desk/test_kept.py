"""The dossier of a shown version, kept as the value that exports take."""

from __future__ import annotations

from sqlalchemy import select

from crosswire.desk.kept import dossier_of
from crosswire.present.json import to_json
from crosswire.store.database import Database
from crosswire.store.database.derived import pages, shown
from tests.desk.worked import DAM, dossiers, finish, give


def test_the_dossier_of_what_is_shown_is_the_one_that_was_made(database: Database) -> None:
    give(database, DAM)
    finish(database)
    with database.write() as connection:
        story, version = connection.execute(select(shown.c.story, shown.c.version)).one()
        kept = dossier_of(connection, version)
        assert kept is not None
        assert to_json(kept) == dossiers(database)[story]
        connection.execute(pages.update().values(dossier=b"damaged"))
        assert dossier_of(connection, version) is None
        assert dossier_of(connection, "none") is None
