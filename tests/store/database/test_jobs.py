"""Work in its table: what is claimed next, in fair turns, once, and again where a worker is gone."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import event, update

from crosswire.store.database import Database
from crosswire.store.database.jobs import (
    PATIENCE_SECONDS,
    TRIES,
    ask,
    claim,
    end,
    read,
    time_after,
    waiting_kinds,
)
from crosswire.store.database.schema import jobs

KINDS = ("place", "read", "story")


def asked(database: Database, kind: str, urgency: int, name: str = "") -> str:
    with database.write() as connection:
        return ask(connection, kind, {"name": name}, urgency=urgency)


def claimed(database: Database, *kinds: str, turn: int = 0, worker: str = "w") -> str | None:
    """What is claimed next: its name, where one was given, or its id."""
    with database.write() as connection:
        job = claim(connection, worker, kinds or KINDS, turn=turn)
    return None if job is None else str(job.told["name"] or job.id)


def test_what_presses_most_is_claimed_first_and_the_oldest_of_it(database: Database) -> None:
    for name, kind, urgency in (("d", "read", 0), ("b", "story", 10), ("c", "read", 10), ("a", "place", 20)):
        asked(database, kind, urgency, name)
    assert [claimed(database) for _ in range(5)] == ["a", "b", "c", "d", None]


def test_only_the_kinds_that_are_asked_for_are_claimed(database: Database) -> None:
    asked(database, "story", 20, "story")
    asked(database, "read", 0, "read")
    with database.read() as connection:
        assert waiting_kinds(connection, ("place", "read", "fetch")) == {"read"}
    assert [claimed(database, "place", "read"), claimed(database, "place", "read")] == ["read", None]


def waited(database: Database, seconds: float) -> None:
    with database.write() as connection:
        connection.execute(update(jobs).values(made=time_after(-seconds)))


def test_nothing_is_left_undone_while_more_of_what_presses_keeps_coming(database: Database) -> None:
    for urgency in (20, 10, 5, 0, -10):
        for _ in range(32):
            asked(database, "story" if urgency in (5, 20) else "read", urgency, str(urgency))
    waited(database, PATIENCE_SECONDS + 1)
    found = Counter(claimed(database, turn=turn) for turn in range(32))
    assert found == {"20": 16, "10": 8, "5": 4, "0": 2, "-10": 2}


def test_what_has_not_waited_long_does_not_go_before_what_presses(database: Database) -> None:
    for urgency in (20, 5):
        for _ in range(8):
            asked(database, "story", urgency, str(urgency))
    assert [claimed(database, turn=turn) for turn in range(16)] == ["20"] * 8 + ["5"] * 8


def test_a_turn_that_finds_nothing_less_pressing_does_what_there_is(database: Database) -> None:
    for _ in range(16):
        asked(database, "story", 20)
    assert None not in {claimed(database, turn=turn) for turn in range(16)}


def test_what_a_worker_left_is_done_by_another_and_given_up_after_the_third_time(database: Database) -> None:
    job = asked(database, "read", 0)
    for n in range(TRIES):
        assert claimed(database, worker=f"w{n}") == job
        assert claimed(database, worker="another") is None
        with database.write() as connection:
            connection.execute(update(jobs).where(jobs.c.id == job).values(lease=time_after(-1)))
            assert waiting_kinds(connection, KINDS) == {"read"}
    assert claimed(database) is None
    with database.read() as connection:
        left = read(connection, job)
        assert waiting_kinds(connection, KINDS) == frozenset()
    assert left is not None
    assert left.state == "failed"
    assert "is kept" in (left.message or "")


def test_a_worker_whose_job_another_has_cannot_end_it(database: Database) -> None:
    job = asked(database, "read", 0)
    with database.write() as connection:
        slow = claim(connection, "slow", KINDS)
        connection.execute(update(jobs).where(jobs.c.id == job).values(lease=time_after(-1)))
        assert slow is not None
        assert claim(connection, "quick", KINDS) is not None
        assert not end(connection, slow, "slow")
        assert end(connection, slow, "quick")


def test_two_workers_at_once_never_claim_the_same(database: Database) -> None:
    ids = {asked(database, "read", 0) for _ in range(6)}
    found = []
    if not database.is_sqlite:
        with database.write() as one, database.write() as other:
            for _ in range(3):
                for connection, worker in ((one, "one"), (other, "other")):
                    job = claim(connection, worker, KINDS)
                    assert job is not None
                    found.append(job.id)
    else:
        found = [claimed(database, worker=w) for w in ("one", "other") * 3]
    assert sorted(found) == sorted(ids)


def test_a_claim_sorts_nothing_and_looks_through_nothing_however_much_waits(database: Database) -> None:
    rows = [
        {
            "id": f"{n:05}",
            "kind": KINDS[n % 3],
            "state": "waiting",
            "told": "{}",
            "made": time_after(),
            "urgency": n % 4,
        }
        for n in range(6000)
    ]
    with database.write() as connection:
        connection.execute(jobs.insert(), rows)
        connection.exec_driver_sql("ANALYZE")
    said: list[tuple[str, Any]] = []

    def heard(_: object, __: object, statement: str, parameters: Any, *___: object) -> None:
        if statement.lstrip().startswith("SELECT"):
            said.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", heard)
    with database.write() as connection:
        assert waiting_kinds(connection, KINDS) == set(KINDS)
        assert claim(connection, "w", KINDS, turn=3) is not None
    event.remove(database.engine, "before_cursor_execute", heard)
    explain = "EXPLAIN QUERY PLAN" if database.is_sqlite else "EXPLAIN"
    with database.read() as connection:
        plans = [
            str(row[-1])
            for statement, parameters in said
            if "waiting" in str(parameters)
            for row in connection.exec_driver_sql(f"{explain} {statement}", parameters)
        ]
    assert len([p for p in plans if "ix_jobs_state_kind_urgency" in p]) >= 2 * len(KINDS)
    assert not [
        p for p in plans if "SCAN " in p or "Seq Scan" in p or "TEMP B-TREE" in p or p.startswith("Sort")
    ]
