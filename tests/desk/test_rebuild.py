"""Everything derived is made again to the same: from nothing, by another version, and after being stopped at any point."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from crosswire.config import Config
from crosswire.desk.add import add_text
from crosswire.desk.bringing import Bringing, bring
from crosswire.desk.rebuild import STEPS, Rebuild
from crosswire.desk.work import Worker
from crosswire.store import Archive, add_ruling, decide
from crosswire.store.database import Database, DatabaseArchive
from crosswire.store.database.derived import DERIVED, annotated, reports, versions
from crosswire.store.database.schema import jobs
from crosswire.types import Named, Problem
from tests.command import Run
from tests.desk.test_work import FIRE, FLOOD
from tests.desk.worked import DAM, PORT, dossiers, finish, give, grouped, paste, person, sealed_for


def rebuild(database: Database, config: Config | None = None, *, kill_after: int | None = None) -> None:
    """Rebuilds with one worker, which is gone after some jobs if so wanted."""
    made = Rebuild(database, config or Config())
    worker = Worker(database, config or Config())
    done = 0
    for step in STEPS:
        made.ask(step)
        while not made.far(step).over:
            assert worker.one()
            done += 1
            if kill_after is not None and done >= kill_after:
                worker.close()
                return
    worker.close()


def forget(database: Database) -> None:
    """Drops every derived row, as if a backup without them were brought back."""
    with database.write() as connection:
        for table in DERIVED:
            connection.execute(table.delete())
        connection.execute(jobs.delete())


@pytest.fixture
def filled(database: Database) -> Database:
    for name in ("ann", "ben"):
        person(database, name)
    sealed_for(database, "s1", "ann")
    give(database, PORT)
    paste(database, FLOOD.format(n="Four"), "2031-05-07")
    paste(database, FLOOD.format(n="Nineteen"), "2031-05-07", seal="s1")
    paste(database, FIRE, "2031-05-07")
    finish(database)
    return database


def test_what_is_dropped_comes_back_the_same_from_what_is_kept(filled: Database) -> None:
    before, groups = dossiers(filled), grouped(filled)
    forget(filled)
    rebuild(filled)
    assert (dossiers(filled), grouped(filled)) == (before, groups)


@pytest.mark.parametrize("kill_after", [1, 4, 9])
def test_a_rebuild_goes_on_where_it_was_stopped(filled: Database, kill_after: int) -> None:
    before, config = dossiers(filled), Config(analysis_limit=150_000)
    rebuild(filled, config, kill_after=kill_after)
    rebuild(filled, config)
    after = dossiers(filled)
    assert after.keys() == before.keys()
    assert {json.loads(d)["settings"]["analysis_limit"] for d in after.values()} == {"150000"}
    with filled.read() as connection:
        assert len(set(connection.execute(select(annotated.c.made_by)).scalars())) == 1


def test_a_rebuild_by_the_same_program_under_the_same_settings_changes_nothing(filled: Database) -> None:
    before = dossiers(filled)
    with filled.read() as connection:
        ids = set(connection.execute(select(versions.c.id)).scalars())
    rebuild(filled)
    assert dossiers(filled) == before
    with filled.read() as connection:
        assert set(connection.execute(select(versions.c.id)).scalars()) == ids


def test_a_store_is_brought_in_with_its_custody_and_decisions_once(
    database: Database, tmp_path: Path
) -> None:
    files = sorted(DAM.glob("*.txt"))[:2]
    with Archive.open(tmp_path / "old", create=True) as old:
        for file in files:
            with file.open("rb") as stream:
                receipt = old.receive(stream, source=file.name, how={"by": "file"})
    left, right = (Named(id=f.name, source=f.name) for f in files)
    add_ruling(tmp_path / "old", decide("same", left, right, about="original", by="Ines Karo"))
    found = list(bring(database, [tmp_path / "old"], Bringing()))
    assert not any(isinstance(x, Problem) for x in found)
    assert list(bring(database, [tmp_path / "old"], Bringing())) == []
    finish(database)
    here = {r.source: r for r in DatabaseArchive(database).standing()}
    assert (here[files[1].name].how["store"], here[files[1].name].how["came"]) == ("old", receipt.at)
    (dossier,) = dossiers(database).values()
    assert [d["by"] for d in json.loads(dossier)["decisions"]] == ["Ines Karo"]


def test_the_commands_add_work_and_rebuild(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, text in (("flood.txt", FLOOD.format(n="Four")), ("fire.txt", FIRE)):
        (tmp_path / "in" / name).write_text(text, "utf-8")
    assert "2 kept" in run("add", "in", "--store", "desk").err
    assert "0 kept, 2 there already" in run("add", "in", "--store", "desk").err
    assert run("work", "--store", "desk", "--once").status == 0
    from crosswire.store.database import open_store

    with open_store(tmp_path / "desk") as database:
        before = dossiers(database)
        assert len(before) == 2
        assert run("rebuild", "--store", "desk", "--vague-profile", "acled", "-q").status == 0
        assert dossiers(database).keys() == before.keys()
        assert all('"acled"' in d for d in dossiers(database).values())


def test_a_text_that_was_added_while_a_rebuild_ran_is_there_in_the_end(filled: Database) -> None:
    rebuild(filled, Config(analysis_limit=150_000), kill_after=2)
    add_text(filled, FLOOD.format(n="Seven"), by="ann")
    rebuild(filled, Config(analysis_limit=150_000))
    finish(filled, Config(analysis_limit=150_000))
    with filled.read() as connection:
        assert set(connection.execute(select(reports.c.story.is_(None))).scalars()) == {False}
