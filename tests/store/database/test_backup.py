"""A store in one file and back, into either kind of database: nothing lost, whoever writes meanwhile; nothing half."""

from __future__ import annotations

import io
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from crosswire.errors import AlteredError, UsageError
from crosswire.store import decide
from crosswire.store.database import Database, DatabaseArchive, decisions, open_store
from crosswire.store.database.backup import backup, digest_of_file, restore
from crosswire.store.database.derived import annotated, passages, reports, shown, stories, versions
from crosswire.store.database.jobs import ask, claim
from crosswire.store.database.passages import Passage, put
from crosswire.store.database.schema import AUDIT, TRUTH, jobs, log
from crosswire.store.database.verify import verify_database
from crosswire.types import Named
from tests.databases import empty_database
from tests.store.database.filled import add_report, add_user, restrict, seal_source, show


@pytest.fixture
def filled(database: Database) -> Database:
    """A store with something in every kind of table."""
    archive = DatabaseArchive(database)
    for n in range(3):
        archive.receive(io.BytesIO(b"Report %d" % n * 999), source=f"{n}\0.txt", how={"by": "file"})
    with database.write() as connection:
        add_user(connection, "u1")
        seal_source(connection, "0.txt", "seal", "u1")
        restrict(connection, "one", "u1")
        show(connection, "one")
        connection.execute(stories.insert().values(id="one", made="x", touched=False))
        add_report(connection, "a", story="one", source="1.txt")
        put(connection, [Passage(kind="report", report="a", story="one", text="Water")])
        decisions.append(connection, decide("same", Named(id="x"), Named(id="y"), by="Ines Karo"))
        ask(connection, "read", {"receipt": 2})
        ask(connection, "read", {"receipt": 3})
        claim(connection, "worker", ("read",))
    return database


@contextmanager
def another(kind: str, tmp_path: Path, postgres: str) -> Iterator[Database]:
    """A new store of a kind."""
    if kind == "sqlite":
        with open_store(tmp_path / "another", create=True) as opened:
            yield opened
        return
    with empty_database(postgres) as address, open_store(address, create=True) as opened:
        yield opened


def truth(database: Database) -> dict[str, list[Any]]:
    """Every row that is truth, but for what was done to the store itself."""
    with database.read() as connection:
        rows = {t.name: sorted(map(repr, connection.execute(select(t)))) for t in (*TRUTH, versions, reports)}
        audit = connection.execute(select(log.c.digest).where(log.c.chain == AUDIT).order_by(log.c.n)).first()
    rows["log"] = [row for row in rows["log"] if AUDIT not in row]
    rows["heads"] = [row for row in rows["heads"] if AUDIT not in row] + [repr(audit)]
    return rows


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_store_comes_back_in_either_kind_of_database(
    filled: Database, kind: str, tmp_path: Path, postgres: str
) -> None:
    made = backup(filled, tmp_path / "kept")
    with another(kind, tmp_path, postgres) as store:
        found = restore(made.path, store, sha256=made.sha256)
        assert (found.head, found.rulings_head) == (made.verified.head, made.verified.rulings_head)
        assert truth(store) == truth(filled)
        assert verify_database(store).faults == ()
        again = backup(store, tmp_path / "again")
        assert again.verified.head == made.verified.head
        with store.read() as connection:
            assert list(connection.execute(select(jobs.c.state, jobs.c.worker))) == [("waiting", None)] * 2
            assert connection.execute(select(stories.c.touched)).scalar()
            for table in (passages, annotated, shown):
                assert connection.execute(select(func.count()).select_from(table)).scalar() == 0


def test_a_backup_is_one_file_for_its_owner_and_a_store_in_itself(filled: Database, tmp_path: Path) -> None:
    made = backup(filled, tmp_path / "kept.sqlite")
    assert [p.name for p in tmp_path.iterdir() if "kept" in p.name] == ["kept.sqlite"]
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert digest_of_file(made.path) == made.sha256
    with open_store(made.path) as opened:
        assert verify_database(opened).head == made.verified.head


def test_a_backup_is_one_moment_however_many_write(filled: Database, tmp_path: Path) -> None:
    archive, stop = DatabaseArchive(filled), threading.Event()

    def write(writer: int) -> None:
        n = 0
        while not stop.is_set() and n < 500:
            n += 1
            archive.receive(io.BytesIO(b"%d %d" % (writer, n)), source=f"{writer}-{n}", how={})

    threads = [threading.Thread(target=write, args=(w,)) for w in range(3)]
    [t.start() for t in threads]
    try:
        kept = [backup(filled, tmp_path / str(n)) for n in range(2)]
    finally:
        stop.set()
        [t.join() for t in threads]
    assert all(k.verified.faults == () for k in kept)
    assert 4 <= kept[0].verified.entries <= kept[1].verified.entries
    assert verify_database(filled, head=kept[0].verified.head).faults == ()


def test_nothing_is_restored_over_something(filled: Database, tmp_path: Path) -> None:
    made = backup(filled, tmp_path / "kept")
    before = truth(filled)
    with pytest.raises(UsageError, match="holds something already"):
        restore(made.path, filled)
    with pytest.raises(UsageError, match="is there already"):
        backup(filled, made.path)
    assert truth(filled) == before


def test_a_backup_that_is_not_as_it_was_made_is_refused_whole(
    filled: Database, tmp_path: Path, postgres: str
) -> None:
    made = backup(filled, tmp_path / "kept")
    data = bytearray(made.path.read_bytes())
    data[data.index(b"Report 1Report") + 4] ^= 1
    made.path.write_bytes(data)
    with another("sqlite", tmp_path, postgres) as store:
        for sha256 in (made.sha256, None):
            with pytest.raises(AlteredError):
                restore(made.path, store, sha256=sha256)
        assert len(list(DatabaseArchive(store).entries())) == 1


def test_no_backup_is_made_of_a_damaged_store(filled: Database, tmp_path: Path) -> None:
    with filled.write() as connection:
        connection.execute(log.update().where(log.c.n == 2).values(line="{}"))
    with pytest.raises(AlteredError, match="damaged"):
        backup(filled, tmp_path / "kept")
    assert [p.name for p in tmp_path.iterdir() if "kept" in p.name] == []


@pytest.mark.parametrize("what", ["nothing", "text", "store"])
def test_what_is_no_backup_is_said(database: Database, tmp_path: Path, what: str) -> None:
    path = tmp_path / "no.sqlite"
    if what == "text":
        path.write_bytes(b"Water rose." * 99)
    if what == "store":
        open_store(path, create=True).close()
    with pytest.raises(UsageError):
        restore(path, database)
