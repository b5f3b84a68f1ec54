"""Bytes and their custody in a database: kept once, acknowledged, read back; chained as in a folder."""

from __future__ import annotations

import io
import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from crosswire.errors import UsageError
from crosswire.read import Source
from crosswire.store.custody import START
from crosswire.store.database import Database, DatabaseArchive, migrate, open_store
from crosswire.store.database.blobs import PART
from crosswire.store.database.derived import metadata


def receive(archive: DatabaseArchive, text: str, source: str = "a.txt"):
    return archive.receive(io.BytesIO(text.encode()), source=source, how={"by": "file"})


def test_what_is_received_is_read_back(database: Database) -> None:
    archive = DatabaseArchive(database)
    receipt = receive(archive, "Three people were hurt.")
    assert receipt.new
    assert archive.receipt(receipt.n).sha256 == receipt.sha256
    (source,) = archive.sources()
    assert isinstance(source, Source)
    assert source.data == b"Three people were hurt."


def test_the_same_bytes_again_write_nothing(database: Database) -> None:
    archive = DatabaseArchive(database)
    first, head = receive(archive, "One."), archive.head
    again = receive(archive, "One.")
    assert (again.n, again.new, archive.head) == (first.n, False, head)


def test_a_later_state_stands_and_the_earlier_stays(database: Database) -> None:
    archive = DatabaseArchive(database)
    receive(archive, "One."), receive(archive, "Two.")
    assert [r.sha256 for r in archive.standing()] == [list(archive.receipts())[1].sha256]
    archive.record("withdrawn", source="a.txt")
    assert archive.standing() == ()
    assert len(list(archive.receipts())) == 2


def test_bytes_of_several_parts_can_be_read_anywhere(database: Database) -> None:
    archive, data = DatabaseArchive(database), bytes(range(256)) * (2 * PART // 256) + b"end"
    receipt = archive.receive(io.BytesIO(data), source="big", how={})
    with archive.open_blob(receipt.sha256) as stream:
        assert stream.read() == data
        stream.seek(PART - 2)
        assert stream.read(4) == data[PART - 2 : PART + 2]


def test_a_source_named_with_nul_is_kept(database: Database) -> None:
    archive = DatabaseArchive(database)
    receive(archive, "One.", "a\0b.txt")
    assert [r.source for r in archive.standing()] == ["a\0b.txt"]


def test_many_writers_at_once_lose_and_double_nothing(database: Database) -> None:
    archive = DatabaseArchive(database)

    def write(writer: int) -> None:
        for n in range(12):
            receive(archive, f"{writer} {n}", f"{writer}-{n}")
            receive(archive, "shared", f"shared-{n}")

    threads = [threading.Thread(target=write, args=(w,)) for w in range(6)]
    [t.start() for t in threads], [t.join() for t in threads]
    entries, before = list(archive.entries()), START
    assert [e.n for e in entries] == list(range(1, 1 + 1 + 6 * 12 + 12))
    for entry in entries:
        assert entry.previous == before
        before = entry.digest
    assert archive.head == before


def test_what_is_done_with_a_receipt_stands_or_falls_with_it(database: Database) -> None:
    archive = DatabaseArchive(database)

    def fails(*_: object) -> None:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        archive.receive(io.BytesIO(b"One."), source="a.txt", how={}, also=fails)
    assert archive.standing() == ()
    assert len(list(archive.entries())) == 1


def test_the_migrations_make_the_very_schema(database: Database) -> None:
    def ours(_object, name, kind, *_: object) -> bool:
        return not (str(name).startswith("passages_index") or name in ("vector", "ix_passages_vector"))

    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, metadata) == []


def test_a_store_is_made_only_where_it_is_asked_for(bare_address: str) -> None:
    with pytest.raises(UsageError, match="holds no store"):
        open_store(bare_address)
    open_store(bare_address, create=True).close()
    with open_store(bare_address) as opened:
        assert migrate(opened) == ("0001", "0001")


def test_a_store_of_a_later_version_is_refused(database: Database, address: str) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UsageError, match="later crosswire"):
        open_store(address)


@pytest.mark.parametrize("wrong", ["postgresql://nobody@127.0.0.1:1/none", "postgresql://:bad:port/x"])
def test_an_address_that_leads_nowhere_is_said(wrong: str) -> None:
    with pytest.raises(UsageError, match="address"):
        open_store(wrong)
