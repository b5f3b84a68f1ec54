"""What is answered when a request cannot be served: a page that says what happened and what next, or a problem for machines.

In: the exceptions that reach the application. Out: under /api/ and for whoever asks for JSON, `application/problem+json`
(RFC 9457: type, title, status, detail, and for each wrong value where it stands); for a part of a page that htmx asked for,
the words alone; else a page in the desk's own look. A bug says nothing of itself: what happened is in the server's log.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DataError, OperationalError
from starlette.exceptions import HTTPException

from crosswire.errors import CrosswireError
from crosswire.serve.render import render
from crosswire.serve.translation import N_, say

LOG = logging.getLogger("crosswire.serve")
MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a status tells people: what happened, what to do next, and the link that helps."""

    title: str
    next: str
    link: tuple[str, str] | None = None


_STORIES = ("/stories", N_("All stories"))
MEANINGS: Mapping[int, Meaning] = {
    400: Meaning(title=N_("This cannot be understood"), next=N_("Go back, check what was given, and send it again.")),
    401: Meaning(
        title=N_("You are not logged in"),
        next=N_("Log in, and you are led back to what you asked for."),
        link=("/login", N_("Log in")),
    ),
    403: Meaning(
        title=N_("This is not for your account to do"),
        next=N_("Somebody with the role of admin can give your account another role."),
        link=_STORIES,
    ),
    404: Meaning(
        title=N_("Nothing is here"),
        next=N_("It may have moved, have been merged with another story, or not be open to you. Look for it by its words."),
        link=("/search", N_("Search")),
    ),
    405: Meaning(title=N_("This is not done here"), next=N_("Go back to the page you came from and use its form."), link=_STORIES),
    409: Meaning(
        title=N_("Somebody was there before you"),
        next=N_("What you were changing has changed meanwhile. Load the page again, look at what is there now, then decide."),
    ),
    413: Meaning(
        title=N_("This is too large"),
        next=N_("Send fewer files at once, or cut the archive into parts."),
        link=("/add", N_("Add reports")),
    ),
    415: Meaning(title=N_("This kind of content is not taken here"), next=N_("Use the page’s own form, or see the API’s description.")),
    421: Meaning(title=N_("This server does not answer for that host name"), next=N_("Use the address you were given for the desk.")),
    422: Meaning(title=N_("Something that was given cannot be taken"), next=N_("Go back, mend what is named here, and send it again.")),
    429: Meaning(title=N_("Too many requests"), next=N_("Wait a moment, then try again. Nothing was lost.")),
    500: Meaning(
        title=N_("Something broke here"),
        next=N_("What was acknowledged before is kept. Try again; if it breaks again, tell whoever runs this desk."),
        link=_STORIES,
    ),
    503: Meaning(
        title=N_("The store cannot be reached just now"),
        next=N_("Nothing that was acknowledged is lost. Try again in a moment."),
        link=_STORIES,
    ),
}  # fmt: skip
_OTHER = {4: MEANINGS[400], 5: MEANINGS[500]}


def install(app: FastAPI) -> None:
    """Lets an application answer every failure in this way."""
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(CrosswireError, _impossible)
    app.add_exception_handler(OperationalError, _unreachable)
    app.add_exception_handler(DataError, _cannot_be_kept)
    app.add_exception_handler(UnicodeError, _cannot_be_kept)
    app.add_exception_handler(Exception, _broken)


def refusal(
    request: Request,
    status: int,
    detail: str | None = None,
    *,
    errors: tuple[dict[str, str], ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer with a status, in the form that the request asks for. `detail`: what of this case goes beyond its status."""
    meaning = MEANINGS.get(status, _OTHER[status // 100])
    if wants_json(request):
        answer: Response = _problem(status, meaning, detail, errors)
    else:
        part = request.headers.get("hx-request") == "true" and "hx-boosted" not in request.headers
        template = "refusal_part.html.j2" if part else "refusal.html.j2"
        answer = render(
            request, template, status=status, code=status, meaning=meaning, detail=detail, errors=errors
        )
    answer.headers.update(dict(headers or {}))
    return answer


def wants_json(request: Request) -> bool:
    """Whether whoever asks is a program: under /api/, or where JSON is asked for and HTML is not."""
    accepted = request.headers.get("accept", "")
    return request.url.path.startswith("/api/") or ("json" in accepted and "html" not in accepted)


def _problem(
    status: int,
    meaning: Meaning,
    detail: str | None,
    errors: tuple[dict[str, str], ...],
) -> JSONResponse:
    told: dict[str, Any] = {"type": "about:blank", "title": meaning.title, "status": status}
    told["detail"] = detail or meaning.next
    if errors:
        told["errors"] = list(errors)
    return JSONResponse(told, status_code=status, media_type=MEDIA_TYPE)


def _refused(request: Request, refused: Exception) -> Response:
    assert isinstance(refused, HTTPException)
    if 300 <= refused.status_code < 400:
        return Response(status_code=refused.status_code, headers=refused.headers)
    # What is not there and what is not for this viewer must look the same, whatever a route says of it.
    plain = refused.status_code == 404 or refused.detail in (None, "", _phrase(refused.status_code))
    return refusal(request, refused.status_code, None if plain else refused.detail, headers=refused.headers)


def _phrase(status: int) -> str:
    """What Starlette says where no detail was given."""
    return HTTPException(status).detail


def _not_valid(request: Request, wrong: Exception) -> Response:
    """Values that the route's own types refuse. What was sent is not told back: it may be a password."""
    assert isinstance(wrong, RequestValidationError)
    errors = tuple({"where": ".".join(map(str, e["loc"])), "message": str(e["msg"])} for e in wrong.errors())
    return refusal(request, 422, errors=errors)


def _impossible(request: Request, wrong: Exception) -> Response:
    return refusal(request, 422, str(wrong))


def _cannot_be_kept(request: Request, wrong: Exception) -> Response:
    """Characters that no database keeps: NUL, halves of UTF-16 pairs. They come from no keyboard."""
    return refusal(request, 422, say("Something holds characters that cannot be kept; leave them out."))


def _unreachable(request: Request, broken: Exception) -> Response:
    LOG.error("the store cannot be reached", exc_info=broken)
    return refusal(request, 503, headers={"retry-after": "5"})


def _broken(request: Request, broken: Exception) -> Response:
    return refusal(request, 500)
