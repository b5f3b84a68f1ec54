"""The stories of the store, as one who looks may see them: the first page."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import select

from crosswire.serve.twin import Store, twin
from crosswire.store.database.derived import shown

router = APIRouter(tags=["stories"])


class StoryRow(BaseModel, frozen=True):
    """A line of the list of stories."""

    id: str
    title: str
    start: str | None
    end: str | None
    reports: int
    originals: int
    at: str


class Stories(BaseModel, frozen=True):
    """Stories, the one that changed last first."""

    stories: tuple[StoryRow, ...]


@twin(router, "/stories", "stories.html.j2", summary="The stories, the one that changed last first")
def stories(database: Store) -> Stories:
    """The list of stories."""
    with database.read() as connection:
        rows = connection.execute(
            select(shown).where(shown.c.variant == "").order_by(shown.c.at.desc()).limit(50)
        )
        found = tuple(
            StoryRow(
                id=r.story,
                title=r.title,
                start=r.start,
                end=r.end,
                reports=r.reports,
                originals=r.originals,
                at=r.at,
            )
            for r in rows
        )
    return Stories(stories=found)
