"""What waits for a person, right after somebody said something of it: what is settled leaves the queue before its story is made anew.

In: a review that was just recorded or taken back. Out: marks on the rows of the queue, in every variant of the stories that it
touches: a statement of which people's words stand waits no longer, one over which they part stays and says so. The version
that is made next has a queue of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, false, func, or_, select

from crosswire.serve import opened
from crosswire.serve.decided import rows_of
from crosswire.serve.opened import Opened
from crosswire.serve.standing import standing
from crosswire.store.database import Database, decisions
from crosswire.store.database.audit import seals_in
from crosswire.store.database.derived import queue, reports, shown
from crosswire.store.database.schema import REVIEWS, decision_reports
from crosswire.store.database.schema import decisions as table
from crosswire.store.database.viewer import Viewer

# Who is unsure settles nothing.
_OPEN = ("", "unsure", "disputed")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """How a statement of a version stands by now."""

    at: Opened
    kind: str
    id: str
    standing: str


def heed(database: Database, review: str) -> None:
    """Marks what a review is about in the queues that have it, as it stands by everybody's words."""
    with database.read() as connection:
        marks = tuple(_marks(connection, review))
    if not marks:
        return
    with database.write() as connection:
        for mark in marks:
            mine = (queue.c.story == mark.at.story, queue.c.variant == mark.at.variant)
            about = (queue.c.version == mark.at.version, queue.c.kind == mark.kind, queue.c.target == mark.id)
            connection.execute(
                queue.update()
                .where(*mine, *about)
                .values(settled=mark.standing not in _OPEN, disputed=mark.standing == "disputed")
            )
            waits = select(func.count()).select_from(queue).where(*mine, queue.c.settled == false())
            line = (shown.c.story == mark.at.story, shown.c.version == mark.at.version)
            connection.execute(shown.update().where(*line).values(waiting=waits.scalar_subquery()))


def _marks(connection: Connection, review: str) -> Iterator[_Mark]:
    about = select(decision_reports.c.sha256).where(decision_reports.c.decision == review)
    made_in = select(table.c.story).where(table.c.id == review)
    touched = select(reports.c.story).where(or_(reports.c.sha256.in_(about), reports.c.story.in_(made_in)))
    for story in sorted({s for s in connection.execute(touched).scalars() if s is not None}):
        for at in opened.every_variant(connection, story):
            # As whoever sees this variant: neither more nor fewer reviews.
            seals = seals_in(connection, at.variant)
            seen = Viewer(id="", name="", role="admin", seals=seals)
            every = decisions.of_story(connection, seen, story, chain=REVIEWS, all=True)
            rows = rows_of(every, seen, at=at)
            for one in rows:
                if one.id == review and one.statement is not None:
                    here = [r for r in rows if (r.kind, r.statement) == (one.kind, one.statement)]
                    yield _Mark(at=at, kind=one.kind, id=one.statement, standing=standing(here))
