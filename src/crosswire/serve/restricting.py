"""Who sees a story: everybody who may read, or only some, as an editor decides who sees it.

In: a form with the people and the reason. Out: the page and its JSON twin. Whoever is not listed gets the 404 that is given for
what is not there, from the next request on.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse
from pydantic import BaseModel
from sqlalchemy import Connection
from starlette.responses import Response

from crosswire.serve.access import needs, not_there
from crosswire.serve.asked import AskedId
from crosswire.serve.twin import Store, twin
from crosswire.store.database import people as accounts
from crosswire.store.database import restricted, visible
from crosswire.store.database.viewer import Viewer

router = APIRouter(tags=["stories"])
Editor = Annotated[Viewer, needs("editor")]
_MOST_PEOPLE = 500


class Listed(BaseModel, frozen=True):
    """Somebody with an account, and whether they see the story though it is restricted."""

    id: str
    name: str
    role: str
    sees: bool


class Readers(BaseModel, frozen=True):
    """Who sees a story. `restricted` is since when only some do."""

    story: str
    restricted: str | None
    reason: str | None
    people: tuple[Listed, ...]


@twin(router, "/stories/{id}/people", "story_people.html.j2", summary="Who sees a story")
def readers(id: AskedId, database: Store, viewer: Editor) -> Readers:
    """The people, and who of them sees the story."""
    with database.read() as connection:
        _check(connection, viewer, id)
        found = restricted.of_story(connection, id)
        everyone = [p for p in accounts.everyone(connection) if p.disabled is None]
    listed = set(found.people) if found else set()
    return Readers(
        story=id,
        restricted=found.made if found else None,
        reason=found.reason if found else None,
        people=tuple(
            Listed(
                id=p.id,
                name=p.shown,
                role=p.role,
                sees=found is None or p.role == "admin" or p.id in listed,
            )
            for p in everyone
        ),
    )


@router.post("/stories/{id}/people", include_in_schema=False)
def restrict(
    id: AskedId,
    database: Store,
    viewer: Editor,
    reason: Annotated[str, Form(max_length=2000)],
    people: Annotated[list[str], Form(max_length=_MOST_PEOPLE)] = [],  # noqa: B006  # FastAPI copies it
) -> Response:
    """Lets only those who are chosen see the story."""
    with database.write() as connection:
        _check(connection, viewer, id)
        restricted.restrict(connection, viewer, id, people=people, reason=reason)
    return RedirectResponse(f"/stories/{id}/people", 303)


@router.post("/stories/{id}/people/everybody", include_in_schema=False)
def lift(id: AskedId, database: Store, viewer: Editor) -> Response:
    """Lets every reader see the story again."""
    with database.write() as connection:
        _check(connection, viewer, id)
        restricted.lift(connection, viewer, id)
    return RedirectResponse(f"/stories/{id}/people", 303)


def _check(connection: Connection, viewer: Viewer, story: str) -> None:
    if visible.story(connection, viewer, story) is None:
        raise not_there()
