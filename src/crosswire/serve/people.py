"""The people of the desk, for its admins: who there is, in which role, and what may be done about it.

In: forms of an admin. Out: the list and its JSON twin. A password that an admin sets is made here at random, shown once, and
meant to be changed by whoever gets it. What is done to an account is told in the audit log.
"""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel
from starlette.responses import Response

from crosswire.serve.access import needs, not_there
from crosswire.serve.render import render
from crosswire.serve.securing import Hashing
from crosswire.serve.security import accounts
from crosswire.serve.twin import Store, twin
from crosswire.store.database import Database, people, sessions
from crosswire.store.database.viewer import ROLES, Viewer

router = APIRouter(tags=["people"])
Admin = Annotated[Viewer, needs("admin", person=True)]
# Letters and digits that are not mistaken for one another: 5 bits each, 25 of them.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class PersonRow(BaseModel, frozen=True):
    """One account, as admins see it."""

    id: str
    login: str
    name: str
    role: str
    made: str
    disabled: str | None
    has_password: bool
    by_service: bool
    tokens: int


class People(BaseModel, frozen=True):
    """Everyone who has an account."""

    people: tuple[PersonRow, ...]


@twin(router, "/people", "people.html.j2", summary="Everyone who has an account, for admins")
def everyone(database: Store, viewer: Annotated[Viewer, needs("admin")]) -> People:
    """The accounts by name."""
    with database.read() as connection:
        found = people.everyone(connection)
        tokens = sessions.tokens_of(connection)
    return People(
        people=tuple(
            PersonRow(
                id=p.id,
                login=p.name,
                name=p.shown,
                role=p.role,
                made=p.made,
                disabled=p.disabled,
                has_password=p.has_password,
                by_service=p.subject is not None,
                tokens=sum(t.user == p.id for t in tokens),
            )
            for p in found
        )
    )


@router.post("/people", include_in_schema=False, response_class=HTMLResponse)
def add(
    request: Request,
    viewer: Admin,
    database: Store,
    passwords: Hashing,
    name: Annotated[str, Form(max_length=400)],
    role: Annotated[str, Form(max_length=16)] = ROLES[0],
    shown: Annotated[str, Form(max_length=400)] = "",
) -> Response:
    """A new account with a password made at random."""
    password = made_up()
    person = accounts.add_person(
        database, passwords, viewer, name=name, role=role, password=password, shown=shown or None
    )
    return _with_password(request, database, viewer, person.name, password)


@router.post("/people/{id}/role", include_in_schema=False)
def change_role(
    id: str, viewer: Admin, database: Store, role: Annotated[str, Form(max_length=16)]
) -> Response:
    """Another role; the account's sessions are over."""
    _find(database, id)
    accounts.change_role(database, viewer, id=id, role=role)
    return RedirectResponse("/people", 303)


@router.post("/people/{id}/password", include_in_schema=False, response_class=HTMLResponse)
def reset_password(request: Request, id: str, viewer: Admin, database: Store, passwords: Hashing) -> Response:
    """Another password, made at random; the account's sessions and tokens are over."""
    name = _find(database, id).name
    password = made_up()
    accounts.reset_password(database, passwords, viewer, id=id, password=password)
    return _with_password(request, database, viewer, name, password)


@router.post("/people/{id}/disable", include_in_schema=False)
def disable(id: str, viewer: Admin, database: Store) -> Response:
    """Shuts an account."""
    _find(database, id)
    accounts.set_disabled(database, viewer, id=id, disabled=True)
    return RedirectResponse("/people", 303)


@router.post("/people/{id}/enable", include_in_schema=False)
def enable(id: str, viewer: Admin, database: Store) -> Response:
    """Opens an account again."""
    _find(database, id)
    accounts.set_disabled(database, viewer, id=id, disabled=False)
    return RedirectResponse("/people", 303)


def made_up() -> str:
    """A password of 25 random letters in groups of five: about 124 bits."""
    letters = [secrets.choice(_LETTERS) for _ in range(25)]
    return "-".join("".join(letters[n : n + 5]) for n in range(0, 25, 5))


def _find(database: Database, id: str) -> people.Person:
    with database.read() as connection:
        person = people.by_id(connection, id)
    if person is None:
        raise not_there()
    return person


def _with_password(
    request: Request, database: Database, viewer: Viewer, name: str, password: str
) -> Response:
    return render(
        request,
        "people.html.j2",
        page=everyone(database, viewer),
        new_password=password,
        new_name=name,
    )
