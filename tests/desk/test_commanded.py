"""`crosswire add` in somebody's name and under a seal: hidden from the first moment, and nothing half hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from crosswire.store.database import Database, audit, open_store, people, sessions, visible
from crosswire.store.database.derived import reports
from crosswire.store.database.schema import log, sealed_sources, seals
from tests.command import Run
from tests.desk.worked import finish

LETTER = (
    "A clerk writes\n\nNineteen people were killed when the river rose at Orvel on Friday, a clerk said.\n"
)


@pytest.fixture
def store(address: str, tmp_path: Path) -> str:
    """A store with two editors and a reader, and a letter beside it."""
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    with open_store(address, create=True) as database, database.write() as connection:
        for name, role in (("ann", "editor"), ("ben", "editor"), ("rea", "reader")):
            people.add(connection, name=name, role=role)
    return address


def seen(database: Database, name: str) -> int:
    """How many reports somebody sees."""
    with database.read() as connection:
        person = people.find(connection, name)
        assert person is not None
        viewer = sessions.viewer_of(connection, person.id, by="session")
        assert viewer is not None
        query = select(func.count()).select_from(reports).where(visible.reports_seen(viewer))
        return int(connection.execute(query).scalar_one())


def test_what_is_added_under_a_new_seal_is_there_for_those_on_it_alone(run: Run, store: str) -> None:
    arguments = ("--by", "Ann", "--seal", "new", "--with", "rea", "--reason", "A witness.")
    told = run("add", "letter.txt", "--store", store, *arguments)
    assert "1 kept, sealed under " in told.err
    with open_store(store) as database:
        finish(database)
        assert [seen(database, name) for name in ("ann", "rea", "ben")] == [1, 1, 0]
        with database.read() as connection:
            ann = people.find(connection, "ann")
            assert ann is not None
            viewer = sessions.viewer_of(connection, ann.id, by="session")
            assert viewer is not None
            (entry,) = [e for e in audit.entries_for(connection, viewer) if e.what == "sealed"]
            source = connection.execute(select(reports.c.source)).scalar_one()
            (custody,) = visible.custody(connection, viewer, source=source)
        assert (entry.by_name, dict(entry.told)["through"], dict(custody.how)["user"]) == (
            "ann",
            "command",
            ann.id,
        )
    made = told.err.partition("sealed under ")[2].partition(";")[0]
    assert run("add", "letter.txt", "--store", store, "--by", "ann", "--seal", made).status == 0


def test_openly_it_is_added_in_the_name_of_an_account_or_of_nobody(run: Run, store: str) -> None:
    assert run("add", "letter.txt", "--store", store).status == 0
    assert "already" in run("add", "letter.txt", "--store", store, "--by", "ann").err
    with open_store(store) as database:
        finish(database)
        assert [seen(database, name) for name in ("ann", "ben")] == [1, 1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--by", "nobody"), "no account named 'nobody'"),
        (("--by", "rea"), "takes the role of editor"),
        (("--seal", "new", "--reason", "A witness."), "say whose account"),
        (("--by", "ann", "--seal", "new"), "say why"),
        (("--by", "ann", "--seal", "new", "--reason", "x", "--with", "zoe"), "no account named 'zoe'"),
        (("--by", "ann", "--seal", "5ea1"), "is on no seal '5ea1'"),
        (("--by", "ann", "--with", "ben"), "say --seal new"),
        (("gone.txt", "--by", "ann", "--seal", "new", "--reason", "x"), "gone.txt: is not there"),
    ],
)
def test_what_cannot_be_hidden_as_asked_is_not_added_at_all(
    run: Run, store: str, arguments: tuple[str, ...], told: str
) -> None:
    refused = run("add", "letter.txt", "--store", store, *arguments)
    assert refused.status == 2
    assert told in refused.err
    with open_store(store) as database, database.read() as connection:
        assert connection.execute(select(log.c.n).where(log.c.what == "received")).all() == []
        for table in (seals, sealed_sources):
            assert connection.execute(select(table)).all() == []
