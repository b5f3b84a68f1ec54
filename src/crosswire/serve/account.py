"""One's own account: the password, how the desk is shown, the sessions and tokens one has.

In: forms of whoever is logged in, about themselves alone. Out: the page and its JSON twin. A token's text is shown once, in
the answer that makes it. Nobody else's sessions or tokens are named here, whatever id is sent.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel
from starlette.responses import Response

from crosswire.errors import UsageError
from crosswire.serve.access import needs, not_there
from crosswire.serve.login import without_session
from crosswire.serve.manner import zones
from crosswire.serve.render import render
from crosswire.serve.securing import Hashing, Security
from crosswire.serve.security import accounts
from crosswire.serve.twin import Store
from crosswire.store.database import people, sessions
from crosswire.store.database.viewer import ROLES, Viewer

router = APIRouter(tags=["account"])
Reader = Annotated[Viewer, needs("reader")]
Person = Annotated[Viewer, needs("reader", person=True)]
_DAY_SECONDS = 86_400
Days = Annotated[int, Form(ge=1, le=3650)]


class SessionRow(BaseModel, frozen=True):
    """One of the viewer's own sessions."""

    id: str
    agent: str | None
    made: str
    seen: str
    ends: str
    this: bool


class TokenRow(BaseModel, frozen=True):
    """One of the viewer's own tokens, without its text."""

    id: str
    name: str
    role: str
    made: str
    seen: str | None
    ends: str | None


class Account(BaseModel, frozen=True):
    """The viewer's account."""

    id: str
    login: str
    name: str
    role: str
    language: str | None
    zone: str | None
    theme: str | None
    recognised_by: str
    has_password: bool
    sessions: tuple[SessionRow, ...]
    tokens: tuple[TokenRow, ...]


@router.get("/api/account", summary="Who is logged in, with their sessions and tokens")
def account(database: Store, viewer: Reader, options: Security) -> Account:
    """The viewer's own account."""
    with database.read() as connection:
        person = people.by_id(connection, viewer.id)
        if person is None:
            raise not_there()
        mine = sessions.sessions_of(connection, viewer.id, idle_seconds=options.idle_seconds)
        tokens = sessions.tokens_of(connection, viewer.id)
    return Account(
        id=viewer.id,
        login=person.name,
        name=person.shown,
        role=viewer.role,
        language=person.language,
        zone=person.zone,
        theme=person.theme,
        recognised_by=viewer.by,
        has_password=person.has_password,
        sessions=tuple(
            SessionRow(id=s.id, agent=s.agent, made=s.made, seen=s.seen, ends=s.ends, this=s.id == viewer.key)
            for s in mine
        ),
        tokens=tuple(
            TokenRow(id=t.id, name=t.name, role=t.role, made=t.made, seen=t.seen, ends=t.ends) for t in tokens
        ),
    )


@router.get("/account", response_class=HTMLResponse, include_in_schema=False)
def account_page(request: Request, database: Store, viewer: Reader, options: Security) -> Response:
    """The page of the account."""
    return _page(request, account(database, viewer, options))


@router.post("/account/password", include_in_schema=False)
def change_password(
    viewer: Person,
    database: Store,
    passwords: Hashing,
    options: Security,
    old: Annotated[str, Form(max_length=4000)],
    new: Annotated[str, Form(max_length=4000)],
    again: Annotated[str, Form(max_length=4000)],
) -> Response:
    """Another password; every session ends, and one logs in with the new one."""
    if new != again:
        raise UsageError("The new password was typed in two ways; type it the same twice.")
    accounts.change_password(database, passwords, options, viewer, old=old, new=new)
    return without_session(options)


@router.post("/account/preferences", include_in_schema=False)
def change_preferences(
    viewer: Person,
    database: Store,
    shown: Annotated[str, Form(max_length=400)],
    language: Annotated[str, Form(max_length=16, pattern="^[a-z]{0,3}(-[A-Za-z]{2,4})?$")] = "",
    zone: Annotated[str, Form(max_length=64)] = "",
    theme: Annotated[Literal["", "light", "dark"], Form()] = "",
) -> Response:
    """How the desk is shown to the viewer, and the viewer to others."""
    if zone and zone not in zones():
        raise UsageError(f"{zone!r} is no time zone; choose one like Europe/Berlin.")
    with database.write() as connection:
        people.set_shown(connection, viewer.id, shown)
        people.set_preferences(
            connection, viewer.id, language=language or None, zone=zone or None, theme=theme or None
        )
    return RedirectResponse("/account", 303)


@router.post("/account/logout-everywhere", include_in_schema=False)
def log_out_everywhere(viewer: Person, database: Store, options: Security) -> Response:
    """Ends every session of the account, this one too."""
    accounts.log_out_everywhere(database, viewer)
    return without_session(options)


@router.post("/account/sessions/{id}/end", include_in_schema=False)
def end_session(id: str, viewer: Person, database: Store) -> Response:
    """Ends one of the viewer's sessions."""
    with database.write() as connection:
        if not sessions.close_one(connection, viewer.id, id):
            raise not_there()
    return RedirectResponse("/account", 303)


@router.post("/account/tokens", include_in_schema=False, response_class=HTMLResponse)
def make_token(
    request: Request,
    viewer: Person,
    database: Store,
    options: Security,
    name: Annotated[str, Form(max_length=400)],
    role: Annotated[str, Form(max_length=16)] = ROLES[0],
    days: Days = 90,
) -> Response:
    """A token for a machine, its text shown this once."""
    secret, _ = accounts.make_token(
        database, viewer, user=viewer.id, name=name, role=role, seconds=days * _DAY_SECONDS
    )
    return _page(request, account(database, viewer, options), new_token=secret)


@router.post("/account/tokens/{id}/withdraw", include_in_schema=False)
def withdraw_token(id: str, viewer: Person, database: Store) -> Response:
    """Ends one of the viewer's tokens."""
    if not accounts.withdraw_token(database, viewer, id=id, user=viewer.id):
        raise not_there()
    return RedirectResponse("/account", 303)


def _page(request: Request, page: Account, **more: Any) -> Response:
    roles = ROLES[: ROLES.index(page.role) + 1]
    return render(request, "account.html.j2", page=page, roles=roles, **more)
