"""Names looked up in sets of knowledge: which entities bear a name that sounds like a printed one.

In: paths of set files that `setfile` wrote. Out: `KnownEntity`s, in a fixed order, each with all its names. A set is
opened for reading alone and never changes. Whether an entity is meant is left to `link.known`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

from crosswire.errors import UsageError
from crosswire.knowledge.keys import fingerprint, keys_to_ask
from crosswire.knowledge.setfile import FORMAT, KINDS
from crosswire.types import KnowledgeSet, KnownEntity, KnownName

# Bearers of one name in one set that are looked at; a name that more bear tells nobody from the others.
MOST = 400
_ITEM = re.compile(r"Q[1-9]\d*")
_SETS = ("country", "role")


class OneSet:
    """One set, open for reading. Raises UsageError where the file is none, or of another kind."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._from = _connect(path)
        try:
            meta = dict(self._from.execute("SELECT key, value FROM meta").fetchall())
        except sqlite3.DatabaseError as error:
            self._from.close()
            raise UsageError(
                f"{path}: is no set of names ({error}); add it again with `crosswire knowledge add`."
            ) from error
        if meta.get("format") != FORMAT or meta.get("keys") != fingerprint():
            self._from.close()
            raise UsageError(
                f"{path}: was made by another version of crosswire, which looks names up in another way; add the "
                "set again with `crosswire knowledge add`."
            )
        self.about = KnowledgeSet(
            name=meta["name"],
            source=meta["source"],
            sha256=meta["sha256"],
            format=meta["kind"],
            entities=int(meta["entities"]),
            names=int(meta["names"]),
            version=meta.get("version"),
            licence=meta.get("licence"),
            taken=meta.get("taken"),
        )

    def close(self) -> None:
        """Gives the file back."""
        self._from.close()

    def lookup(self, names: Iterable[str]) -> tuple[KnownEntity, ...]:
        """The entities that bear a name of which one of `names` may be a spelling, by id."""
        asked = sorted({key for name in names for key in keys_to_ask(name)})
        numbers: set[int] = set()
        for key in asked:
            rows = self._from.execute("SELECT n FROM key WHERE key = ? LIMIT ?", (key, MOST + 1)).fetchall()
            if len(rows) <= MOST:
                numbers |= {n for (n,) in rows}
        return tuple(sorted((self._entity(n) for n in sorted(numbers)), key=lambda e: e.id))

    def by_id(self, id: str) -> KnownEntity | None:
        """The entity with an id."""
        found = self._from.execute("SELECT n FROM entity WHERE id = ?", (id,)).fetchone()
        return self._entity(found[0]) if found else None

    def every(self) -> Iterator[KnownEntity]:
        """All entities, by id."""
        for (n,) in self._from.execute("SELECT n FROM entity ORDER BY id"):
            yield self._entity(n)

    def _entity(self, n: int) -> KnownEntity:
        id, kind, label = self._from.execute(
            "SELECT id, type, label FROM entity WHERE n = ?", (n,)
        ).fetchone()
        names = self._from.execute(
            "SELECT text, kind, language FROM name WHERE n = ? ORDER BY kind, text", (n,)
        ).fetchall()
        facts: dict[str, list[Any]] = {}
        for what, value in self._from.execute(
            "SELECT what, value FROM fact WHERE n = ? ORDER BY what, value", (n,)
        ):
            facts.setdefault(what, []).append(value)
        single: dict[str, Any] = {what: values[0] for what, values in facts.items() if what not in _SETS}
        if "coordinates" in single:
            latitude, longitude = map(float, single.pop("coordinates").split())
            single |= {"latitude": latitude, "longitude": longitude}
        return KnownEntity(
            set=self.about.name,
            id=id,
            type=kind,
            name=label,
            names=tuple(KnownName(text=t, kind=KINDS[k], language=x or None) for t, k, x in names),  # type: ignore[arg-type]
            countries=tuple(facts.get("country", ())),
            roles=tuple(facts.get("role", ())),
            address=address_of(self.about.format, id),
            **single,
        )


class Knowledge:
    """Sets of names and aliases in which entities of reports are looked up; close it, or use it in a `with`.

    Made by `open_knowledge` of stores and files.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        with ExitStack() as undo:
            opened = []
            for path in paths:
                opened.append(OneSet(path))
                undo.callback(opened[-1].close)
            self._opened = tuple(sorted(opened, key=lambda s: (s.about.name, s.about.sha256)))
            self._closing = undo.pop_all()

    def __enter__(self) -> Knowledge:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Gives all files back, and removes what was made for this run alone."""
        self._closing.close()

    def closing(self, closer: Any) -> None:
        """Something to be done when this is closed, last."""
        inner, self._closing = self._closing, ExitStack()
        self._closing.callback(closer)
        self._closing.callback(inner.close)

    @property
    def sets(self) -> tuple[KnowledgeSet, ...]:
        """What sets there are, by name."""
        return tuple(one.about for one in self._opened)

    def lookup(self, names: Iterable[str]) -> tuple[KnownEntity, ...]:
        """Every entity of every set with a name of which one of `names` may be a spelling, by set and id."""
        asked = tuple(names)
        return tuple(entity for one in self._opened for entity in one.lookup(asked))


def address_of(format: str, id: str) -> str | None:
    """Where the publisher of a set shows an entry; None where the set tells of no publisher.

    >>> address_of("wikidata", "Q1001"), address_of("table", "p1")
    ('https://www.wikidata.org/wiki/Q1001', None)
    """
    if format in ("wikidata", "sparql", "ftm") and _ITEM.fullmatch(id):
        return f"https://www.wikidata.org/wiki/{id}"
    if format == "ftm" and id.startswith("NK-"):
        return f"https://www.opensanctions.org/entities/{quote(id)}/"
    if "geonames" in format.split(", ") and id.isdigit():
        return f"https://www.geonames.org/{id}"
    return None


def _connect(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise UsageError(f"{path}: is not there; add the set again with `crosswire knowledge add`.")
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    with suppress(sqlite3.Error):
        return sqlite3.connect(address, uri=True, check_same_thread=False)
    raise UsageError(f"{path}: cannot be opened; see that it may be read.")
