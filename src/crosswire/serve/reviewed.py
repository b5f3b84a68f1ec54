"""Everything that was decided: by whom, when, why, who took it back, and what it moved; of one story or of all.

In: who looks, and what the list is filtered by. Out: pages and their JSON twins, the latest first. What is about a report that the
viewer does not see is not there.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from crosswire.review import table
from crosswire.serve import opened
from crosswire.serve.access import needs, not_there
from crosswire.serve.asked import AskedText, address
from crosswire.serve.decided import ReviewRow, moved_by, row_of, rows_of
from crosswire.serve.opened import Opened
from crosswire.serve.review_form import actions_of
from crosswire.serve.twin import Store, twin
from crosswire.store.database import decisions, visible
from crosswire.store.database.schema import REVIEWS
from crosswire.store.database.viewer import Viewer
from crosswire.types import Review

router = APIRouter(tags=["reviews"])
Reader = Annotated[Viewer, needs("reader")]
PAGE = 50


class ReviewsAsked(BaseModel, frozen=True):
    """What the list of reviews is filtered by."""

    kind: AskedText = Field(None, description="of the statement: figure, quote, name, …")
    action: AskedText = Field(None, description="accept, reject, correct, merge, split, unsure, annotate")
    by: AskedText = Field(None, description="the name of who decided")
    before: AskedText = Field(None, description="the last review of the page before")


Asked = Annotated[ReviewsAsked, Query()]


class Reviews(BaseModel, frozen=True):
    """Reviews, the latest first. `older` is the address of what came before."""

    reviews: tuple[ReviewRow, ...]
    asked: ReviewsAsked
    story: str | None = None
    title: str | None = None
    older: str | None = None


class OneReview(BaseModel, frozen=True):
    """One review. `decision` is the same as it is kept and handed on."""

    review: ReviewRow
    title: str | None = None
    decision: dict[str, object]


@twin(router, "/reviews", "review/reviews.html.j2", summary="Everything that was decided, the latest first")
def reviews(viewer: Reader, database: Store, asked: Asked) -> Reviews:
    """What people decided in any story."""
    with database.read() as connection:
        return _listed(connection, viewer, asked, None)


@twin(
    router,
    "/stories/{story}/reviews",
    "review/reviews.html.j2",
    summary="Everything that was decided in a story",
)
def story_reviews(viewer: Reader, database: Store, story: str, asked: Asked) -> Reviews:
    """What people decided in one story."""
    with database.read() as connection:
        return _listed(connection, viewer, asked, opened.latest(connection, viewer, story))


@twin(router, "/reviews/{review}", "review/one.html.j2", summary="One review")
def one_review(viewer: Reader, database: Store, review: str) -> OneReview:
    """A review by its id, with what it moved."""
    with database.read() as connection:
        kept = decisions.read(connection, viewer, review)
        if kept is None or not isinstance(kept.entry, Review):
            raise not_there()
        at = opened_of(connection, viewer, kept.story)
        moved = moved_by(connection, viewer, [kept.story] if kept.story else ())
        row = row_of(kept, viewer, at=at, moved=moved.get(review, ()))
    return OneReview(review=row, title=at.title if at else None, decision=table.to_table(kept.entry))


def opened_of(connection: Connection, viewer: Viewer, story: str | None) -> Opened | None:
    """The latest version of a story; None where there is none for the viewer any more."""
    if story is None or visible.story(connection, viewer, story) is None:
        return None
    return opened.latest(connection, viewer, story)


def _listed(connection: Connection, viewer: Viewer, asked: ReviewsAsked, at: Opened | None) -> Reviews:
    kept = decisions.listed(
        connection,
        viewer,
        chain=REVIEWS,
        kind=asked.kind,
        action=asked.action,
        by=asked.by,
        story=at.story if at is not None else None,
        before=asked.before,
        limit=PAGE + 1,
    )
    shown, more = kept[:PAGE], len(kept) > PAGE
    moved = moved_by(connection, viewer, {k.story for k in shown if k.story})
    path = f"/stories/{at.story}/reviews" if at is not None else "/reviews"
    return Reviews(
        reviews=rows_of(shown, viewer, at=at, moved=moved),
        asked=asked,
        story=at.story if at is not None else None,
        title=at.title if at is not None else None,
        older=address(path, asked, before=shown[-1].id) if more else None,
    )


# For the filters of the pages.
ACTIONS = actions_of("story", editor=True)
