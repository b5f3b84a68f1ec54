"""A set of knowledge in a file of its own: written once, whole, and only read afterwards.

In: what the readers give, in any order. Out: an SQLite file with the entities, their names, what is known of each, and
the keys under which names are found. The order of the lines changes nothing that is read from it: names and facts are
sets, and of several values of one kind the least stands. Memory stays bounded: rows go to the disk in batches, keys are
sorted there.

    entity  n, id, type, label        name  n, text, kind, language
    fact    n, what, value            key   key, n            meta  key, value
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.knowledge.keys import fingerprint, keys
from crosswire.knowledge.lines import Bad
from crosswire.knowledge.records import Also, Found, Passed, Wanted
from crosswire.knowledge.wikidata import OFFICE
from crosswire.types import KnownEntity

FORMAT = "crosswire.knowledge/1"
# Names by kind, the best first: of two kinds of one text the better stands.
KINDS = ("name", "alias", "previous", "weak")
# Bad lines that are listed; the others are counted.
LISTED = 20
# Rows that are written at once.
_BATCH = 2000
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entity (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, label TEXT NOT NULL);
CREATE TABLE name (n INTEGER NOT NULL, text TEXT NOT NULL, kind INTEGER NOT NULL, language TEXT NOT NULL,
    PRIMARY KEY (n, text)) WITHOUT ROWID;
CREATE TABLE fact (n INTEGER NOT NULL, what TEXT NOT NULL, value NOT NULL,
    PRIMARY KEY (n, what, value)) WITHOUT ROWID;
"""
_ENTITY = """
INSERT INTO entity (id, type, label) VALUES (?, ?, ?)
ON CONFLICT (id) DO UPDATE SET type = min(type, excluded.type), label = min(label, excluded.label) RETURNING n
"""
_NAME = """
INSERT INTO name (n, text, kind, language) VALUES (?, ?, ?, ?)
ON CONFLICT (n, text) DO UPDATE SET kind = min(kind, excluded.kind), language = min(language, excluded.language)
"""
_FACT = "INSERT OR IGNORE INTO fact (n, what, value) VALUES (?, ?, ?)"
_FACTS = ("born", "died", "since", "until", "population", "region", "place_code", "note")


@dataclass(slots=True)
class Taken:
    """What was taken of files: how many entities and names, how many lines told of nothing that is taken, and the
    bad lines, the first of them listed with their files."""

    entities: int = 0
    names: int = 0
    passed: int = 0
    bad: int = 0
    listed: list[tuple[str, Bad]] = field(default_factory=list)


class Writing:
    """A set in the making. `done` makes it whole; without it the file is of no use."""

    def __init__(self, path: Path) -> None:
        self.taken = Taken()
        self._names: list[tuple[int, str, int, str]] = []
        self._facts: list[tuple[int, str, object]] = []
        self._to = sqlite3.connect(path, isolation_level=None)
        for setting in ("journal_mode=OFF", "synchronous=OFF", "page_size=8192", "cache_size=-65536"):
            self._to.execute(f"PRAGMA {setting}")
        self._to.executescript(_TABLES)
        self._to.execute("BEGIN")

    def close(self) -> None:
        """Gives the file back."""
        self._to.close()

    def take(self, found: Iterable[Found], file: str, wanted: Wanted) -> None:
        """Takes what a reader gives of a file. Raises UsageError where the disk takes no more."""
        with disk():
            for one in found:
                if isinstance(one, KnownEntity):
                    self._entity(one, wanted)
                elif isinstance(one, Also):
                    self._also(one)
                elif isinstance(one, Passed):
                    self.taken.passed += 1
                else:
                    self.taken.bad += 1
                    if len(self.taken.listed) < LISTED:
                        self.taken.listed.append((file, one))

    def done(self, meta: Mapping[str, str | None]) -> None:
        """Resolves what lines said of one another, sorts the keys and closes the file."""
        with disk():
            self._flush()
            self._offices()
            self.taken.entities = self._count("entity")
            self.taken.names = self._count("name")
            write_keys(self._to)
            said = {**meta, "format": FORMAT, "keys": fingerprint()}
            said |= {"entities": str(self.taken.entities), "names": str(self.taken.names)}
            rows = [(k, v) for k, v in said.items() if v is not None]
            self._to.executemany("INSERT INTO meta VALUES (?, ?)", rows)
            self._to.execute("COMMIT")
            self._to.close()

    def _entity(self, one: KnownEntity, wanted: Wanted) -> None:
        if wanted.types is not None and one.type not in wanted.types:
            self.taken.passed += 1
            return
        ((n,),) = self._to.execute(_ENTITY, (one.id, one.type, one.name)).fetchall()
        for name in one.names:
            self._names.append((n, name.text, KINDS.index(name.kind), name.language or ""))
        self._facts += ((n, "country", x) for x in one.countries)
        self._facts += ((n, "role", x) for x in one.roles)
        values = ((what, getattr(one, what)) for what in _FACTS)
        self._facts += ((n, what, value) for what, value in values if value is not None)
        if one.latitude is not None and one.longitude is not None:
            self._facts.append((n, "coordinates", f"{one.latitude!r} {one.longitude!r}"))
        if len(self._names) + len(self._facts) > _BATCH:
            self._flush()

    def _also(self, one: Also) -> None:
        found = self._to.execute("SELECT n FROM entity WHERE id = ?", (one.id,)).fetchone()
        if found is None:
            self.taken.passed += 1
            return
        self._names.append((found[0], one.name.text, KINDS.index(one.name.kind), one.name.language or ""))
        if len(self._names) > _BATCH:
            self._flush()

    def _flush(self) -> None:
        self._to.executemany(_NAME, self._names)
        self._to.executemany(_FACT, self._facts)
        self._names.clear()
        self._facts.clear()

    def _offices(self) -> None:
        """Offices that were named by their items' ids, in words where the file has them."""
        self._to.execute(
            "INSERT OR IGNORE INTO fact SELECT f.n, 'role', e.label FROM fact f JOIN entity e ON e.id = substr(f.value, 2) "
            "WHERE f.what = 'role' AND substr(f.value, 1, 1) = ?",
            (OFFICE,),
        )
        self._to.execute("DELETE FROM fact WHERE what = 'role' AND substr(value, 1, 1) = ?", (OFFICE,))

    def _count(self, table: str) -> int:
        return int(self._to.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def write_keys(to: sqlite3.Connection) -> None:
    """Makes the table of keys of all names, sorted on the disk."""
    to.execute("CREATE TEMP TABLE unsorted (key TEXT, n INTEGER)")
    with closing(to.execute("SELECT n, text FROM name")) as names:
        to.executemany("INSERT INTO unsorted VALUES (?, ?)", _keyed(names))
    to.execute("DROP TABLE IF EXISTS key")
    to.execute("CREATE TABLE key (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) WITHOUT ROWID")
    to.execute("INSERT INTO key SELECT DISTINCT key, n FROM unsorted ORDER BY key, n")
    to.execute("DROP TABLE unsorted")


def _keyed(names: Iterable[tuple[int, str]]) -> Iterator[tuple[str, int]]:
    for n, text in names:
        for one in keys(text):
            yield one, n


class disk:  # noqa: N801  # reads as a phrase: with disk()
    """Turns what SQLite says of a full or failing disk into a UsageError."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.OperationalError | sqlite3.DatabaseError):
            raise UsageError(
                f"The set cannot be written ({error}); see that there is room where the store lies and for temporary "
                "files, and add it again. What was there before is as it was."
            ) from error
