"""A desk backed up, brought into a database of the other kind and rebuilt there: the same statements, the same reviews."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from crosswire.desk.anew import make_anew
from crosswire.review.table import review, target_from
from crosswire.store.database import decisions, open_store
from crosswire.store.database.derived import shown, versions
from crosswire.store.database.packed import unpack_json
from tests.command import Run
from tests.databases import empty_database
from tests.desk.worked import DAM, dossiers, finish, give, grouped, person


@pytest.fixture
def elsewhere(address: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of the other kind, in which there is nothing yet."""
    if address.startswith("postgresql"):
        yield str(tmp_path / "elsewhere.sqlite")
        return
    with empty_database(request.getfixturevalue("postgres")) as made:
        yield made


def test_a_desk_moved_to_the_other_database_and_rebuilt_says_the_same_and_by_whom(
    run: Run, address: str, elsewhere: str, tmp_path: Path
) -> None:
    with open_store(address) as database:
        person(database, "ann")
        give(database, DAM)
        finish(database)
        with database.write() as connection:
            row = connection.execute(
                select(shown.c.story, versions.c.targets).join(versions, versions.c.id == shown.c.version)
            ).one()
            targets = unpack_json(row.targets)
            figure, quote = (next(k for k in targets if k.startswith(kind)) for kind in ("figure", "quote"))
            for action, key in (("reject", figure), ("accept", quote)):
                made = review(action, target_from(targets[key], "target"), by="Ann", reason="Heard the tape.")
                decisions.append(connection, made, user="ann", story=row.story)
                make_anew(connection, made, row.story)
        finish(database)
        said, stories = dossiers(database), grouped(database)
    (dossier,) = said.values()
    assert {r["action"] for r in json.loads(dossier)["reviews"]} == {"accept", "reject"}

    for arguments in (
        ("backup", "desk.backup", "--store", address),
        ("restore", "desk.backup", "--store", elsewhere),
        ("rebuild", "--store", elsewhere, "--quiet"),
        ("verify", "--store", elsewhere),
    ):
        ran = run(*arguments)
        assert ran.status == 0, ran.err
    with open_store(elsewhere) as database:
        assert dossiers(database) == said
        assert grouped(database) == stories
