"""Language, light or dark, zone: what a reader chose for their pages, kept by their account and by the browser, which knows them before they log in.

In: the small form in every page's header. Out: cookies, and the page again that the form stood on.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from crosswire.serve.access import anyone
from crosswire.serve.manner import LANGUAGE_COOKIE, THEME_COOKIE, THEMES, ZONE_COOKIE, zones
from crosswire.serve.security.origins import local_path
from crosswire.serve.translation import languages
from crosswire.serve.twin import Store
from crosswire.store.database import people
from crosswire.store.database.viewer import Viewer

_YEAR = 365 * 24 * 3600

router = APIRouter(include_in_schema=False)


@router.post("/preferences")
def prefer(
    request: Request,
    viewer: Annotated[Viewer, anyone()],
    database: Store,
    language: Annotated[str, Form(max_length=16)] = "",
    theme: Annotated[str, Form(max_length=16)] = "",
    zone: Annotated[str, Form(max_length=64)] = "",
    next: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Keeps what was chosen; what cannot be is dropped, and so is what was chosen before."""
    answer = RedirectResponse(local_path(next), status_code=303)
    if viewer.id and viewer.by != "token":
        with database.write() as connection:
            people.set_preferences(
                connection,
                viewer.id,
                language=language if language in languages() else None,
                theme=theme if theme in THEMES else None,
                **({"zone": zone} if zone in zones() else {}),
            )
    chosen = (
        (LANGUAGE_COOKIE, language if language in languages() else ""),
        (THEME_COOKIE, theme if theme in THEMES else ""),
        (ZONE_COOKIE, zone if zone in zones() else ""),
    )
    for name, value in chosen:
        if value:
            answer.set_cookie(
                name, value, max_age=_YEAR, httponly=True, samesite="lax", secure=_https(request)
            )
        else:
            answer.delete_cookie(name)
    return answer


def _https(request: Request) -> bool:
    return request.url.scheme == "https"
