"""Sealed reports beside the stories of open ones: each asks the stream for its story, and leaves no trace in it.

In: the stream as open reports made it, and the rows of sealed reports. Out: the story of each: an open one, or, where none
fits, one that only reports under the same seal tell. What stands in such a story is asked again whenever something was
placed, since the open story that it belongs to may have come meanwhile. One that somebody restricted keeps its reports:
in an open story more people would see them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from crosswire.desk.decided import rulings_about
from crosswire.desk.moves import Moves, move, record
from crosswire.desk.reading import ask_story
from crosswire.link.rulings import bonds
from crosswire.link.story_stream import StoryStream
from crosswire.link.story_terms import StoryTerms
from crosswire.store.database.derived import reports, stories
from crosswire.store.database.schema import restrictions
from crosswire.watch.place import name_stories

Terms = Callable[[Row[Any]], StoryTerms]


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """What open reports made: their stream, the id for people of each of its stories, and the first report of each item."""

    stream: StoryStream
    names: Mapping[str, str]
    items: Mapping[str, str]

    def story_of(self, report: str) -> str | None:
        """The story in which an open report stands."""
        return self.names.get(self.stream.story_of(report) or "")


@dataclass(slots=True, kw_only=True)
class _Placed:
    """Where reports of one seal belong: in open stories, or apart; and those that only follow another state of an item."""

    found: dict[str, str] = field(default_factory=dict)
    apart: StoryStream = field(default_factory=StoryStream)
    followers: dict[str, list[str]] = field(default_factory=dict)

    def own(self) -> list[tuple[str, tuple[str, ...]]]:
        """The stories that only these reports tell, by the id that the stream gave them."""
        return [
            (id, tuple(x for m in members for x in (m, *self.followers.get(m, ()))))
            for id, members in self.apart.stories()
        ]


def place_sealed(
    connection: Connection, there: Open, left: frozenset[str], terms: Terms, waiting: Select[Any]
) -> None:
    """Places the sealed reports that wait, and asks again for those that may belong elsewhere now, those of the stories
    that others have `left` among them."""
    if connection.execute(select(reports.c.id).where(reports.c.seal.is_not(None)).limit(1)).scalar() is None:
        return
    rows = list(connection.execute(waiting))
    for seal in sorted({row.seal for row in rows}):
        mine = [row for row in rows if row.seal == seal]
        own = _own_stories(connection, seal)
        asked = [r for r in mine if r.story is None or r.story in own or r.story in left]
        if asked:
            placed = _place(connection, there, seal, mine, asked, own, terms)
            _write(connection, seal, mine, asked, placed, own)


def _place(
    connection: Connection,
    there: Open,
    seal: str,
    mine: list[Row[Any]],
    asked: list[Row[Any]],
    own: Mapping[str, bool],
    terms: Terms,
) -> _Placed:
    rulings = rulings_about(connection, (seal,))
    joined, apart = bonds(rulings, "story")
    placed = _Placed(apart=StoryStream(rulings))
    first_of: dict[str, Row[Any]] = {}
    for row in mine:
        if row.item is not None:
            first_of.setdefault(json.loads(row.item)[0], row)
    waiting = {row.id for row in asked}
    for row in asked:
        kept = own.get(row.story or "", False)
        first = first_of[json.loads(row.item)[0]] if row.item is not None else row
        if first is not row and first.id in waiting:
            placed.followers.setdefault(first.id, []).append(row.id)
            continue
        story = first.story if first is not row else None
        if story is None and not kept:
            story = _in_open(there, row, terms, joined.get(row.id, ()), apart.get(row.id, ()))
        if story is None:
            placed.apart.place(terms(row))
        else:
            placed.found[row.id] = story
    for first_id, ids in placed.followers.items():
        if first_id in placed.found:
            placed.found |= dict.fromkeys(ids, placed.found[first_id])
    return placed


def _in_open(
    there: Open, row: Row[Any], terms: Terms, joined: Iterable[str], apart: Iterable[str]
) -> str | None:
    """The open story that a sealed report tells of: that of its item, that which people say, that which fits."""
    if row.item is not None and (first := there.items.get(json.loads(row.item)[0])) is not None:
        return there.story_of(first)
    for other in sorted(joined):
        if (story := there.story_of(other)) is not None:
            return story
    barred = {id for other in apart if (id := there.stream.story_of(other)) is not None}
    return there.names.get(there.stream.ask(terms(row), barred) or "")


def _write(
    connection: Connection,
    seal: str,
    mine: list[Row[Any]],
    asked: list[Row[Any]],
    placed: _Placed,
    own: Mapping[str, bool],
) -> None:
    """Writes where the reports of a seal stand now, and asks for the stories in which that is news."""
    # Sealed reports have an order of their own: the open ones' has no gaps from which they could be told.
    last = max((row.rank for row in mine), default=0)
    fresh = [row.id for row in asked if row.story is None]
    ranks = {id: last + n for n, id in enumerate(fresh, start=1)}
    known = {row.id: row.story for row in asked if row.story is not None}
    news = set()
    for story in sorted(set(placed.found.values())):
        moved = [id for id, s in placed.found.items() if s == story and known.get(id) != story]
        move(connection, moved, story, ranks)
        news |= {story} if moved else set()
    there = set(connection.execute(select(stories.c.id)).scalars()) if placed.own() else set()
    named = name_stories(placed.own(), {id: s for id, s in known.items() if s in own}, there - set(own))
    now = {id: name for name, members in named.items() for id in members}
    changed = {
        name: members
        for name, members in named.items()
        if set(members) != {id for id, story in known.items() if story == name}
    }
    moves = Moves(
        stories=changed,
        grown={},
        known=known,
        gone=frozenset(own) - set(named),
        elsewhere=placed.found | now,
        seal=seal,
    )
    record(connection, moves, ranks)
    came = {story for id, story in known.items() if (placed.found | now)[id] != story}
    for story in sorted((news | set(changed) | came) - moves.gone):
        ask_story(connection, story, seal)


def _own_stories(connection: Connection, seal: str) -> dict[str, bool]:
    """The stories that only a seal's reports tell, and whether each is restricted."""
    query = (
        select(stories.c.id, restrictions.c.story)
        .select_from(stories.outerjoin(restrictions, restrictions.c.story == stories.c.id))
        .where(stories.c.seal == seal, stories.c.into.is_(None))
    )
    return {id: closed is not None for id, closed in connection.execute(query)}
