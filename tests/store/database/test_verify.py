"""A store in a database recomputed: one flipped bit is found to the byte, and what is only old is told apart."""

from __future__ import annotations

import io
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from crosswire.errors import UsageError
from crosswire.store import decide
from crosswire.store.database import Database, DatabaseArchive, decisions, open_store
from crosswire.store.database.passages import Passage, put
from crosswire.store.database.schema import blob_parts, log
from crosswire.store.database.verify import verify_database
from crosswire.types import Named, Withdrawal
from tests.store.database.filled import add_report, seal_source

LONG = b"Water rose above the weir at Hallin before dawn. " * 300


@pytest.fixture
def filled(database: Database) -> Database:
    """Three receipts, two decisions of which one was withdrawn."""
    archive = DatabaseArchive(database)
    for n in range(3):
        archive.receive(io.BytesIO(b"Report %d\n" % n + LONG), source=f"{n}.txt", how={"by": "file"})
    archive.record("withdrawn", source="2.txt")
    names = [Named(id=f"{n}.txt", source=f"{n}.txt") for n in range(3)]
    with database.write() as connection:
        for n in (1, 2):
            made = decide("same", names[0], names[n], by="Ines Karo")
            decisions.append(connection, made)
        decisions.append(connection, Withdrawal(withdraws=made.id, by="Jon Abe", at="2031-05-07T08:00:00Z"))
    return database


def spoil(database: Database, statement: str) -> None:
    """Alters a store behind its back, as whoever has its file can."""
    if database.is_sqlite:
        with closing(sqlite3.connect(str(database.engine.url.database))) as connection, connection:
            connection.execute(statement)
        return
    with database.write() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(statement))


def test_a_store_is_as_it_was(filled: Database) -> None:
    found = verify_database(filled)
    assert found.faults == ()
    assert (found.entries, found.receipts, found.blobs, found.rulings) == (5, 3, 3, 4)
    assert found.head == DatabaseArchive(filled).head
    assert verify_database(filled, head=found.rulings_head).faults == ()


def test_a_head_noted_elsewhere_that_is_gone_is_said(filled: Database) -> None:
    (fault,) = verify_database(filled, head="0" * 64).faults
    assert "noted earlier" in str(fault)
    with pytest.raises(UsageError, match="no digest"):
        verify_database(filled, head="xyz")


def test_a_flipped_bit_of_stored_bytes_is_found_to_the_byte(filled: Database) -> None:
    with filled.write() as connection:
        sha256, body = connection.execute(select(blob_parts.c.sha256, blob_parts.c.body)).first()  # type: ignore[misc]
        wrong = bytearray(body)
        wrong[5000] ^= 4
        connection.execute(blob_parts.update().where(blob_parts.c.sha256 == sha256).values(body=bytes(wrong)))
    (fault,) = verify_database(filled).faults
    assert (fault.file, fault.byte) == (f"blobs/{sha256}", 5000)


@pytest.mark.parametrize("chain", ["custody", "rulings"])
def test_a_flipped_bit_of_a_log_is_found_to_the_byte(filled: Database, chain: str) -> None:
    with filled.write() as connection:
        line = str(connection.execute(select(log.c.line).where(log.c.chain == chain, log.c.n == 2)).scalar())
        at = line.index("file") if chain == "custody" else line.index("Karo")
        wrong = line[:at] + chr(ord(line[at]) ^ 1) + line[at + 1 :]
        connection.execute(log.update().where(log.c.chain == chain, log.c.n == 2).values(line=wrong))
    (fault,) = verify_database(filled).faults
    assert (fault.file, fault.entry, fault.byte) == (f"log/{chain}", 2, at)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM log WHERE chain = 'custody' AND n = 3", "entry 3 is not there"),
        ("DELETE FROM log WHERE chain = 'rulings' AND n = 4", "acknowledged and are gone"),
        ("UPDATE log SET source = 'x' WHERE chain = 'custody' AND n = 2", "its column source"),
        ("UPDATE log SET key = NULL WHERE chain = 'custody' AND n = 2", "its column key"),
        ("UPDATE heads SET digest = 'x' WHERE chain = 'custody'", "as its head says"),
        ("DELETE FROM heads WHERE chain = 'audit'", "has no head"),
        ("DELETE FROM blobs", "received it from"),
        ("UPDATE blobs SET pieces = ''", "digests of its pieces"),
        ("UPDATE blobs SET length = 1", "its length"),
        ("DELETE FROM blob_parts", "ends at byte 0"),
        ("INSERT INTO blobs VALUES ('x', 1, '')", "is named by no entry"),
        ("DELETE FROM sources", "is not there, and entry"),
        ("UPDATE sources SET what = 'received'", "what: not as entry"),
        ("UPDATE decisions SET by = 'Nobody'", "by: not as entry"),
        ("UPDATE decisions SET withdrawn = NULL", "withdrawn: not as entry"),
        ("DELETE FROM decision_reports", "about are not those"),
        ("INSERT INTO decision_reports VALUES ('none', '', '')", "not there"),
        ("INSERT INTO seal_people VALUES ('none', 'none')", "name a row of"),
    ],
)  # fmt: skip
def test_what_was_tampered_with_is_named(filled: Database, statement: str, told: str) -> None:
    spoil(filled, statement.replace("SET by", 'SET "by"'))
    assert any(told in str(fault) for fault in verify_database(filled).faults)


def test_what_is_derived_and_old_is_to_be_rebuilt_and_no_fault(filled: Database) -> None:
    with filled.write() as connection:
        add_report(connection, "a", source="0.txt")
    found = verify_database(filled)
    assert found.faults == ()
    told = " ".join(map(str, found.remarks))
    assert "1 sources were received and not read yet" in told
    assert "1 reports are of a state that no longer stands" in told
    assert "rebuild" in told


def test_what_would_show_a_sealed_report_is_a_fault(filled: Database) -> None:
    with filled.write() as connection:
        seal_source(connection, "0.txt", "seal")
        add_report(connection, "a", source="0.txt")
        add_report(connection, "b", source="1.txt", seal="seal")
        put(connection, [Passage(kind="report", report="b", text="Water")])
    assert [f.file for f in verify_database(filled).faults] == ["reports/a", "passages/b"]


def test_a_flipped_bit_anywhere_in_the_file_is_found_or_changes_no_truth(tmp_path: Path) -> None:
    with open_store(tmp_path / "made", create=True) as made:
        archive = DatabaseArchive(made)
        for n in range(3):
            archive.receive(io.BytesIO(b"Report %d\n" % n + 20 * LONG), source=f"{n}.txt", how={})
        before = verify_database(made)
    data, spoiled = (tmp_path / "made" / "crosswire.sqlite").read_bytes(), tmp_path / "spoiled.sqlite"
    choose, named = random.Random(5), 0
    for _ in range(60):
        wrong, at = bytearray(data), choose.randrange(len(data))
        wrong[at] ^= 1 << choose.randrange(8)
        spoiled.write_bytes(wrong)
        try:
            with open_store(spoiled) as opened:
                found = verify_database(opened)
        except UsageError:
            named += 1
            continue
        assert found.faults or (found.head, found.bytes) == (before.head, before.bytes)
        named += bool(found.faults)
    assert named > 20
