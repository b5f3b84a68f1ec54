"""Between a review and its effect: what was decided and is not yet in a story's latest version, and what moved once it is.

In: who looks, a story, the version that they have before them. Out: the marks that go onto the statements of a story's page,
and whether there is something newer to look at. Told from decisions and versions that the viewer sees, never from the work
itself: that a story is being made anew for others is nobody's to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel
from sqlalchemy import Connection

from crosswire.serve import opened
from crosswire.serve.access import needs
from crosswire.serve.decided import ReviewRow, moved_by, rows_of
from crosswire.serve.opened import Opened
from crosswire.serve.render import environment, render
from crosswire.serve.twin import Store
from crosswire.store.database import decisions
from crosswire.store.database.schema import REVIEWS
from crosswire.store.database.viewer import Viewer

router = APIRouter(tags=["reviews"])
# Where `present.page.to_body` says that the review of a statement may stand.
_PLACE = re.compile(r"<!--review ([a-z]+) ([^ >]+)-->")


class Anew(BaseModel, frozen=True):
    """`version` is the latest; `pending`, whether anything that was decided is not in it yet; `moved`, what changed by what
    was decided and is in it."""

    version: str
    pending: bool
    moved: tuple[str, ...] = ()


@router.get("/api/stories/{story}/anew", summary="Whether a story was made anew since a version")
def anew(
    viewer: Annotated[Viewer, needs("reader")],
    database: Store,
    story: str,
    since: Annotated[str, Query(max_length=64)] = "",
) -> Anew:
    """What is known of the making of a story: ask again while something is pending."""
    with database.read() as connection:
        at = opened.latest(connection, viewer, story)
        waiting = pending_of(connection, viewer, at)
        if waiting or at.version == since:
            return Anew(version=at.version, pending=bool(waiting))
        known = at.known_reviews
        moved = moved_by(connection, viewer, [story])
    told = (text for id, texts in moved.items() if id in known for text in texts)
    return Anew(version=at.version, pending=False, moved=tuple(dict.fromkeys(told)))


@router.get("/stories/{story}/anew", include_in_schema=False)
def anew_part(
    request: Request,
    viewer: Annotated[Viewer, needs("reader")],
    database: Store,
    story: str,
    since: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """The same as the part of a page that asks again by itself."""
    found = anew(viewer, database, story, since)
    return render(request, "review/anew_part.html.j2", story=story, since=since, found=found)


def pending_of(connection: Connection, viewer: Viewer, at: Opened) -> tuple[ReviewRow, ...]:
    """The reviews of a story that its version was not made with, and those taken back that it was made with."""
    kept = decisions.of_story(connection, viewer, at.story, chain=REVIEWS, all=True)
    known = at.known_reviews
    late = [k for k in kept if (k.id in known) == (k.withdrawn is not None)]
    return rows_of(late, viewer, at=at)


def marked(connection: Connection, viewer: Viewer, story: str, body: str) -> str:
    """A story's page with a way to review each statement, and what was said of it since the page was made; as it is for
    whoever only reads."""
    if not viewer.may("reviewer"):
        return body
    at = opened.latest(connection, viewer, story)
    late: dict[tuple[str, str], list[ReviewRow]] = {}
    for row in pending_of(connection, viewer, at):
        late.setdefault((row.kind, row.statement or ""), []).append(row)
    mark = environment().get_template("review/mark.html.j2").module

    def put(place: re.Match[str]) -> str:
        kind, id = place[1], place[2]
        if f"{kind} {id}" not in at.targets:
            return ""
        return str(mark.mark(story, kind, id, _said(late.get((kind, id), ()))))  # type: ignore[attr-defined]

    return _PLACE.sub(put, body)


def _said(rows: Iterable[ReviewRow]) -> tuple[ReviewRow, ...]:
    """The latest of each person."""
    last = {row.user or row.by: row for row in rows}
    return tuple(last.values())
