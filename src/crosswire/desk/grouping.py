"""Reports into stories, one transaction at a time, by the one worker that holds the stream of stories.

In: reports that were read and stand in no story, in the order in which they were asked for; people's rulings. Out: rows of
`reports` and `stories`, and a job for each story that changed. The stream is held in memory and grows with the database:
what was placed is never compared again, a worker that takes over goes on from the rows.

Only open reports are in the stream. What is sealed is placed by `sealed`, which asks the stream and leaves no trace.
A new state of an agency's item goes to that item's story, whatever it says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, exists, or_, select

from crosswire.desk import leases
from crosswire.desk.decided import Bound, bound_by, hear, heard, rulings_about, rulings_of
from crosswire.desk.moves import Moves, record
from crosswire.desk.reading import Reading, ask_story
from crosswire.desk.sealed import Open, place_sealed
from crosswire.desk.terms import FAULTS, unpack_terms
from crosswire.link.story_stream import Grown, StoryStream
from crosswire.link.story_terms import StoryTerms, story_terms
from crosswire.store.database import Database
from crosswire.store.database.derived import annotated, reports, stories
from crosswire.store.database.schema import jobs as jobs_table
from crosswire.store.database.schema import state
from crosswire.watch.place import name_stories

LEASE = "placer"
# Reports placed in one transaction: fractions of a second, in which nobody else writes to a SQLite file.
_TOGETHER = 100
_STATE = "grouping"


@dataclass(slots=True, kw_only=True)
class Shelf:
    """The stream as the database has it: the id for people of each of its stories, the first report of each item and those
    that followed it, how far placing has come, and what people's rulings bind as the stream has it."""

    stream: StoryStream
    names: dict[str, str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    followers: dict[str, list[str]] = field(default_factory=dict)
    rank: int = 0
    epoch: int = 0
    bound: tuple[Bound, ...] = ()


class Grouping:
    """Places what waits, as long as this worker holds the lease."""

    def __init__(self, database: Database, reading: Reading, worker: str) -> None:
        self._database = database
        self._reading = reading
        self._worker = worker
        self._shelf: Shelf | None = None

    def take(self) -> bool:
        """Takes the lease or holds it longer; False while another worker has it."""
        with self._database.write() as connection:
            mine = leases.take(connection, LEASE, self._worker)
        if not mine:
            self._shelf = None
        return mine

    def give_back(self) -> None:
        """Lets another worker place."""
        with self._database.write() as connection:
            leases.give_back(connection, LEASE, self._worker)
        self._shelf = None

    def place(self) -> None:
        """Places all that waits and can be placed. How many is told to nobody: some of it may be sealed. Whatever fails,
        the stream is taken from the rows again."""
        try:
            more = True
            while more:
                self._ready()
                more = self._step()
        except BaseException:
            self._shelf = None
            raise

    def regroup(self) -> None:
        """Places every open report anew, in the order in which they were placed, under the rulings of now: as a stream
        would have them that had never seen another version's terms. Stories keep their ids as far as they last."""
        with self._database.read() as connection:
            bound = bound_by(rulings_about(connection))
            shelf = self._load(connection, StoryStream(rulings_of(bound)))
        shelf.bound = bound
        with self._database.write() as connection:
            if not leases.take(connection, LEASE, self._worker):
                raise LeaseLostError
            if self._stale(connection, shelf):
                raise LeaseLostError
            moves = self._moves(connection, shelf, {})
            record(connection, moves, {})
            hear(connection, bound)
            turn(connection)
        self._shelf = None

    def _ready(self) -> Shelf:
        """The stream, taken from the rows where it is not held, or where somebody else changed them."""
        with self._database.read() as connection:
            if self._shelf is None or self._stale(connection, self._shelf):
                self._shelf = self._load(connection)
        return self._shelf

    def _stale(self, connection: Connection, shelf: Shelf) -> bool:
        return (shelf.epoch, shelf.rank) != told(connection)

    def _load(self, connection: Connection, anew: StoryStream | None = None) -> Shelf:
        """The stream as the rows have it; or all that was placed, placed in a new one."""
        epoch, rank = told(connection)
        query = (
            select(reports.c.id, reports.c.story, reports.c.item, reports.c.reference, annotated.c.terms)
            .join(annotated, annotated.c.report == reports.c.id)
            .where(reports.c.seal.is_(None), reports.c.story.is_not(None), reports.c.rank > 0)
            .order_by(reports.c.rank)
        )
        shelf = Shelf(stream=StoryStream(), rank=rank, epoch=epoch)
        every: list[StoryTerms] = []
        members: dict[str, list[str]] = {}
        for row in connection.execute(query.execution_options(yield_per=500)):
            if self._follows(shelf, row):
                continue
            if anew is not None:
                anew.place(self._terms(row))
            else:
                every.append(self._terms(row))
                members.setdefault(row.story, []).append(row.id)
        if anew is not None:
            shelf.stream = anew
            return shelf
        shelf.bound = heard(connection)
        grown = _grown(connection, members)
        shelf.names = {g.id: name for name, g in grown.items()}
        shelf.stream = StoryStream.grown(every, grown.values(), rulings_of(shelf.bound))
        return shelf

    def _step(self) -> bool:
        """One transaction's worth; whether more may wait."""
        shelf = self._shelf
        assert shelf is not None
        with self._database.write() as connection:
            if not leases.take(connection, LEASE, self._worker):
                raise LeaseLostError
            if self._stale(connection, shelf):
                self._shelf = None
                return True
            self._hear(connection, shelf)
            ready = list(connection.execute(_waiting(sealed=False)))
            ranks: dict[str, int] = {}
            followed: dict[str, str] = {}
            for row in ready:
                shelf.rank += 1
                ranks[row.id] = shelf.rank
                if self._follows(shelf, row):
                    followed[row.id] = shelf.items[json.loads(row.item)[0]]
                else:
                    shelf.stream.place(self._terms(row))
            moves = self._moves(connection, shelf, followed)
            record(connection, moves, ranks)
            there = Open(stream=shelf.stream, names=shelf.names, items=shelf.items)
            place_sealed(connection, there, moves.gone | moves.lost, self._terms, _waiting(sealed=True))
            _tell(connection, shelf)
            for story in sorted(moves.stories):
                ask_story(connection, story)
        return len(ready) == _TOGETHER

    def _hear(self, connection: Connection, shelf: Shelf) -> None:
        """People may decide at any time: what they put together or apart is placed again."""
        bound = bound_by(rulings_about(connection))
        if bound != shelf.bound:
            shelf.stream.rule(rulings_of(bound))
            shelf.bound = bound
            hear(connection, bound)

    def _follows(self, shelf: Shelf, row: Any) -> bool:
        """Whether a report is a later state of an item that is known; else it stands for its item from now on."""
        if row.item is None:
            return False
        uri = json.loads(row.item)[0]
        first = shelf.items.setdefault(uri, row.id)
        if first != row.id:
            shelf.followers.setdefault(first, []).append(row.id)
        return bool(first != row.id)

    def _terms(self, row: Any) -> StoryTerms:
        """The terms of a report, made anew where another version made them."""
        try:
            return unpack_terms(row.terms)
        except FAULTS:
            again = self._reading.again(row.id, row.reference)
            if not again:
                raise
            return story_terms(*again[0])

    def _moves(self, connection: Connection, shelf: Shelf, followed: dict[str, str]) -> Moves:
        """The stories that changed in the stream, under the ids that they have for people."""
        changed = shelf.stream.changed()
        firsts = {f for f in followed.values() if f not in {r for g in changed for r in g.reports}}
        live = [(g, self._with_followers(shelf, g.reports)) for g in changed if g.reports]
        ids = [x for _, references in live for x in references]
        known = _story_of(connection, ids)
        gone = {shelf.names.pop(g.id) for g in changed if not g.reports and g.id in shelf.names}
        before = set(known.values()) | gone
        taken = set(shelf.names.values()) - before | _others(connection)
        named = name_stories([(g.id, references) for g, references in live], known, taken)
        for (g, _), name in zip(live, named, strict=True):
            shelf.names[g.id] = name
        # A state of an item whose story did not change otherwise.
        for first in firsts:
            story = _story_of(connection, [first])[first]
            named.setdefault(story, ())
            known[first] = story
        grown = {name: g for (g, _), name in zip(live, named, strict=False)}
        members = {name: list(references) for name, references in named.items()}
        for follower, first in followed.items():
            if first in firsts:
                members[known[first]].append(follower)
        return Moves(
            stories={name: tuple(found) for name, found in members.items()},
            grown=grown,
            known=known,
            gone=frozenset(before - set(members)),
        )

    def _with_followers(self, shelf: Shelf, ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(x for id in ids for x in (id, *shelf.followers.get(id, ())))


class LeaseLostError(Exception):
    """Another worker places now."""


def told(connection: Connection) -> tuple[int, int]:
    """How often the rows were changed otherwise than by placing, and how far placing has come."""
    value = connection.execute(select(state.c.value).where(state.c.name == _STATE)).scalar()
    if value is None:
        return 0, 0
    epoch, rank = json.loads(value)
    return int(epoch), int(rank)


def turn(connection: Connection, rank: int | None = None) -> None:
    """Says that the rows were changed otherwise than by placing: whoever holds a stream takes it from them again."""
    epoch, before = told(connection)
    _write(connection, epoch + 1, before if rank is None else rank)


def _tell(connection: Connection, shelf: Shelf) -> None:
    _write(connection, shelf.epoch, shelf.rank)


def _write(connection: Connection, epoch: int, rank: int) -> None:
    value = json.dumps([epoch, rank])
    found = connection.execute(state.update().where(state.c.name == _STATE).values(value=value))
    if not found.rowcount:
        connection.execute(state.insert().values(name=_STATE, value=value))


def _waiting(*, sealed: bool) -> Any:
    """The reports that can be placed: those of which nothing of the same batch is still to be read before them."""
    before = jobs_table.alias()
    busy = exists(
        select(before.c.id).where(
            before.c.batch == reports.c.batch,
            before.c.kind == "read",
            before.c.state.in_(("waiting", "running")),
            before.c.made < reports.c.asked,
            before.c.seal.is_not_distinct_from(reports.c.seal),
        )
    )
    query = select(
        reports.c.id,
        reports.c.seal,
        reports.c.story,
        reports.c.rank,
        reports.c.item,
        reports.c.reference,
        reports.c.asked,
        reports.c.part,
        annotated.c.terms,
    ).join(annotated, annotated.c.report == reports.c.id)
    order = (reports.c.asked, reports.c.n, reports.c.part, reports.c.id)
    if sealed:
        # In the order in which they were placed, those that are new last.
        due = or_(reports.c.story.is_not(None), and_(reports.c.standing, ~busy))
        return query.where(reports.c.seal.is_not(None), due).order_by(
            reports.c.story.is_(None), reports.c.rank, *order
        )
    query = query.where(reports.c.story.is_(None), reports.c.seal.is_(None), reports.c.standing, ~busy)
    return query.order_by(*order).limit(_TOGETHER)


def _grown(connection: Connection, members: dict[str, list[str]]) -> dict[str, Grown]:
    """The stories as the stream held them, by id."""
    query = select(stories.c.id, stories.c.grown).where(stories.c.into.is_(None), stories.c.seal.is_(None))
    told = {id: json.loads(grown) for id, grown in connection.execute(query) if grown is not None}
    last = max((t["number"] for t in told.values()), default=-1)
    found = {}
    for id, placed in members.items():
        one = told.get(id)
        if one is None:
            last += 1
            one = {"number": last, "id": id, "tidied": len(placed), "doubted": True, "order": placed}
        order = [x for x in one.get("order", placed) if x in set(placed)]
        order += [x for x in placed if x not in set(order)]
        found[id] = Grown(
            number=one["number"],
            id=one["id"],
            reports=tuple(order),
            tidied=one["tidied"],
            doubted=one["doubted"],
        )
    return found


def _story_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The stories in which reports stand in the rows."""
    every = list(ids)
    found: dict[str, str] = {}
    for start in range(0, len(every), 500):
        query = select(reports.c.id, reports.c.story).where(reports.c.id.in_(every[start : start + 500]))
        found |= {id: story for id, story in connection.execute(query) if story is not None}
    return found


def _others(connection: Connection) -> set[str]:
    """The ids of stories that only sealed reports tell."""
    query = select(stories.c.id).where(stories.c.seal.is_not(None), stories.c.into.is_(None))
    return set(connection.execute(query).scalars())


__all__ = ["LEASE", "Grouping", "LeaseLostError", "Shelf", "told", "turn"]
