"""A store of a desk filled with invented stories, fast: a few are read and made by the desk itself, the rest are these under other names.

    python -m evals.fill_desk --store ADDRESS [--reports 100000] [--patterns 24] [--jobs 2]

In: the address of a store, made if need be. Out: the same store with so many reports. Each pattern is a story of
`made_stories`, added and worked on as any report is, in two halves, so that it has versions. Every further story is one of
them with other names of the same length: its reports are received one by one by the archive itself, each with its own
bytes and entry in the custody log; what is derived from them is the pattern's, name by name and id by id, packed again. So
`crosswire verify` holds for all of it, and the stream of stories takes up from it.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import numpy as np
from sqlalchemy import Connection, Table, func, select

from crosswire.config import Config
from crosswire.desk.add import add
from crosswire.desk.grouping import told, turn
from crosswire.desk.rows import report_id
from crosswire.desk.terms import pack_terms, unpack_terms
from crosswire.desk.work import Worker
from crosswire.link.story_stream import story_id
from crosswire.link.story_terms import _key as term_key
from crosswire.read import Given, digest
from crosswire.scale.records import join, split
from crosswire.store.database import Database, blobs, open_store
from crosswire.store.database.archive import _receive as receive
from crosswire.store.database.chains import source_key
from crosswire.store.database.derived import (
    annotated,
    facets,
    pages,
    passages,
    queue,
    reports,
    shown,
    stories,
    version_reports,
    versions,
)
from crosswire.store.database.jobs import new_id
from crosswire.store.database.schema import jobs
from crosswire.text.shingles import word_code
from evals.made_stories import Told, names, renamed, story

# Reports of the patterns: most stories are short, some are told by dozens.
SIZES = (6, 3, 12, 2, 8, 20, 4, 14, 5, 30, 2, 10, 60, 3, 7, 16, 2, 9, 40, 4, 24, 5, 11, 18)
# Stories that are committed together, and over how many days the filled stories lie back.
_TOGETHER, _DAYS = 25, 90
_BY = "filled"
Parts = list[str]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A story as the desk made it: the names in it, its reports' texts by id, and its rows, texts cut where a name or an id
    stands: odd parts are what is put in its place."""

    by: Mapping[str, str]
    story: str
    texts: Mapping[str, Told]
    times: tuple[str, ...]
    versions: tuple[str, ...]
    rows: Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clone:
    """A story that is to be a pattern's under other names: the receipts of its reports, by the pattern's ids."""

    number: int
    pattern: int
    rank: int
    at: str
    receipts: Mapping[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A text that was packed or plain, cut."""

    parts: Parts
    packed: bool


TABLES: Mapping[str, Table] = {
    t.name: t
    for t in (reports, annotated, stories, versions, version_reports, shown, facets, queue, pages, passages)
}
_patterns: list[Pattern] = []


def fill(database: Database, count: int, *, patterns: int, processes: int) -> int:
    """Fills a store until it has `count` reports or a few more; how many stories it has then."""
    found = make_patterns(database, patterns)
    with database.read() as connection:
        there = connection.execute(select(func.count()).select_from(reports)).scalar_one()
        _, rank = told(connection)
    clones: list[Clone] = []
    choose = random.Random("fill")
    while there < count:
        number = 1000 + len(clones)
        which = len(clones) % len(found) if len(clones) < len(found) else choose.randrange(len(found))
        at = _moment(choose.random() * _DAYS)
        clones.append(Clone(number=number, pattern=which, rank=rank, at=at, receipts={}))
        rank += len(found[which].texts)
        there += len(found[which].texts)
    with ProcessPoolExecutor(processes, initializer=_patterns.extend, initargs=(found,)) as pool:
        for together in _batched(clones, _TOGETHER * 8):
            received = list(_received(database, found, together))
            for some in _batched(pool.map(rows_of, received, chunksize=5), _TOGETHER):
                with database.write() as connection:
                    _insert(connection, some)
    with database.write() as connection:
        turn(connection, rank)
        return int(connection.execute(select(func.count()).select_from(stories)).scalar_one())


def make_patterns(database: Database, count: int) -> list[Pattern]:
    """Adds the stories that others are made of, lets a worker make them in two steps, and cuts their rows."""
    made = {n: story(n, SIZES[n % len(SIZES)]) for n in range(count)}
    with database.read() as connection:
        fresh = connection.execute(select(reports.c.id).limit(1)).scalar() is None
    if fresh:
        for first in (True, False):
            for n, (_, every) in made.items():
                half = (len(every) + 1) // 2
                for one in every[:half] if first else every[half:]:
                    add(database, io.BytesIO(one.text.encode()), _source(n, one), by=_BY)
            worker = Worker(database, Config())
            while worker.left():
                worker.one()
            worker.close()
    found = []
    with database.read() as connection:
        for n, (by, every) in made.items():
            texts = {report_id(_source(n, one), one.text.encode()): one for one in every}
            if (pattern := _pattern(connection, by, texts, n)) is not None:
                found.append(pattern)
    if not found:
        raise SystemExit("No story was grouped as it was made; nothing to fill with.")
    return found


def _source(number: int, one: Told) -> str:
    return f"filled/{number}/{one.name}"


def _moment(days: float) -> str:
    moment = datetime.now(UTC) - timedelta(days=days)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _pattern(
    connection: Connection, by: Mapping[str, str], texts: Mapping[str, Told], number: int
) -> Pattern | None:
    """A story's rows, cut; None where its reports did not come to stand in one story alone."""
    names_of = select(reports.c.story).where(reports.c.id.in_(list(texts))).distinct()
    found = list(connection.execute(names_of).scalars())
    if len(found) != 1 or found[0] is None:
        return None
    of = found[0]
    members = set(connection.execute(select(reports.c.id).where(reports.c.story == of)).scalars())
    made = connection.execute(select(versions.c.id, versions.c.at).where(versions.c.story == of)).all()
    if members != set(texts) or not made:
        return None
    ids = [v.id for v in made]
    where = {
        "annotations": annotated.c.report.in_(list(texts)),
        "stories": stories.c.id == of,
        "version_reports": version_reports.c.version.in_(ids),
        "pages": pages.c.version.in_(ids),
    }
    sources = [_source(number, one) for one in texts.values()]
    digests = [digest(one.text.encode()) for one in texts.values()]
    words = [write(w) for w in by.values() for write in (str, str.lower, str.upper)]
    keys = [*sources, *digests, *texts, of, *ids, *(v.at for v in made), *words]
    pattern = re.compile("(" + "|".join(map(re.escape, keys)) + ")")
    rows = {}
    for name, table in TABLES.items():
        condition = where.get(name, table.c.story == of if "story" in table.c else None)
        assert condition is not None
        rows[name] = [
            {k: _cut(pattern, name, k, v) for k, v in row._mapping.items()}
            for row in connection.execute(select(table).where(condition))
        ]
    return Pattern(
        by=by, story=of, texts=texts, times=tuple(v.at for v in made), versions=tuple(ids), rows=rows
    )


def _cut(pattern: re.Pattern[str], table: str, column: str, value: Any) -> Any:
    if isinstance(value, str):
        return _Cut(pattern.split(value), packed=False)
    if isinstance(value, bytes) and (table, column) == ("annotations", "body"):
        return [
            _Cut(pattern.split(zlib.decompress(value[a:b]).decode("ascii")), packed=True)
            for a, b in split(value)[0]
        ]
    if isinstance(value, bytes) and (table, column) == ("annotations", "terms"):
        terms = unpack_terms(value)
        return terms, [pattern.split(t) for t in terms.texts], pattern.split(terms.title or "")
    if isinstance(value, bytes):
        return _Cut(pattern.split(zlib.decompress(value).decode("utf-8", "surrogatepass")), packed=True)
    return value


def _received(database: Database, found: Sequence[Pattern], clones: Iterable[Clone]) -> Iterator[Clone]:
    """Receives the reports of stories, each as the archive does it, many in one transaction."""
    with database.write() as connection:
        for clone in clones:
            pattern, by = found[clone.pattern], names(random.Random(f"clone {clone.number}"))
            receipts = {}
            for id, one in pattern.texts.items():
                other = _other(one, pattern.by, by)
                source = _source(clone.number, other)
                with blobs.taken(io.BytesIO(other.text.encode())) as (stored, held):
                    got = receive(connection, stored, held, source, {"by": "file", "user": _BY}, Given())
                receipts[id] = (got.n, got.at)
            _note(connection, clone, receipts)
            yield replace(clone, receipts=receipts)


def _note(connection: Connection, clone: Clone, receipts: Mapping[str, tuple[int, str]]) -> None:
    """The jobs by which the reports of a story were read, done."""
    batch = new_id()
    connection.execute(
        jobs.insert(),
        [
            {"id": new_id(), "kind": "read", "state": "done", "user": _BY, "batch": batch, "made": at, "ended": at,
             "told": json.dumps({"receipt": n, "source": f"filled/{clone.number}"})}
            for n, at in receipts.values()
        ],
    )  # fmt: skip


def _other(one: Told, old: Mapping[str, str], new: Mapping[str, str]) -> Told:
    return Told(name=renamed(one.name, old, new), text=renamed(one.text, old, new))


def rows_of(clone: Clone) -> dict[str, list[Row]]:
    """The rows of a story that is a pattern's under other names, by table."""
    pattern, by = _patterns[clone.pattern], names(random.Random(f"clone {clone.number}"))
    put: dict[str, str] = {}
    for slot, word in pattern.by.items():
        put |= {write(word): write(by[slot]) for write in (str, str.lower, str.upper)}
    ids: dict[str, str] = {}
    sources: dict[str, str] = {}
    for id, one in pattern.texts.items():
        other = _other(one, pattern.by, by)
        data = other.text.encode()
        sources[id] = _source(clone.number, other)
        ids[id] = report_id(sources[id], data)
        put[digest(one.text.encode())] = digest(data)
    put |= ids
    for row in pattern.rows["reports"]:
        id = "".join(row["id"].parts)
        put["".join(row["source"].parts)] = sources[id]
    founder = next((id for id in ids if story_id(id) == pattern.story), next(iter(ids)))
    put[pattern.story] = story_id(ids[founder])
    put |= {v: new_id() for v in pattern.versions}
    start = datetime.fromisoformat(clone.at)
    for n, at in enumerate(sorted(pattern.times)):
        moment = (start + timedelta(hours=n)).isoformat(timespec="microseconds")
        put[at] = moment.replace("+00:00", "Z")
    made = {name: [_filled(row, put) for row in rows] for name, rows in pattern.rows.items()}
    back = {new: old for old, new in ids.items()}
    for n, row in enumerate(sorted(made["reports"], key=lambda r: int(r["rank"])), 1):
        receipt, at = clone.receipts[back[row["id"]]]
        row |= {"n": receipt, "reference": str(receipt), "came": at, "asked": at, "rank": clone.rank + n}
        row |= {"source_key": source_key(row["source"]), "batch": None}
    for row in made["stories"]:
        row |= {"made": clone.at, "grown": json.dumps(json.loads(row["grown"]) | {"number": clone.number})}
    for row in made["passages"]:
        del row["id"]
    return made


def _filled(row: Row, put: Mapping[str, str]) -> Row:
    return {name: _value(value, put) for name, value in row.items()}


def _value(value: Any, put: Mapping[str, str]) -> Any:
    if isinstance(value, _Cut):
        text = _joined(value.parts, put)
        return zlib.compress(text.encode("utf-8", "surrogatepass"), 1) if value.packed else text
    if isinstance(value, list):
        return join([_value(one, put) for one in value], ())
    if isinstance(value, tuple):
        terms, texts, title = value
        named = [_joined(t, put) for t in texts]
        codes = np.array(
            [word_code(term_key(k, t)) for k, t in zip(terms.kinds.tolist(), named)], dtype=np.uint64
        )
        order = np.argsort(codes, kind="stable")
        return pack_terms(
            replace(
                terms,
                report=put[terms.report],
                title=_joined(title, put) or None,
                codes=codes[order],
                kinds=terms.kinds[order],
                weights=terms.weights[order],
                leads=terms.leads[order],
                texts=tuple(named[n] for n in order),
            )
        )
    return value


def _joined(parts: Parts, put: Mapping[str, str]) -> str:
    return "".join(put[p] if n % 2 else p for n, p in enumerate(parts))


def _batched(every: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(every)
    while some := list(islice(rest, size)):
        yield some


def _insert(connection: Connection, made: Iterable[Mapping[str, list[Row]]]) -> None:
    every = list(made)
    for name, table in TABLES.items():
        if rows := [row for one in every for row in one[name]]:
            connection.execute(table.insert(), rows)


def main() -> None:
    """Fills a store and says how long it took."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--store", required=True)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--patterns", type=int, default=len(SIZES))
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    began = time.perf_counter()
    with open_store(given.store, create=True) as database:
        count = fill(database, given.reports, patterns=given.patterns, processes=given.jobs)
    print(f"{count:,} stories in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
