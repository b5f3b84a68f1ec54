"""The verbs of a store in a database, as a person at a terminal runs them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from crosswire.store import hidden_password, is_database
from crosswire.store.database import DatabaseArchive, open_store
from crosswire.store.database.schema import log
from tests.command import Run


def receive(address: str, text: str) -> None:
    with open_store(address) as database:
        DatabaseArchive(database).receive(io.BytesIO(text.encode()), source="a.txt", how={"by": "file"})


def test_a_store_is_made_and_made_once(run: Run, bare_address: str) -> None:
    assert "was made" in run("migrate", "--store", bare_address).out
    assert "is up to date" in run("migrate", "--store", bare_address).out


def test_a_store_is_verified_and_a_fault_in_it_named(run: Run, address: str) -> None:
    receive(address, "Water rose.")
    told = run("verify", "--store", address)
    assert told.status == 0
    assert "audit: 1 entries, head" in told.out
    head = told.out.split("head ")[1].split()[0]
    assert run("verify", address, "--head", head).status == 0
    with open_store(address) as database, database.write() as connection:
        connection.execute(log.update().where(log.c.n == 2).values(at="2031"))
    told = run("verify", address)
    assert (told.status, "NOT AS IT WAS: log/custody: entry 2" in told.out) == (4, True)


def test_a_backup_is_restored_and_verified(run: Run, address: str, tmp_path: Path) -> None:
    receive(address, "Water rose.")
    told = run("backup", "kept.backup", "--store", address)
    assert told.status == 0
    sha256 = told.out.splitlines()[0].split()[-1]
    assert run("verify", "kept.backup").status == 0
    assert run("restore", "kept.backup", "--store", "new.sqlite", "--sha256", sha256).status == 0
    told = run("verify", "new.sqlite")
    assert (told.status, "1 files" in told.out, "rebuild" in told.out) == (0, True, True)
    assert run("restore", "kept.backup", "--store", "new.sqlite").status == 2
    assert run("restore", "kept.backup", "--store", "other.sqlite", "--sha256", "0" * 64).status == 4


def test_looking_makes_no_store(run: Run, tmp_path: Path) -> None:
    for store in ("none", "none.sqlite", "sqlite:///none.db"):
        assert run("verify", "--store", store).status == 2
        assert run("backup", "kept", "--store", store).status == 2
    assert run("verify").status == run("verify", "a", "--store", "b").status == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [("postgresql://a@b/c", True), ("postgres+psycopg://b/c", True), ("evidence", False), ("new.db", True)],
)
def test_an_address_is_told_from_a_folder(address: str, expected: bool) -> None:
    assert is_database(address) == expected


def test_a_password_is_never_shown() -> None:
    assert hidden_password("postgresql://a:s3cret@b:5432/c?x=1") == "postgresql://a:***@b:5432/c?x=1"
    assert hidden_password("evidence/a:b@c") == "evidence/a:b@c"
