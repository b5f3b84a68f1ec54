"""Logging in and out.

In: a name and a password, in a form. Out: a session's cookie and the way back to where one wanted to go, which is a path of this
server or the first page. One who is not let in is told so in the same words whether or not there is such an account.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from crosswire.serve.access import anyone, needs
from crosswire.serve.render import render
from crosswire.serve.securing import Hashing, Security
from crosswire.serve.security import accounts
from crosswire.serve.security.caller import caller_of
from crosswire.serve.security.cookies import SESSION, VISIT, set_cookie
from crosswire.serve.security.options import SecurityOptions
from crosswire.serve.security.origins import local_path
from crosswire.serve.translation import Message, say
from crosswire.serve.twin import Store
from crosswire.store.database.viewer import Viewer

router = APIRouter(include_in_schema=False)
HOME = "/"


@router.get("/login", response_class=HTMLResponse)
def login_page(
    request: Request, viewer: Annotated[Viewer, anyone()], options: Security, next: str = HOME
) -> Response:
    """The form to log in with."""
    back = local_path(next, otherwise=HOME)
    if viewer.by in ("session", "open"):
        return RedirectResponse(back, 303)
    return _form(request, options, back)


@router.post("/login", response_class=HTMLResponse)
def log_in(
    request: Request,
    viewer: Annotated[Viewer, anyone()],
    database: Store,
    passwords: Hashing,
    options: Security,
    name: Annotated[str, Form(max_length=400)] = "",
    password: Annotated[str, Form(max_length=4000)] = "",
    next: Annotated[str, Form(max_length=4000)] = HOME,
) -> Response:
    """Logs in, or shows the form again with what is wrong."""
    back, caller = local_path(next, otherwise=HOME), caller_of(request)
    if viewer.by == "open":
        return RedirectResponse(back, 303)
    outcome = accounts.log_in(
        database,
        passwords,
        options,
        name=name,
        password=password,
        address=caller.address,
        agent=request.headers.get("user-agent"),
    )
    if isinstance(outcome, accounts.TurnedAway):
        return _turned_away(request, options, back, name, outcome.wait_seconds)
    return with_session(RedirectResponse(back, 303), outcome, options)


@router.post("/logout")
def log_out(
    request: Request, viewer: Annotated[Viewer, needs("reader")], database: Store, options: Security
) -> Response:
    """Ends the session."""
    if viewer.by == "session":
        accounts.log_out(database, viewer, caller_of(request).secret)
    return without_session(options)


def with_session(response: Response, outcome: accounts.LoggedIn, options: SecurityOptions) -> Response:
    """The response that lets the browser keep a new session, and forget the visit before it."""
    response.raw_headers += [
        set_cookie(SESSION, outcome.secret, options, seconds=outcome.seconds),
        set_cookie(VISIT, "", options, seconds=0),
    ]
    return response


def without_session(options: SecurityOptions) -> Response:
    """The way to the log-in, with everything forgotten that the browser kept."""
    response = RedirectResponse("/login", 303)
    response.raw_headers += [set_cookie(kind, "", options, seconds=0) for kind in (SESSION, VISIT)]
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


def _turned_away(
    request: Request, options: SecurityOptions, back: str, name: str, wait: int | None
) -> Response:
    if wait is None:
        told = say("That name and password do not belong together, or the account may not be used.")
    else:
        told = say("Too many attempts; wait %(seconds)s seconds before the next.", seconds=wait)
    page = _form(request, options, back, name=name, faults=(("", told),))
    page.status_code = 401 if wait is None else 429
    if wait is not None:
        page.headers["Retry-After"] = str(wait)
    return page


def _form(
    request: Request,
    options: SecurityOptions,
    back: str,
    *,
    name: str = "",
    faults: tuple[tuple[str, Message], ...] = (),
) -> Response:
    service = options.oidc.shown if options.oidc else None
    return render(request, "login.html.j2", back=back, name=name[:100], faults=faults, service=service)
