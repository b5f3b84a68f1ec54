"""A desk for tests: a store, its application, people of every role, and clients that are logged in as one of them.

with a_desk(address) as desk:
    desk.client("reader").get("/stories")
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from crosswire.serve.app import ServeOptions, make_app
from crosswire.serve.security.cookies import SESSION, cookie_name
from crosswire.serve.security.options import SecurityOptions
from crosswire.serve.security.passwords import Passwords
from crosswire.serve.security.secret import digest, form_token, new_secret, new_token
from crosswire.store.database import Database, open_store, people, sessions
from crosswire.store.database.people import Person
from crosswire.store.database.viewer import ROLES, Viewer

HERE = "http://localhost"
PASSWORD = "four ducks crossed slowly"
# The parameters for real are tested in test_passwords; here they would take minutes.
QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@dataclass(slots=True, kw_only=True)
class Desk:
    """A store with its application; one person of each role, named after it, with PASSWORD."""

    database: Database
    app: FastAPI
    people: dict[str, Person] = field(default_factory=dict)
    tokens: dict[tuple[str, str], str] = field(default_factory=dict)

    def person(self, name: str, role: str) -> Person:
        """One more account."""
        with self.database.write() as connection:
            made = people.add(connection, name=name, role=role, password=QUICK.keep(PASSWORD))
        self.people[name] = made
        return made

    def viewer(self, name: str) -> Viewer:
        """The viewer that an account is."""
        with self.database.read() as connection:
            found = sessions.viewer_of(connection, self.people[name].id, by="session")
        assert found is not None
        return found

    def client(self, name: str | None = None, *, page: bool = True, failing: bool = False) -> TestClient:
        """A browser: of nobody, or logged in as one of the people. It sends the token of forms with everything.

        With `failing`, what breaks in the application is answered as a server would, and not raised.
        """
        client = self._caller(failing=failing)
        client.headers["accept"] = "text/html" if page else "application/json"
        client.headers["sec-fetch-site"] = "same-origin"
        if name is not None:
            secret = self.session(name)
            client.cookies.set(self.cookie, secret)
            client.headers["x-csrf-token"] = form_token(secret)
        return client

    def machine(self, name: str, role: str | None = None) -> TestClient:
        """A program with a token of one of the people, the same each time: an account has no more than some."""
        person = self.people[name]
        role = role or person.role
        secret = self.tokens.setdefault((name, role), new_token())
        with self.database.write() as connection:
            if sessions.find_token(connection, digest(secret)) is None:
                sessions.add_token(
                    connection, person.id, digest(secret), name="test", role=role, seconds=None
                )
        client = self._caller()
        client.headers["authorization"] = f"Bearer {secret}"
        return client

    def _caller(self, *, failing: bool = False) -> TestClient:
        return TestClient(
            self.app,
            base_url=HERE,
            follow_redirects=False,
            client=("192.0.2.1", 50000),
            raise_server_exceptions=not failing,
        )

    def session(self, name: str) -> str:
        """A session of one of the people; its secret."""
        secret = new_secret()
        with self.database.write() as connection:
            sessions.open_session(
                connection, self.people[name].id, digest(secret), seconds=3600, agent="a test"
            )
        return secret

    @property
    def cookie(self) -> str:
        """What the cookie of a session is called."""
        return cookie_name(SESSION, self.app.state.options.security)


@contextmanager
def a_desk(address: str, security: SecurityOptions | None = None, **options: Any) -> Iterator[Desk]:
    """A desk over an empty store, with one person of each role."""
    with open_store(address, create=True) as database:
        yield desk_over(database, security, **options)


def desk_over(database: Database, security: SecurityOptions | None = None, **options: Any) -> Desk:
    """A desk over a store that is open, with one person of each role."""
    app = make_app(database, ServeOptions(security=security or SecurityOptions(), **options))
    app.state.passwords = QUICK
    desk = Desk(database=database, app=app)
    for role in ROLES:
        desk.person(role, role)
    return desk


def client_of(database: Database, role: str = "reader", **options: Any) -> TestClient:
    """A browser of somebody of a role, logged in to the desk over a store."""
    return desk_over(database, **options).client(role)


def form_of(page: str) -> str:
    """The token in the first form of a page."""
    return page.partition('name="csrf" value="')[2].partition('"')[0]
