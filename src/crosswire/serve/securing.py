"""Putting the gate before an application, and what the routes of accounts need beside it.

In: an application, its database and options. Out: nothing; afterwards every request passes the gate first and every refusal
is answered in one place.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI, Request

from crosswire.serve.refusals import refusal
from crosswire.serve.security import accounts
from crosswire.serve.security.gate import Gate
from crosswire.serve.security.oidc import Service
from crosswire.serve.security.options import SecurityOptions
from crosswire.serve.security.passwords import Passwords
from crosswire.store.database import Database
from crosswire.store.database.people import system_user


def secure(app: FastAPI, database: Database, options: SecurityOptions) -> None:
    """Guards an application; on a desk that is open, the one person of it is the system's user."""
    opened = accounts.open_person(database, system_user()).id if options.open else None
    app.state.passwords = Passwords()
    app.state.oidc = Service(options.oidc) if options.oidc else None
    app.add_middleware(Gate, database=database, options=options, opened=opened, refuse=refusal)


def passwords_of(request: Request) -> Passwords:
    """How passwords are hashed here."""
    found: Passwords = request.app.state.passwords
    return found


def security_of(request: Request) -> SecurityOptions:
    """The options of the application that answers."""
    found: SecurityOptions = request.app.state.options.security
    return found


Hashing = Annotated[Passwords, Depends(passwords_of)]
Security = Annotated[SecurityOptions, Depends(security_of)]
