"""Who looks at a page, for the routes that read."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from crosswire.store.database.viewer import Viewer

# One person on one machine, until the gate says who it is.
_HERE = Viewer(id="here", name="here", role="admin", by="open")


def viewer_of(request: Request) -> Viewer:
    """The viewer that the gate recognised."""
    caller = request.scope.get("crosswire.caller")
    found: Viewer = caller.viewer if caller is not None else _HERE
    return found


def not_there() -> HTTPException:
    """The one refusal of what is not there, and of what is not there for this viewer."""
    return HTTPException(404)


Looking = Annotated[Viewer, Depends(viewer_of)]
