"""Workers killed at random moments: what comes of it in the end is what had come of it undisturbed, nothing is there twice."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crosswire.config import Config
from crosswire.desk.crew import Task
from crosswire.fetch import FetchOptions
from crosswire.store.database import Database, DatabaseArchive, open_store
from crosswire.store.database.derived import annotated, reports, shown
from crosswire.store.database.jobs import TRIES
from crosswire.store.database.schema import jobs, state
from tests.desk.worked import DAM, PORT, dossiers, finish, give, grouped, paste, person, sealed_for, states

KILLS = 6
PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from crosswire.desk.crew import main; main()"
)
SEALED = (
    "Clerk saw the list at Tamsel port\n\nFifty dockers were killed at Gate Two in Tamsel, a clerk of the port who saw "
    "the list of the dead said. Guards fired on the dockers at the gate."
)


def fill(database: Database) -> None:
    person(database, "ann")
    sealed_for(database, "s1", "ann")
    give(database, DAM, PORT)
    paste(database, SEALED, "2024-03-18", seal="s1")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with open_store(tmp_path_factory.mktemp("undisturbed"), create=True) as database:
        fill(database)
        finish(database)
        yield database


def time_passes(database: Database) -> None:
    """What killed workers held is free, as it were some time later. That a job is given up when its worker died of it
    often enough is not what is tried here."""
    with database.write() as connection:
        running = jobs.c.state == "running"
        connection.execute(jobs.update().where(running).values(lease="2000", tries=min(1, TRIES)))
        connection.execute(state.delete().where(state.c.name.startswith("lease:")))


def test_workers_that_are_killed_again_and_again_lose_and_double_nothing(
    address: str, undisturbed: Database
) -> None:
    moments = random.Random(23)
    with open_store(address, create=True) as database:
        fill(database)
        task = json.dumps(asdict(Task(store=address, config=Config(), fetching=FetchOptions()))).encode()
        for _ in range(KILLS):
            worker = subprocess.Popen(
                [sys.executable, "-c", PROGRAM, json.dumps(sys.path)], stdin=subprocess.PIPE
            )
            assert worker.stdin is not None
            worker.stdin.write(task + b"\n")
            worker.stdin.flush()
            time.sleep(moments.uniform(2.5, 5.5))
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            worker.stdin.close()
            time_passes(database)
        finish(database)
        assert grouped(database) == grouped(undisturbed)
        with undisturbed.read() as one, database.read() as two:
            for variant in one.execute(select(shown.c.variant).distinct()).scalars().all():
                assert dossiers(database, variant) == dossiers(undisturbed, variant)
            for table in (reports, annotated):
                count = select(func.count()).select_from(table)
                assert one.execute(count).scalar() == two.execute(count).scalar()
        assert {s for _, s, _ in states(database)} == {"done"}
        assert len(DatabaseArchive(database).standing()) == len(list(DatabaseArchive(database).receipts()))


def test_what_a_killed_worker_held_is_given_up_when_it_ends_its_worker_each_time(
    address: str, tmp_path: Path
) -> None:
    from crosswire.store.database.jobs import claim

    with open_store(address, create=True) as database:
        paste(database, SEALED, "2024-03-18")
        for _ in range(TRIES):
            with database.write() as connection:
                assert claim(connection, "killed", ("read",)) is not None
                connection.execute(jobs.update().values(lease="2000"))
        finish(database)
        ((kind, ended, message), *_) = states(database)
    assert (kind, ended) == ("read", "failed")
    assert "ended each time" in (message or "")
