"""Language, light or dark, zone: what a reader chose for their pages, kept by the browser where no account keeps it.

In: the small form in every page's header. Out: cookies, and the page again that the form stood on.
"""

from __future__ import annotations

from typing import Annotated
from zoneinfo import available_timezones

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from crosswire.serve.manner import LANGUAGE_COOKIE, THEME_COOKIE, THEMES, ZONE_COOKIE
from crosswire.serve.translation import languages

_YEAR = 365 * 24 * 3600

router = APIRouter(include_in_schema=False)


@router.post("/preferences")
def prefer(
    request: Request,
    language: Annotated[str, Form(max_length=16)] = "",
    theme: Annotated[str, Form(max_length=16)] = "",
    zone: Annotated[str, Form(max_length=64)] = "",
    next: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Keeps what was chosen; what cannot be is dropped, and so is what was chosen before."""
    answer = RedirectResponse(_local(next), status_code=303)
    chosen = (
        (LANGUAGE_COOKIE, language if language in languages() else ""),
        (THEME_COOKIE, theme if theme in THEMES else ""),
        (ZONE_COOKIE, zone if zone in available_timezones() else ""),
    )
    for name, value in chosen:
        if value:
            answer.set_cookie(
                name, value, max_age=_YEAR, httponly=True, samesite="lax", secure=_https(request)
            )
        else:
            answer.delete_cookie(name)
    return answer


def _local(next: str) -> str:
    """An address of this server; anything that could lead elsewhere becomes the first page.

    >>> _local("/search?q=a"), _local("//elsewhere.example"), _local("/\\\\elsewhere.example"), _local("https://e.example")
    ('/search?q=a', '/', '/', '/')
    """
    plain = next.isprintable() and next.startswith("/") and not next.startswith("//") and "\\" not in next
    return next if plain else "/"


def _https(request: Request) -> bool:
    return request.url.scheme == "https"
