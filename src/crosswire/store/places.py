"""Where a store lies, whatever is behind its address: a folder with an archive, or a database.

In: an address as a person gave it. Out: what it is, the archive in it open for use, its decisions. A folder that holds a
database's file and no archive is a database. What only a database needs is imported once one is named, since the other
verbs start sooner without it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from crosswire.errors import UsageError
from crosswire.store.archive import Archive
from crosswire.store.decision import Entry
from crosswire.store.layout import has_archive, is_store
from crosswire.store.rulings import add_ruling, read_rulings
from crosswire.store.verify import Tell, Verified, verify_store

if TYPE_CHECKING:
    from crosswire.store.database import DatabaseArchive

Address = str | os.PathLike[str]
# The file of a database in a folder, and the endings by which such a file is known.
FILE, ENDINGS = "crosswire.sqlite", (".sqlite", ".db")
SCHEMES = ("postgresql", "postgres", "sqlite")


def is_address(address: Address) -> bool:
    """Whether this is the address of a database by its scheme: postgresql://…, sqlite:///…."""
    scheme = str(address).partition(":")[0].partition("+")[0]
    return "://" in str(address) and scheme in SCHEMES


def is_database(address: Address) -> bool:
    """Whether a store's address is that of a database, and not of a folder with an archive."""
    if is_address(address):
        return True
    path = Path(address)
    if path.suffix in ENDINGS and not path.is_dir():
        return True
    return (path / FILE).is_file() and not has_archive(path)


def holds_store(address: Address) -> bool:
    """Whether there is a store at an address; a database is not looked into."""
    return is_database(address) or is_store(Path(address))


@contextmanager
def opened(
    address: Address, *, create: bool = False, write: bool = True
) -> Iterator[Archive | DatabaseArchive]:
    """The archive at an address, open until the block ends. Raises UsageError where there is none, unless one may be
    made, or it cannot be used."""
    if not is_database(address):
        with Archive.open(Path(address), create=create, write=write) as archive:
            yield archive
        return
    from crosswire.store.database import DatabaseArchive, open_store

    with open_store(address, create=create) as database:
        yield DatabaseArchive(database)


def verify_any(address: Address, *, head: str | None = None, tell: Tell | None = None) -> Verified:
    """Recomputes a store, whatever it lies in, a bag or the file of a backup. Raises as `verify_store`."""
    if not is_database(address) and not _is_file(address):
        return verify_store(Path(address), head=head, tell=tell)
    from crosswire.store.database import open_store
    from crosswire.store.database.engine import open_file
    from crosswire.store.database.verify import verify_database

    # A file beside which nobody writes is left as it is to the bit, so that a backup keeps its digest.
    alone = _is_file(address) and not os.path.exists(f"{os.fspath(address)}-wal")
    with open_file(Path(address)) if alone else open_store(address) as database:
        return verify_database(database, head=head, tell=tell)


def hidden_password(address: Address) -> str:
    """An address as it may be shown: without the password in it.

    >>> hidden_password("postgresql://desk:secret@localhost/desk")
    'postgresql://desk:***@localhost/desk'
    """
    return re.sub(r"(?<=://)([^:/@?]*):[^@/?]*@", r"\1:***@", str(address))


def _is_file(address: Address) -> bool:
    return not is_address(address) and os.path.isfile(address)


def entries_in(address: Address) -> tuple[Entry, ...]:
    """What was decided of two reports and withdrawn in a store, in order. Raises UsageError where it is damaged."""
    if not is_database(address):
        return tuple(read_rulings(os.fspath(address)))
    from crosswire.store.database import decisions, open_store
    from crosswire.store.database.schema import RULINGS
    from crosswire.types import Review

    with open_store(address) as database, database.read() as connection:
        return tuple(e for e in decisions.every(connection, RULINGS) if not isinstance(e, Review))


def add_entry(address: Address, entry: Entry) -> bool:
    """Adds a decision or a withdrawal to a store; durable when it returns, False where it is there already.

    Raises UsageError where there is no store, or the withdrawn decision is unknown.
    """
    if not is_database(address):
        return add_ruling(os.fspath(address), entry)
    from crosswire.store.database import decisions, open_store

    with open_store(address) as database, database.write() as connection:
        return decisions.append(connection, entry)


def folder_of(address: Address, what: str, instead: str = "name a folder") -> Path:
    """The folder of a store, for what only a folder has. Raises UsageError for a database, with what to do `instead`."""
    if is_database(address):
        raise UsageError(f"{hidden_password(address)}: is a database, and {what} in a folder; {instead}.")
    return Path(address)
